"""The numbers of a bench by their names: what is set, and what is known at a step."""

from __future__ import annotations

from math import isfinite

from visprop.benches.run import BenchFrame


class BenchNumbers:
    """What a lesson's text can ask of a bench.

    Args:
        frame: the step.
    """

    def __init__(self, frame: BenchFrame) -> None:
        numbers = frame.run.bench.numbers
        set_ones = {name: value for name, value in frame.values.items() if isinstance(value, int | float)}
        self._values = {**set_ones, **numbers(frame.state)}

    def has(self, name: str) -> bool:
        return name in self._values

    def value(self, name: str) -> float | None:
        found = self._values[name]
        return None if found is None or not isfinite(found) else float(found)
