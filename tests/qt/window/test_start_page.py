"""The start page: a page of the window that covers it, keeps the keys, and makes way for what is done above it."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from tests.qt.settling import settle
from tests.qt.window.test_window import press
from visprop.figures.base.style import DARK
from visprop.figures.moment import ViewOptions
from visprop.qt.dialogs.start_page import StartPage
from visprop.qt.look.letters import px, sized
from visprop.scenario.builtin import builtin_told, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position


@pytest.fixture
def page(qtbot, window):
    window.activateWindow()
    window.actions_["new"].trigger()
    settle()
    (found,) = [one for one in window.findChildren(StartPage) if one.isVisible()]
    return found


def pages(window):
    return [one for one in window.findChildren(StartPage) if one.isVisible()]


def test_it_covers_all_of_the_window_below_its_menus(window, page):
    for size in ((1440, 900), (900, 640)):
        window.resize(*size)
        settle()
        assert not page.isWindow()
        assert page.geometry() == QRect(0, window.menuBar().height(), size[0], size[1] - window.menuBar().height())
        assert not [dock for dock in window.docks.docks.values() if not dock.visibleRegion().isEmpty()]
        at = window.childAt(size[0] // 2, size[1] // 2)
        assert page.isAncestorOf(at)


def test_keys_that_step_through_the_network_do_nothing_below_it(qtbot, window, session, page):
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_BracketRight, Qt.Key.Key_L):
        window.activateWindow()
        page.search.setFocus()
        qtbot.keyClick(page.leave, key)
        settle()
        if not pages(window):
            # The button that leaves was pressed by the space bar, and by nothing else.
            assert key == Qt.Key.Key_Space
            window.actions_["new"].trigger()
            settle()
            (page,) = pages(window)
    assert session.playback.position == Position(0, 1, 0)
    assert not session.playback.running


def test_what_is_typed_anywhere_on_it_is_searched_for(qtbot, window, session, page):
    page.first.setFocus()
    for letter in "spiral":
        qtbot.keyClicks(QApplication.focusWidget(), letter)
    assert page.search.text() == "spiral"
    assert [name for name, card in page.cards.items() if card.isVisible()] == ["spiral"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle()
    assert session.scenario.title == open_scenario("spiral").title


def test_tab_goes_round_within_it_in_both_directions(qtbot, window, page):
    window.activateWindow()
    page.first.setFocus()
    order = []
    for _ in range(len(page.stops) + 1):
        order.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert order[0] is order[-1] is page.first
    assert len(set(order)) == len(page.stops)
    assert all(page.isAncestorOf(one) for one in order)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    page.first.setFocus()
    qtbot.keyClick(page.first, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is page.leave


def test_a_card_that_tab_reaches_is_scrolled_to(qtbot, window, page):
    last = list(page.cards.values())[-1]
    last.setFocus()
    page.search.setFocus()
    while QApplication.focusWidget() is not last:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    settle()
    assert page.rect().contains(QRect(last.mapTo(page, QPoint(0, 0)), last.size()))
    assert not last.visibleRegion().isEmpty()


def test_esc_leaves_it_and_gives_the_keys_to_the_picture(qtbot, window, session, page):
    before = session.playback.experiment
    qtbot.keyClick(page.first, Qt.Key.Key_Escape)
    settle()
    assert pages(window) == []
    assert session.playback.experiment is before
    assert QApplication.focusWidget() is window.home()
    press(qtbot, window, Qt.Key.Key_Right)
    assert session.playback.position == Position(0, 1, 1)


DONE = {
    "line": lambda session: session.playback.go(Position(0, 1, 1)),
    "dark": lambda session: session.choose(ViewOptions.theme, DARK),
    "workspace": lambda session: session.window.choose("descend"),
    "text": lambda session: session.window.larger(),
    "scenario": lambda session: session.open(Run(open_scenario("xor")), None),
}


@pytest.mark.parametrize("name", DONE)
def test_it_makes_way_for_what_a_menu_does(window, session, page, name):
    DONE[name](session)
    settle()
    assert pages(window) == []


@pytest.mark.parametrize("name", ["doctor", "watch"])
def test_it_makes_way_for_a_panel_that_is_brought_up(window, page, name):
    window.docks.bring_up(name)
    settle()
    assert pages(window) == []
    assert not window.docks.docks[name].visibleRegion().isEmpty()


def test_enter_presses_what_leaves_it(qtbot, window, page):
    page.leave.setFocus()
    qtbot.keyClick(page.leave, Qt.Key.Key_Return)
    settle()
    assert pages(window) == []


def test_what_is_told_below_does_not_close_it(window, session, page):
    session.selection.select(None)
    session.collect()
    settle()
    assert pages(window) == [page]


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_no_line_of_a_card_is_cut(window, page, size):
    window.resize(*size)
    settle()
    letters = QFontMetrics(sized(QApplication.font(), 13))
    for name, card in page.cards.items():
        room = card.width() - 2 * px(12)
        needed = letters.boundingRect(QRect(0, 0, room, 1000), Qt.TextFlag.TextWordWrap, card._words)
        assert needed.height() <= 2 * letters.lineSpacing(), name
        assert needed.width() <= room


def test_the_first_sentence_of_its_notes_is_what_a_scenario_says_of_itself():
    told = builtin_told()
    assert told["xor"].line == "The smallest problem that one layer cannot learn."
    assert all(one.notes.startswith(one.line) for one in told.values())
    assert all(len(one.line) < 70 for one in told.values())
