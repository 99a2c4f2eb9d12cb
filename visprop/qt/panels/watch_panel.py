"""Watched variables: their value now and the one before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visprop.engine.key import Key
from visprop.notation.expression.numbers import number
from visprop.qt.adapter import Adapter
from visprop.qt.panels.number_delegate import NumberDelegate
from visprop.qt.panels.panel_parts import flow_of
from visprop.qt.plain import plain_label
from visprop.timeline.frame import Frame
from visprop.timeline.parts import Part
from visprop.timeline.quantity import quantity, quantity_key


class WatchPanel(QWidget):
    """A table of the session's watched variables, and a field to add one."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.field = QLineEdit(placeholderText="δ2[1], Δw2[1,2], φ …")
        self.field.setToolTip("A variable to watch: a, z, delta, w, b, dw or db with layer and indices, c or phi")
        self.field.setAccessibleName("Variable to watch")
        self.add = QPushButton("Watch")
        self.add.setToolTip("Watch this variable")
        self.remove = QPushButton("Remove")
        self.remove.setToolTip("Watch the selected variable no longer")
        self._error = plain_label()
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels(["variable", "now", "before"])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setItemDelegate(NumberDelegate(self.table))
        self.table.setShowGrid(False)
        self.table.setAccessibleName("Watched variables")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(flow_of((self.add, self.remove)))
        layout.addWidget(self._error)
        layout.addWidget(self.table)
        self.field.returnPressed.connect(self._on_add)
        self.field.textChanged.connect(self._error.clear)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.SELECTION, Part.OPTIONS, Part.KNOWN), every=10)
        self.refresh()

    def refresh(self) -> None:
        """Show the values of now, and those one line before."""
        if not self.isVisible():
            return
        watched = self._session.selection.watched
        before = self._frame_before()
        self.table.setRowCount(len(watched))
        for row, key in enumerate(watched):
            values = (self._name(key), self._text(self._session.playback.frame, key), self._text(before, key))
            for column, text in enumerate(values):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft)
                self.table.setItem(row, column, item)

    def _name(self, key: Key) -> str:
        """Its symbol; what the dress has not keeps the name by which it was asked for."""
        return self._session.naming.text(key) if self._session.options.dress.has(key.letter) else str(key)

    def _frame_before(self) -> Frame | None:
        """The frame one line before; None at the start, and at speed, when nobody could follow."""
        playback = self._session.playback
        if playback.position == playback.experiment.walk.start or playback.at_speed or not self._session.selection.watched:
            return None
        before = playback.experiment.walk.before(playback.position)
        is_near = playback.experiment.is_at_hand(playback.experiment.goal_of(before))
        return playback.experiment.frame(before) if is_near else None

    def _text(self, frame: Frame | None, key: Key) -> str:
        # Another scenario may have been opened, whose network has no such variable.
        if frame is None or not frame.scenario.network.has(key) or not self._session.options.dress.has(key.letter):
            return "–"
        value = quantity(frame, key)
        return "–" if value is None else number(value, self._session.options.digits)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _on_add(self) -> None:
        try:
            key = quantity_key(self._session.playback.frame, self.field.text())
        except ValueError as error:
            self._error.setText(str(error))
            return
        self._error.clear()
        self.field.clear()
        self._session.selection.watch(key)

    def _on_remove(self) -> None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        watched = self._session.selection.watched
        self._session.selection.unwatch(frozenset(watched[row] for row in rows))
