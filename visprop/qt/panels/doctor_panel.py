"""What goes wrong in the training, each with its cause, a way to just before it, and one remedy to try."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.later import Later
from visprop.qt.panels.panel_parts import flow_of
from visprop.qt.plain import plain_label
from visprop.qt.waiting import beside
from visprop.session.session import Session
from visprop.timeline.doctor.ailments import AILMENTS
from visprop.timeline.doctor.examining import Finding
from visprop.timeline.parts import Part

_PARTS = (Part.RUN, Part.POSITION, Part.KNOWN, Part.PLAYBACK, Part.EDITS)
"""On what it depends what is found."""
_BUDGET = 0.004
"""How long is looked at a time, in seconds."""


_NONE = (
    "Nothing is found to go wrong here. Looked for while it trains: saturated layers, dead neurons, gradients that vanish or "
    "explode, neurons that are the same, and an η that is too large or too small."
)


class Card(QWidget):
    """One finding."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._finding: Finding | None = None
        self.title, self.seen = plain_label(), plain_label()
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.before, self.remedy = QPushButton("Go to just before it"), QPushButton()
        self.before.setToolTip("Go to the last position at which it was not there yet")
        self.words = plain_label()
        for button, slot in ((self.before, self._go), (self.remedy, self._try)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        for widget in (self.title, self.seen, self.words, flow_of((self.before, self.remedy))):
            layout.addWidget(widget)

    @property
    def has_focus(self) -> bool:
        """Whether one of its buttons has the focus."""
        return self.before.hasFocus() or self.remedy.hasFocus()

    def show_finding(self, finding: Finding | None) -> None:
        """Tell one, or nothing."""
        self._finding = finding
        self.setVisible(finding is not None)
        if finding is None:
            return
        self.title.setText(finding.title)
        self.seen.setText(f"Since update {finding.since}: {finding.seen}.")
        words = finding.remedy.words(self._session.scenario, finding.layer)
        self.words.setText(f"What may help: {words}.")
        self.remedy.setText(f"Try: {finding.remedy.short}")
        self.remedy.setAccessibleName(f"Try: {words}")
        self.remedy.setToolTip(f"Try: {words}. It begins a run of its own; undo takes it back (Ctrl+Z)")

    def _go(self) -> None:
        if self._finding is not None:
            self._session.doctor.go_before(self._finding)

    def _try(self) -> None:
        if self._finding is not None:
            # To find an η takes many short trainings.
            self._session.doctor.try_remedy(self._finding, lambda work: beside(work, "Trying what may help…", self))


class DoctorPanel(QWidget):
    """A card for each thing that goes wrong at the position of now.

    Attributes:
        cards: by the names of the ailments; those that are not found are hidden.
    """

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.none: QLabel = plain_label(_NONE)
        self.none.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cards = {name: Card(self._session) for name in AILMENTS}
        layout = QVBoxLayout(self)
        layout.addWidget(self.none)
        for card in self.cards.values():
            layout.addWidget(card)
        layout.addStretch()
        self._more = Later(adapter, self.refresh, self)
        adapter.watch(self.refresh, _PARTS, every=10)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Tell what is found by now."""
        if not self.isVisible():
            return
        findings, is_late = self._session.doctor.findings(perf_counter() + _BUDGET)
        found = {finding.ailment.name: finding for finding in findings}
        loses_focus = any(card.has_focus and name not in found for name, card in self.cards.items())
        for name, card in self.cards.items():
            card.show_finding(found.get(name))
        self.none.setVisible(not findings)
        if loses_focus:
            # What was pressed has gone: the focus stays with what is told now.
            next((card.before for name, card in self.cards.items() if name in found), self.none).setFocus()
        if is_late and not self._session.playback.at_speed:
            self._more.start()
