"""The landscape, the slice and the comparison in the real window."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog

from visprop.figures.base.shapes import Clip, Facets, Label, Path
from visprop.figures.plots.contours import landscape_axes
from visprop.figures.plots.plane import PlaneChoice, Span
from visprop.qt.options import SPEEDS
from visprop.scenario.builtin import open_scenario
from visprop.timeline.contender import RivalSettings
from visprop.timeline.position import Position

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot, window, session):
    found = window.landscape.view
    qtbot.waitUntil(lambda: found._landscape is not None and len(found._landscape.xs) == 101, timeout=8000)
    return found


def place(view, x, y):
    axes = landscape_axes((view.figure.width, view.figure.height), view._landscape)
    return QPointF(*axes.to_page(np.array([x]), np.array([y]))[0]).toPoint()


def press(qtbot, window, key, modifier=CTRL_SHIFT):
    qtbot.keyClick(window, key, modifier)


def test_a_click_in_the_plane_sets_both_parameters_and_is_undone(qtbot, window, session, view):
    session.go(Position(3))
    before = session.frame.p.copy()
    target = (view._landscape.here + view._landscape.xs[-1]) / 2
    at = place(view, *target)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    wanted = view.basis.coordinates(session.frame.p)
    assert session.position == Position(0)
    changed = np.flatnonzero(session.frame.p != before)
    assert len(changed) == 2
    assert wanted == pytest.approx(target, abs=0.03)
    assert session.undo_text == "move p"
    session.undo()
    np.testing.assert_array_equal(session.frame.p, before)
    assert session.position == Position(3)


def test_the_point_is_dragged_and_the_network_follows(qtbot, window, session, view):
    before = session.frame.p.copy()
    start = place(view, *view._landscape.here)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, start + QPoint(10, 0))
    qtbot.mouseMove(view, start + QPoint(40, -30))
    assert session.trial is not None
    assert session.shown.p is session.trial
    np.testing.assert_array_equal(session.frame.p, before)
    assert view._landscape.here == pytest.approx(view.basis.coordinates(session.trial))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(40, -30))
    assert session.trial is None
    assert (session.frame.p != before).sum() == 2


@pytest.mark.parametrize("span", Span)
def test_every_plane_is_shown_as_a_map_and_as_a_surface(qtbot, window, session, span):
    session.go(Position(8))
    box, view = window.landscape.span, window.landscape.view
    box.setCurrentIndex(box.findData(span))
    box.activated.emit(box.currentIndex())
    assert session.options.plane.span is span
    qtbot.waitUntil(lambda: view._landscape is not None and view._landscape.basis is view.basis, timeout=8000)
    assert any(isinstance(shape, Clip) for shape in view.figure.shapes)
    press(qtbot, window, Qt.Key.Key_D)
    assert session.options.solid
    assert any(isinstance(shape, Facets) for shape in view.figure.shapes)
    azimuth = session.options.view.azimuth
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert session.options.view.azimuth == (azimuth + 5.0) % 360.0
    middle = QPoint(view.width() // 2, view.height() // 2)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(view, middle + QPoint(0, 20))
    qtbot.mouseMove(view, middle + QPoint(0, 40))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(0, 40))
    assert session.options.view.elevation > 32.0


def test_the_wheel_sets_the_range_and_following_takes_it_back(qtbot, window, session, view):
    wide = view._landscape.xs[-1] - view._landscape.xs[0]
    at = QPointF(view.width() / 2, view.height() / 2)
    turn = QWheelEvent(at, view.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                       Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(view, turn)
    qtbot.waitUntil(lambda: view._landscape.xs[-1] - view._landscape.xs[0] == pytest.approx(wide / 1.2), timeout=8000)
    press(qtbot, window, Qt.Key.Key_F)
    assert session.options.plane.ranges is None


def test_the_plane_is_held_while_the_training_goes_on(qtbot, window, session, view):
    session.go(Position(2))
    press(qtbot, window, Qt.Key.Key_H)
    assert session.options.plane.held.update == 2
    p = session.frame.p.copy()
    session.go(Position(9))
    qtbot.waitUntil(lambda: view._landscape.update == 2, timeout=8000)
    assert view._landscape.is_held
    assert len(view._landscape.trails[0].points) == 10
    session.set_training(eta=0.25)
    np.testing.assert_array_equal(session.options.plane.held.p, p)
    press(qtbot, window, Qt.Key.Key_H)
    assert session.options.plane.held is None


def test_two_edges_are_picked_as_axes(qtbot, window, session):
    from tests.qt.test_window import place_of

    press(qtbot, window, Qt.Key.Key_P)
    assert session.options.picking
    for key in ("w1[1,2]", "a2[1]"):
        qtbot.mouseClick(window.network, Qt.MouseButton.LeftButton, pos=place_of(window.network, key))
    assert session.options.plane.names == ("w1[1,2]", "b2[1]")
    assert not session.options.picking
    assert session.options.selected == ""


def test_other_trainings_run_in_lockstep(qtbot, window, session, view):
    press(qtbot, window, Qt.Key.Key_M)
    dialog = next(d for d in window.findChildren(QDialog) if d.windowTitle() == "Compare")
    dialog._take([RivalSettings("online", 1, 0.1, "adam"), RivalSettings("full_batch", 1, 2.0, "gradient_descent")])
    dialog._apply()
    session.go(Position(12))
    assert [rival.update for rival in session.rivals] == [12, 12]
    qtbot.waitUntil(lambda: len(view._landscape.trails) == 3, timeout=8000)
    figure = window.cost.figure
    curves = [s for clip in figure.shapes if isinstance(clip, Clip) for s in clip.shapes if isinstance(s, Path)]
    assert len(curves) == 3
    words = ["".join(run.text for run in s.runs) for s in figure.shapes if isinstance(s, Label)]
    assert any("Adam, online, η = 0.1" in word for word in words)
    session.set_options(equal_examples=True)
    session.go(Position(20))
    assert [rival.update for rival in session.rivals] == [20, 10]
    session.compare(())
    assert not session.rivals


def test_at_speed_all_stay_in_lockstep(qtbot, window, session):
    session.compare((RivalSettings("full_batch", 1, 0.5, "momentum"), RivalSettings("online", 1, 0.05, "rmsprop")))
    session.set_options(speed=len(SPEEDS) - 1)
    session.run()
    qtbot.waitUntil(lambda: session.position.update > 200, timeout=8000)
    session.pause()
    assert {rival.update for rival in session.rivals} == {session.position.update}


def test_a_rival_that_diverges_does_not_stop_the_others(qtbot, window, session):
    session.open(open_scenario("sine"), None)
    session.compare((RivalSettings("online", 1, 1e9, "momentum"),))
    session.go(Position(60))
    assert session.position == Position(60)
    assert session.rivals[0].stopped


def test_a_rival_that_goes_very_far_is_still_drawn(qtbot, window, session, view):
    session.compare((RivalSettings("online", 1, 1e300, "momentum"),))
    session.go(Position(6))
    assert np.abs(session.rivals[0].timeline.parameters(6)).max() > 1e100
    qtbot.waitUntil(lambda: view._landscape.update == 6, timeout=8000)
    assert view._landscape.xs[-1] - view._landscape.xs[0] < 100.0


def test_the_slice_takes_its_rate_from_the_hand(qtbot, window, session):
    session.select("w4[1,2]")
    press(qtbot, window, Qt.Key.Key_X)
    panel = window.slice
    qtbot.waitUntil(lambda: panel.view.figure is not None and panel.view.isVisible(), timeout=8000)
    assert panel.line.currentText() == "w4[1,2]"
    left, top, wide, high = panel.view.figure.plot
    middle = QPoint(round(left + wide / 2), round(top + high / 2))
    aside = 40 if panel.view._slice.slope < 0 else -40
    qtbot.mousePress(panel.view, Qt.MouseButton.LeftButton, pos=middle + QPoint(aside, 0))
    tried = session.options.slice_eta
    assert tried is not None
    assert tried == pytest.approx(panel.view._slice.eta)
    qtbot.mouseMove(panel.view, middle + QPoint(2 * aside, 0))
    qtbot.mouseRelease(panel.view, Qt.MouseButton.LeftButton, pos=middle + QPoint(2 * aside, 0))
    assert session.options.slice_eta == pytest.approx(2 * tried, rel=0.05)
    assert session.scenario.training.eta == 0.5
    qtbot.mouseClick(panel.use, Qt.MouseButton.LeftButton)
    assert session.scenario.training.eta == pytest.approx(2 * tried, rel=0.05)
    assert session.options.slice_eta is None


def test_the_path_tells_its_own_cost(qtbot, window, session, view):
    session.go(Position(30))
    qtbot.waitUntil(lambda: view._landscape.update == 30, timeout=8000)
    axes = landscape_axes((view.figure.width, view.figure.height), view._landscape)
    x, y = axes.to_page(*view._landscape.trails[0].points[0][:, None])[0]
    text = view.hint(float(x), float(y), "")
    assert text.startswith("update 0: its own φ = ")
    assert "the plane here" in text


def test_a_long_computation_can_be_given_up(qtbot, window, session, view, monkeypatch):
    import visprop.qt.views.surfaces as surfaces

    monkeypatch.setattr(surfaces, "LONG", -1.0)
    monkeypatch.setattr(surfaces, "SLICE", 1e-9)
    session.set_options(plane=PlaneChoice(Span.RANDOM))
    qtbot.waitUntil(window.landscape.progress.isVisible, timeout=8000)
    have = view.surfaces.surface
    press(qtbot, window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not window.landscape.progress.isVisible()
    qtbot.wait(60)
    assert view.surfaces.surface is have


def test_tabs_are_shown_once(qtbot, window):
    from PySide6.QtWidgets import QTabBar

    qtbot.wait(50)
    shown = [bar.tabText(0) for bar in window.findChildren(QTabBar) if bar.isVisible()]
    assert sorted(shown) == ["Cost", "Selected"]
