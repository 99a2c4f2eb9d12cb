"""How much of a run is due at a tick of the clock, and for how long it may be computed."""

from __future__ import annotations

FRAME_SECONDS = 0.016
"""How often a tick should come while anything moves."""
RUN_BUDGETS = (0.0005, 0.008)
"""The least and the most that a tick trains, in seconds; how late the ticks come decides how much it really is."""
LONGEST_TICK = 0.25
"""More time than this between two ticks is not made up for, in seconds."""
_LATE = 1.12
"""A tick is late that comes so many frames after the last one."""


class Pace:
    """Keeps the time between ticks.

    Attributes (to be read):
        budget: how long the present tick may train, in seconds.
    """

    def __init__(self) -> None:
        self.budget = RUN_BUDGETS[0]
        self._last: float | None = None
        self._owed = 0.0

    def begin(self, at_once: float) -> None:
        """Begin a run, of which so much is due at its first tick."""
        self._last, self._owed = None, at_once

    def rest(self) -> None:
        """Nothing moves until the next tick: the time till then does not count."""
        self._last = None

    def passed(self, now: float) -> float:
        """The seconds since the last tick; 0 for the first one."""
        last, self._last = self._last, now
        return 0.0 if last is None else now - last

    def adapt(self, passed: float) -> None:
        """Train less if this tick came late, else more."""
        least, most = RUN_BUDGETS
        factor = 0.7 if passed > _LATE * FRAME_SECONDS else 1.1
        self.budget = min(most, max(least, self.budget * factor))

    def due(self, passed: float, rate: float) -> int:
        """How many whole steps are due after some seconds, at so many a second; what is left over is kept for the next tick."""
        self._owed += min(passed, LONGEST_TICK) * rate
        count = int(self._owed)
        self._owed -= count
        return count
