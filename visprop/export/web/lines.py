"""Lines through many points, written by how each point differs from where the two before it lead to."""

from __future__ import annotations

import re

_NUMBER = r"-?\d+(?:\.\d+)?"
_LEAST = 6
_LINE = re.compile(rf"M{_NUMBER} {_NUMBER}(?:L{_NUMBER} {_NUMBER}){{{_LEAST},}}")
_HUNDREDTHS = 100
"""Places are written in steps of a hundredth of a point."""


def short_lines(text: str) -> str:
    """Elements with their long lines as `~` and whole numbers, in hundredths of a point, up to another `~`; nothing is lost.

    Contours are smooth, so that the numbers are small, and pack well.
    """
    return _LINE.sub(lambda found: f"~{' '.join(map(str, _differences(found[0])))}~", text)


def _differences(line: str) -> list[int]:
    found: list[int] = []
    x = y = dx = dy = 0
    for i, point in enumerate(line[1:].split("L")):
        to_x, to_y = (round(_HUNDREDTHS * float(one)) for one in point.split(" "))
        found += (to_x - x - dx, to_y - y - dy)
        dx, dy = (to_x - x, to_y - y) if i else (0, 0)
        x, y = to_x, to_y
    return found
