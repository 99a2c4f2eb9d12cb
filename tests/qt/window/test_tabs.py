"""The tabs of a place: they stand close, those that few need wait in a menu, and what is called stays."""

import pytest
from PySide6.QtWidgets import QTabBar, QToolButton

from tests.qt.settling import settle
from tests.qt.tabs import tab_of

ASIDE = {"step": ("Watch", "Doctor", "Be the algorithm", "Find the bug", "Slice"), "descend": ("Swarm", "Swarm map", "Doctor")}


def bars_of(window):
    return [bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.isVisible() and bar.count()]


def shown(bar):
    """The titles of the tabs that can be seen, from left to right."""
    return [bar.tabText(i) for i in range(bar.count()) if bar.isTabVisible(i)]


def menu_of(bar):
    """What the menu at the end of a bar offers, by title."""
    button = next(one for one in bar.findChildren(QToolButton) if one.accessibleName() == "More panels")
    assert button.isVisible()
    button.menu().aboutToShow.emit()
    return {action.text(): action for action in button.menu().actions()}


@pytest.mark.parametrize("workspace", ["step", "descend", "data"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_tabs_stand_close_and_all_that_is_not_seen_is_in_the_menu(window, session, workspace, width):
    window.resize(width, 800)
    session.window.choose(workspace)
    settle()
    for bar in bars_of(window):
        edges = [bar.tabRect(i) for i in range(bar.count()) if bar.isTabVisible(i)]
        assert all(one.right() + 1 == other.left() for one, other in zip(edges, edges[1:], strict=False))
        assert edges[0].left() == 0
        assert edges[-1].right() < bar.width()
        rest = [bar.tabText(i) for i in range(bar.count()) if not bar.isTabVisible(i)]
        assert not rest or list(menu_of(bar)) == rest


@pytest.mark.parametrize("workspace", list(ASIDE))
def test_what_few_need_waits_in_the_menu_until_it_is_called_and_stays(window, session, workspace):
    session.window.choose(workspace)
    settle()
    for title in ASIDE[workspace]:
        assert title not in shown(tab_of(window, title)[0])
    # One of each bar, for which there is room.
    for title in ASIDE[workspace][::2][:2]:
        bar, _ = tab_of(window, title)
        menu_of(bar)[title].trigger()
        settle()
        bar, index = tab_of(window, title)
        assert bar.currentIndex() == index
        bar.setCurrentIndex(0)
        settle()
        assert title in shown(bar)


def test_an_act_calls_a_panel_too(window, session):
    window.panel_commands.find_bug()
    settle()
    bar, index = tab_of(window, "Find the bug")
    assert bar.isTabVisible(index)
    window.adapter.leave()
    settle()
    bar, index = tab_of(window, "Find the bug")
    bar.setCurrentIndex(0)
    settle()
    assert "Find the bug" in shown(bar)
