"""The frame of the window: steppers, the present line, the selection, headers, the time line, the start page."""

from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QMenuBar, QTabBar, QToolButton

from tests.qt.settling import settle
from tests.qt.tabs import tab_of
from tests.qt.window.test_window import press
from visprop.engine.key import Key
from visprop.figures.base.style import THEMES
from visprop.figures.moment import ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.kinds.files import begun_with
from visprop.qt.dialogs.start_page import StartPage
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario, resources
from visprop.scenario.run import Run
from visprop.scenario.workspaces import WORKSPACES
from visprop.session.speeds import SPEEDS
from visprop.timeline.position import Position, Unit


def test_a_number_typed_in_a_stepper_leads_there(qtbot, window, session):
    session.open(Run(open_scenario("iris")), None)
    session.playback.set_reduce_motion(True)
    settle()
    steppers, length = window.toolbar.steppers, session.own.updates_per_epoch
    steppers[Unit.EPOCH].box.setValue(2)
    settle()
    assert session.playback.frame.done == 2 * length
    steppers[Unit.UPDATE].box.setValue(3)
    settle()
    assert session.playback.frame.done == 3
    steppers[Unit.EXAMPLE].box.setValue(2)
    steppers[Unit.LINE].box.setValue(1)
    settle()
    assert session.playback.position == Position(2, 2, 1)
    size = session.playback.experiment.walk.size_of(2)
    assert [steppers[unit].box.text() for unit in Unit] == ["1 of 5", f"2 of {size}", "2", "0"]


@pytest.mark.parametrize("name", ["step", "descend", "data", "lesson"])
def test_one_stepper_says_how_one_goes_on_in_a_workspace(window, session, name):
    session.window.choose(name)
    settle()
    said = {unit.value for unit, stepper in window.toolbar.steppers.items() if stepper.on.text().startswith("Next")}
    assert said == ({WORKSPACES[name].next_unit} - {""})


@pytest.mark.parametrize("width, text", [(1440, 100), (1024, 100), (860, 100), (860, 150), (860, 200)])
def test_what_there_is_no_room_for_is_in_a_menu_and_play_and_line_always_stay(qtbot, window, session, width, text):
    window.resize(width, 700)
    session.window.set_text(text)
    settle()
    bar = window.toolbar
    qtbot.waitUntil(lambda: bar._whole.sizeHint().width() <= bar.width(), timeout=60_000)
    assert bar.buttons["run"].isVisible()
    assert bar.buttons["line"].isVisible()
    bar._fill_menu()
    hidden = {name for name, button in bar.buttons.items() if not button.isVisible()}
    offered = {name for name in hidden if window.actions_[name] in bar._menu.actions()}
    assert hidden == offered
    assert bar.more.isVisible() == bool(hidden)
    session.window.set_text(100)
    settle()


def test_each_line_is_said_in_a_sentence_above_the_network(window, session):
    session.playback.set_reduce_motion(True)
    said = []
    for line in range(11):
        session.playback.go(Position(0, 1, line))
        settle()
        said.append(window.docks.panels["network"].band.sentence.text())
    assert said[0] == "The inputs are in. Press → to compute layer 1."
    assert said[1:5] == [
        "Layer 1 computes its activations from the inputs.",
        *(f"Layer {layer} computes its activations from those of layer {layer - 1}." for layer in (2, 3, 4)),
    ]
    assert "cost" in said[5]
    assert said[7:10] == [f"Each neuron of layer {layer} takes its share of the error." for layer in (3, 2, 1)]
    assert said[10] == "Every weight and bias takes a step down the gradient."


def test_the_equation_of_the_line_stands_below_its_sentence(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    session.playback.go(Position(0, 1, 8))
    settle()
    view = window.docks.panels["network"].band.view
    # δ by name, its terms, and their numbers.
    qtbot.waitUntil(lambda: view.figure is not None and len(view.figure.shapes) >= 3, timeout=60_000)
    assert view.figure.background == session.options.theme.now
    lowest = max(shape.y for shape in view.figure.shapes)
    assert 0 < lowest < view.figure.height


def test_what_is_selected_stands_below_the_network_with_the_digits_that_are_chosen(window, session):
    session.playback.set_reduce_motion(True)
    strip = window.docks.panels["network"].strip
    assert strip.words.text() == "Click an edge or a neuron to see its numbers."
    assert not strip.why.isVisible()
    session.playback.go(Position(0, 1, 10))
    session.selection.select(Key.weight(3, 1, 2))
    settle()
    frame = session.playback.frame
    gradient, update = frame.gradient(3)[0][0, 1], frame.update(3)[0][0, 1]
    told = strip.words.text().replace("−", "-")
    for value in (frame.parameters(3)[0][0, 1], gradient, update):
        assert f"{value:.4g}" in told
    strip.keep_watch.click()
    assert session.selection.watched == (Key.weight(3, 1, 2),)


def test_a_panel_is_enlarged_and_the_others_come_back_as_they_were(qtbot, window, session):
    places = {name: dock.geometry() for name, dock in window.docks.docks.items() if not dock.visibleRegion().isEmpty()}
    window.network.setFocus()
    window.actions_["enlarge"].trigger()
    settle()
    assert [name for name, dock in window.docks.docks.items() if dock.isVisible()] == ["network"]
    assert window.network.width() > 0.9 * window.width()
    qtbot.mouseClick(window.docks.headers["network"].enlarge, Qt.MouseButton.LeftButton)
    settle()
    found = {name: dock.geometry() for name, dock in window.docks.docks.items() if not dock.visibleRegion().isEmpty()}
    assert found.keys() == places.keys()
    for name, place in places.items():
        assert abs(found[name].width() - place.width()) <= 4, name


def test_a_double_click_on_a_tab_enlarges_its_panel(qtbot, window, session):
    bar, index = tab_of(window, "Output")
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(index).center())
    qtbot.mouseDClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(index).center())
    settle()
    assert [name for name, dock in window.docks.docks.items() if dock.isVisible()] == ["output"]
    session.window.choose("descend")
    settle()
    assert window.docks.docks["landscape"].isVisible()
    session.window.choose("step")
    settle()
    assert window.docks.docks["network"].isVisible()
    assert window.docks.docks["algorithm"].width() < 0.5 * window.width()


def test_the_cost_is_drawn_over_the_track_and_a_message_stands_there_for_its_time(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    curve, bar = window.timeline_bar.curve, window.timeline_bar
    assert curve.points == [] or len(curve.points) == 1
    session.playback.go(Position(40))
    settle()
    qtbot.waitUntil(lambda: len(curve.points) > 2 and curve.points[-1][0] == 40, timeout=60_000)
    objective = session.scenario.objective
    timeline = session.playback.experiment
    for update, value in curve.points[:3]:
        assert value == pytest.approx(objective.value(timeline.parameters(update)), rel=1e-12)
    session.changes.tell("Something was done")
    assert bar._above.currentWidget() is bar.message
    bar.message._fade.timeout.emit()
    assert bar._above.currentWidget() is curve


def test_the_picture_has_most_of_the_room_where_one_steps(window, session):
    window.resize(1440, 900)
    settle()
    dock = window.docks.docks["network"]
    inner = window.height() - window.toolbar.height() - window.menuBar().height() - window.timeline_bar.height()
    assert dock.width() * dock.height() >= 0.6 * window.width() * inner


def test_the_start_page_is_searched_by_any_word(qtbot, window, session):
    window.actions_["new"].trigger()
    page = next(one for one in window.findChildren(StartPage) if one.isVisible())
    for typed, name in (("xor", "xor"), ("64 digits", "digits"), ("SPIRAL", "spiral")):
        page.search.setText(typed)
        shown = [card.objectName() for card in page.cards.values() if not card.isHidden()]
        assert name in shown
        assert len(shown) < 4
    page.search.setText("no such thing")
    assert page._nothing.isVisible()
    page.search.setText("xor")
    page.search.setFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    settle()
    assert session.scenario.title == open_scenario("xor").title


def test_the_commands_find_a_scenario_by_its_name(window):
    (menu,) = [action.menu() for action in window.menus["&File"].actions() if action.text() == "&Built-in scenarios"]
    assert any("xor" in action.toolTip() for action in menu.actions())


def test_tabs_of_a_group_are_dressed_and_none_is_left_of_a_smaller_one(window, session):
    bars = [bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.isVisible()]
    assert bars
    titles = [{bar.tabText(i) for i in range(bar.count())} for bar in bars]
    assert not any(one < other for one in titles for other in titles)
    assert all(bar.mapTo(window, QPoint(0, 0)).y() < window.height() / 1.5 for bar in bars)
    assert all(bar.elideMode() == Qt.TextElideMode.ElideNone and not bar.expanding() for bar in bars)
    # Words are as wide on each machine.
    assert QFontInfo(QApplication.font()).family() == "Inter"


@pytest.fixture(autouse=True)
def usual_letters():
    """Text of the usual size again, of which a closed window is not told in time."""
    font = QApplication.font()
    yield
    QApplication.setFont(font)


def test_f12_is_the_key_for_it(qtbot, window):
    press(qtbot, window, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)
    assert window.docks.enlarged
    press(qtbot, window, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)
    assert not window.docks.enlarged


def test_the_menu_of_a_header_has_what_can_be_done_with_the_panel(qtbot, window, session):
    header = window.docks.headers["network"]
    header.menu.aboutToShow.emit()
    texts = [action.text() for action in header.menu.actions() if action.text()]
    assert texts[:3] == ["Enlarge", "Into a window of its own", "Close"]
    assert "Export “Network”…" in texts
    next(action for action in header.menu.actions() if action.text() == "Into a window of its own").trigger()
    settle()
    assert window.docks.docks["network"].isFloating()
    window.docks.docks["network"].setFloating(False)
    settle()
    header.menu.aboutToShow.emit()
    next(action for action in header.menu.actions() if action.text() == "Close").trigger()
    assert not window.docks.docks["network"].isVisible()
    window.actions_["restore"].trigger()
    settle()
    assert window.docks.docks["network"].isVisible()


def test_space_runs_after_a_panel_was_enlarged_and_put_back(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    window.network.setFocus()
    for _ in range(2):
        press(qtbot, window, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)
        settle()
    assert window.network.hasFocus()
    qtbot.keyClick(window.network, Qt.Key.Key_Space)
    assert session.playback.running
    session.playback.pause()


def test_the_time_line_keeps_its_end_when_one_goes_back(qtbot, window, session):
    session.playback.go(Position(711))
    settle()
    qtbot.waitUntil(lambda: session.playback.seeking is None and session.playback.frame.done >= 711, timeout=60_000)
    end = window.timeline_bar.slider.maximum()
    session.playback.go(Position(300))
    settle()
    qtbot.waitUntil(lambda: session.playback.seeking is None, timeout=60_000)
    assert window.timeline_bar.slider.maximum() == end >= 711


def test_a_click_on_the_cost_curve_leads_there(qtbot, window, session):
    session.playback.go(Position(99))
    settle()
    qtbot.waitUntil(lambda: session.playback.seeking is None, timeout=60_000)
    curve = window.timeline_bar.curve
    qtbot.mouseClick(curve, Qt.MouseButton.LeftButton, pos=QPoint(curve.width() // 2, 5))
    settle()
    assert abs(session.playback.frame.done - 50) <= 1


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_arrow_of_lists_has_a_colour_of_its_theme(theme):
    """A style sheet takes a picture as it is: there is one for each theme."""
    text = (resources() / "icons" / f"down-{theme.name}.svg").read_text(encoding="utf-8")
    assert "#{:02X}{:02X}{:02X}".format(*theme.faint) in text


def test_where_the_system_has_the_menu_bar_the_workspaces_stand_in_the_tool_bar(qtbot, session, settings, monkeypatch):
    monkeypatch.setattr(QMenuBar, "isNativeMenuBar", lambda bar: True)
    window = MainWindow(session, settings)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    settle()
    tabs = window.toolbar.workspaces
    assert tabs.isVisible()
    assert window.toolbar.isAncestorOf(tabs)
    assert window.menuBar().cornerWidget() is None
    session.mark_saved(Path(settings.fileName()))


@pytest.mark.parametrize("lose", ["close", "float"])
def test_a_window_never_stands_empty_when_an_enlarged_panel_leaves_it(window, session, lose):
    window.actions_["enlarge"].trigger()
    settle()
    dock = window.docks.docks["network"]
    dock.close() if lose == "close" else dock.setFloating(True)
    settle()
    assert not window.docks.enlarged
    assert window.docks.docks["pseudocode"].isVisible()
    dock.setFloating(False)
    settle()


def test_a_floating_panel_is_not_enlarged(window, session):
    dock = window.docks.docks["equations"]
    dock.setFloating(True)
    settle()
    window.docks.headers["equations"].enlarge_wanted.emit()
    settle()
    assert not window.docks.enlarged
    assert window.docks.docks["network"].isVisible()
    dock.setFloating(False)
    settle()


def test_what_is_asked_for_while_a_panel_is_enlarged_stands_where_it_belongs(window, session):
    window.actions_["enlarge"].trigger()
    settle()
    window.docks.bring_up("watch")
    settle()
    assert not window.docks.enlarged
    assert all(window.docks.docks[name].isVisible() for name in ("network", "watch"))
    assert window.docks.docks["network"].width() > window.docks.docks["watch"].width()


def test_a_title_of_a_file_is_shown_letter_by_letter_and_is_no_key(window, session):
    session.edits.describe("Salt & pepper", "")
    settle()
    button = window.toolbar.buttons["new"]
    assert button.text() == "Salt && pepper ▾"
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "Salt & pepper"


def test_a_header_has_no_more_choices_than_there_is_room_for_when_one_gets_longer(qtbot, window, session):
    header = window.docks.headers["network"]
    window.resize(1024, 700)
    settle()
    for value in NetworkChoices.form.offers():
        session.choose(NetworkChoices.form, value)
        settle()
        qtbot.waitUntil(lambda: header._row.minimumSize().width() <= header.width(), timeout=60_000)


def test_the_curve_is_clicked_with_the_left_button_alone(qtbot, window, session):
    session.playback.go(Position(30))
    settle()
    curve = window.timeline_bar.curve
    qtbot.mouseClick(curve, Qt.MouseButton.RightButton, pos=QPoint(3, 3))
    settle()
    assert session.playback.frame.done >= 30


def test_at_speed_nothing_tells_numbers_of_an_earlier_moment(window, session):
    strip = window.docks.panels["network"].strip
    session.selection.select(Key.weight(1, 1, 1))
    session.playback.set_speed(len(SPEEDS) - 1)
    session.playback.run()
    session.playback.tick(perf_counter() + 1.0)
    settle()
    window.adapter.deliver()
    assert session.playback.at_speed
    strip.refresh()
    assert "≈" not in strip.words.text() + strip.words.toolTip()
    session.playback.pause()


def test_a_step_of_what_has_no_lines_is_called_a_step(window, session):
    session.open(begun_with("bench:slope").run(), None)
    settle()
    stepper = window.toolbar.steppers[Unit.LINE]
    assert (stepper.caption.text(), stepper.box.accessibleName()) == ("step", "step")
    assert stepper.on.text().startswith("Next step")


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700), (860, 600)])
def test_tabs_for_which_there_is_no_room_stand_in_a_menu_and_the_others_whole(window, session, size):
    window.resize(*size)
    for workspace in ("descend", "data", "step"):
        session.window.choose(workspace)
        settle()
        bars = [bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.isVisible() and bar.count()]
        assert bars
        for bar in bars:
            (more,) = [button for button in bar.findChildren(QToolButton) if button.accessibleName() == "More panels"]
            arrows = [button for button in bar.findChildren(QToolButton) if button is not more and button.isVisible()]
            end = more.x() if more.isVisible() else bar.width()
            shown = [i for i in range(bar.count()) if bar.isTabVisible(i)]
            assert not arrows
            assert bar.currentIndex() in shown
            assert all(bar.tabRect(i).left() >= 0 and bar.tabRect(i).right() <= end for i in shown)
            more.menu().aboutToShow.emit()
            hidden = [bar.tabText(i) for i in range(bar.count()) if i not in shown]
            assert [action.text() for action in more.menu().actions() if more.isVisible()] == hidden


def test_a_panel_of_that_menu_comes_to_the_front_and_has_its_tab(window, session):
    window.resize(1024, 700)
    session.window.choose("descend")
    settle()
    bar, more = next(
        (bar, button)
        for bar in window.findChildren(QTabBar)
        for button in bar.findChildren(QToolButton)
        if button.accessibleName() == "More panels" and button.isVisible()
    )
    more.menu().aboutToShow.emit()
    action = more.menu().actions()[-1]
    title = action.text()
    action.trigger()
    settle()
    assert bar.isTabVisible(bar.currentIndex())
    assert bar.tabText(bar.currentIndex()) == title
    assert not window.docks.docks[window.docks.titled(title)].visibleRegion().isEmpty()


class _Laid(QObject):
    """Counts how often widgets are asked to lay themselves out."""

    count = 0

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_a_window_comes_to_rest_and_lays_nothing_out_any_more(qtbot, window, session):
    laid = _Laid()
    QApplication.instance().installEventFilter(laid)

    def rests():
        before = laid.count
        for _ in range(30):
            QApplication.processEvents()
        return laid.count == before

    for workspace in ("descend", "step"):
        session.window.choose(workspace)
        settle()
        qtbot.waitUntil(rests)


def test_the_bar_of_steps_stays_as_high_as_it_is_at_first(window, session):
    settle()
    first = window.toolbar.height(), window.docks.docks["network"].y()
    for theme in ("dark", "light"):
        session.choose(ViewOptions.theme, THEMES[theme])
        settle()
        assert (window.toolbar.height(), window.docks.docks["network"].y()) == first
    session.window.set_text(150)
    settle()
    session.window.set_text(100)
    settle()
    assert (window.toolbar.height(), window.docks.docks["network"].y()) == first
