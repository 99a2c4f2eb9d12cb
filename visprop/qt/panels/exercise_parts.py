"""What the panels of exercises have in common: buttons that Enter presses, the table of what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

from visprop.figures.base.style import Theme
from visprop.paint.painter import qcolor
from visprop.qt.look.letters import px
from visprop.qt.panels.flow_layout import FlowLayout
from visprop.qt.panels.number_delegate import NumberDelegate
from visprop.session.exercise.grades import Mark, Record

_HEADINGS = ("line", "quantity", "answer", "")
_LEAST_ROWS = 5


class EnterButton(QPushButton):
    """A button that Enter presses, which outside of a dialogue it does not."""

    def __init__(self, text: str = "", tip: str = "", clicked: Callable[[], object] | None = None) -> None:
        super().__init__(text)
        self.setToolTip(tip)
        self.setAutoDefault(False)
        if clicked is not None:
            # A button tells whether it is checked, of which nobody wants to know.
            self.clicked.connect(lambda checked=False: clicked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def flow(buttons: Iterable[QWidget]) -> QWidget:
    """Widgets in as many rows as it takes, without a margin."""
    whole = QWidget()
    layout = FlowLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    for button in buttons:
        layout.addWidget(button)
    return whole


class RecordTable(QTableWidget):
    """A row for each task: its line, what it asked, the answer and how it was found.

    Signals:
        wanted: a row was chosen: the keys of its quantities, for the picture to show them.
    """

    wanted = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(0, len(_HEADINGS))
        self._keys: list[object] = []
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(_HEADINGS))
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.setItemDelegate(NumberDelegate(self))
        self.setShowGrid(False)
        self.itemSelectionChanged.connect(self._on_selected)
        self.scale()

    def scale(self) -> None:
        """Take measures in the letters of now."""
        self.verticalHeader().setDefaultSectionSize(px(26))
        self.setMinimumHeight((_LEAST_ROWS + 1) * px(28))

    def show_records(self, records: Sequence[Record], theme: Theme) -> None:
        """Show what was done, the last row in sight."""
        done = [record for record in records if record.is_done]
        self._keys = [record.keys for record in done]
        self.setRowCount(len(done))
        hues = {Mark.AT_ONCE: theme.forward, Mark.SHOWN: theme.faint}
        for row, record in enumerate(done):
            cells = (str(record.line), record.name, record.text, f"{record.mark.sign}  {record.mark.value}")
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column == len(cells) - 1:
                    item.setForeground(qcolor(hues.get(record.mark, theme.negative)))
                    item.setToolTip("\n".join((record.mark.value, *record.given)))
                self.setItem(row, column, item)
        if done:
            self.scrollToBottom()

    def _on_selected(self) -> None:
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        if rows and rows[0] < len(self._keys):
            self.wanted.emit(self._keys[rows[0]])
