"""Which keystrokes belong to the widget that has the focus, and how the window gets them back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMainWindow,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QToolBar,
    QWidget,
)

from visprop.qt.dialogs.sheet import sheet_over
from visprop.qt.typed import GIVES_BACK

_TEXTS = (QLineEdit, QAbstractSpinBox, QTextEdit, QPlainTextEdit)
_OWNERS = (*_TEXTS, QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QTabBar, QMenuBar)
_GIVING = (QComboBox, QAbstractItemView)
"""What is no field, and gives keystrokes back all the same."""
_MOVES = {
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown, Qt.Key.Key_Space,
}  # fmt: skip
_EDITING = (
    QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo, QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.MoveToPreviousWord, QKeySequence.StandardKey.SelectNextWord,
    QKeySequence.StandardKey.SelectPreviousWord, QKeySequence.StandardKey.SelectNextChar,
    QKeySequence.StandardKey.SelectPreviousChar, QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord, QKeySequence.StandardKey.MoveToStartOfDocument,
    QKeySequence.StandardKey.MoveToEndOfDocument,
)  # fmt: skip

_TABLE_SHORTCUTS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste)


class Clicker(Protocol):
    """What the keystrokes of a clicker do."""

    @property
    def is_open(self) -> bool:
        """Whether a hall is looking on."""

    def takes(self, key: int, is_typed: bool) -> bool:
        """Whether a keystroke is a clicker's now; `is_typed` where letters are being typed."""

    def click(self, key: int) -> None:
        """Do what a keystroke says."""


class KeystrokeKeeper(QObject):
    """Lets a focused widget keep the keystrokes that it understands; Esc and Enter give them back to the window.

    Args:
        window: whose shortcuts would take them.
        home: tells what gets the focus when a field gives it back.
        clicker: what a clicker does while a hall is open.

    Signals:
        given_back: a keystroke has given the focus to a widget.
    """

    given_back = Signal(object)

    def __init__(self, window: QMainWindow, home: Callable[[], QWidget], clicker: Clicker) -> None:
        super().__init__(window)
        self._clicker = clicker
        self._window, self._home = window, home
        self._focus: QWidget | None = None
        self._text, self._in_keystroke = "", False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # Only the one that has the focus is listened to: a filter of the whole application sees widgets that are being destroyed.
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is None or (self._focus is not None and now.window().parentWidget() is self._focus):
            # The list of a box has opened or gone: what is chosen in it is told in between, when the box has no focus.
            return
        if before is not None and not before.isVisible() and _is_in_bar(now) and not _is_in_bar(before):
            # What had the focus has gone, and Qt has chosen the next best: a space bar meant for the page would press it.
            QTimer.singleShot(0, self, self._leave_bar)
        if self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.removeEventFilter(self)
            if isinstance(self._focus, QComboBox):
                self._focus.activated.disconnect(self._on_chosen)
        self._focus = now if self._is_ours(now) else None
        if self._focus is not None:
            self._focus.installEventFilter(self)
            if isinstance(self._focus, QComboBox):
                self._focus.activated.connect(self._on_chosen)
            field = _field_of(self._focus)
            self._text = "" if field is None else field.text()

    def _leave_bar(self) -> None:
        """Let what the workspace is about have the focus that fell to a bar, or from there to another as the bars were hidden."""
        if _is_in_bar(QApplication.focusWidget()):
            self._home().setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        is_keystroke = kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if is_keystroke and isinstance(watched, QWidget) and isinstance(event, QKeyEvent) and self._click(watched, event):
            return True
        if isinstance(watched, QWidget) and (watched.window() is not self._window or sheet_over(watched) is not None):
            # A dialogue has keystrokes of its own.
            return False
        if kind == QEvent.Type.ShortcutOverride and isinstance(watched, QWidget) and isinstance(event, QKeyEvent):
            if isinstance(watched, _OWNERS):
                # Decided here alone: fields would claim what they can do nothing with, such as undo when nothing was typed.
                event.setAccepted(keeps(watched, event))
                return True
        elif kind == QEvent.Type.KeyPress and isinstance(watched, QWidget) and isinstance(event, QKeyEvent):
            # A keystroke in the closed list goes through it; what is chosen in the open one, or by the wheel, is done with.
            self._in_keystroke = True
            QTimer.singleShot(0, self, self._end_keystroke)
            return self._on_keystroke(watched, event.key())
        return False

    def _end_keystroke(self) -> None:
        self._in_keystroke = False

    def _on_chosen(self) -> None:
        """Once something is chosen from a list, keystrokes belong to the picture again."""
        if not self._in_keystroke and self._focus is not None and self._focus.window() is self._window:
            self._give_back()

    def _click(self, widget: QWidget, event: QKeyEvent) -> bool:
        """While a hall is open, a clicker's keystrokes go to it, whatever has the focus; letters only where none are typed."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier or QApplication.activeModalWidget() is not None:
            return False
        is_typed = _field_of(widget) is not None or isinstance(widget, (*_TEXTS, *_GIVING))
        if not self._clicker.takes(event.key(), is_typed):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._clicker.click(event.key())
        event.accept()
        return True

    def _is_ours(self, widget: QWidget) -> bool:
        if sheet_over(widget) is not None:
            return False
        return widget.window() is self._window or (self._clicker.is_open and isinstance(widget.window(), QDialog))

    def _on_keystroke(self, widget: QWidget, key: int) -> bool:
        """Esc puts back what stood there, Enter takes what stands there; both give keystrokes back."""
        if _is_in_table(widget):
            return False
        field = _field_of(widget)
        if key == Qt.Key.Key_Escape and field is None and isinstance(widget, _GIVING):
            self._give_back()
            return True
        if key == Qt.Key.Key_Escape and field is not None:
            field.setText(self._text)
            field.setModified(False)
            self._give_back()
            return True
        if key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or field is None:
            return False
        if isinstance(widget, QAbstractSpinBox):
            widget.interpretText()
        elif not field.property(GIVES_BACK):
            return False
        # A field takes what stands in it where it loses the focus.
        self._give_back()
        return True

    def _give_back(self) -> None:
        home = self._home()
        home.setFocus()
        self.given_back.emit(home)


def _is_in_bar(widget: QWidget | None) -> bool:
    """Whether it stands in the tool bar, beside the menus, or over a group of panels."""
    while widget is not None and not isinstance(widget, QToolBar | QMenuBar | QTabBar):
        widget = widget.parentWidget()
    return widget is not None


def _field_of(widget: QWidget) -> QLineEdit | None:
    if isinstance(widget, QLineEdit):
        return widget
    if isinstance(widget, QAbstractSpinBox):
        return widget.lineEdit()
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    return None


def _is_in_table(widget: QWidget) -> bool:
    """Whether it is the editor of a cell, which has keystrokes of its own."""
    parent = widget.parentWidget()
    return parent is not None and isinstance(parent.parentWidget(), QAbstractItemView)


def keeps(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether a widget understands a keystroke, so that no shortcut of the window may take it."""
    key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if _is_in_table(widget) and key in (Qt.Key.Key_F2, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return True
    if key == Qt.Key.Key_Escape and held == Qt.KeyboardModifier.NoModifier and isinstance(widget, _GIVING):
        return True
    is_text = isinstance(widget, _TEXTS) or (isinstance(widget, QComboBox) and widget.isEditable())
    if is_text:
        if any(event.matches(sequence) for sequence in _EDITING):
            return not _has_nothing_to_undo(widget, event)
        is_letter = bool(event.text()) and event.text().isprintable()
        return held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier) and (
            is_letter or key in _MOVES or key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
    if isinstance(widget, QMenuBar):
        return held == Qt.KeyboardModifier.NoModifier
    if isinstance(widget, QAbstractButton):
        return key == Qt.Key.Key_Space and held == Qt.KeyboardModifier.NoModifier
    if isinstance(widget, QAbstractItemView) and (any(map(event.matches, _TABLE_SHORTCUTS)) or _is_typed_in(widget, key)):
        return True
    if isinstance(widget, QTabBar) and key == Qt.Key.Key_Space:
        return False
    if isinstance(widget, QComboBox):
        # What it does not choose by is the window's: an arrow to the side steps, and so does a clicker.
        return held == Qt.KeyboardModifier.NoModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space)
    return held == Qt.KeyboardModifier.NoModifier and key in _MOVES


def _is_typed_in(table: QAbstractItemView, key: int) -> bool:
    """Whether F2 types in the cell or the name that the cursor of a table or tree is on."""
    return key == Qt.Key.Key_F2 and bool(table.editTriggers() & QAbstractItemView.EditTrigger.EditKeyPressed)


def _has_nothing_to_undo(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether an undo or redo is not the field's own: nothing was typed in it."""
    field = _field_of(widget)
    if field is None:
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not field.isUndoAvailable()
    return event.matches(QKeySequence.StandardKey.Redo) and not field.isRedoAvailable()
