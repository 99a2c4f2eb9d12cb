"""How the values of variables and constants are told in a picture: x = a = 0.8, and z = 1.5 of a constant."""

from __future__ import annotations

from collections.abc import Iterable

from visprop.benches.notations.subject import Subject
from visprop.figures.base.text import Run, plain
from visprop.notation.expression.numbers import equal_to


def point_told(subject: Subject, names: Iterable[str], digits: int) -> tuple[Run, ...]:
    """The values of some variables or constants, one behind the other."""
    runs = list[Run]()
    for name in names:
        letter = subject.letters.get(name, "")
        named = [Run(name, italic=True), *((*plain(" = "), Run(letter, italic=True)) if letter else ())]
        runs += [*(plain(",  ") if runs else ()), *named, *plain(f" {equal_to(subject.point[name], digits)}")]
    return tuple(runs)
