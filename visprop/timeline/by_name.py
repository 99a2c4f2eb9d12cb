"""The numbers of a moment by their names, as a lesson's text asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from visprop.engine.key import Key
from visprop.timeline.frame import Frame
from visprop.timeline.quantity import quantity, quantity_key


class Numbers(Protocol):
    """What can be asked for at a moment of an experiment of any kind."""

    def has(self, name: str) -> bool:
        """Whether there is a number of a name, known yet or not."""

    def value(self, name: str) -> float | None:
        """The number of a name that there is; None if it is not known yet."""


class NetworkNumbers:
    """Those of a network's run: every quantity by its key, and what is set or counted by a word.

    Args:
        frame: the moment.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def has(self, name: str) -> bool:
        return name in _WORDS or name in self._sizes or self._key(name) is not None

    def value(self, name: str) -> float | None:
        if name in _WORDS:
            return _WORDS[name](self._frame)
        if name in self._sizes:
            return self._sizes[name]
        key = self._key(name)
        return None if key is None else quantity(self._frame, key)

    @property
    def _sizes(self) -> Mapping[str, float]:
        """n0, n1, …: how many there are in each layer."""
        return {f"n{i}": float(size) for i, size in enumerate(self._frame.scenario.network.sizes)}

    def _key(self, name: str) -> Key | None:
        try:
            return quantity_key(self._frame, name)
        except ValueError:
            return None


_WORDS: Mapping[str, Callable[[Frame], float]] = {
    "eta": lambda frame: frame.scenario.training.eta,
    "updates": lambda frame: float(frame.done),
    "layers": lambda frame: float(frame.scenario.network.depth),
    "neurons": lambda frame: float(sum(frame.scenario.network.sizes[1:])),
    "parameters": lambda frame: float(frame.scenario.network.parameter_count),
    "examples": lambda frame: float(len(frame.scenario.data)),
}


class NoNumbers:
    """Those of a kind of which a lesson can ask none.

    Args:
        frame: the moment.
    """

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def has(self, name: str) -> bool:
        return False

    def value(self, name: str) -> float | None:
        return None
