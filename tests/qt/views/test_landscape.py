"""The landscape, the slice and the comparison in the real window."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog

from tests.qt.settling import settle
from visprop.engine.key import Key
from visprop.figures.base.shapes import Clip, Facets
from visprop.figures.choices import PlaneChoice, Span
from visprop.figures.plots.contours import landscape_axes
from visprop.figures.plots.plot_options import LandscapeOptions, SliceOptions
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.speeds import SPEEDS
from visprop.timeline.contender import ContenderSettings
from visprop.timeline.position import Position

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot, window, session):
    window.docks.bring_up("landscape")
    found = window.landscape.view
    qtbot.waitUntil(lambda: found.landscape is not None and len(found.landscape.xs) == 101, timeout=60_000)
    return found


def place(view, x, y):
    axes = landscape_axes((view.figure.width, view.figure.height), view.landscape)
    return QPointF(*axes.to_page(np.array([x]), np.array([y]))[0]).toPoint()


def press(qtbot, window, key, modifier=CTRL_SHIFT):
    qtbot.keyClick(window, key, modifier)
    settle()


def test_a_click_in_the_plane_sets_both_parameters_and_is_undone(qtbot, window, session, view):
    session.playback.go(Position(3))
    settle()
    before = session.playback.frame.p.copy()
    target = (view.landscape.here + view.landscape.xs[-1]) / 2
    at = place(view, *target)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    settle()
    wanted = view.basis.coordinates(session.playback.frame.p)
    assert session.playback.position == Position(3)
    changed = np.flatnonzero(session.playback.frame.p != before)
    assert len(changed) == 2
    assert wanted == pytest.approx(target, abs=0.03)
    assert session.edits.undo_text == "move p"
    session.edits.undo()
    settle()
    np.testing.assert_array_equal(session.playback.frame.p, before)
    assert session.playback.position == Position(3)


def test_the_point_is_dragged_and_the_network_follows(qtbot, window, session, view):
    before = session.playback.frame.p.copy()
    start = place(view, *view.landscape.here)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    settle()
    qtbot.mouseMove(view, start + QPoint(10, 0))
    settle()
    qtbot.mouseMove(view, start + QPoint(40, -30))
    settle()
    assert session.playback.trial.is_on
    assert session.playback.shown.p is session.playback.trial.p
    np.testing.assert_array_equal(session.playback.frame.p, before)
    assert view.landscape.here == pytest.approx(view.basis.coordinates(session.playback.trial.p))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(40, -30))
    settle()
    assert not session.playback.trial.is_on
    assert (session.playback.frame.p != before).sum() == 2


@pytest.mark.parametrize("span", Span)
def test_every_plane_is_shown_as_a_map_and_as_a_surface(qtbot, window, session, span):
    window.docks.bring_up("landscape")
    session.playback.go(Position(8))
    settle()
    box, view = window.landscape.span, window.landscape.view
    box.setCurrentIndex(box.findData(span))
    box.activated.emit(box.currentIndex())
    settle()
    assert session.options[LandscapeOptions.plane].span is span
    qtbot.waitUntil(lambda: view.landscape is not None and view.landscape.basis is view.basis, timeout=60_000)
    assert any(isinstance(shape, Clip) for shape in view.figure.shapes)
    press(qtbot, window, Qt.Key.Key_D)
    settle()
    assert session.options[LandscapeOptions.solid]
    assert any(isinstance(shape, Facets) for shape in view.figure.shapes)
    azimuth = session.options[LandscapeOptions.camera].azimuth
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert session.options[LandscapeOptions.camera].azimuth == (azimuth + 5.0) % 360.0
    middle = QPoint(view.width() // 2, view.height() // 2)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    settle()
    qtbot.mouseMove(view, middle + QPoint(0, 20))
    settle()
    qtbot.mouseMove(view, middle + QPoint(0, 40))
    settle()
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(0, 40))
    settle()
    assert session.options[LandscapeOptions.camera].elevation > 32.0


def test_the_wheel_sets_the_range_and_following_takes_it_back(qtbot, window, session, view):
    wide = view.landscape.xs[-1] - view.landscape.xs[0]
    at = QPointF(view.width() / 2, view.height() / 2)
    turn = QWheelEvent(at, view.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                       Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(view, turn)
    settle()
    qtbot.waitUntil(lambda: view.landscape.xs[-1] - view.landscape.xs[0] == pytest.approx(wide / 1.2), timeout=60_000)
    press(qtbot, window, Qt.Key.Key_F)
    settle()
    assert session.options[LandscapeOptions.plane].ranges is None


def test_the_plane_is_held_while_the_training_goes_on(qtbot, window, session, view):
    session.playback.go(Position(2))
    settle()
    press(qtbot, window, Qt.Key.Key_H)
    settle()
    assert session.options[LandscapeOptions.plane].held.update == 2
    p = session.playback.frame.p.copy()
    session.playback.go(Position(9))
    settle()
    qtbot.waitUntil(lambda: view.landscape.update == 2, timeout=60_000)
    assert view.landscape.is_held
    assert len(view.landscape.trails[0].points) == 10
    session.edits.set_training(replace(session.scenario.training, eta=0.25))
    settle()
    np.testing.assert_array_equal(session.options[LandscapeOptions.plane].held.p, p)
    press(qtbot, window, Qt.Key.Key_H)
    settle()
    assert session.options[LandscapeOptions.plane].held is None


def test_two_edges_are_picked_as_axes(qtbot, window, session):
    from tests.qt.window.test_window import place_of

    press(qtbot, window, Qt.Key.Key_K)
    settle()
    assert session.selection.is_picking
    for key in ("w1[1,2]", "a2[1]"):
        qtbot.mouseClick(window.network, Qt.MouseButton.LeftButton, pos=place_of(window.network, key))
        settle()
    assert tuple(map(str, session.options[LandscapeOptions.plane].names)) == ("w1[1,2]", "b2[1]")
    assert not session.selection.is_picking
    assert session.selection.selected is None


def test_other_trainings_run_in_lockstep(qtbot, window, session, view):
    press(qtbot, window, Qt.Key.Key_M)
    settle()
    dialog = next(d for d in window.findChildren(QDialog) if d.windowTitle() == "Compare")
    dialog._take([ContenderSettings("online", 1, 0.1, "adam"), ContenderSettings("full_batch", 1, 2.0, "gradient_descent")])
    dialog._apply()
    settle()
    session.playback.go(Position(12))
    settle()
    assert [contender.update for contender in session.comparison.contenders] == [12, 12]
    qtbot.waitUntil(lambda: len(view.landscape.trails) == 3, timeout=60_000)
    window.docks.bring_up("history")
    monitor = window.docks.panels["history"]
    qtbot.waitUntil(lambda: sum("φ" in line.name for line in monitor._lines) == 3, timeout=60_000)
    assert any("Adam, online, η = 0.1" in words for words in monitor.legend.told)
    session.compare(session.comparison.settings, True)
    settle()
    session.playback.go(Position(20))
    settle()
    assert [contender.update for contender in session.comparison.contenders] == [20, 10]
    session.compare((), False)
    settle()
    assert not session.comparison.contenders


def test_at_speed_all_stay_in_lockstep(qtbot, window, session):
    session.compare((ContenderSettings("full_batch", 1, 0.5, "momentum"), ContenderSettings("online", 1, 0.05, "rmsprop")), False)
    settle()
    session.playback.set_speed(len(SPEEDS) - 1)
    settle()
    session.playback.run()
    settle()
    qtbot.waitUntil(lambda: session.playback.position.update > 200, timeout=60_000)
    session.playback.pause()
    settle()
    assert {contender.update for contender in session.comparison.contenders} == {session.playback.frame.done}


def test_a_contender_that_diverges_does_not_stop_the_others(qtbot, window, session):
    session.open(Run(open_scenario("sine")), None)
    settle()
    session.compare((ContenderSettings("online", 1, 1e9, "momentum"),), False)
    settle()
    session.playback.go(Position(60))
    settle()
    assert session.playback.position == Position(60)
    assert session.comparison.contenders[0].stopped


def test_a_contender_that_goes_very_far_is_still_drawn(qtbot, window, session, view):
    session.compare((ContenderSettings("online", 1, 1e300, "momentum"),), False)
    settle()
    session.playback.go(Position(6))
    settle()
    assert np.abs(session.comparison.contenders[0].timeline.parameters(6)).max() > 1e100
    qtbot.waitUntil(lambda: view.landscape.update == 6, timeout=60_000)
    assert view.landscape.xs[-1] - view.landscape.xs[0] < 100.0


def test_the_slice_takes_its_rate_from_the_hand(qtbot, window, session):
    session.selection.select(Key.parse("w4[1,2]"))
    settle()
    press(qtbot, window, Qt.Key.Key_X)
    settle()
    panel = window.docks.panels["slice"]
    qtbot.waitUntil(lambda: panel.view.figure is not None and panel.view.isVisible(), timeout=60_000)
    assert panel.line.currentText() == "w⁴₁₂"
    left, top, wide, high = panel.view.figure.plot
    downhill = 1 if panel.view.slice.slope < 0 else -1
    at = (panel.view.slice.x - panel.view.slice.xs[0]) / np.ptp(panel.view.slice.xs)
    middle, aside = QPoint(round(left + at * wide), round(top + high / 2)), 40 * downhill
    qtbot.mousePress(panel.view, Qt.MouseButton.LeftButton, pos=middle + QPoint(aside, 0))
    settle()
    tried = session.options[SliceOptions.eta]
    assert tried is not None
    assert tried == pytest.approx(panel.view.slice.eta)
    qtbot.mouseMove(panel.view, middle + QPoint(2 * aside, 0))
    settle()
    qtbot.mouseRelease(panel.view, Qt.MouseButton.LeftButton, pos=middle + QPoint(2 * aside, 0))
    settle()
    assert session.options[SliceOptions.eta] == pytest.approx(2 * tried, rel=0.05)
    assert session.scenario.training.eta == 0.5
    qtbot.mouseClick(panel.use, Qt.MouseButton.LeftButton)
    settle()
    assert session.scenario.training.eta == pytest.approx(2 * tried, rel=0.05)
    assert session.options[SliceOptions.eta] is None


def test_the_path_tells_its_own_cost(qtbot, window, session, view):
    session.playback.go(Position(30))
    settle()
    qtbot.waitUntil(lambda: view.landscape.update == 30, timeout=60_000)
    axes = landscape_axes((view.figure.width, view.figure.height), view.landscape)
    x, y = axes.to_page(*view.landscape.trails[0].points[0][:, None])[0]
    text = view.hint(float(x), float(y), "")
    assert text.startswith("update 0: its own φ ≈ ")
    assert "the plane here" in text


def test_a_long_computation_can_be_given_up(qtbot, window, session, view, monkeypatch):
    import visprop.qt.views.surfaces as surfaces

    monkeypatch.setattr(surfaces, "LONG", -1.0)
    monkeypatch.setattr(surfaces, "SLICE", 1e-9)
    monkeypatch.setattr(surfaces, "TOLD_EVERY", 0.0)
    have, cancelled = view.surfaces.surface, []

    def cancel(share):
        # As soon as a long computation is told of, the bar is there, and is used.
        if share < 1.0 and not cancelled:
            cancelled.append(window.landscape.progress.isVisible())
            window.actions_["cancel"].trigger()

    view.surfaces.progressed.connect(cancel)
    session.choose(LandscapeOptions.plane, PlaneChoice(Span.RANDOM))
    qtbot.waitUntil(lambda: bool(cancelled), timeout=60_000)
    assert cancelled == [True]
    assert not window.landscape.progress.isVisible()
    qtbot.wait(60)
    assert view.surfaces.surface is have


def test_tabs_are_shown_once(qtbot, window):
    from PySide6.QtWidgets import QTabBar

    qtbot.wait(50)
    shown = [bar.tabText(0) for bar in window.findChildren(QTabBar) if bar.isVisible()]
    assert sorted(shown) == ["Equations", "Pseudocode", "Step"]
