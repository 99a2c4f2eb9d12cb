"""The registry of workspaces: an arrangement of panels for one purpose each, at four breadths.

A view or a panel says in which place of which workspace it stands; a workspace says where its places are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from visprop.engine.registry import Registry, require

Places = tuple[str, ...]
"""Places whose panels are tabs of one another, in this order."""


@dataclass(frozen=True)
class Split:
    """Parts beside one another, or one below the other.

    Attributes:
        is_across: whether they stand side by side.
        parts: what they are.
        shares: of the room, one a part.

    Raises:
        ValueError: there are not as many shares as parts.
    """

    is_across: bool
    parts: tuple[Node, ...]
    shares: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.parts) != len(self.shares):
            raise ValueError(f"an arrangement of {len(self.parts)} parts has {len(self.shares)} shares")


Node = Places | Split
"""An arrangement."""


def row(shares: tuple[int, ...], *parts: Node) -> Split:
    """Parts side by side."""
    return Split(True, parts, shares)


def column(shares: tuple[int, ...], *parts: Node) -> Split:
    """Parts one below the other."""
    return Split(False, parts, shares)


class Breadth(Enum):
    """How much room there is, in sizes of the text."""

    WIDE = "wide"
    MEDIUM = "medium"
    NARROW = "narrow"
    SINGLE = "single"


_LEAST = {Breadth.WIDE: (1180.0, 660.0), Breadth.MEDIUM: (840.0, 540.0), Breadth.NARROW: (420.0, 560.0)}
"""From which width and height on a breadth is taken, in points of text at its usual size."""


def breadth_of(width: float, height: float, scale: float) -> Breadth:
    """The breadth of a window of so many points, at a scale of its text."""
    for breadth, (wide, high) in _LEAST.items():
        if width >= wide * scale and height >= high * scale:
            return breadth
    return Breadth.SINGLE


def _places_in(node: Node) -> list[str]:
    """The places of an arrangement."""
    return [place for part in node.parts for place in _places_in(part)] if isinstance(node, Split) else list(node)


@dataclass(frozen=True)
class Workspace:
    """One of them.

    Attributes:
        name: in files and on the command line.
        title: as the user reads it.
        tip: what it is for, in a sentence.
        wide, medium: the arrangements where there is room.
        upper, lower: the places that become the two groups of tabs where there is less, and one where there is least.
        is_bare: whether it has no bars.
        next_unit: by which unit one goes on in it, which the tool bar says in words; empty where something else leads.
        shows: in which of its places views and panels stand that do not name it themselves, by their names.
    """

    name: str
    title: str
    tip: str
    wide: Node
    medium: Node
    upper: Places
    lower: Places
    is_bare: bool = False
    next_unit: str = "line"
    shows: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told = {name: sorted(_places_in(node)) for name, node in (("wide", self.wide), ("medium", self.medium))}
        require(
            self, "workspace",
            *((found == sorted(self.places), f"{name} is to have the places of upper and lower") for name, found in told.items()),
            (set(self.shows.values()) <= set(self.places), "shows names a place that it does not have"),
        )  # fmt: skip

    def arrangement(self, breadth: Breadth) -> Node:
        """Where everything stands at a breadth."""
        if breadth is Breadth.WIDE:
            return self.wide
        if breadth is Breadth.MEDIUM:
            return self.medium
        if breadth is Breadth.NARROW and self.lower:
            return column((55, 45), self.upper, self.lower)
        return (*self.upper, *self.lower)

    @property
    def places(self) -> Places:
        """All its places."""
        return (*self.upper, *self.lower)


WORKSPACES: Registry[Workspace] = Registry(
    (
        Workspace(
            "step", "Step", "A debugger: the network and what happens now, beside the algorithm and its equations",
            wide=row(
                (68, 32),
                ("picture",),
                column((56, 44), ("listing", "experiment", "detail"), ("equations", "map", "curves")),
            ),
            medium=row((66, 34), ("picture",), ("listing", "equations", "experiment", "detail", "map", "curves")),
            upper=("picture",),
            lower=("listing", "equations", "experiment", "detail", "map", "curves"),
        ),
        Workspace(
            "descend", "Descend", "A map: the cost surface large, slice and cost at its side",
            wide=row(
                (64, 36),
                ("map",),
                column((54, 46), ("slice", "equations"), ("curves", "runs", "experiment", "detail", "picture")),
            ),
            medium=row((62, 38), ("map",), ("slice", "curves", "equations", "runs", "experiment", "detail", "picture")),
            upper=("map",),
            lower=("slice", "curves", "equations", "runs", "experiment", "detail", "picture"),
            next_unit="update",
        ),
        Workspace(
            "data", "Data", "A workbench: the examples, what is trained on them and what comes of it",
            wide=row(
                (30, 40, 30),
                ("table",),
                ("picture",),
                column((58, 42), ("output",), ("experiment", "curves", "parameters", "runs")),
            ),
            medium=row((46, 54), ("table",), ("picture", "output", "experiment", "curves", "parameters", "runs")),
            upper=("table", "picture"),
            lower=("output", "experiment", "curves", "parameters", "runs"),
            next_unit="epoch",
        ),
        Workspace(
            "lesson", "Lesson", "A book: the course, and what words and symbols mean, beside the network and its equations",
            wide=row((34, 66), ("page",), column((60, 40), ("picture",), ("equations",))),
            medium=row((40, 60), ("page",), ("picture", "equations")),
            upper=("page",),
            lower=("picture", "equations"),
            next_unit="",
        ),
        Workspace(
            "present", "Present", "A hall: the network and one equation in large type; page up and page down step",
            wide=("hall",), medium=("hall",), upper=("hall",), lower=(), is_bare=True,
        ),
    )
)  # fmt: skip
"""Every workspace by its name."""
