"""Newcomers that are no network at all; `tests/test_kinds.py`, `tests/benches` and those beside them use them at length."""

from tests.extending.world import World, menu_entries, newcomer, tree
from tests.qt.settling import settle
from tests.toy_bench import SQUARING
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
    settle()
    assert {"Bar", "Bench", "Double the number", "Base line"} <= set(menu_entries(window))
    assert base.isVisible()
    assert not window.actions_["symbols"].isVisible()
    assert not window.toolbar.buttons["epoch"].isVisible()
    base.trigger()
    figure = window.views["halving-picture"]
    world.qtbot.waitUntil(lambda: len([shape for shape in figure.figure.shapes if isinstance(shape, Box)]) == 2, timeout=60_000)
    window.actions_["double"].trigger()
    assert session.playback.frame.value == 8.0
    session.edits.undo()
    assert session.playback.frame.value == 4.0


@newcomer("bench")
def bench(world: World) -> None:
    # With each kind of control, a picture that is dragged in and drawn on, and a page.
    world.add(KINDS, SQUARING)
    picture, page = world.folder / "line.svg", world.folder / "page.tex"
    world.visprop("export", "bench:squaring", "--at", "1", "-o", picture)
    assert "it: 2.25" in picture.read_text(encoding="utf-8")
    world.visprop("export", "bench:squaring", "--view", "squaring-page", "-o", page)
    assert "1.5" in page.read_text(encoding="utf-8")
    assert "squaring" in world.visprop("list")
    window = world.open(world.file(tree()))
    window.documents.open_offer("squaring")
    world.qtbot.waitUntil(lambda: "squaring-picture" in window.views and window.views["squaring-picture"].figure is not None)
    assert "Squaring" in menu_entries(window)
    fields = window.docks.panels["squaring-controls"].fields
    fields["x"].slider.setValue(0)
    assert window.session.own.values["x"] == -4.0
    window.session.edits.undo()
    assert window.session.own.values["x"] == 1.5
