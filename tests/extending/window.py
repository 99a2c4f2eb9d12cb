"""Newcomers of the window and of the command line."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from tests.extending.world import World, menu_entries, newcomer, tree
from visprop.cli.command import CommandEntry
from visprop.cli.main import COMMANDS
from visprop.cli.start import window_parser
from visprop.figures.dock import Dock
from visprop.qt.window.actions import SPECS, ActionSpec
from visprop.qt.window.kind_window import PanelSpec
from visprop.qt.window.network_window import PANELS
from visprop.scenario.workspaces import WORKSPACES, Workspace, column, row


@newcomer("workspace")
def workspace(world: World) -> None:
    # Three columns, and places that no other has; none of what stands there knows of it.
    node = row((30, 40, 30), ("corner",), ("middle",), column((50, 50), ("above",), ("below",)))
    shows = {"data": "corner", "network": "middle", "lesson": "above", "watch": "above", "equations": "below"}
    desk = Workspace("desk", "Desk", "A desk", node, node, ("middle", "corner"), ("above", "below"), shows=shows)
    world.add(WORKSPACES, desk)
    path = world.file(tree(moment={"at": "1", "workspace": "desk"}))
    world.visprop("train", path, "--updates", 1)
    window = world.open(path)
    assert "Desk" in menu_entries(window)
    window.session.window.choose("desk")
    world.qtbot.waitUntil(lambda: window.docks.panels["data"].isVisible(), timeout=60_000)
    assert not window.docks.docks["landscape"].isVisible()
    assert window.docks.names(desk) == ["network", "equations", "watch", "data", "lesson"]
    window.session.window.choose("step")
    unknown = world.file(tree(moment={"at": "1", "workspace": "attic"}), "attic.visprop")
    assert "moment.workspace: expected one of step" in world.refused("train", unknown, "--updates", 1)
    assert "desk" in window_parser().format_help()
    world.add(WORKSPACES, replace(desk, name="bare", shows={"network": "middle"}))
    with pytest.raises(ValueError, match="the workspace 'bare': above, below, corner is no place of it, or stands empty"):
        world.open(path)


@newcomer("panel without a picture")
def panel(world: World) -> None:
    # Late, in two workspaces at different places, and it does not scroll.
    made = []

    def make(adapter):
        made.append(QLabel(f"eta {adapter.session.scenario.training.eta:g}"))
        return made[-1]

    world.add(PANELS, PanelSpec("rate", "The rate", make, Dock({"data": "table", "descend": "runs"}), scrolls=False))
    window = world.open(world.file(tree()))
    assert "The rate" in menu_entries(window)
    window.docks.bring_up("rate")
    world.qtbot.waitUntil(lambda: bool(made) and made[0].isVisible(), timeout=60_000)
    assert made[0].text() == "eta 0.05"


@newcomer("command of the window")
def command(world: World) -> None:
    # Two shortcuts, and it changes the session, which can be undone.
    def halve(session):
        session.edits.set_parameter(session.scenario.network.parameter(0), 0.5)

    world.add(SPECS, ActionSpec("to_half", "First to ½", "Ctrl+Alt+Shift+F9; Ctrl+F9", "Set it", menu="&Train", does=halve))
    window = world.open(world.file(tree()))
    assert "First to ½" in [action.text() for action in window.menus["&Train"].actions()]
    window.actions_["to_half"].trigger()
    assert window.session.scenario.p0[0] == 0.5
    window.session.edits.undo()
    assert window.session.scenario.p0[0] != 0.5


@newcomer("command of the command line")
def cli(world: World) -> None:
    # With a choice of its own.
    world.add(COMMANDS, CommandEntry("sizes", "print the sizes", "tests.toy_command"))
    path = world.file(tree())
    assert world.visprop("sizes", path, "--times", 2).strip() == "2x3x22x3x2"
    assert "unrecognized" in world.refused("sizes", path, "--twice")
