"""At the end of the time line: that something goes wrong in the experiment, in a few quiet words."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QToolButton

from visprop.qt.adapter import Adapter
from visprop.qt.later import Later
from visprop.timeline.parts import Part

_PARTS = (Part.RUN, Part.POSITION, Part.KNOWN, Part.PLAYBACK, Part.EDITS)
_BUDGET = 0.004
"""How long is looked at a time, in seconds."""


class TroubleNote(QToolButton):
    """Tells it while it holds; a click asks for more.

    Args:
        adapter: the session and its clock.
        more: the action that shows all of it.
    """

    def __init__(self, adapter: Adapter, more: QAction) -> None:
        super().__init__()
        self._session = adapter.session
        self.setAutoRaise(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(more.trigger)
        self.hide()
        self._more = Later(adapter, self.refresh, self)
        adapter.watch(self.refresh, _PARTS, every=6)

    def refresh(self) -> None:
        """Tell what goes wrong by now."""
        told, is_late = self._session.own.troubles(perf_counter() + _BUDGET)
        if told:
            others = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
            self.setText(told[0].short + others)
            self.setToolTip("\n".join((*(one.told for one in told), "Click for what can be tried")))
        self.setVisible(bool(told))
        if is_late and not self._session.playback.at_speed:
            self._more.start()
