"""How tall the rows of a formula are, found once: the library measures each of them anew for every row around it.

Before it sets a row, the library makes all that is in it for a trial, as brackets are as tall as what they hold. What is in it
does the same in its turn, twice, so that the time doubles with each bracket, fraction and script around another. A trial asks
for heights alone, to which no bracket adds, so within one there is nothing to try; nor is there where no bracket stands.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import Any

_FORMS = ("prefix", "infix", "postfix", "none")
_NONE = (0.0, 0.0)
"""A height that nobody asks for."""


def measure_once() -> None:
    """Let the library measure rows only where something is as tall as its row; what it sets stays the same."""
    from ziamath import styles
    from ziamath.nodes.mrow import Mrow

    of_row = Mrow._get_height_nostretch

    @wraps(of_row)
    def height(row: Any, line: list[Any], **given: Any) -> tuple[float, float]:
        is_asked_for = not given.get("nostretch") and any(map(_stretches, line))
        found: tuple[float, float] = of_row(row, line, **given) if is_asked_for else _NONE
        return found

    Mrow._get_height_nostretch = height  # type: ignore[assignment]
    # It reads a style's fields by name, and copies all that is in them for it.
    styles.asdict = vars  # type: ignore[assignment,attr-defined]


def _stretches(element: Any) -> bool:
    """Whether something in an element of MathML may be as tall as its row."""
    for inner in element.iter():
        if inner.tag in ("mo", "mi"):
            told = inner.get("stretchy")
            if told != "false" if told is not None else _is_stretched((inner.text or "").strip()):
                return True
    return False


@lru_cache(maxsize=512)
def _is_stretched(sign: str) -> bool:
    from ziamath import operators

    return any(operators.get_params(sign, form).get("stretchy", "false") != "false" for form in _FORMS)
