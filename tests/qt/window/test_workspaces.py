"""Workspaces: what they show, what they remember, and that nothing in them is cut at any size."""

from dataclasses import replace
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolButton

from tests.figures.measuring import words
from tests.qt.crowding import cut, outside, overlaps
from tests.qt.settling import settle
from tests.qt.window.test_window import CTRL, SHIFT, press
from tests.usual import usual
from visprop.figures.base.shapes import Formula, Label
from visprop.figures.base.style import DARK
from visprop.figures.moment import ViewOptions
from visprop.figures.views import VIEWS
from visprop.qt.views.session_view import SessionView
from visprop.qt.window.main_window import MainWindow
from visprop.qt.window.network_window import PANELS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.scenario.stop import Stop
from visprop.scenario.workspaces import WORKSPACES, Breadth, Split, breadth_of
from visprop.session.session import Session
from visprop.timeline.position import Position, Unit

SIZES = ((860, 600), (1024, 700), (1440, 900), (3840, 2160))
TEXTS = (100, 150, 200)


@pytest.fixture
def roomy(window):
    """The window; at the end the letters of all windows have their size again, which a closed one is not told in time."""
    font = QApplication.font()
    yield window
    QApplication.setFont(font)


def assert_all_fits(window):
    # A text that has just changed is given its room at one of the next turns of the event loop.
    end = perf_counter() + 2.0
    QApplication.processEvents()
    while (found := overlaps(window) + outside(window) + cut(window)) and perf_counter() < end:
        QApplication.processEvents()
    assert found == []


@pytest.mark.parametrize("name", WORKSPACES)
@pytest.mark.parametrize("size, text", [((860, 600), 200), ((1440, 900), 100)])
def test_nothing_is_cut_and_nothing_overlaps(qtbot, roomy, session, name, size, text):
    look_at(qtbot, roomy, session, name, size, text)


@pytest.mark.long
@pytest.mark.parametrize("name", WORKSPACES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("is_dark", [False, True])
def test_nothing_is_cut_at_any_size(qtbot, roomy, session, name, size, text, is_dark):
    if is_dark:
        session.choose(ViewOptions.theme, DARK)
    look_at(qtbot, roomy, session, name, size, text)


def look_at(qtbot, window, session, name, size, text):
    window.setMinimumSize(0, 0)
    window.resize(*size)
    session.window.set_text(text)
    session.window.choose(name)
    session.playback.go(Position(1, 1, 6))
    settle()
    qtbot.wait(150)
    # What stood there before it was arranged anew may have stretched it.
    window.resize(*size)
    settle()
    assert (window.width(), window.height()) == size
    assert_all_fits(window)
    # Each panel that is behind a tab, too.
    for panel in window.docks.names(WORKSPACES[name]):
        window.docks.docks[panel].raise_()
        settle()
        assert_all_fits(window)


def test_the_tool_bar_has_room_for_what_it_shows_in_every_workspace(qtbot, roomy, session):
    for width in (720, 860, 1024, 1180, 1440):
        roomy.resize(width, 700)
        for workspace in WORKSPACES.values():
            if not workspace.is_bare:
                session.window.choose(workspace.name)
                settle()
                qtbot.waitUntil(lambda: overlaps(roomy.toolbar) + cut(roomy.toolbar) == [], timeout=2000)
                words = [button.text() for button in roomy.toolbar.findChildren(QToolButton) if button.property("role") == "next"]
                assert len(words) == bool(workspace.next_unit) or width < 1024


def test_every_place_of_a_view_is_one_of_its_workspace():
    docks = {view.name: view.dock for view in VIEWS.values() if view.dock is not None} | {p.name: p.dock for p in PANELS.values()}
    for name, dock in docks.items():
        for workspace, place in dock.places.items():
            assert place in WORKSPACES[workspace].places, name


@pytest.mark.parametrize("workspace", WORKSPACES.values(), ids=WORKSPACES)
@pytest.mark.parametrize("breadth", Breadth)
def test_every_place_has_a_panel_at_each_breadth(workspace, breadth):
    def places(node):
        return [place for part in node.parts for place in places(part)] if isinstance(node, Split) else list(node)

    shown = places(workspace.arrangement(breadth))
    assert sorted(shown) == sorted(workspace.places)
    docks = [*(view.dock for view in VIEWS.values() if view.dock is not None), *(panel.dock for panel in PANELS.values())]
    for place in shown:
        assert any(dock.places.get(workspace.name) == place for dock in docks), place


def test_breadths_follow_the_text():
    assert breadth_of(1440, 900, 1.0) is Breadth.WIDE
    assert breadth_of(1440, 900, 1.5) is Breadth.MEDIUM
    assert breadth_of(800, 700, 1.0) is Breadth.NARROW
    assert breadth_of(1024, 700, 1.5) is Breadth.SINGLE
    assert breadth_of(860, 600, 2.0) is Breadth.SINGLE


def test_workspaces_are_chosen_by_tabs_and_by_keys(qtbot, window, session):
    press(qtbot, window, Qt.Key.Key_2, CTRL | SHIFT)
    assert session.window.workspace == "descend"
    assert window.docks.docks["slice"].isVisible()
    assert not window.docks.docks["pseudocode"].isVisible()
    tabs = window.toolbar.workspaces.tabs
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(2).center())
    settle()
    assert session.window.workspace == "data"
    assert window.docks.docks["data"].isVisible()


def test_each_workspace_remembers_its_own_arrangement(qtbot, window, session):
    window.docks.docks["history"].close()
    session.window.choose("descend")
    settle()
    assert window.docks.docks["history"].isVisible()
    session.window.choose("step")
    settle()
    assert not window.docks.docks["history"].isVisible()
    window.actions_["restore"].trigger()
    settle()
    assert window.docks.docks["history"].isVisible()


def expect_speed(qtbot, window, name, text):
    """The arrangement follows at one of the next turns."""
    window.session.window.choose(name)
    qtbot.waitUntil(lambda: window.toolbar.speed.currentText() == window.session.playback.speed.text == text, timeout=60_000)


def test_each_workspace_has_a_speed_of_its_own(qtbot, window, session, settings):
    expect_speed(qtbot, window, "step", "1 line/s")
    expect_speed(qtbot, window, "descend", "10 updates/s")
    window.toolbar.speed.setCurrentIndex(4)
    window.toolbar.speed.activated.emit(4)
    expect_speed(qtbot, window, "data", "60 updates/s")
    expect_speed(qtbot, window, "step", "1 line/s")
    expect_speed(qtbot, window, "descend", "1 update/s")
    window.close()
    later = Session(Run(open_scenario("two-neurons")))
    again = MainWindow(later, settings)
    qtbot.addWidget(again)
    settle()
    assert later.window.workspace == "descend"
    assert later.playback.speed.text == "1 update/s"
    expect_speed(qtbot, again, "step", "1 line/s")


def test_after_a_run_to_the_end_the_speed_is_the_one_that_was_chosen(qtbot, window, session):
    session.edits.set_training(replace(session.scenario.training, stop=Stop(updates=40)))
    assert session.playback.run_to_stop()
    assert session.playback.speed.text == "full speed"
    qtbot.waitUntil(lambda: not session.playback.running, timeout=20_000)
    settle()
    assert window.toolbar.speed.currentText() == session.playback.speed.text == "1 line/s"


@pytest.mark.parametrize("text", usual([100, 150, 200, 300], [100, 300]))
@pytest.mark.parametrize("size", [(1024, 700), (1440, 900), (1920, 1080)])
def test_the_hall_sees_target_and_cost_at_every_size_of_text(qtbot, roomy, session, size, text):
    session.playback.set_reduce_motion(True)
    roomy.setMinimumSize(0, 0)
    roomy.resize(*size)
    session.window.set_text(text)
    session.window.choose("present")
    session.playback.go(Position(1, 1, 8))
    settle()
    panel = roomy.docks.panels["present"].view

    def said():
        return [words(shape) for shape in panel.figure.shapes if isinstance(shape, Label)]

    qtbot.waitUntil(lambda: panel.figure is not None and any("δ" in told for told in said()), timeout=60_000)
    qtbot.waitUntil(lambda: any(told.startswith("c ≈") for told in said()), timeout=60_000)
    assert any(told.startswith("y1 =") or told.startswith("y1 ≈") for told in said())


def test_the_hall_has_no_bars_and_is_stepped_by_a_clicker(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    press(qtbot, window, Qt.Key.Key_5, CTRL | SHIFT)
    panel = window.docks.panels["present"].view
    assert panel.isVisible()
    assert not window.toolbar.isVisible()
    assert not window.menuBar().isVisible()
    qtbot.waitUntil(lambda: panel.scale > 1.5, timeout=60_000)
    qtbot.waitUntil(lambda: panel.parentWidget().height() > 0.97 * window.height(), timeout=60_000)
    press(qtbot, window, Qt.Key.Key_PageDown)
    press(qtbot, window, Qt.Key.Key_PageDown)
    assert session.playback.position == Position(0, 1, 2)
    band = panel.parentWidget().band.view
    qtbot.waitUntil(lambda: any(isinstance(shape, Formula) for shape in band.figure.shapes), timeout=60_000)
    press(qtbot, window, Qt.Key.Key_PageUp)
    assert session.playback.position == Position(0, 1, 1)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert session.window.workspace == "step"
    assert window.toolbar.isVisible()


def test_a_tour_of_the_workspaces_shows_each_as_it_was(qtbot, window, session):
    seen = {}
    for name in ("descend", "data", "lesson", "descend", "present", "step", "present", "data", "descend", "step", "present"):
        session.window.choose(name)
        settle()
        shown = {dock for dock, widget in window.docks.docks.items() if widget.isVisible()}
        assert shown == set(window.docks.names(WORKSPACES[name]))
        sizes = {dock: widget.size() for dock, widget in window.docks.docks.items() if not widget.visibleRegion().isEmpty()}
        for dock, size in seen.setdefault(name, sizes).items():
            # What a panel asks for at least may have become more meanwhile.
            assert abs(sizes[dock].width() - size.width()) <= 60, (name, dock)
            assert abs(sizes[dock].height() - size.height()) <= 60, (name, dock)


@pytest.mark.parametrize("name", ["step", "descend", "present"])
def test_the_keys_step_as_soon_as_a_workspace_is_there(qtbot, window, session, name):
    session.playback.set_reduce_motion(True)
    session.window.choose("data" if name == "step" else "step")
    settle()
    window.toolbar.findChildren(QToolButton)[0].setFocus()
    session.window.choose(name)
    settle()
    focus = QApplication.focusWidget()
    assert isinstance(focus, SessionView)
    qtbot.keyClick(focus, Qt.Key.Key_PageDown if name == "present" else Qt.Key.Key_Right)
    settle()
    assert session.playback.position == Position(0, 1, 1)


def test_a_second_window_shows_the_hall_while_the_first_keeps_the_controls(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    press(qtbot, window, Qt.Key.Key_F5)
    (hall,) = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.windowTitle() == "visprop, for the hall"]
    qtbot.keyClick(hall, Qt.Key.Key_PageDown)
    settle()
    assert session.playback.position == Position(0, 1, 1)
    assert window.toolbar.isVisible()
    qtbot.keyClick(hall, Qt.Key.Key_F5)
    settle()
    assert not window.actions_["present"].isChecked()


def test_all_text_grows_by_keys(qtbot, roomy, session):
    before = roomy.toolbar.steppers[Unit.UPDATE].box.fontMetrics().height()
    scale = roomy.network.scale
    for _ in range(3):
        roomy.actions_["text_larger"].trigger()
    assert session.window.text == 150
    qtbot.waitUntil(lambda: roomy.toolbar.steppers[Unit.UPDATE].box.fontMetrics().height() >= 1.4 * before, timeout=60_000)
    assert roomy.network.scale == pytest.approx(1.5 * scale)
    roomy.actions_["text_usual"].trigger()
    settle()
    assert session.window.text == 100


def test_the_menus_without_room_are_behind_a_mark_that_is_seen(roomy, session):
    roomy.setMinimumSize(0, 0)
    roomy.resize(860, 600)
    session.window.set_text(200)
    settle()
    more = roomy.menuBar().findChild(QToolButton, "qt_menubar_ext_button")
    assert more.isVisible()
    image = more.grab().toImage()
    within = [image.pixel(x, y) for x in range(2, image.width() - 2) for y in range(2, image.height() - 2)]
    assert len(set(within)) > 1
    assert image.pixel(0, 0) == image.pixel(0, image.height() // 2), "no rim is drawn around it"


def test_the_choices_of_a_landscape_leave_it_room_in_a_low_window(roomy, session):
    roomy.setMinimumSize(0, 0)
    roomy.resize(860, 600)
    session.window.set_text(200)
    session.window.choose("descend")
    settle()
    panel = roomy.landscape
    rows = {widget.mapTo(panel, QPoint(0, widget.height() // 2)).y() // 30 for widget in (panel.span, panel.solid, panel.more)}
    assert len(rows) == 1
    assert panel.first.isVisible()
