"""The tree of runs: each edit begins one; a click goes back to where any of them was left, a tick compares it."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from visprop.figures.moment import Part
from visprop.notation.expression.numbers import number
from visprop.qt.adapter import Adapter
from visprop.qt.plain import plain_label, plain_tip
from visprop.session.runs import Branch

_BRANCH = Qt.ItemDataRole.UserRole
_NAME, _UPDATE, _PHI, _COMPARED = range(4)
_HEADINGS = ("run", "update", "φ", "compare")
_TIPS = (
    "Click, or press Enter, to go back to a run where it was left; F2 gives it another name",
    "The update at which it was left",
    "φ where it was left",
    "Draw its costs and accuracies in the monitor like those of this run (the space bar)",
)
_BUDGET = 0.004
"""How long φ of the runs may take at a time, in seconds."""
MOST_NAMED = 80
"""How long a run's name may be."""


class RunTree(QTreeWidget):
    """The tree itself; the space bar ticks the run that the cursor is on, whichever its column."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels(list(_HEADINGS))
        self.setAccessibleName("Runs")
        for column, tip in enumerate(_TIPS):
            self.headerItem().setToolTip(column, tip)
        self.setToolTip(_TIPS[_NAME])
        self.setEditTriggers(QTreeWidget.EditTrigger.EditKeyPressed)
        self.setIndentation(12)
        self.header().setStretchLastSection(False)
        for column in range(len(_HEADINGS)):
            # A long name gives way; all of it is in its tip.
            mode = QHeaderView.ResizeMode.Stretch if column == _NAME else QHeaderView.ResizeMode.ResizeToContents
            self.header().setSectionResizeMode(column, mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() != Qt.Key.Key_Space or item is None or item.data(_COMPARED, Qt.ItemDataRole.CheckStateRole) is None:
            super().keyPressEvent(event)
        else:
            is_on = item.checkState(_COMPARED) is Qt.CheckState.Checked
            item.setCheckState(_COMPARED, Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)


class RunsPanel(QWidget):
    """Every run with what began it, how far it is and what came of it; the present one is bold."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self._shown: tuple[Branch, ...] = ()
        self._present: Branch | None = None
        self.tree = RunTree()
        self.tree.itemClicked.connect(self._on_chosen)
        self.tree.itemActivated.connect(self._on_chosen)
        self.tree.itemChanged.connect(self._on_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(plain_label("Each edit begins a run; a click goes back to one."))
        layout.addWidget(self.tree, 1)
        adapter.watch(self.refresh, (Part.RUN, Part.EDITS, Part.POSITION, Part.COMPARISON, Part.KNOWN), every=30)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the runs there are, if they can be seen."""
        if not self.isVisible():
            return
        runs = self._session.runs
        self.tree.blockSignals(True)
        if self._shown != tuple(runs.branches):
            self._shown, self._present = tuple(runs.branches), None
            self._fill()
        items, deadline = self._items(), perf_counter() + _BUDGET
        for branch, item in items.items():
            self._tell(item, branch, deadline)
        if self._present is not runs.present:
            self._present = runs.present
            self.tree.setCurrentItem(items[runs.present])
        self.tree.blockSignals(False)

    def _fill(self) -> None:
        self.tree.clear()
        items: dict[Branch | None, QTreeWidgetItem] = {}
        for branch in self._session.runs.branches:
            parent = items.get(branch.parent)
            item = QTreeWidgetItem(parent) if parent is not None else QTreeWidgetItem(self.tree)
            item.setText(_NAME, branch.name)
            item.setToolTip(_NAME, plain_tip(f"{branch.name}, from update {branch.timeline.run.update} on"))
            item.setToolTip(_COMPARED, _TIPS[_COMPARED])
            item.setData(_NAME, _BRANCH, branch)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            items[branch] = item
        self.tree.expandAll()

    def _tell(self, item: QTreeWidgetItem, branch: Branch, deadline: float) -> None:
        """How far a run is, what φ is there, and whether it is compared."""
        is_present = branch is self._session.runs.present
        reached = self._session.playback.frame.done if is_present else branch.timeline.walk.done(branch.left_at)
        item.setText(_UPDATE, str(reached))
        updates, costs, _ = branch.past.costs(reached, deadline)
        item.setText(_PHI, number(float(costs[-1]), 4) if updates and updates[-1] == reached else "…")
        font = item.font(_NAME)
        font.setBold(is_present)
        item.setFont(_NAME, font)
        state = Qt.CheckState.Checked if branch.is_compared else Qt.CheckState.Unchecked
        # The present run is drawn in any case.
        item.setData(_COMPARED, Qt.ItemDataRole.CheckStateRole, None if is_present else state)

    def _items(self) -> dict[Branch, QTreeWidgetItem]:
        found: dict[Branch, QTreeWidgetItem] = {}
        left = [item for i in range(self.tree.topLevelItemCount()) if (item := self.tree.topLevelItem(i)) is not None]
        while left:
            item = left.pop()
            found[item.data(_NAME, _BRANCH)] = item
            left += [child for i in range(item.childCount()) if (child := item.child(i)) is not None]
        return found

    def _on_chosen(self, item: QTreeWidgetItem, column: int) -> None:
        branch = item.data(_NAME, _BRANCH)
        if column != _COMPARED and isinstance(branch, Branch) and branch is not self._session.runs.present:
            self._session.edits.return_to(branch)

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        """A name that was typed, or a tick."""
        branch, name = item.data(_NAME, _BRANCH), item.text(_NAME).strip()[:MOST_NAMED]
        if not isinstance(branch, Branch):
            return
        if column == _COMPARED:
            self._session.compare_run(branch, item.checkState(_COMPARED) is Qt.CheckState.Checked)
        elif column == _NAME and name:
            branch.name = name
