"""A curve of the monitor in words: where it begins, where it is now, and how low it has been."""

from __future__ import annotations

import numpy as np

from visprop.figures.plots.monitor import Line
from visprop.notation.expression.numbers import equal_to
from visprop.notation.layout.said import said


def curve_words(line: Line, digits: int = 4) -> str:
    """Its name, its first and its last value, and its least with where that is."""
    finite = np.flatnonzero(np.isfinite(line.values))
    if not finite.size:
        return said(line.name)
    first, last = int(finite[0]), int(finite[-1])
    low = int(finite[np.argmin(line.values[finite])])
    told = [f"{_value(line, i, digits)} at update {line.updates[i]:g}" for i in dict.fromkeys((first, last))]
    least = f", least {_value(line, low, digits)} at update {line.updates[low]:g}" if low not in (first, last) else ""
    return said(f"{line.name}: {', '.join(told)}{least}")


def _value(line: Line, index: int, digits: int) -> str:
    return equal_to(float(line.values[index]), digits).removeprefix("= ")
