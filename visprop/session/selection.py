"""What the user has selected, points at, picks, watches, and where running stops."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from visprop.engine.key import Key
from visprop.session.changes import Changes
from visprop.timeline.parts import Part

_OF_NO_NETWORK = ("line", "row", "path", "run")


class Marks(NamedTuple):
    """The marks of an experiment, as `Selection` has them."""

    selected: Key | None
    gathered: tuple[Key, ...]
    route: int | None
    breaks: frozenset[int]
    watched: tuple[Key, ...]


class Selection:
    """The marks that the user sets on network, equations and listing.

    What is marked in a picture of a network that has just gone, which nobody has drawn anew yet, is not marked.

    Args:
        changes: who is told.
        is_there: whether the network of now has what a key names.

    Attributes (to be read):
        selected: the parameter or neuron that is selected; None for none.
        gathered: weights and neurons that are selected beside it, to be frozen or tied together.
        pointed: what the pointer is over, in whichever view; None for nothing.
        route: the path from the selected parameter to the cost that is lit, from 0; None for none.
        is_picking: whether the next two parameters that are clicked become the landscape's axes.
        picked: the first of them, while the second is waited for.
        breaks: the numbers of the lines at which running stops.
        watched: the watched quantities.
    """

    def __init__(self, changes: Changes, is_there: Callable[[Key], bool]) -> None:
        self._changes, self._is_there = changes, is_there
        self.selected: Key | None = None
        self.gathered: tuple[Key, ...] = ()
        self.pointed: Key | None = None
        self.route: int | None = None
        self.is_picking = False
        self.picked: Key | None = None
        self.breaks: frozenset[int] = frozenset()
        self.watched: tuple[Key, ...] = ()

    def marks(self) -> Marks:
        """The marks of now."""
        return Marks(self.selected, self.gathered, self.route, self.breaks, self.watched)

    def put_back(self, marks: Marks) -> None:
        """Set the marks of an experiment that one goes back to."""
        self.clear()
        self.selected, self.gathered, self.route, self.breaks, self.watched = marks
        self._changes.note(Part.SELECTION, Part.POINTER)

    def clear(self) -> None:
        """Forget what belongs to the experiment that is left."""
        self.selected = self.pointed = self.route = self.picked = None
        self.is_picking, self.breaks, self.watched, self.gathered = False, frozenset(), (), ()
        self._changes.note(Part.SELECTION)

    def keep_what_is_there(self) -> None:
        """Forget the quantities that are not there any more, and the breaks, as the lines are others."""
        is_there = self._is_there
        if self.pointed is not None and not is_there(self.pointed):
            self.pointed = None
        if self.picked is not None and not is_there(self.picked):
            self.picked = None
        self.breaks, self.gathered = frozenset(), tuple(key for key in self.gathered if is_there(key))
        self.unwatch(frozenset(key for key in self.watched if not is_there(key)))
        if self.selected is not None and not is_there(self.selected):
            self.select(None)

    def _has(self, key: Key | None) -> bool:
        return key is None or key.letter in _OF_NO_NETWORK or self._is_there(key)

    def select(self, key: Key | None) -> None:
        """Select a weight or a neuron alone, or nothing."""
        if self._has(key) and (key, None, ()) != (self.selected, self.route, self.gathered):
            self.selected, self.route, self.gathered = key, None, ()
            self._changes.note(Part.SELECTION)

    def gather(self, key: Key) -> None:
        """Select a weight or a neuron beside what is selected, or no longer."""
        if not self._has(key):
            return
        if self.selected is None or key == self.selected:
            self.select(key)
            return
        others = tuple(one for one in self.gathered if one != key)
        self.gathered = others if key in self.gathered else (*others, key)
        self._changes.note(Part.SELECTION)

    @property
    def parameters(self) -> tuple[Key, ...]:
        """All weights and biases that are selected, the first one first."""
        return () if self.selected is None else tuple(key.parameter for key in (self.selected, *self.gathered))

    def point(self, key: Key | None) -> None:
        """Note what the pointer is over; it lights up in all views."""
        if key != self.pointed and self._has(key):
            self.pointed = key
            self._changes.note(Part.POINTER)

    def light(self, route: int | None) -> None:
        """Light up a path from the selected parameter to the cost, or none."""
        if route != self.route:
            self.route = route
            self._changes.note(Part.SELECTION)

    def begin_picking(self, on: bool) -> None:
        """Let the next two parameters that are clicked be picked, or no longer."""
        if on != self.is_picking:
            self.is_picking, self.picked = on, None
            self._changes.note(Part.SELECTION)

    def pick(self, key: Key) -> tuple[Key, Key] | None:
        """Pick a parameter; the pair, once there are two."""
        first = self.picked
        if not self._has(key):
            return None
        if first is None or first == key:
            self.picked = key
            self._changes.tell(f"{key} is the horizontal axis; click on another edge or neuron for the vertical one")
            return None
        self.is_picking, self.picked = False, None
        self._changes.note(Part.SELECTION)
        return first, key

    def toggle_break(self, line: int) -> None:
        """Let running stop at a line, or no longer."""
        self.breaks ^= {line}
        self._changes.note(Part.SELECTION)

    def watch(self, key: Key) -> None:
        """Watch a quantity."""
        if key not in self.watched and self._has(key):
            self.watched = (*self.watched, key)
            self._changes.note(Part.SELECTION)

    def unwatch(self, keys: frozenset[Key]) -> None:
        """Watch some quantities no longer."""
        if not keys:
            return
        self.watched = tuple(key for key in self.watched if key not in keys)
        self._changes.note(Part.SELECTION)
