"""What a painted picture gives a screen reader: its places and words as a tree, made as it is read.

Qt gives a painted widget no children. A factory gives it these: below the picture its groups, as layers and lists of equations,
and below them single things. They say what the figure tells (`figures/base/told.py`); nothing is made before somebody asks.
"""

from __future__ import annotations

import weakref
from collections.abc import Hashable, Sequence

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from visprop.figures.base.told import Group, Sort
from visprop.qt.views.accessible_part import Part
from visprop.qt.views.accessible_things import GroupPart, ItemPart
from visprop.qt.views.figure_view import FigureView

_MOST_FOLLOWED = 24
"""Of what was read the latest so many tell that they say something else now."""


class Picture(Part):
    """The whole picture."""

    def __init__(self, view: FigureView) -> None:
        super().__init__(QAccessible.Role.Grouping)
        self.picture = self
        self._view = weakref.ref(view)
        self._made: dict[tuple[Hashable, int], tuple[Part, int]] = {}
        self._groups: tuple[object, Sequence[Group]] = (None, ())
        self._told: dict[tuple[Hashable, int], str] = {}
        self._counts: dict[Hashable, int] = {}
        self._marked: object = None
        self.widget = QAccessibleWidget(view)
        view.destroyed.connect(self._forget)

    @property
    def view(self) -> FigureView:
        """The widget."""
        view = self._view()
        assert view is not None, "nothing is asked of a picture that has gone"
        return view

    @property
    def is_there(self) -> bool:
        """Whether the widget is."""
        view = self._view()
        return view is not None and shiboken6.isValid(view)

    @property
    def groups(self) -> Sequence[Group]:
        """What the picture of now tells."""
        is_of_now = self.view.is_of_now
        state = (is_of_now, self.view.told_of())
        if self._groups[0] != state:
            self._groups = (state, self.view.told() if is_of_now else ())
            if not self._made:
                # Nobody knows of any other.
                self._counts = {group.identity: group.count for group in self._groups[1]}
        return self._groups[1]

    def group(self, identity: Hashable) -> Group | None:
        """A group by what it is known by; None if there is none now."""
        return next((group for group in self.groups if group.identity == identity), None)

    def made(self, identity: Hashable, index: int) -> Part:
        """A group (index −1) or a thing in it, made when it is asked for first, and the same from then on."""
        key = (identity, index)
        if key not in self._made:
            part = GroupPart(self, identity) if index < 0 else ItemPart(self, identity, index)
            self._made[key] = (part, QAccessible.registerAccessibleInterface(part))
        return self._made[key][0]

    def heard(self, identity: Hashable, index: int, name: str) -> None:
        """Note what somebody was told of a thing, who is to hear if that changes."""
        self._told.pop((identity, index), None)
        self._told[identity, index] = name
        if len(self._told) > _MOST_FOLLOWED:
            del self._told[next(iter(self._told))]

    def marked(self) -> ItemPart | None:
        """The thing that is selected."""
        key = self.view.marked
        found = ((group, group.index_of(key)) for group in self.groups) if key is not None else ()
        part = next((self.made(group.identity, index) for group, index in found if index is not None), None)
        return part if isinstance(part, ItemPart) else None

    def follow(self) -> None:
        """Say what has changed of what was read, now that another picture is drawn."""
        self._follow_groups()
        for (identity, index), name in list(self._told.items()):
            part = self.made(identity, index)
            if part.name() != name:
                _send(part, QAccessible.Event.NameChanged)
        self._follow_mark()

    def _follow_groups(self) -> None:
        """Put new groups in the place of those that have other things in them: readers keep what they know of each for ever."""
        before, self._counts = self._counts, {group.identity: group.count for group in self.groups}
        others = {identity for identity, count in before.items() if self._counts.get(identity) != count}
        for identity in others:
            if (identity, -1) in self._made:
                _send(self.made(identity, -1), QAccessible.Event.ObjectDestroyed)
        for key in [key for key in self._made if key[0] in others]:
            self._told.pop(key, None)
            QAccessible.deleteAccessibleInterface(self._made.pop(key)[1])
        for identity, count in self._counts.items():
            if before.get(identity) != count:
                _send(self.made(identity, -1), QAccessible.Event.ObjectCreated)

    def _follow_mark(self) -> None:
        key = self.view.marked
        if key == self._marked:
            return
        self._marked = key
        part = self.marked()
        if part is not None:
            _send(part, QAccessible.Event.Selection)
            if self.view.hasFocus():
                _send(part, QAccessible.Event.Focus)

    def _forget(self) -> None:
        made, self._made = self._made, {}
        for _, identifier in made.values():
            QAccessible.deleteAccessibleInterface(identifier)

    # What it is

    def name(self) -> str:
        return self.view.accessibleName()

    def more(self) -> str:
        return self.view.accessibleDescription() or (self.view.heading() if self.view.is_of_now else "")

    def place(self) -> QRect:
        return self.view.rect()

    def childCount(self) -> int:
        """The groups, and behind them the widgets that lie on the picture: buttons, the editor of a value."""
        return len(self.groups) + self.widget.childCount() if self.isValid() else 0

    def child(self, index: int) -> QAccessibleInterface:
        groups = self.groups
        return self.made(groups[index].identity, -1) if 0 <= index < len(groups) else self.widget.child(index - len(groups))

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        if isinstance(arg__1, GroupPart):
            return arg__1.index
        inner = self.widget.indexOfChild(arg__1)
        return inner if inner < 0 else len(self.groups) + inner

    def actions(self) -> list[str]:
        return [QAccessibleActionInterface.setFocusAction()]

    def do(self, action: str) -> None:
        self.view.setFocus()

    def object(self) -> QObject:
        view = self._view()
        return view if view is not None and shiboken6.isValid(view) else None  # type: ignore[return-value]

    def parent(self) -> QAccessibleInterface:
        return self.widget.parent()

    def state(self) -> QAccessible.State:
        return self.widget.state()

    def focusChild(self) -> QAccessibleInterface:
        return (self.marked() or self) if self.view.hasFocus() else None  # type: ignore[return-value]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        place = QPoint(x, y)
        widget = self.view.childAt(self.view.mapFromGlobal(place))
        while widget is not None and widget.parentWidget() is not self.view:
            widget = widget.parentWidget()
        if widget is not None:
            # A button or a field on the picture.
            return QAccessible.queryAccessibleInterface(widget)
        found = self.found_at(place)
        return None if found is None else self.made(found[0], -1)  # type: ignore[return-value]

    def found_at(self, place: QPoint) -> tuple[Hashable, int] | None:
        """Which thing is at a place of the screen: its group, and its index in it."""
        place = self.view.mapFromGlobal(place)
        key = self.view.key_at(place.toPointF())
        for group in self.groups:
            index = None if key is None else group.index_of(key.place)
            if index is not None:
                return group.identity, index
            if group.sort is not Sort.PLACE:
                boxes = (self.view.place_of(group.item(i).box) for i in range(group.count))
                at = next((i for i, box in enumerate(boxes) if box.contains(place)), None)
                if at is not None:
                    return group.identity, at
        return None


def _send(part: Part, event: QAccessible.Event) -> None:
    QAccessible.updateAccessibility(QAccessibleEvent(part, event))


def tell_change(view: FigureView) -> None:
    """Let a screen reader hear what is another in a view's new picture; without one nothing is done."""
    if QAccessible.isActive():
        found = QAccessible.queryAccessibleInterface(view)
        if isinstance(found, Picture):
            found.follow()


_installed = False


def _picture_of(name: str, thing: QObject) -> QAccessibleInterface | None:
    return Picture(thing) if isinstance(thing, FigureView) else None


def make_readable() -> None:
    """Let Qt ask here what the painted pictures hold; once for all windows of the process."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_picture_of)
