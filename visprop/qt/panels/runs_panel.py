"""The tree of runs: each edit begins one; a click goes back to where any of them was left, a tick compares it."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTreeView, QVBoxLayout, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.later import Later
from visprop.qt.panels.runs_model import COMPARED, NAME, PHI, TIPS, UPDATE, RunsModel
from visprop.qt.plain import plain_label
from visprop.session.runs import Branch
from visprop.timeline.parts import Part

_BUDGET = 0.004
"""How long φ of the runs may take at a time, in seconds."""
_WIDEST = {UPDATE: "0000000", PHI: "0.0000×10⁻⁰⁰", COMPARED: "compare"}


_SHORTEST = 18
"""So many letters of a name are to be seen in any case; all of it is in its tip."""


class RunTree(QTreeView):
    """The tree itself; the space bar ticks the run that the cursor is on, whichever its column."""

    def __init__(self, model: RunsModel) -> None:
        super().__init__()
        self._runs = model
        self.setModel(model)
        self.setAccessibleName("Runs")
        self.setToolTip(TIPS[NAME])
        self.setEditTriggers(QTreeView.EditTrigger.EditKeyPressed)
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        header.sectionResized.connect(self._on_section)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_F2 and index.isValid():
            if self.state() != self.State.EditingState:
                self.edit(index.siblingAtColumn(NAME))
            return
        if event.key() != Qt.Key.Key_Space or not self._runs.can_compare(index):
            super().keyPressEvent(event)
            return
        is_on = Qt.CheckState.Unchecked if self._runs.branch(index).is_compared else Qt.CheckState.Checked
        self._runs.setData(index.siblingAtColumn(COMPARED), is_on, Qt.ItemDataRole.CheckStateRole)

    def seen(self) -> list[Branch]:
        """The runs that are in sight."""
        found, index = list[Branch](), self.indexAt(QPoint(0, 0))
        while index.isValid() and self.visualRect(index).top() <= self.viewport().height():
            found.append(self._runs.branch(index))
            index = self.indexBelow(index)
        return found

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_columns()

    def _fit_columns(self) -> None:
        """Give the columns of numbers the width that they may need: asking each row would take longer than a picture."""
        for column, widest in _WIDEST.items():
            wide = self.fontMetrics().horizontalAdvance(widest) + 2 * self.fontMetrics().averageCharWidth()
            self.header().resizeSection(column, max(wide, self.header().sectionSizeHint(column)))
        self._fit_name()

    def _fit_name(self) -> None:
        """Give names what the numbers leave, so that a long one gives way, but enough to be told apart: then it scrolls."""
        numbers = sum(map(self.header().sectionSize, _WIDEST))
        least = _SHORTEST * self.fontMetrics().averageCharWidth() + self.indentation()
        self.header().resizeSection(NAME, max(least, self.viewport().width() - numbers))

    def _on_section(self, column: int) -> None:
        if column != NAME:
            self._fit_name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_name()


class RunsPanel(QWidget):
    """Every run with what began it, how far it is and what came of it; the present one is bold."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._adapter, self._session = adapter, adapter.session
        self._present: Branch | None = None
        self._model = RunsModel(adapter.session, self)
        self.tree = RunTree(self._model)
        self.tree.clicked.connect(self._on_chosen)
        self.tree.activated.connect(self._on_chosen)
        self._more = Later(adapter, self.refresh, self)
        # The place that it is scrolled to would become the timer's interval.
        self.tree.verticalScrollBar().valueChanged.connect(lambda _: self._more.start())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(plain_label("Each edit begins a run; a click goes back to one."))
        layout.addWidget(self.tree, 1)
        adapter.watch(self.refresh, (Part.RUN, Part.EDITS, Part.POSITION, Part.COMPARISON, Part.KNOWN), every=30)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._adapter.soon(self.refresh)

    def refresh(self) -> None:
        """Show the runs there are, if they can be seen."""
        if not self.isVisible():
            return
        for index in self._model.take():
            self.tree.expand(index)
        present = self._session.runs.present
        if self._present is not present:
            self._present = present
            self.tree.setCurrentIndex(self._model.index_of(present))
        self._find_phi()
        self.tree.viewport().update()

    def _find_phi(self) -> None:
        """Find what φ is of the runs in sight, as far as time allows."""
        deadline = perf_counter() + _BUDGET
        for branch in self.tree.seen():
            self._model.find_phi(branch)
            if perf_counter() > deadline:
                self._more.start()
                return

    def _on_chosen(self, index: QModelIndex) -> None:
        branch = self._model.branch(index)
        if index.column() != COMPARED and branch is not self._session.runs.present:
            self._session.edits.return_to(branch)
