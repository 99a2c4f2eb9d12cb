"""Menus by keyboard: a letter under an entry is that of one entry alone."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from tests.qt.settling import settle
from visprop.kinds.files import open_any


def menus_in(menu, path=""):
    """A menu and all that hang in it, with their names, filled as they are when they open."""
    menu.aboutToShow.emit()
    name = f"{path}/{menu.title()}"
    yield name, menu
    for action in menu.actions():
        if action.menu() is not None:
            yield from menus_in(action.menu(), name)


def letter_of(text):
    """The letter that is underlined in an entry; empty for none."""
    return QKeySequence.mnemonic(text).toString().removeprefix("Alt+")


@pytest.mark.parametrize("runs", [False, True])
@pytest.mark.parametrize("opened", ["iris", "bench:plane", "bench:neuron"])
def test_no_two_entries_of_a_menu_share_a_letter(window, session, opened, runs):
    session.open(open_any(opened).run, None)
    settle()
    if runs:
        # What runs is paused by the same entry.
        session.playback.run()
        window.adapter.deliver()
    bar = window.menuBar()
    shared = {}
    for action in bar.actions():
        for name, menu in menus_in(action.menu()):
            entries = [entry for entry in menu.actions() if entry.isVisible() and not entry.isSeparator()]
            letters = Counter(filter(None, (letter_of(entry.text()) for entry in entries)))
            for letter in (letter for letter, count in letters.items() if count > 1):
                shared[name, letter] = [entry.text() for entry in entries if letter_of(entry.text()) == letter]
    session.playback.pause()
    assert shared == {}
    titles = Counter(letter_of(action.text()) for action in bar.actions() if action.isVisible())
    assert set(titles.values()) == {1}
