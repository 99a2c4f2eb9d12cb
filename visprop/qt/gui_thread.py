"""From other threads into the window's own."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import lru_cache

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal


def call(method: weakref.WeakMethod[Callable[..., object]], *arguments: object) -> bool:
    """Call a bound method that is held weakly; whether its owner, which may be a widget, is still there."""
    found = method()
    owner = getattr(found, "__self__", None)
    if found is None or (isinstance(owner, QObject) and not shiboken6.isValid(owner)):
        return False
    found(*arguments)
    return True


class _Invoker(QObject):
    """Lives as long as the process: a thread that is late must not touch a widget that is being destroyed meanwhile."""

    asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        app = QCoreApplication.instance()
        if app is not None:
            self.moveToThread(app.thread())
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def _answer(self, method: weakref.WeakMethod[Callable[..., object]], arguments: tuple[object, ...]) -> None:
        call(method, *arguments)


@lru_cache(maxsize=1)
def _invoker() -> _Invoker:
    return _Invoker()


class Caller:
    """Calls a bound method in the window's thread, from whichever thread; nothing happens once its owner is gone.

    Args:
        method: what is called. It is held weakly.
    """

    def __init__(self, method: Callable[..., object]) -> None:
        self._method = weakref.WeakMethod(method)
        self._invoker = _invoker()

    def __call__(self, *arguments: object) -> None:
        """Let it be called at a next turn of the event loop."""
        self._invoker.asked.emit(self._method, arguments)
