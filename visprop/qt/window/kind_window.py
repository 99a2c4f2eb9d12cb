"""What a kind of experiment has of the window, beside what all kinds share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from visprop.engine.registry import require
from visprop.figures.dock import Dock
from visprop.kinds.kind import Kind
from visprop.qt.adapter import Adapter
from visprop.qt.panels.view_panel import panel_of
from visprop.qt.window.actions import ActionSpec
from visprop.scenario.workspaces import Workspace
from visprop.session.session import Session
from visprop.timeline.position import Unit


@dataclass(frozen=True)
class PanelSpec:
    """A panel that shows no figure of the registry; it is made when it is seen first.

    Attributes:
        name: by which the code finds it.
        title: of its dock.
        make: makes it.
        dock: where it stands.
        scrolls: whether it is scrolled if it is taller than its place.
    """

    name: str
    title: str
    make: Callable[[Adapter], QWidget]
    dock: Dock
    scrolls: bool = True

    def __post_init__(self) -> None:
        require(self, "panel", (bool(self.dock.places), "dock is to name a place"))


class OwnCommand(NamedTuple):
    """A command that no other kind has.

    Attributes:
        spec: its action.
        menu: the title of the menu in which it stands.
        do: does it.
    """

    spec: ActionSpec
    menu: str
    do: Callable[[Session], object]


@dataclass(frozen=True)
class KindWindow:
    """All of the window that belongs to a kind; its views stand where their docks say.

    Attributes:
        workspaces: by their names, as its files have them.
        panels: the panels beside its views, by their names, which no other kind has.
        hall: makes what a hall sees, a `Hall`.
        keys_of: the panels of which the first one in a workspace gets the keys.
        actions: which of the window's actions it has, beside those of every kind and those of the options of its views.
        commands: those of its own.
    """

    workspaces: Mapping[str, Workspace]
    panels: Mapping[str, PanelSpec]
    hall: Callable[[Adapter], QWidget]
    keys_of: tuple[str, ...]
    actions: frozenset[str] = frozenset()
    commands: tuple[OwnCommand, ...] = ()

    def __post_init__(self) -> None:
        units = [unit.value for unit in Unit]
        told = f"next_unit is to be one of {', '.join(units)}, or empty"
        for workspace in self.workspaces.values():
            require(workspace, "workspace", (workspace.next_unit in ("", *units), told), empty=("next_unit",))


def panels_of(kind: Kind) -> Iterator[PanelSpec]:
    """Those of its views that stand in the window, and those beside them."""
    for view in kind.views().values():
        if view.dock is not None:
            yield PanelSpec(view.name, view.title, partial(panel_of, view=view), view.dock, scrolls=False)
    yield from window_of(kind).panels.values()


def window_of(kind: Kind) -> KindWindow:
    """The window's part of a kind."""
    found = kind.window()
    assert isinstance(found, KindWindow)
    return found
