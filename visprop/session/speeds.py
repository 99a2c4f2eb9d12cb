"""How fast the training runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Speed:
    """A choice of speed.

    Attributes:
        text: what the user reads.
        lines: lines a second, 0 if whole updates are run.
        updates: updates a second, 0 for as many as a frame allows.
    """

    text: str
    lines: float = 0.0
    updates: float = 0.0


SPEEDS = (
    Speed("1 line/s", lines=1.0),
    Speed("2 lines/s", lines=2.0),
    Speed("5 lines/s", lines=5.0),
    Speed("20 lines/s", lines=20.0),
    Speed("1 update/s", updates=1.0),
    Speed("10 updates/s", updates=10.0),
    Speed("60 updates/s", updates=60.0),
    Speed("full speed"),
)
"""The speeds, slowest first."""
