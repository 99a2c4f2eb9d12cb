"""When views are drawn: once for what happens, and not at all while nobody sees them; and that nothing is left behind."""

import gc
import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from tests.memory import resident_bytes
from tests.qt.settling import is_busy, settle
from tests.qt.window.test_random_use import act
from visprop.engine.key import Key
from visprop.figures.choices import EdgeValue
from visprop.figures.network.options import NetworkChoices
from visprop.figures.plots.plot_options import LandscapeOptions, MonitorOptions
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.speeds import SPEEDS
from visprop.timeline.position import Position, Unit


def settled(qtbot, window, views):
    """Wait until nothing is drawn any more, nor computed."""
    seen = None
    while seen != (seen := [view.refreshes for view in views.values()]) or window.session.background.waiting or is_busy(window):
        qtbot.wait(60)


@pytest.fixture
def counted(qtbot, idle, window, session):
    """How often each view is drawn by an act."""
    session.playback.set_reduce_motion(True)
    window.docks.bring_up("history")
    session.playback.go(Position(0, 1, 2))
    settle()
    qtbot.waitUntil(lambda: window.docks.panels["history"].plot is not None, timeout=60_000)
    window.docks.bring_up("equations")
    qtbot.waitUntil(
        lambda: window.equations.view.figure is not None and len(window.equations.view.figure.shapes) > 5, timeout=60_000
    )
    qtbot.waitUntil(lambda: window.docks.panels["history"].plot is not None, timeout=60_000)
    qtbot.waitUntil(lambda: len(window.docks.panels) == len(window.docks.docks), timeout=60_000)
    window.dialogs.copy_picture()

    def count(act):
        settled(qtbot, window, window.views)
        before = {name: view.refreshes for name, view in window.views.items()}
        act()
        settle()
        return {name: view.refreshes - before[name] for name, view in window.views.items() if view.refreshes != before[name]}

    return count


def test_a_key_press_draws_each_view_that_depends_on_it_once(qtbot, window, session, counted):
    drawn = counted(lambda: qtbot.keyClick(window, Qt.Key.Key_Right))
    assert session.playback.position == Position(0, 1, 3)
    assert drawn["network"] == 1
    assert drawn["pseudocode"] == 1
    # The slice stands behind the tab of the equations.
    assert "slice" not in drawn


def test_what_knows_no_lines_is_drawn_again_with_the_update_alone(qtbot, window, session, counted):
    lines = {"network", "pseudocode", "equations"}
    assert set(counted(lambda: session.playback.step(Unit.LINE))) <= lines
    last = session.playback.frame.program.update_line
    window.docks.bring_up("landscape")
    qtbot.waitUntil(lambda: window.landscape.view.landscape is not None, timeout=60_000)
    drawn = counted(lambda: session.playback.go(Position(0, 1, last)))
    assert "landscape" in drawn


def test_a_view_does_not_hear_of_what_it_does_not_depend_on(qtbot, window, session, counted):
    assert set(counted(lambda: session.selection.point(Key.unit(2, 1)))) <= {"network", "pseudocode", "equations"}
    assert set(counted(lambda: session.choose(NetworkChoices.edges, EdgeValue.GRADIENT))) == {"network"}
    assert set(counted(lambda: session.choose(MonitorOptions.log_cost, True))) == set(), "the monitor alone"
    window.docks.bring_up("landscape")
    qtbot.waitUntil(lambda: window.landscape.view.landscape is not None, timeout=60_000)
    assert set(counted(lambda: session.choose(LandscapeOptions.tangent, True))) == {"landscape"}
    assert counted(lambda: session.selection.watch(Key("c"))) == {}


def test_many_changes_in_one_turn_are_one_refresh(qtbot, window, session, counted):
    def act():
        for line in range(3, 9):
            session.playback.go(Position(0, 1, line))
        session.choose(NetworkChoices.symbols, True)

    drawn = counted(act)
    assert drawn["network"] == 1


def test_a_view_behind_a_tab_is_drawn_when_it_is_brought_up(qtbot, window, session, counted):
    session.playback.go(Position(4))
    window.docks.bring_up("history")
    qtbot.waitUntil(lambda: len(window.docks.panels["history"]._lines) > 0, timeout=60_000)
    drawn = counted(lambda: (window.docks.bring_up("slice"), qtbot.wait(50)))
    assert drawn["slice"] >= 1
    monitor = window.docks.panels["history"]
    shown = len(monitor._lines[0].updates)
    session.playback.go(Position(9))
    qtbot.wait(50)
    assert len(monitor._lines[0].updates) == shown
    qtbot.waitUntil(lambda: window.views["slice"].slice.cost == session.history.costs(9)[1][-1], timeout=60_000)


def test_a_view_that_cannot_be_drawn_says_so_in_its_place(qtbot, window, session, monkeypatch):
    window.docks.bring_up("slice")
    view = window.views["slice"]
    monkeypatch.setattr("visprop.qt.views.slice_view.slice_figure", lambda *_: 1 / 0)
    session.playback.go(Position(3))
    settle()
    words = ["".join(run.text for run in shape.runs) for shape in view.figure.shapes]
    assert words[0] == "Slice cannot be drawn"
    assert "ZeroDivisionError" in words[1]
    monkeypatch.undo()
    session.playback.go(Position(5))
    settle()
    assert view.figure.plot is not None


OPENED = ("new", "preferences", "palette", "nudge", "compare", "about")


def test_dialogues_are_freed(qtbot, idle, window, session, monkeypatch):
    window.docks.bring_up("history")
    qtbot.waitUntil(lambda: window.docks.panels["history"].plot is not None, timeout=60_000)
    qtbot.waitUntil(lambda: len(window.docks.panels) == len(window.docks.docks), timeout=60_000)
    session.selection.select(Key.weight(1, 1, 1))
    settle()

    def open_and_close():
        for name in OPENED:
            window.actions_[name].trigger()
        dialogs = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
        assert len(dialogs) == len(OPENED)
        for dialog in dialogs:
            dialog.close()
        qtbot.wait(1)

    open_and_close()
    gc.collect()
    widgets, memory = len(window.findChildren(QWidget)), resident_bytes()
    for _ in range(20):
        open_and_close()
    gc.collect()
    assert len(window.findChildren(QWidget)) == widgets
    assert resident_bytes() - memory < 20e6


def test_the_same_dialogue_is_open_once(window):
    for _ in range(3):
        window.actions_["compare"].trigger()
        settle()
    assert len([dialog for dialog in window.findChildren(QDialog) if dialog.windowTitle() == "Compare"]) == 1


@pytest.mark.long
def test_memory_and_widgets_stay_within_bounds(qtbot, window, session, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    rng = random.Random(5)
    marks = {}
    for i in range(1001):
        act(window, session, rng)
        settle()
        if i in (200, 1000):
            session.playback.pause()
            session.open(Run(open_scenario("two-neurons")), None)
            qtbot.wait(600)
            gc.collect()
            marks[i] = (len(window.findChildren(QWidget)), resident_bytes())
    assert marks[1000][0] == marks[200][0]
    assert marks[1000][1] - marks[200][1] < 20e6


def test_the_equations_follow_a_line_that_was_on_its_way(qtbot, window, session, counted):
    session.playback.set_reduce_motion(False)
    drawn = counted(lambda: (qtbot.keyClick(window, Qt.Key.Key_Right), qtbot.waitUntil(lambda: not session.playback.is_moving)))
    assert drawn["equations"] >= 1
    assert window.equations.view.state() == window.equations.view._shown


def test_at_speed_a_map_is_drawn_at_its_beat_and_not_whenever_its_surface_is_ready(qtbot, window, session):
    window.docks.bring_up("landscape")
    view, playback = window.views["landscape"], session.playback
    qtbot.waitUntil(lambda: view.landscape is not None, timeout=60_000)
    playback.set_speed(len(SPEEDS) - 1)
    playback.run()
    qtbot.waitUntil(lambda: playback.at_speed and playback.beat > 20, timeout=60_000)
    drawn, beat = view.refreshes, playback.beat
    qtbot.waitUntil(lambda: playback.beat >= beat + 60, timeout=60_000)
    assert view.refreshes - drawn <= (playback.beat - beat) // VIEWS["landscape"].dock.every + 2
    playback.pause()
    # What is seen at rest is the surface of where it stopped.
    settled(qtbot, window, window.views)
    assert view.landscape.update == playback.frame.done
