"""The tree of runs as rows, told to the view as it shows them: however many there are, only those that are seen cost anything."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from visprop.notation.expression.numbers import number
from visprop.qt.plain import plain_tip
from visprop.session.runs import Branch
from visprop.session.session import Session
from visprop.timeline.experiment import Experiment

NAME, UPDATE, PHI, COMPARED = range(4)
_HEADINGS = ("run", "update", "φ", "compare")
TIPS = (
    "Click, or press Enter, to go back to a run where it was left; F2 gives it another name",
    "The update at which it was left",
    "φ where it was left",
    "Draw its costs and accuracies in the monitor like those of this run (the space bar)",
)
MOST_NAMED = 80
"""How long a run's name may be."""
_NOWHERE = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class RunsModel(QAbstractItemModel):
    """What goes on from the last run of a row stands below it; what else begins in a run stands within it."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._forget()

    def _forget(self) -> None:
        self._branches: list[Branch] = []
        self._number: dict[Branch, int] = {}
        self._above: dict[Branch, Branch | None] = {}
        self._within: dict[Branch | None, list[Branch]] = {None: []}
        self._row: dict[Branch, int] = {}
        # Of each run the φ that was found last, and of what: typing lets a run begin otherwise.
        self._phi: dict[Branch, tuple[tuple[Experiment, int] | None, float]] = {}

    # The runs there are

    def take(self) -> list[QModelIndex]:
        """Take what was added, or all if it is another tree; the rows in which something stands now."""
        there = self._session.runs.branches
        if there[: len(self._branches)] != self._branches:
            self.beginResetModel()
            self._forget()
            self.endResetModel()
        return [index for branch in there[len(self._branches) :] if (index := self._add(branch)).isValid()]

    def _add(self, branch: Branch) -> QModelIndex:
        parent = branch.parent
        # What began in a run before, or stands below it, is not to be taken for what it goes on from.
        goes_on = parent is not None and not self._within[parent] and self._within[self._above[parent]][-1] is parent
        above = self._above[parent] if parent is not None and goes_on else parent
        beside, within = self._within[above], self.index_of(above)
        self.beginInsertRows(within, len(beside), len(beside))
        self._number[branch], self._above[branch], self._row[branch] = len(self._branches), above, len(beside)
        self._within[branch] = []
        self._branches.append(branch)
        beside.append(branch)
        self.endInsertRows()
        return within

    def branch(self, index: Index) -> Branch:
        """The run of a row."""
        return self._branches[index.internalId()]

    def index_of(self, branch: Branch | None, column: int = NAME) -> QModelIndex:
        """The row of a run."""
        return _NOWHERE if branch is None else self.createIndex(self._row[branch], column, self._number[branch])

    def reached(self, branch: Branch) -> int:
        """How far a run is, as it was left."""
        is_present = branch is self._session.runs.present
        return self._session.playback.frame.done if is_present else branch.timeline.walk.done(branch.left_at)

    def find_phi(self, branch: Branch) -> None:
        """Find φ where a run was left, if it is not known and not being computed elsewhere."""
        reached = self.reached(branch)
        what = (branch.timeline, reached)
        past = self._session.network.past_of(branch)
        if self._phi.get(branch, (None, 0.0))[0] != what and (phi := past.phi(reached)) is not None:
            self._phi[branch] = what, phi

    def can_compare(self, index: Index) -> bool:
        """Whether a run may be compared: the present one is drawn in any case."""
        return index.isValid() and self.branch(index) is not self._session.runs.present

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return len(self._within[self.branch(parent) if parent.isValid() else None]) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return len(_HEADINGS)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.index_of(self._within[self.branch(parent) if parent.isValid() else None][row], column)

    def parent(self, index: Index | None = None) -> Any:
        return super().parent() if index is None else self.index_of(self._above[self.branch(index)] if index.isValid() else None)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        told = {Qt.ItemDataRole.DisplayRole: _HEADINGS, Qt.ItemDataRole.ToolTipRole: TIPS}.get(Qt.ItemDataRole(role))
        return None if told is None else told[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        branch, column = self.branch(index), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(branch, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(branch) if column == NAME else TIPS[column]
            case Qt.ItemDataRole.FontRole if column == NAME and branch is self._session.runs.present:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.CheckStateRole if column == COMPARED and self.can_compare(index):
                return Qt.CheckState.Checked if branch.is_compared else Qt.CheckState.Unchecked
        return None

    def _text(self, branch: Branch, column: int) -> str:
        reached = self.reached(branch)
        known, phi = self._phi.get(branch, (None, 0.0))
        told = number(phi, self._session.options.digits) if known == (branch.timeline, reached) else "…"
        return (branch.name, str(reached), told, "")[column]

    def _tip(self, branch: Branch) -> str:
        of = "" if branch.parent is None else f" of “{branch.parent.name}”"
        return plain_tip(f"{branch.name}, from update {branch.timeline.run.update}{of} on\n{TIPS[NAME]}")

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        branch = self.branch(index)
        if role == Qt.ItemDataRole.CheckStateRole:
            self._session.compare_run(branch, Qt.CheckState(value) is Qt.CheckState.Checked)
        elif name := str(value).strip()[:MOST_NAMED]:
            branch.name = name
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == NAME:
            return flags | Qt.ItemFlag.ItemIsEditable
        is_ticked = index.column() == COMPARED and self.can_compare(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if is_ticked else flags
