"""The steps: the function, one notation after another, and all side by side."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.benches.notations.subject import Subject, subject_of
from visprop.benches.notations.ways import NOTHING, Written, ways
from visprop.benches.values import Values
from visprop.notation.layout.text import plain


@dataclass(frozen=True, eq=False)
class Notations:
    """The notations at a step.

    Attributes:
        subject: what they are about.
        step: 0 for the function, then the number of the notation, and last all of them.
    """

    subject: Subject
    step: int

    @property
    def ways(self) -> tuple[Written, ...]:
        """Every notation, whatever step it is."""
        return ways(self.subject)

    @property
    def seen(self) -> tuple[Written, ...]:
        """Those that have been told."""
        return self.ways[: self.step]

    @property
    def present(self) -> Written | None:
        """The one that is told now; None where it is none or all of them."""
        return self.ways[self.step - 1] if 0 < self.step <= len(self.ways) else None

    @property
    def is_last(self) -> bool:
        """Whether all of them stand side by side."""
        return self.step > len(self.ways)


def steps(values: Values) -> tuple[str, ...]:
    """What is seen at each step, in words."""
    subject = subject_of(values)
    told = [_told(way) for way in ways(subject)]
    return (_begun(subject), *told, "All of them are the same derivative; they differ in what they denote")


def state_of(values: Values, step: int) -> Notations:
    """The notations at a step."""
    return Notations(subject_of(values), step)


def known_numbers(state: Notations) -> dict[str, float | None]:
    """What is known by the names that a lesson's text uses: y at the point, and the derivative once a notation is told."""
    return {"y": state.subject.height, "value": state.subject.value if state.step else None}


def _begun(subject: Subject) -> str:
    which = "; ".join([f"y depends on {' and '.join(subject.free)}", *(f"{name} is a constant" for name in subject.held)])
    return f"y = {subject.function.text}: {which}"


def _told(way: Written) -> str:
    if way.kind == NOTHING or way.symbol is None:
        return f"{way.name}: there is no way to say by which variable"
    return f"{way.name}: {plain(way.symbol)} denotes {way.kind}"
