"""What a picture, a group in it and a thing in that have in common for a screen reader."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from visprop.figures.base.told import Group
from visprop.qt.views.figure_view import FigureView


class Whole(Protocol):
    """What its parts ask of a picture.

    Attributes:
        widget: what Qt itself knows of it.
    """

    widget: QAccessibleWidget

    @property
    def view(self) -> FigureView:
        """The widget."""

    @property
    def is_there(self) -> bool:
        """Whether the widget is."""

    @property
    def groups(self) -> Sequence[Group]:
        """What the picture of now tells."""

    def group(self, identity: Hashable) -> Group | None:
        """A group by what it is known by; None if there is none now."""

    def made(self, identity: Hashable, index: int) -> Part:
        """A group (index −1) or a thing in it."""

    def heard(self, identity: Hashable, index: int, name: str) -> None:
        """Note what somebody was told of a thing."""

    def found_at(self, place: QPoint) -> tuple[Hashable, int] | None:
        """Which thing is at a place of the screen: its group, and its index in it."""


class _Actions(QAccessibleActionInterface):
    """What can be done with a thing."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part

    def actionNames(self) -> list[str]:
        return self._part.actions()

    def doAction(self, actionName: str) -> None:
        if actionName in self.actionNames():
            self._part.do(actionName)

    def localizedActionDescription(self, name: str) -> str:
        return self._part.description_of(name)

    def keyBindingsForAction(self, actionName: str) -> list[str]:
        return []


class Part(QAccessibleInterface):
    """A picture, a group or a thing in it: what all of them answer."""

    picture: Whole
    """The whole of which it is a part."""

    def __init__(self, role: QAccessible.Role) -> None:
        super().__init__()
        self._role = role
        self._actions = _Actions(self)

    def name(self) -> str:
        """What it is, in words."""
        raise NotImplementedError

    def more(self) -> str:
        """What else there is to know of it."""
        return ""

    def place(self) -> QRect:
        """Where it is in the widget."""
        raise NotImplementedError

    def actions(self) -> list[str]:
        """The names of what can be done with it."""
        return []

    def do(self, action: str) -> None:
        """Do one of them."""

    def description_of(self, action: str) -> str:
        """What it does, in words."""
        return ""

    # Qt

    def isValid(self) -> bool:
        return self.picture.is_there

    def object(self) -> QObject:
        # Only the picture is a widget.
        return None  # type: ignore[return-value]

    def window(self) -> QWindow:
        return self.picture.view.window().windowHandle()

    def role(self) -> QAccessible.Role:
        return self._role

    def text(self, t: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        return self.name() if t == QAccessible.Text.Name else self.more() if t == QAccessible.Text.Description else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Nothing is written into pictures."""

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        view, place = self.picture.view, self.place()
        return QRect(view.mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        # On the oldest PySide that is allowed the type is there once one of it was seen.
        state = type(self.picture.widget.state())()
        if not self.isValid():
            state.invalid = True
            return state
        state.invisible = not self.picture.view.isVisible()
        state.offscreen = not self.place().intersects(self.picture.view.visibleRegion().boundingRect())
        return state

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        return -1

    def interface_cast(self, arg__1: QAccessible.InterfaceType) -> Any:
        has_actions = arg__1 == QAccessible.InterfaceType.ActionInterface and self.isValid() and bool(self.actions())
        # What is no such pointer, be it None, Qt would take for an interface.
        return shiboken6.Shiboken.VoidPtr(shiboken6.getCppPointer(self._actions)[0] if has_actions else 0)
