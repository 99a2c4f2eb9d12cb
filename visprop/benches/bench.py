"""What a bench is: all that time line, files, pictures and window need of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from visprop.benches.controls import Control
from visprop.benches.values import Values
from visprop.engine.key import Key

if TYPE_CHECKING:
    # A process that reads a file needs no pictures.
    from visprop.figures.moment import NetworkMoment
    from visprop.figures.views import View


def _unchanged(values: Values, changed: frozenset[str]) -> Values:
    return values


def _none(state: Any) -> Mapping[str, float | None]:
    return {}


def _fits(values: Values) -> str:
    return ""


@dataclass(frozen=True)
class Bench:
    """A small exact experiment.

    Attributes:
        controls: what can be set, in the order in which it is shown.
        steps: what is seen at each of its positions, in words; the first one is the start. It takes less than 100 ms.
        state: what is known at a step, from 0, as the bench's own pictures read it; frozen. It takes less than 100 ms.
        views: its pictures and pages, by `pictures`; the first one is what is shown, exported and projected if none is named.
        unfit: why values do not go together; empty if they do.
        settled: the values once some have changed, where that has consequences for others.
        numbers: what is known in a state by the names that a lesson's text asks for it with; None for what is not known yet.
        from_network: values that are those of the network that is open, of what is selected in it or of its first neuron; None
            for a bench that has nothing to do with one. It raises ValueError, in words, where there is nothing of the kind.
    """

    controls: tuple[Control, ...]
    steps: Callable[[Values], tuple[str, ...]]
    state: Callable[[Values, int], Any]
    views: tuple[View, ...]
    unfit: Callable[[Values], str] = _fits
    settled: Callable[[Values, frozenset[str]], Values] = _unchanged
    numbers: Callable[[Any], Mapping[str, float | None]] = _none
    from_network: Callable[[NetworkMoment, Key | None], Values] | None = None

    @property
    def start(self) -> Values:
        """What is set at first."""
        return Values({control.name: control.start for control in self.controls})

    def control(self, name: str) -> Control:
        """A control by its name.

        Raises:
            ValueError: it has none of that name.
        """
        for control in self.controls:
            if control.name == name:
                return control
        raise ValueError(f"there is nothing called {name!r} to be set; there are {', '.join(one.name for one in self.controls)}")

    def put(self, values: Values, changed: dict[str, Any]) -> Values:
        """The values with others in the place of some.

        Raises:
            ValueError: one of them does not fit.
        """
        for name, value in changed.items():
            if reason := self.control(name).unfit(value):
                raise ValueError(reason)
        found = self.settled(values.put(changed), frozenset(changed))
        if reason := self.unfit(found):
            raise ValueError(reason)
        return found
