"""Every command of the window with its keys, searched as one types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QMenu, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

_ACTION = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -12, Qt.Key.Key_PageDown: 12}
"""How many commands on a key goes, headings not counted."""


class Palette(QDialog):
    """What is typed finds commands by their words; Enter does the one that is marked.

    Args:
        menus: the window's menus by their titles, of which it is made.
        parent: the window.
    """

    def __init__(self, menus: Mapping[str, QMenu], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("All commands and keys")
        self.resize(640, 520)
        self.search = QLineEdit(placeholderText="type a part of what you want to do")
        self.search.setAccessibleName("Search the commands")
        self.search.setToolTip("Type a part of what you want to do; Enter does it")
        self.list = QTreeWidget()
        self.list.setAccessibleName("Commands")
        self.list.setHeaderLabels(["command", "keys"])
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self._groups = [self._group(title, menu) for title, menu in menus.items()]
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._do_current)
        self.list.itemActivated.connect(self._do)
        self.search.installEventFilter(self)
        self._filter("")
        self.search.setFocus()

    def _group(self, title: str, menu: QMenu) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self.list, [_plain(title), ""])
        group.setFirstColumnSpanned(True)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        for path, action in _actions(menu, ""):
            item = QTreeWidgetItem(group, [path, _shortcuts(action)])
            item.setToolTip(0, action.toolTip())
            item.setData(0, _ACTION, action)
            if not action.isEnabled():
                item.setDisabled(True)
        group.setExpanded(True)
        return group

    def _filter(self, text: str) -> None:
        words, first = text.casefold().split(), None
        for group in self._groups:
            shown = 0
            for i in range(group.childCount()):
                item = group.child(i)
                assert item is not None, "it is one of so many"
                told = f"{group.text(0)} {item.text(0)} {item.toolTip(0)} {item.text(1)}".casefold()
                fits = all(word in told for word in words)
                item.setHidden(not fits)
                shown += fits
                if fits and first is None and not item.isDisabled():
                    first = item
            group.setHidden(not shown)
        if first is not None:
            self.list.setCurrentItem(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # While one types, the arrows move in the list.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self._move(_MOVES[Qt.Key(event.key())])
            return True
        return False

    def _move(self, by: int) -> None:
        """Mark the command so many further down among those that can be done."""
        items = [group.child(i) for group in self._groups for i in range(group.childCount())]
        shown = [item for item in items if item is not None and not item.isHidden() and not item.isDisabled()]
        if not shown:
            return
        at = next((i for i, item in enumerate(shown) if item is self.list.currentItem()), 0)
        self.list.setCurrentItem(shown[max(0, min(len(shown) - 1, at + by))])

    def _do_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._do(item)

    def _do(self, item: QTreeWidgetItem) -> None:
        action = item.data(0, _ACTION)
        if isinstance(action, QAction) and action.isEnabled():
            self.accept()
            action.trigger()


def _actions(menu: QMenu, path: str) -> Iterator[tuple[str, QAction]]:
    """The actions of a menu and of the menus in it, with the way to each."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        if not action.isVisible():
            # Of another kind of experiment than the one that is open.
            continue
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _actions(inner, f"{path}{_plain(inner.title())}: ")
        elif not action.isSeparator():
            yield f"{path}{_plain(action.text())}", action


def _plain(text: str) -> str:
    return text.replace("&", "").removesuffix("…")


def _shortcuts(action: QAction) -> str:
    return ", ".join(one.toString(QKeySequence.SequenceFormat.NativeText) for one in action.shortcuts())
