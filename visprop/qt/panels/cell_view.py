"""A table of cells that are typed in, copied and pasted."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from visprop.qt.panels.number_delegate import NumberDelegate
from visprop.session.session import Session

Index = QModelIndex | QPersistentModelIndex
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellDelegate(NumberDelegate):
    """The editor of a cell: what is being typed stays when the table's values change; Return goes down, with Shift up."""

    def __init__(self, view: CellView) -> None:
        super().__init__(view)
        self._view = view
        self._open: QWidget | None = None
        self.goes = 0

    def is_open(self, editor: QWidget) -> bool:
        """Whether an editor still belongs to a cell."""
        return editor is self._open

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        self._open = super().createEditor(parent, option, index)
        return self._open

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if self.is_open(editor):
            self._open = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and editor.isModified():
            return
        super().setEditorData(editor, index)
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            if event.key() in _TABS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self._view.leave(event.key() == Qt.Key.Key_Tab)
                return True
            up = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.goes = (-1 if up else 1) if event.key() in _ENTERS else 0
        return super().eventFilter(editor, event)


class CellView(QTableView):
    """The keystrokes that such tables share: the platform's for copying and pasting, Enter to type, Del.

    Tab takes what is typed and goes to the next cell that can be typed in, Return to the one below, with Shift back and up, as
    in any spreadsheet. Ctrl+Tab leaves the table, and so does Tab behind its last cell; Esc gives keystrokes back to the window.
    """

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.verticalHeader().hide()
        # Rows are parted by lines alone, which their delegate draws.
        self.setShowGrid(False)
        self._delegate = CellDelegate(self)
        self.setItemDelegate(self._delegate)
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

    def leave(self, is_next: bool) -> None:
        """Give the focus to what comes after the table, or before it."""
        self.setFocus()
        # The window knows the order in which Tab goes on.
        self.window().focusNextPrevChild(is_next)

    def begin_typing(self, index: QModelIndex) -> None:
        """Open the editor of a cell, if it can be typed in; Qt would warn of others."""
        if index.isValid() and self.state() != QTableView.State.EditingState:
            self.edit(index, QAbstractItemView.EditTrigger.AllEditTriggers, QEvent(QEvent.Type.None_))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        by = {QAbstractItemView.CursorAction.MoveNext: 1, QAbstractItemView.CursorAction.MovePrevious: -1}.get(action)
        if by is None or not self.currentIndex().isValid():
            return super().moveCursor(action, modifiers)
        found = typed_beside(self.model(), self.currentIndex(), by)
        return found if found.isValid() else self.currentIndex()

    def commitData(self, editor: QWidget) -> None:
        # What Return takes, it takes a moment later: by then the table may be another one.
        if self._delegate.is_open(editor):
            super().commitData(editor)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        at, goes = self.currentIndex(), self._delegate.goes
        row, column = at.row() + goes, at.column()
        super().closeEditor(editor, hint)
        is_taken = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        if is_taken and goes and at.isValid() and 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, column))
        self._delegate.goes = 0

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab stays in the table as long as there is a cell to go to; in an editor it always does."""
        at = self.currentIndex()
        if at.isValid() and typed_beside(self.model(), at, 1 if is_next else -1).isValid():
            return False
        return super().focusNextPrevChild(is_next)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TABS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.leave(event.key() == Qt.Key.Key_Tab)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_selected()
        elif event.key() in _ENTERS and self.state() != QTableView.State.EditingState:
            self.begin_typing(self.typed_at(self.currentIndex()))
        else:
            super().keyPressEvent(event)


def typed_beside(model: QAbstractItemModel, at: Index, by: int) -> QModelIndex:
    """The next cell that can be typed in, row by row, or with −1 the one before; none beyond the ends."""
    columns = model.columnCount()
    place = at.row() * columns + at.column() + by
    while 0 <= place < model.rowCount() * columns:
        index = model.index(*divmod(place, columns))
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            return index
        place += by
    return QModelIndex()
