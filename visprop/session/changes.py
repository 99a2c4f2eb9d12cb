"""Who is told that something changed, and what."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from types import MethodType
from typing import TypeVar

from visprop.timeline.parts import Part

F = TypeVar("F", bound=Callable[..., None])

Observer = Callable[[Part], None]
"""Is told each part that changes."""
Listener = Callable[[str], None]
"""Is told what the user should read."""


class Changes:
    """Tells observers which part of the state changed, and listeners what the user should read.

    A bound method is held weakly, so that a closed window is not kept alive by the session that it watched.
    """

    def __init__(self) -> None:
        self._observers: list[Callable[[], Observer | None]] = []
        self._listeners: list[Callable[[], Listener | None]] = []

    def observe(self, observer: Observer) -> None:
        """Tell this observer from now on."""
        self._observers.append(_reference(observer))

    def listen(self, listener: Listener) -> None:
        """Tell this listener from now on."""
        self._listeners.append(_reference(listener))

    def note(self, *parts: Part) -> None:
        """Tell that these parts changed."""
        observers = [found for reference in self._observers if (found := reference()) is not None]
        for part in parts:
            for observer in observers:
                observer(part)

    def tell(self, text: str) -> None:
        """Tell the user something."""
        for reference in self._listeners:
            listener = reference()
            if listener is not None:
                listener(text)


def _reference(function: F) -> Callable[[], F | None]:
    return weakref.WeakMethod(function) if isinstance(function, MethodType) else lambda: function
