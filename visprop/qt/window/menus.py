"""The menu bar, made from its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from visprop.figures.choices import EDGE_WORDS
from visprop.figures.network.forms import FORM_WORDS
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.qt.window.actions import MENUS, Actions
from visprop.qt.window.documents import Documents
from visprop.qt.window.workspace_menu import WorkspaceMenu
from visprop.scenario.builtin import builtin_titles
from visprop.session.session import Session

T = TypeVar("T")

DIGITS_CHOICES = (3, 4, 5, 6, 8, 10, 15)
"""The significant digits that can be chosen."""


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
        # There are nine digits.
        keys = f"Ctrl+{i}" if i < 10 else ""
        action.setShortcut(keys)
        action.setToolTip(f"Open the built-in scenario “{title}”" + (f" ({keys})" if keys else ""))
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


def inner_menus(parent: QWidget, session: Session, documents: Documents) -> dict[str, QMenu]:
    """The menus within menus, by their names in the table; that of the panels is filled when a kind is shown."""
    view, state = session.view, session.window
    digits = {digits: f"{digits} digits" for digits in DIGITS_CHOICES}
    notations = {notation: notation.words for notation in NOTATIONS.values()}
    dresses = {dress: dress.words for dress in DRESSES.values()}
    return {
        "scenarios": scenario_menu(parent, documents),
        "recent": recent_menu(parent, documents),
        "workspaces": WorkspaceMenu(parent, state),
        "notation": choice_menu(
            parent, "&Notation", notations, lambda: view.options.notation, view.set_notation, "Ctrl+Alt+{}"
        ),
        "dress": choice_menu(
            parent, "&Dress", dresses, lambda: view.options.dress, session.set_dress, "Ctrl+Alt+Shift+{}",
            lambda dress: session.own.unfit(dress),
        ),
        "forms": choice_menu(parent, "&Neurons as", FORM_WORDS, lambda: view.options.form, view.set_form, "Alt+Shift+{}"),
        "edges": choice_menu(parent, "&Edges show", EDGE_WORDS, lambda: view.options.edges, view.set_edges, "Alt+{}"),
        "digits": choice_menu(parent, "Di&gits", digits, lambda: view.options.digits, view.set_digits),
        "panels": QMenu("&Panels", parent),
    }  # fmt: skip


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
