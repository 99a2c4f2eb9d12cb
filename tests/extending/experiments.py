"""A newcomer that is no network at all; `tests/test_kinds.py` and `tests/qt/window/test_kinds.py` use it at length."""

from tests.extending.world import World, menu_entries, newcomer, tree
from tests.toy_kind import HALVING, write_file
from visprop.figures.base.shapes import Box
from visprop.kinds.files import load
from visprop.kinds.registry import KINDS


@newcomer("kind of experiment")
def experiment(world: World) -> None:
    # With a file, views, an option of one of them, workspaces, a panel and a command of its own.
    world.add(KINDS, HALVING)
    path = write_file(world.folder / "eight.visprop", 8.0, moment={"at": "1"})
    page, plain, based = (world.folder / name for name in ("page.tex", "plain.svg", "based.svg"))
    world.visprop("export", path, "--view", "halving-page", "-o", page)
    assert "the number is 4" in page.read_text(encoding="utf-8")
    world.visprop("export", path, "-o", plain)
    world.visprop("export", path, "--base", "-o", based)
    assert plain.read_bytes() != based.read_bytes()
    assert "--base means nothing for network" in world.refused("export", "xor", "--base", "-o", based)
    window = world.open(world.file(tree()))
    session, base = window.session, window.actions_["base"]
    assert not base.isVisible()
    session.open(load(path).run, path, "1")
    world.qtbot.waitUntil(
        lambda: "halving-picture" in window.views and window.views["halving-picture"].figure is not None, timeout=60_000
    )
    assert {"Bar", "Bench", "&Double the number", "&Base line"} <= set(menu_entries(window))
    assert (base.isVisible(), window.actions_["symbols"].isVisible(), window.toolbar.edges.isVisible()) == (True, False, False)
    base.trigger()
    figure = window.views["halving-picture"]
    world.qtbot.waitUntil(lambda: len([shape for shape in figure.figure.shapes if isinstance(shape, Box)]) == 2, timeout=60_000)
    window.actions_["double"].trigger()
    assert session.playback.frame.value == 8.0
    session.edits.undo()
    assert session.playback.frame.value == 4.0
