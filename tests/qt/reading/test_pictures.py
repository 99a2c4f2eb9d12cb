"""Every painted picture as a tree: what it says, where that is, what is selected, what pressing does, what is told of changes."""

from math import hypot

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible

from tests.qt.reading.reader import MORE, children, found, leaves, named, picture, press, tree
from tests.qt.settling import settle
from visprop.benches.registry import BENCHES
from visprop.engine.key import Key
from visprop.figures.network import hints
from visprop.kinds.files import begun_with
from visprop.qt.views import accessible, network_view
from visprop.qt.views.figure_view import FigureView
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.speeds import SPEEDS
from visprop.timeline.position import Position, Unit


def whole(window):
    return QAccessible.queryAccessibleInterface(window)


def seen_pictures(window):
    """The pictures that are seen, with their widgets."""
    views = [view for view in window.findChildren(FigureView) if view.isVisible() and not view.visibleRegion().isEmpty()]
    return [(view, QAccessible.queryAccessibleInterface(view)) for view in views]


def groups_of(top):
    """What a picture's things stand in."""
    return [child for child in children(top) if child.role() is QAccessible.Role.List]


def check(window):
    """Every picture that is seen has groups, all of whose things have words and lie on it, and find their way back."""
    for view, top in seen_pictures(window):
        area = QRect(view.mapToGlobal(QPoint(0, 0)), view.size())
        assert named(top), view
        groups = groups_of(top)
        assert groups, f"{named(top)} says nothing"
        for at, group in enumerate(groups):
            assert named(group)
            assert top.indexOfChild(group) == at
            for i, thing in enumerate(children(group)[:40]):
                assert named(thing).strip(), f"{named(top)}, {named(group)}, {i}"
                assert group.indexOfChild(thing) == i
                assert thing.parent() is group
                assert group.parent() is top
                assert thing.rect().isValid()
                assert thing.rect().intersects(area) or thing.state().offscreen, named(thing)


@pytest.mark.parametrize("workspace", ["step", "descend", "data", "lesson", "present"])
@pytest.mark.parametrize("name", ["two-neurons", "sine", "xor", "iris"])
def test_every_picture_of_a_workspace_is_a_tree(qtbot, looked_at, workspace, name):
    window, session = looked_at, looked_at.session
    session.open(Run(open_scenario(name)), None)
    session.window.choose(workspace)
    settle()
    session.playback.go(Position(0, 1, 3))
    settle()
    # What is set beside the window comes when it is there.
    qtbot.waitUntil(lambda: all(groups_of(top) for _, top in seen_pictures(window)), timeout=60_000)
    check(window)


@pytest.mark.parametrize("name", BENCHES)
def test_every_picture_of_a_bench_is_a_tree(looked_at, name):
    looked_at.session.open(begun_with(f"bench:{name}").run(), None)
    settle()
    check(looked_at)


def test_where_a_thing_is_it_is_found(window, session):
    top = picture(whole(window), "Network")
    for group in children(top):
        for thing in children(group):
            if named(thing).startswith(("neuron", "input")):
                middle = thing.rect().center()
                below = top.childAt(middle.x(), middle.y())
                assert below.childAt(middle.x(), middle.y()) is thing
                key = window.network.key_at(window.network.mapFromGlobal(middle).toPointF())
                assert f"neuron {key.j} of layer {key.number}" in named(thing) or f"input x {key.j}" in named(thing)


def test_pressing_an_edge_selects_it_and_the_tree_says_so(window, session, ears):
    top = picture(whole(window), "Network")
    edge = found(top, "weight w 3, 2 1")
    press(edge)
    assert session.selection.selected == Key.parse("w3[2,1]")
    assert edge.state().selected
    assert [one for one in tree(top) if one.state().selected] == [edge]
    window.network.setFocus()
    assert top.focusChild() is edge
    assert any(words.startswith("weight w 3, 2 1") for words in ears.told(QAccessible.Event.Selection))


def test_pressing_a_line_of_the_listing_runs_to_it(window, session):
    press(found(picture(whole(window), "Pseudocode"), "line 6:"))
    assert session.playback.position.line == 6


def test_pressing_an_example_steps_through_it(window, session):
    session.window.choose("data")
    settle()
    press(found(picture(whole(window), "Output"), "example 2"))
    assert session.playback.trial.note == "row 2, not in this update, is tried out"


def test_what_was_read_tells_that_it_says_something_else_now(window, session, ears):
    session.playback.set_reduce_motion(True)
    neuron = found(picture(whole(window), "Network"), "neuron 1 of layer 1")
    assert "activation" not in named(neuron)
    session.playback.step(Unit.LINE)
    settle()
    told = ears.told(QAccessible.Event.NameChanged)
    assert any("activation a 1, 1 is about 0.6154" in words for words in told)
    # What nobody has read tells nothing.
    assert not any(words.startswith("neuron 2 of layer 4") for words in told)


def test_another_network_has_another_tree(window, session, ears):
    top = picture(whole(window), "Network")
    gone = found(top, "neuron 2 of layer 4")
    session.open(Run(open_scenario("xor")), None)
    settle()
    assert not any(words.startswith("neuron 2 of layer 4") for words in leaves(top))
    assert gone not in list(tree(top))
    assert "neurons of layer 4" not in ears.told(QAccessible.Event.ObjectCreated)
    assert {"weights into layer 2", "neurons of layer 2"} <= set(ears.told(QAccessible.Event.ObjectCreated))


def test_of_what_has_gone_nothing_is_told_and_nothing_breaks(window, session, capfd):
    """A reader also asks what is hidden, and keeps things of a picture whose experiment has been left."""
    top = picture(whole(window), "Network")
    kept = [found(top, "neuron 2 of layer 4"), found(top, "weight w 4, 2 2"), top.child(0), top]
    session.open(begun_with("bench:slope").run(), None)
    settle()
    for one in kept:
        for part in (one, *children(one)):
            assert not named(part).startswith(("neuron", "weight"))
            part.rect(), part.state(), part.actionInterface(), part.text(MORE), part.parent()
    for view in window.findChildren(FigureView):
        hidden = QAccessible.queryAccessibleInterface(view)
        # What breaks in an answer is told on standard error alone.
        for group in (hidden, *children(hidden)):
            for one in (group, *children(group)):
                named(one), one.text(MORE)
    assert "Error calling" not in capfd.readouterr().err


def test_a_neuron_says_rounded_what_its_tool_tip_says_exactly(window, session):
    session.playback.go(Position(0, 1, 1))
    settle()
    neuron = found(picture(whole(window), "Network"), "neuron 1 of layer 1")
    assert "activation a 1, 1 is about 0.6154" in named(neuron)
    a = float(session.playback.frame.a(1)[0])
    assert f"activation a 1, 1 equals {a!r}" in neuron.text(MORE)


# What is asked for is made, and no more


def test_without_a_reader_nothing_is_put_into_words(window, session, monkeypatch):
    def made(*_):
        raise AssertionError("nobody asked")

    monkeypatch.setattr(FigureView, "told", made)
    monkeypatch.setattr(network_view.NetworkView, "told", made)
    monkeypatch.setattr(accessible.Picture, "follow", made)
    monkeypatch.setattr(type(session.own), "line_told", made)
    for _ in range(4):
        session.playback.step(Unit.LINE)
        settle()


def test_of_a_large_network_only_what_is_read_is_put_into_words(window, session, monkeypatch):
    session.open(Run(open_scenario("digits")), None)
    settle()
    told = []
    hint = hints.hint
    monkeypatch.setattr(network_view, "hint", lambda *given: told.append(given[1]) or hint(*given))
    top = picture(whole(window), "Network")
    groups = {named(group): group for group in children(top) if group.role() is QAccessible.Role.List}
    assert [(name, group.childCount()) for name, group in groups.items()] == [
        ("inputs", 64), ("weights into layer 1", 1920), ("neurons of layer 1", 30), ("weights into layer 2", 300),
        ("neurons of layer 2", 10), ("cost", 1),
    ]  # fmt: skip
    assert not told
    last = groups["weights into layer 1"].child(1919)
    assert named(last).startswith("weight w 1, 30, 64 ")
    assert len(told) == 1


def test_at_speed_nothing_is_announced_before_it_stops(window, session, ears):
    session.playback.set_speed(len(SPEEDS) - 1)
    session.playback.run()
    for _ in range(20):
        session.playback.tick(0.05)
        window.adapter.deliver()
    assert not ears.announced
    session.playback.pause()
    settle()
    assert len(ears.announced) == 1
    assert ears.announced[0].startswith(f"update {session.playback.frame.done}, ")


def test_what_the_user_is_told_is_announced(window, session, ears):
    session.changes.tell("Saved")
    settle()
    assert ears.announced == ["Saved"]


# Curves and points


def test_the_path_over_the_map_is_read_point_by_point(window, session):
    session.playback.go(Position(3, 1, 0))
    session.window.choose("descend")
    settle()
    path = found(picture(whole(window), "Landscape"), "path of the training")
    frame = session.playback.frame
    assert path.childCount() == 4
    assert "update 3: its own phi" in named(path.child(0))
    assert f"{frame.phi:.4g}" in named(path.child(0))
    assert "update 0" in named(path.child(3))


def test_the_slice_says_where_p_is_and_what_the_step_comes_to(window, session):
    session.window.choose("descend")
    settle()
    top = picture(whole(window), "Slice")
    steps = found(top, "p and the steps from it")
    frame = session.playback.frame
    assert named(steps.child(0)).startswith("p, at 0: phi")
    assert f"{frame.phi:.4g}" in named(steps.child(0))
    slope = hypot(*frame.slope_of_phi)
    assert f"slope at p is about minus {slope:.4g}" in named(found(top, "slope at p"))
