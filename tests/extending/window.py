"""Newcomers of the window and of the command line."""

from types import SimpleNamespace

from PySide6.QtWidgets import QLabel

from tests.extending.world import World, menu_entries, newcomer, tree
from visprop.cli.arguments import add_scenario_command, open_run
from visprop.cli.main import COMMANDS
from visprop.figures.views import Dock
from visprop.qt.window.actions import SPECS, ActionSpec
from visprop.qt.window.docks import PANELS, PanelSpec
from visprop.scenario.workspaces import WORKSPACES, Workspace, column, row


@newcomer("workspace")
def workspace(world: World) -> None:
    # Three columns, and a place that no other has; whoever stands there names it.
    node = row((30, 40, 30), ("corner",), ("picture",), column((50, 50), ("page",), ("equations",)))
    world.add(WORKSPACES, Workspace("desk", "Desk", "A desk", node, node, ("picture", "corner"), ("page", "equations")))
    world.add(PANELS, PanelSpec("scrap", "Scrap", lambda adapter: QLabel("scrap"), Dock({"desk": "corner"})))
    path = world.file(tree(moment={"at": "1", "workspace": "desk"}))
    assert "training" in path.read_text(encoding="utf-8")
    world.visprop("train", path, "--updates", 1)
    window = world.open(path)
    assert "Desk" in menu_entries(window)
    window.choose_workspace("desk")
    world.qtbot.waitUntil(lambda: window.docks.panels["scrap"].isVisible(), timeout=20_000)
    unknown = world.file(tree(moment={"at": "1", "workspace": "attic"}), "attic.visprop")
    assert "moment.workspace: expected one of step" in world.refused("train", unknown, "--updates", 1)


@newcomer("panel without a picture")
def panel(world: World) -> None:
    # Late, in two workspaces at different places, and it does not scroll.
    made = []

    def make(adapter):
        made.append(QLabel(f"eta {adapter.session.scenario.training.eta:g}"))
        return made[-1]

    world.add(
        PANELS, PanelSpec("rate", "The rate", make, Dock({"data": "table", "descend": "runs"}), scrolls=False, is_late=True)
    )
    window = world.open(world.file(tree()))
    assert "The rate" in menu_entries(window)
    window.docks.bring_up("rate")
    world.qtbot.waitUntil(lambda: bool(made) and made[0].isVisible(), timeout=20_000)
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
    # With a choice of its own, and a status that is no error.
    def declare(commands):
        def run(arguments):
            print("x".join(map(str, open_run(arguments.scenario).scenario.network.sizes)) * arguments.times)
            return 0

        add_scenario_command(commands, "sizes", "print the sizes", run).add_argument("--times", type=int, default=1)

    world.monkeypatch.setitem(COMMANDS, "sizes", SimpleNamespace(declare=declare))
    path = world.file(tree())
    assert world.visprop("sizes", path, "--times", 2).strip() == "2x3x22x3x2"
    assert "unrecognized" in world.refused("sizes", path, "--twice")
