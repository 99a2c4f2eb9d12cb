"""Paints of views that are seen: what is counted is what somebody would look at, not what is told or drawn out of sight."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter

from PySide6.QtCore import QEvent, QObject

from visprop.qt.views.session_view import SessionView


class Paints(QObject):
    """Notes when each of some views is painted.

    Args:
        views: all of them are seen.

    Raises:
        ValueError: one is not, so that its paints would be no measure of anything.
    """

    def __init__(self, views: Iterable[SessionView]) -> None:
        super().__init__()
        self.times: dict[str, list[float]] = {}
        for view in views:
            if not view.is_seen:
                raise ValueError(f"the view {view.view.name!r} is not seen")
            self.times[view.view.name] = []
            view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, SessionView):
            self.times[watched.view.name].append(perf_counter())
        return False
