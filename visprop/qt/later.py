"""More of what takes long, a little later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakMethod

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from visprop.qt.adapter import Adapter

MORE_MS = 30


class Later(QTimer):
    """Once started, calls a widget's bound method when there is time for it: what time did not allow comes bit by bit.

    Args:
        adapter: who knows when there is time, and whether the widget's kind of experiment is still open then.
        slot: what is called.
        widget: whose method it is; the timer goes with it.
        milliseconds: how soon.
    """

    def __init__(self, adapter: Adapter, slot: Callable[[], object], widget: QWidget, milliseconds: int = MORE_MS) -> None:
        super().__init__(widget, interval=milliseconds, singleShot=True)
        self._adapter = adapter
        # The widget has the timer, which is not to hold it in turn.
        self._slot: WeakMethod[Any] = WeakMethod(slot)
        self.timeout.connect(self._on_time)

    def _on_time(self) -> None:
        slot = self._slot()
        if slot is not None:
            self._adapter.soon(slot)
