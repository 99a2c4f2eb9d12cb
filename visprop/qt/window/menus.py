"""The menu bar, made from its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from visprop.qt.window.actions import MENUS, Actions
from visprop.qt.window.documents import Documents
from visprop.scenario.builtin import builtin_titles

T = TypeVar("T")


def fill_menu_bar(bar: QMenuBar, actions: Actions, inner: Mapping[str, QMenu]) -> dict[str, QMenu]:
    """Fill the menu bar; the menus by their titles.

    Args:
        bar: the window's.
        actions: by their names.
        inner: the menus within menus, by their names in the table, without the @.
    """
    menus = {}
    for title, entries in MENUS.items():
        menu = bar.addMenu(title)
        menu.setToolTipsVisible(True)
        for entry in entries:
            if not entry:
                menu.addSeparator()
            elif entry.startswith("@"):
                menu.addMenu(inner[entry[1:]])
            else:
                menu.addAction(actions[entry])
        menus[title] = menu
    return menus


def scenario_menu(parent: QWidget, documents: Documents) -> QMenu:
    """The built-in scenarios."""
    menu = QMenu("&Built-in scenarios", parent)
    for i, (name, title) in enumerate(builtin_titles().items(), start=1):
        action = menu.addAction(title)
        action.setShortcut(f"Ctrl+{i}")
        action.setToolTip(f"Open the built-in scenario “{title}” (Ctrl+{i})")
        action.triggered.connect(partial(documents.open_builtin, name))
        parent.addAction(action)
    return menu


def recent_menu(parent: QWidget, documents: Documents) -> QMenu:
    """The files that were opened last."""
    menu = QMenu("Open &recent", parent)
    menu.aboutToShow.connect(partial(_fill_recent, menu, documents))
    return menu


def _fill_recent(menu: QMenu, documents: Documents) -> None:
    menu.clear()
    for entry in documents.recent:
        menu.addAction(entry).triggered.connect(partial(documents.open_recent, entry))
    if menu.isEmpty():
        menu.addAction("No files yet").setEnabled(False)


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
        keys = shortcut.format(i)
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
