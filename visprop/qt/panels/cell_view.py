"""A table of cells that are typed in, copied and pasted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView, QWidget

from visprop.session.session import Session


class CellView(QTableView):
    """The keys that such tables share: the platform's for copying and pasting, Enter to type, Del; Tab leaves it."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)

    def fit_columns(self) -> None:
        """Give the columns the room that their letters need."""
        raise NotImplementedError

    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        raise NotImplementedError

    def paste(self) -> None:
        """Take what is on the clipboard, from the cursor on."""
        raise NotImplementedError

    def remove_selected(self) -> None:
        """Remove the selected rows, where rows can be removed."""

    def typed_at(self, index: QModelIndex) -> QModelIndex:
        """The cell that is typed in where the cursor is."""
        return index

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_selected()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != QTableView.State.EditingState:
            self.edit(self.typed_at(self.currentIndex()))
        else:
            super().keyPressEvent(event)
