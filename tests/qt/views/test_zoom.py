"""The wheel enlarges about the pointer: what is under it stays under it, across and down, in and out."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.pictures import pixels
from tests.qt.settling import settle
from visprop.figures.base.shapes import Box, Figure
from visprop.figures.base.style import LIGHT
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.qt.views.figure_view import MAX_ZOOM, FigureView


def turn(view, at, steps, modifier=Qt.KeyboardModifier.NoModifier):
    """Turn the wheel over a place."""
    event = QWheelEvent(at, view.mapToGlobal(at), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
                        modifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(view, event)


@pytest.fixture
def view(qtbot):
    """A square of 20 × 10 points in a picture of 400 × 300."""
    found = FigureView()
    qtbot.addWidget(found)
    found.resize(400, 300)
    found.set_figure(Figure(400.0, 300.0, LIGHT.paper, (Box(90.0, 200.0, 20.0, 10.0, LIGHT.forward, None),)))
    return found


def seen(view):
    """From where to where the square is seen: left, top, right, bottom, in pixels."""
    found = pixels(view.grab().toImage())
    ys, xs = np.nonzero((found == LIGHT.forward).all(axis=2))
    return xs.min(), ys.min(), xs.max() + 1, ys.max() + 1


@pytest.mark.parametrize("place", [(100.0, 205.0), (60.0, 250.0), (300.0, 40.0)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_what_is_under_the_pointer_stays_there(view, place, scale):
    view.set_scale(scale)
    at = QPointF(*place)
    before = view.to_figure(at)
    for steps in (2, 3, -1):
        turn(view, at, steps)
        assert view.to_figure(at) == pytest.approx(before)
        back = view.to_widget(*before)
        assert (back.x(), back.y()) == pytest.approx(place)
    assert view.zoom == pytest.approx(1.2**4)


def test_the_pixels_are_where_the_pointer_says(view):
    assert seen(view) == (90, 200, 110, 210)
    # About its own left upper corner: that stays, and it grows to the right and down.
    turn(view, QPointF(90.0, 200.0), 4)
    zoom = 1.2**4
    assert seen(view) == pytest.approx((90, 200, 90 + 20 * zoom, 200 + 10 * zoom), abs=1.5)
    view.fit()
    assert seen(view) == (90, 200, 110, 210)
    # Of another place it goes away from it.
    turn(view, QPointF(80.0, 250.0), 2)
    zoom = 1.2**2
    wanted = (80 + 10 * zoom, 250 - 50 * zoom, 80 + 30 * zoom, 250 - 40 * zoom)
    assert seen(view) == pytest.approx(wanted, abs=1.5)


def test_the_paper_never_leaves_the_rim_and_neither_end_is_passed(view):
    turn(view, QPointF(10.0, 10.0), 2)
    turn(view, QPointF(390.0, 290.0), -20)
    assert view.zoom == 1.0
    assert view.to_figure(QPointF(0.0, 0.0)) == pytest.approx((0.0, 0.0))
    turn(view, QPointF(200.0, 150.0), 99)
    assert view.zoom == MAX_ZOOM
    view.pan_by(QPointF(1e6, 1e6))
    assert view.to_figure(QPointF(0.0, 0.0)) == pytest.approx((0.0, 0.0))
    view.pan_by(QPointF(-1e6, -1e6))
    assert view.to_figure(QPointF(400.0, 300.0)) == pytest.approx((400.0, 300.0))


def test_keys_and_hand_move_the_picture_the_way_they_point(view):
    turn(view, QPointF(200.0, 150.0), 5)
    start = view.to_widget(100.0, 205.0)
    ways = {Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
    for key, (across, down) in ways.items():
        before = view.to_widget(100.0, 205.0)
        QTest.keyClick(view, key, Qt.KeyboardModifier.AltModifier)
        by = view.to_widget(100.0, 205.0) - before
        assert (np.sign(by.x()), np.sign(by.y())) == (across, down)
    assert view.to_widget(100.0, 205.0) == start
    # What is grabbed goes with the hand.
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    QTest.mouseMove(view, QPoint(215, 160))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(215, 160))
    by = view.to_widget(100.0, 205.0) - start
    assert (by.x(), by.y()) == (15.0, 10.0)


@pytest.mark.parametrize("share", [(0.25, 0.3), (0.7, 0.8), (0.4, 0.6)])
def test_the_map_s_range_is_set_about_the_pointer(qtbot, window, session, share):
    window.docks.bring_up("landscape")
    view = window.landscape.view
    qtbot.waitUntil(lambda: view.landscape is not None and len(view.landscape.xs) == 101, timeout=60_000)
    axes = view.map_axes()
    at = QPointF(axes.x + share[0] * axes.width, axes.y + share[1] * axes.height)
    place = view.to_widget(at.x(), at.y())
    before = axes.from_page(at.x(), at.y())
    for steps in (1, 2, -2):
        wide = view.map_axes().x_range[1] - view.map_axes().x_range[0]
        turn(view, place, steps)
        settle()
        (left, right), (low, high) = session.options[LandscapeOptions.plane].ranges
        assert right - left == pytest.approx(wide / 1.2**steps, rel=1e-9)
        # The page's y goes down.
        found = left + share[0] * (right - left), high - share[1] * (high - low)
        assert found == pytest.approx(before, rel=1e-6, abs=1e-9)
        qtbot.waitUntil(
            lambda: np.isclose(view.map_axes().x_range[0], session.options[LandscapeOptions.plane].ranges[0][0]), timeout=60_000
        )


def test_the_map_goes_with_the_hand(qtbot, window, session):
    window.docks.bring_up("landscape")
    view = window.landscape.view
    qtbot.waitUntil(lambda: view.landscape is not None and len(view.landscape.xs) == 101, timeout=60_000)
    axes = view.map_axes()
    start = view.to_widget(axes.x + 0.15 * axes.width, axes.y + 0.2 * axes.height).toPoint()
    end = start + QPoint(24, 17)
    held = axes.from_page(*view.to_figure(QPointF(start)))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    (left, right), (low, high) = session.options[LandscapeOptions.plane].ranges
    x, y = view.to_figure(QPointF(end))
    found = left + (x - axes.x) / axes.width * (right - left), high - (y - axes.y) / axes.height * (high - low)
    assert found == pytest.approx(held, rel=1e-6)


def test_the_wheel_over_the_slice_changes_its_reach(qtbot, window, session):
    view = window.views["slice"]
    session.window.choose("descend")
    settle()
    qtbot.waitUntil(lambda: view.slice is not None, timeout=60_000)
    before = view.slice.reach
    turn(view, QPointF(view.width() / 2, view.height() / 2), 4)
    settle()
    qtbot.waitUntil(lambda: view.slice.reach != before, timeout=60_000)
    assert view.slice.reach < before
