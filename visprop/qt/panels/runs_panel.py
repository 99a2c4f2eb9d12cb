"""The tree of runs: each edit begins one; a click goes back to where any of them was left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from visprop.figures.moment import Part
from visprop.qt.adapter import Adapter
from visprop.qt.plain import plain_label, plain_tip
from visprop.session.runs import Branch

_BRANCH = Qt.ItemDataRole.UserRole
_NAME = 0
MOST_NAMED = 80
"""How long a run's name may be."""


class RunsPanel(QWidget):
    """Every run with what began it and how far it is; the present one is bold."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self._shown: tuple[Branch, ...] = ()
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(["run", "updates"])
        self.tree.setAccessibleName("Runs")
        self.tree.setToolTip("Click, or press Enter, to go back to a run where it was left; F2 gives it another name")
        self.tree.setEditTriggers(QTreeWidget.EditTrigger.EditKeyPressed)
        self.tree.itemClicked.connect(self._on_chosen)
        self.tree.itemActivated.connect(self._on_chosen)
        self.tree.itemChanged.connect(self._on_named)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(plain_label("Each edit begins a run of its own; nothing is ever lost. A click goes back to one."))
        layout.addWidget(self.tree, 1)
        adapter.watch(self.refresh, (Part.RUN, Part.EDITS, Part.POSITION), every=30)
        self.refresh()

    def refresh(self) -> None:
        """Show the runs there are."""
        runs = self._session.runs
        self.tree.blockSignals(True)
        if self._shown != tuple(runs.branches):
            self._shown = tuple(runs.branches)
            self._fill()
        for item in self._items():
            branch = item.data(_NAME, _BRANCH)
            is_present = branch is runs.present
            reached = self._session.playback.frame.done if is_present else branch.timeline.walk.done(branch.left_at)
            item.setText(1, f"{branch.timeline.run.update} – {reached}")
            font = item.font(_NAME)
            font.setBold(is_present)
            item.setFont(_NAME, font)
            if is_present:
                self.tree.setCurrentItem(item)
        self.tree.blockSignals(False)

    def _fill(self) -> None:
        self.tree.clear()
        items: dict[Branch | None, QTreeWidgetItem] = {}
        for branch in self._session.runs.branches:
            parent = items.get(branch.parent)
            item = QTreeWidgetItem(parent) if parent is not None else QTreeWidgetItem(self.tree)
            item.setText(_NAME, branch.name)
            item.setToolTip(_NAME, plain_tip(branch.name))
            item.setData(_NAME, _BRANCH, branch)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            items[branch] = item
        self.tree.expandAll()
        self.tree.resizeColumnToContents(_NAME)

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        left = [item for i in range(self.tree.topLevelItemCount()) if (item := self.tree.topLevelItem(i)) is not None]
        while left:
            item = left.pop()
            found.append(item)
            left += [child for i in range(item.childCount()) if (child := item.child(i)) is not None]
        return found

    def _on_chosen(self, item: QTreeWidgetItem) -> None:
        branch = item.data(_NAME, _BRANCH)
        if isinstance(branch, Branch) and branch is not self._session.runs.present:
            self._session.edits.return_to(branch)

    def _on_named(self, item: QTreeWidgetItem, column: int) -> None:
        branch, name = item.data(_NAME, _BRANCH), item.text(_NAME).strip()[:MOST_NAMED]
        if column == _NAME and isinstance(branch, Branch) and name:
            branch.name = name
