"""The groups of a picture and the things in them, as a screen reader meets them."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface

from visprop.figures.base.told import Group, Item, Sort
from visprop.qt.views.accessible_part import Part, Whole

_ROLES = {
    Sort.PLACE: QAccessible.Role.ListItem,
    Sort.WORDS: QAccessible.Role.StaticText,
    Sort.PRESS: QAccessible.Role.Button,
    Sort.HANDLE: QAccessible.Role.Button,
}


class GroupPart(Part):
    """A group of things: a layer's neurons, the equations, the examples."""

    def __init__(self, picture: Whole, identity: Hashable) -> None:
        super().__init__(QAccessible.Role.List)
        self.picture, self._identity = picture, identity

    @property
    def group(self) -> Group:
        """What it is of the picture of now."""
        found = self.picture.group(self._identity)
        assert found is not None, "nothing is asked of a group that has gone"
        return found

    def isValid(self) -> bool:
        return self.picture.is_there and self.picture.group(self._identity) is not None

    def name(self) -> str:
        return self.group.name

    def place(self) -> QRect:
        return self.picture.view.rect()

    @property
    def index(self) -> int:
        """The how manieth group of the picture it is, from 0; −1 where it has gone."""
        found = (i for i, group in enumerate(self.picture.groups) if group.identity == self._identity)
        return next(found, -1)

    def childCount(self) -> int:
        return self.group.count if self.isValid() else 0

    def child(self, index: int) -> QAccessibleInterface:
        is_there = 0 <= index < self.childCount()
        return self.picture.made(self._identity, index) if is_there else None  # type: ignore[return-value]

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self.picture.view)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        found = self.picture.found_at(QPoint(x, y))
        is_here = found is not None and found[0] == self._identity
        return self.child(found[1]) if is_here and found is not None else None  # type: ignore[return-value]

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        return arg__1.index if isinstance(arg__1, ItemPart) and arg__1.parent() is self else -1


class ItemPart(Part):
    """A thing in a picture: a neuron, an edge, a line, a point."""

    def __init__(self, picture: Whole, identity: Hashable, index: int) -> None:
        group = picture.group(identity)
        assert group is not None, "a thing is in a group that is there"
        super().__init__(_ROLES[group.sort])
        self.picture, self._identity, self.index = picture, identity, index

    @property
    def item(self) -> Item:
        """What it is in the picture of now."""
        group = self.picture.group(self._identity)
        assert group is not None, "nothing is asked of a thing that has gone"
        return group.item(self.index)

    def isValid(self) -> bool:
        group = self.picture.group(self._identity) if self.picture.is_there else None
        return group is not None and self.index < group.count

    def name(self) -> str:
        name = self.item.name
        self.picture.heard(self._identity, self.index, name)
        return name

    def more(self) -> str:
        return self.item.more

    def place(self) -> QRect:
        return self.picture.view.place_of(self.item.box)

    def parent(self) -> QAccessibleInterface:
        return self.picture.made(self._identity, -1)

    def state(self) -> QAccessible.State:
        state = super().state()
        if self.isValid() and self.item.key is not None:
            is_marked = self.item.key == self.picture.view.marked
            state.selectable = state.focusable = True
            state.selected, state.focused = is_marked, is_marked and self.picture.view.hasFocus()
        return state

    def actions(self) -> list[str]:
        item = self.item
        can_press = item.key is not None or item.sets is not None or bool(item.handle)
        return [QAccessibleActionInterface.pressAction()] if can_press else []

    def do(self, action: str) -> None:
        self.picture.view.press(self.item)

    def description_of(self, action: str) -> str:
        return "do what a click on it does"
