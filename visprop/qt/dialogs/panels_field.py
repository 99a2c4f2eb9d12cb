"""Which pictures stand on the page, each a view at a position."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from visprop.figures.views import View
from visprop.qt.look.letters import px
from visprop.qt.panels.panel_parts import choice_box

_MOST = 9
"""So many can be chosen here."""
_LETTERS = "abcdefghi"


class _Row(QWidget):
    """One picture."""

    def __init__(self, views: Mapping[str, View]) -> None:
        super().__init__()
        self.letter = QLabel()
        self.view = choice_box("View", "What is drawn", {name: view.title for name, view in views.items()}, 12)
        self.at = QLineEdit()
        self.at.setPlaceholderText("now")
        self.at.setToolTip("Where: UPDATE, or UPDATE.EXAMPLE.LINE; empty for where you are")
        self.at.setAccessibleName("Position")
        self.at.setFixedWidth(px(60))
        self.less = QToolButton()
        self.less.setText("−")
        self.less.setToolTip("Take this panel away")
        self.less.setMinimumSize(px(24), px(24))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.letter)
        row.addWidget(self.view, 1)
        row.addWidget(QLabel("at"))
        row.addWidget(self.at)
        row.addWidget(self.less)


class PanelsField(QWidget):
    """The rows, and a button for one more.

    Signals:
        changed: others are chosen.
    """

    changed = Signal()

    def __init__(self, views: Mapping[str, View], current: str) -> None:
        super().__init__()
        self._views = views
        self.rows: list[_Row] = []
        self.more = QToolButton()
        self.more.setText("+ &panel")
        self.more.setToolTip("One picture more on the same page")
        self.more.setMinimumSize(px(24), px(24))
        self.more.clicked.connect(self._on_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.more)
        self._add(current)
        self.setFocusProxy(self.view)
        # Else the letter of its label leads nowhere.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def view(self) -> QComboBox:
        """The list of views of the first panel."""
        return self.rows[0].view

    @property
    def chosen(self) -> list[tuple[View, str]]:
        """The pictures: each a view, and a position as it is typed, empty for that of now."""
        return [(self._views[str(row.view.currentData())], row.at.text().strip()) for row in self.rows]

    def _on_more(self) -> None:
        # A picture that is not there yet, as that is what one wants beside it; else the same at another position.
        last = str(self.rows[-1].view.currentData())
        taken = {row.view.currentData() for row in self.rows}
        free = [name for name, view in self._views.items() if name not in taken and view.dock is not None and view.page is None]
        self._add(free[0] if free else last)
        self.rows[-1].view.setFocus()
        self.changed.emit()

    def _add(self, name: str) -> None:
        row = _Row(self._views)
        # A view about something selected is not there where nothing is.
        row.view.setCurrentIndex(max(0, row.view.findData(name)))
        row.view.currentIndexChanged.connect(lambda _: self.changed.emit())
        row.at.editingFinished.connect(self.changed)
        row.less.clicked.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        self._name()

    def _remove(self, row: _Row) -> None:
        self.rows.remove(row)
        self.setFocusProxy(self.view)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._name()
        self.more.setFocus()
        self.changed.emit()

    def _name(self) -> None:
        is_alone = len(self.rows) == 1
        for letter, row in zip(_LETTERS, self.rows, strict=False):
            row.letter.setText(f"({letter})")
            row.letter.setVisible(not is_alone)
            row.less.setVisible(not is_alone)
            for field, name in ((row.view, "View"), (row.at, "Position")):
                field.setAccessibleName(name if is_alone else f"{name} of panel {letter}")
        self.more.setEnabled(len(self.rows) < _MOST)
