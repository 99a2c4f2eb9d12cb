"""Keys belong to the widget that has the focus, which is seen; Esc and Enter give them back to the window."""

import gc
from collections import Counter

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDockWidget, QMenu, QTabBar, QWidget

from tests.qt.settling import settle
from tests.qt.window.test_window import ALT, CTRL
from visprop.engine.key import Key
from visprop.figures.plots.plot_options import LandscapeOptions, MonitorOptions
from visprop.qt.panels.table_model import ColumnsView
from visprop.timeline.position import Position, Unit


def focus(qtbot, window, widget):
    window.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    # Without a window manager the window is active only at one of the next turns, once a list has gone.
    qtbot.waitUntil(lambda: QApplication.focusWidget() is widget, timeout=60_000)


def press_in(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)
    settle()


def test_space_in_a_check_box_checks_it_and_trains_nothing(qtbot, window, session):
    session.window.choose("descend")
    settle()
    box = next(box for box in window.findChildren(QCheckBox) if box.text() == "log scale")
    focus(qtbot, window, box)
    press_in(qtbot, box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert not session.playback.running


def test_an_arrow_on_a_slider_moves_it_and_steps_no_line(qtbot, window, session):
    session.playback.go(Position(5))
    settle()
    at = session.playback.position
    slider = window.timeline_bar.slider
    focus(qtbot, window, slider)
    press_in(qtbot, slider, Qt.Key.Key_Left)
    assert session.playback.frame.done == 4
    assert session.playback.position != at


def test_enter_in_a_field_gives_the_keys_back(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    eta = window.docks.panels["scenario"].eta
    focus(qtbot, window, eta)
    eta.lineEdit().selectAll()
    qtbot.keyClicks(eta, "0.123456789")
    press_in(qtbot, eta, Qt.Key.Key_Return)
    assert session.scenario.training.eta == 0.123456789
    assert eta.lineEdit().text() == "0.123456789"
    assert QApplication.focusWidget() is window.network
    press_in(qtbot, window.network, Qt.Key.Key_Right)
    assert session.playback.position == Position(0, 1, 1)


@pytest.mark.parametrize("text, value", [("1e-12", 1e-12), ("1/3", 1 / 3), ("2", 2.0)])
def test_a_rate_is_what_was_typed(qtbot, window, session, text, value):
    eta = window.docks.panels["scenario"].eta
    focus(qtbot, window, eta)
    eta.lineEdit().selectAll()
    qtbot.keyClicks(eta, text)
    press_in(qtbot, eta, Qt.Key.Key_Return)
    assert session.scenario.training.eta == value


def test_what_is_no_rate_is_put_back(qtbot, window, session):
    eta = window.docks.panels["scenario"].eta
    focus(qtbot, window, eta)
    eta.lineEdit().selectAll()
    qtbot.keyClicks(eta, "-3")
    press_in(qtbot, eta, Qt.Key.Key_Return)
    assert session.scenario.training.eta == 0.5
    assert eta.lineEdit().text() == "0.5"


def test_escape_puts_back_what_stood_in_a_field_and_its_error_goes(qtbot, window, session):
    session.selection.select(Key.parse("w1[1,1]"))
    settle()
    window.actions_["edit_value"].trigger()
    settle()
    field = window.selection.field
    before = field.text()
    field.selectAll()
    qtbot.keyClicks(field, "abc")
    press_in(qtbot, field, Qt.Key.Key_Return)
    assert window.selection._error.text()
    press_in(qtbot, field, Qt.Key.Key_Escape)
    assert field.text() == before
    assert window.selection._error.text() == ""
    assert QApplication.focusWidget() is window.network


def test_undo_reaches_the_window_from_a_field_in_which_nothing_was_typed(qtbot, window, session):
    session.edits.set_parameter(Key.parse("w1[1,1]"), 2.0)
    settle()
    box = window.toolbar.steppers[Unit.UPDATE].box
    focus(qtbot, window, box)
    press_in(qtbot, box, Qt.Key.Key_Z, CTRL)
    assert session.edits.undo_text == ""


def test_letters_typed_in_a_field_are_no_shortcuts(qtbot, window, session):
    field = window.docks.panels["watch"].field
    window.docks.bring_up("watch")
    settle()
    focus(qtbot, window, field)
    qtbot.keyClicks(field, "w1[1,1]")
    assert field.text() == "w1[1,1]"
    assert session.selection.selected is None


def test_tab_reaches_each_control_once_and_shows_where_it_is(qtbot, window):
    focus(qtbot, window, window.network)
    seen: list[QWidget] = []
    for _ in range(120):
        press_in(qtbot, QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now in seen:
            break
        assert window.rim.around is now, now
        assert not now.visibleRegion().isEmpty(), now
        seen.append(now)
    assert seen[-1] is window.network or now is seen[0]
    assert len(seen) >= 20


def test_neurons_and_edges_are_selected_and_changed_by_keys(qtbot, window, session):
    focus(qtbot, window, window.network)
    press_in(qtbot, window.network, Qt.Key.Key_BracketRight)
    assert session.selection.selected == Key.parse("w1[1,1]")
    for _ in range(2):
        press_in(qtbot, window.network, Qt.Key.Key_BracketRight)
    assert session.selection.selected == Key.parse("a1[1]")
    press_in(qtbot, window.network, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert field is window.selection.field
    qtbot.keyClicks(field, "1/4")
    press_in(qtbot, field, Qt.Key.Key_Return)
    assert session.playback.frame.p[session.scenario.network.single(Key.parse("b1[1]"))] == 0.25


def test_lines_are_reached_by_keys(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    listing = window.views["pseudocode"]
    focus(qtbot, window, listing)
    press_in(qtbot, listing, Qt.Key.Key_Down)
    press_in(qtbot, listing, Qt.Key.Key_Down)
    assert session.selection.pointed == Key("line", 2)
    press_in(qtbot, listing, Qt.Key.Key_F9)
    assert session.selection.breaks == {2}
    press_in(qtbot, listing, Qt.Key.Key_Return)
    assert session.playback.position == Position(0, 1, 2)


def test_every_key_means_one_thing(window):
    """Two actions with one key are none: Qt calls it ambiguous and does nothing."""
    keys: dict[str, str] = {}
    for action in window.actions():
        for sequence in action.shortcuts():
            text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
            assert keys.setdefault(text, action.text()) == action.text(), text
    assert len(keys) > 80


def test_every_action_stands_in_a_menu_and_tells_what_it_does(window):
    def actions(menu):
        for action in menu.actions():
            inner = action.menu()
            yield from actions(inner) if isinstance(inner, QMenu) else (action,)

    in_menus = {action for menu in window.menus.values() for action in actions(menu)}
    for spec in window.actions_.specs:
        action = window.actions_[spec.name]
        assert action in in_menus, spec.name
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        assert (shown in action.toolTip()) or not shown


def test_plus_and_zero_enlarge_what_has_the_focus(qtbot, window, session):
    view = window.network
    focus(qtbot, window, view)
    press_in(qtbot, view, Qt.Key.Key_Plus, CTRL)
    assert view.zoom > 1.0
    press_in(qtbot, view, Qt.Key.Key_0)
    assert view.zoom == 1.0
    window.docks.bring_up("history")
    monitor = window.docks.panels["history"]
    qtbot.waitUntil(lambda: monitor.plot is not None, timeout=60_000)
    session.playback.go(Position(8))
    settle()
    focus(qtbot, window, monitor.layout_widget)
    press_in(qtbot, monitor.layout_widget, Qt.Key.Key_Plus)
    first, last = session.options[MonitorOptions.ranges][0]
    assert 0.0 < first < last < 8.0
    press_in(qtbot, monitor.layout_widget, Qt.Key.Key_Right, ALT)
    assert session.options[MonitorOptions.ranges][0][0] > first
    press_in(qtbot, monitor.layout_widget, Qt.Key.Key_0)
    assert session.options[MonitorOptions.ranges] is None
    window.docks.bring_up("landscape")
    view = window.landscape.view
    qtbot.waitUntil(lambda: view.surfaces.surface is not None, timeout=60_000)
    focus(qtbot, window, view)
    press_in(qtbot, view, Qt.Key.Key_Plus)
    assert session.options[LandscapeOptions.plane].ranges is not None
    press_in(qtbot, view, Qt.Key.Key_Left, ALT)
    press_in(qtbot, view, Qt.Key.Key_0)
    assert session.options[LandscapeOptions.plane].ranges is None


def test_a_double_click_beside_everything_shows_the_whole_picture_again(qtbot, window, session):
    window.network.zoom_in()
    qtbot.mouseDClick(window.network, Qt.MouseButton.LeftButton, pos=window.network.rect().bottomRight() / 2)
    window.network.zoom_in()
    qtbot.mouseDClick(window.network, Qt.MouseButton.LeftButton, pos=window.network.rect().topLeft())
    assert window.network.zoom == 1.0
    window.docks.bring_up("landscape")
    view = window.landscape.view
    qtbot.waitUntil(lambda: view.surfaces.surface is not None, timeout=60_000)
    settle()
    before = session.playback.frame.p
    view.zoom_in()
    settle()
    place = view.rect().center()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert session.options[LandscapeOptions.plane].ranges is None
    assert session.playback.frame.p is before or (session.playback.frame.p == before).all()


def test_tabs_of_docks_and_lists_are_told_apart_for_a_screen_reader(window):
    assert all(box.accessibleName() for box in window.toolbar.findChildren(QComboBox))
    assert all(bar.accessibleName() for bar in window.toolbar.findChildren(QTabBar))


def test_the_menus_are_reached_and_left_by_keyboard(qtbot, window, session):
    focus(qtbot, window, window.network)
    session.selection.select(Key.weight(1, 1, 1))
    settle()
    press_in(qtbot, window.network, Qt.Key.Key_F10)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.title() == "&File"
    press_in(qtbot, menu, Qt.Key.Key_Right)
    assert QApplication.activePopupWidget().title() == "&Edit"
    press_in(qtbot, QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    press_in(qtbot, QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.network
    assert window.menuBar().activeAction() is None
    # Esc was the menu bar's own: what is selected stays.
    assert session.selection.selected == Key.weight(1, 1, 1)


def test_the_menu_of_what_is_selected_is_opened_by_keyboard(qtbot, window, session):
    focus(qtbot, window, window.network)
    session.selection.select(Key.weight(1, 2, 1))
    settle()
    press_in(qtbot, window.network, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (menu,) = [menu for menu in window.network.findChildren(QMenu) if menu.isVisible()]
    words = [action.text() for action in menu.actions()]
    assert words[0] == "Edit &value"
    assert "Watch w¹₂₁" in words
    menu.close()


def test_where_the_focus_goes_is_seen_after_a_value_was_typed(qtbot, window, session):
    eta = window.docks.panels["scenario"].eta
    focus(qtbot, window, eta)
    press_in(qtbot, eta, Qt.Key.Key_Return)
    assert window.rim.around is window.network
    session.selection.select(Key.weight(1, 1, 1))
    window.network.edit(Key.weight(1, 1, 1))
    settle()
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "0.25")
    press_in(qtbot, field, Qt.Key.Key_Return)
    assert window.rim.around is window.network
    assert session.playback.frame.p[0] == 0.25


@pytest.mark.parametrize("workspace", ["step", "descend", "data"])
def test_tab_goes_through_the_panels_from_left_to_right(qtbot, window, session, workspace):
    session.window.choose(workspace)
    settle()
    first = window.toolbar.findChildren(QComboBox)[0]
    focus(qtbot, window, first)
    panels: list[QDockWidget] = []
    for _ in range(120):
        press_in(qtbot, QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is first:
            break
        held = [dock for dock in window.docks.docks.values() if dock.isAncestorOf(now)]
        panels += [dock for dock in held if dock not in panels[-1:]]
    assert len(panels) == len(set(panels)) >= 3, "each is gone through once"
    lefts = [dock.mapTo(window, QPoint(0, 0)).x() for dock in panels]
    assert lefts == sorted(lefts)


def test_tab_holds_nothing_of_what_has_gone(window, session):
    """Widgets that a dock's panel throws away are not kept alive, on Python's side, by those who looked for places for Tab."""

    def kept():
        gc.collect()
        return sum(isinstance(one, QWidget) and not shiboken6.isValid(one) for one in gc.get_objects())

    settle()
    before = kept()
    for _ in range(20):
        box = QComboBox(window.docks.panels["network"])
        box.addItem("soon gone")
        window.focusNextPrevChild(True)
        shiboken6.delete(box)
        del box
    assert kept() == before


def check(qtbot, window):
    """Let the table of the gradient check be there."""
    window.actions_["check"].trigger()
    qtbot.waitUntil(lambda: window.findChild(ColumnsView) is not None, timeout=60_000)
    settle()


def test_no_keys_mean_two_things_in_the_window_once_all_panels_are_there(qtbot, window, session):
    """Qt does neither of two things that the same keys stand for: copying values stopped once the gradient check was seen."""
    window.docks.make(list(window.docks.docks))
    check(qtbot, window)
    found = Counter()
    for action in window.findChildren(QAction):
        if action.shortcutContext() is not Qt.ShortcutContext.WidgetShortcut:
            found.update(key.toString() for key in action.shortcuts())
    for shortcut in window.findChildren(QShortcut):
        if shortcut.context() is not Qt.ShortcutContext.WidgetShortcut:
            found.update(key.toString() for key in shortcut.keys())  # noqa: SIM118
    assert {keys for keys, count in found.items() if count > 1} == set()
    assert "Ctrl+C" in found


def test_values_are_copied_beside_the_table_of_the_check(qtbot, window, session):
    check(qtbot, window)
    session.selection.select(Key.parse("w1[1,1]"))
    focus(qtbot, window, window.network)
    QApplication.clipboard().setText("before")
    press_in(qtbot, window.network, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().startswith("w1[1,1]")
