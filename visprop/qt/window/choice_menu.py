"""A menu of which one entry is checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

T = TypeVar("T")

_DIGITS = 9
"""So many entries have a digit of their own in a shortcut."""


def choice_menu(
    parent: QWidget,
    title: str,
    entries: Mapping[T, str],
    now: Callable[[], T],
    choose: Callable[[T], object],
    shortcut: str = "",
    unfit: Callable[[T], str] = lambda _: "",
) -> QMenu:
    """A menu of which one entry is checked.

    Args:
        parent: the window, in which the shortcuts hold.
        title: of the menu.
        entries: what can be chosen, with its words.
        now: what is chosen.
        choose: chooses.
        shortcut: with a gap for the entry's number; empty for none.
        unfit: why one cannot be chosen now; empty if it can.
    """
    menu = QMenu(title, parent)
    menu.setToolTipsVisible(True)
    group = QActionGroup(menu)
    for i, (value, words) in enumerate(entries.items(), start=1):
        action = QAction(words, menu, checkable=True)
        keys = shortcut.format(i) if i <= _DIGITS else ""
        action.setShortcut(keys)
        action.setToolTip(f"{title.replace('&', '')}: {words}" + (f" ({keys})" if keys else ""))
        action.triggered.connect(partial(_choose, choose, value))
        group.addAction(action)
        menu.addAction(action)
        parent.addAction(action)
    menu.aboutToShow.connect(partial(_check, group, list(entries), now, unfit))
    # A shortcut is not to be dead because of what held when the menu was last looked at.
    menu.aboutToHide.connect(partial(_enable, group))
    return menu


def _choose(choose: Callable[[T], object], value: T, checked: bool = False) -> None:
    choose(value)


def _enable(group: QActionGroup) -> None:
    for action in group.actions():
        action.setEnabled(True)


def _check(group: QActionGroup, values: list[T], now: Callable[[], T], unfit: Callable[[T], str]) -> None:
    for action, value in zip(group.actions(), values, strict=True):
        action.setChecked(value == now())
        reason = unfit(value)
        action.setData(action.data() or action.toolTip())
        action.setToolTip(f"{action.data()}: {reason}" if reason else action.data())
        action.setEnabled(not reason)
