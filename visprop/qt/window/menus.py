"""The menu bar, made from its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from visprop.kinds.article_figures import FIGURES, ArticleFigure
from visprop.kinds.registry import offers
from visprop.qt.dialogs.opening import Dialogs
from visprop.qt.window.actions import MENUS, SPECS, Actions
from visprop.qt.window.documents import Documents
from visprop.qt.window.mnemonics import give_letters
from visprop.qt.window.option_controls import menu_entries, option_menus
from visprop.qt.window.workspace_menu import WorkspaceMenu
from visprop.scenario.builtin import builtin_titles
from visprop.session.session import Session


def fill_menu_bar(bar: QMenuBar, actions: Actions, inner: Mapping[str, QMenu]) -> dict[str, QMenu]:
    """Fill the menu bar; the menus by their titles.

    Args:
        bar: the window's.
        actions: by their names.
        inner: the menus within menus, by their names in the table, without the @.
    """
    menus = {}
    for title in MENUS:
        menu = bar.addMenu(title)
        menu.setToolTipsVisible(True)
        for entry in menu_entries(title):
            if not entry:
                menu.addSeparator()
            elif entry.startswith("@"):
                menu.addMenu(inner[entry[1:]])
            else:
                menu.addAction(actions[entry])
        for spec in SPECS.values():
            if spec.menu == title:
                menu.addAction(actions[spec.name])
        menus[title] = menu
    give_letters((*menus.values(), *inner.values()))
    return menus


def scenario_menu(parent: QWidget, documents: Documents) -> QMenu:
    """The built-in scenarios."""
    menu = QMenu("&Built-in scenarios", parent)
    for i, (name, title) in enumerate(builtin_titles().items(), start=1):
        action = menu.addAction(title)
        # There are nine digits.
        keys = f"Ctrl+{i}" if i < 10 else ""
        action.setShortcut(keys)
        action.setToolTip(f"Open the built-in scenario “{title}”, {name}" + (f" ({keys})" if keys else ""))
        action.triggered.connect(partial(documents.open_builtin, name))
        parent.addAction(action)
    return menu


def bench_menu(parent: QWidget, documents: Documents) -> QMenu:
    """The benches."""
    menu = QMenu("Benc&hes", parent)
    menu.setToolTipsVisible(True)
    for i, (name, offer) in enumerate(offers().items(), start=1):
        action = menu.addAction(offer.title)
        keys = f"Shift+F{i}" if i < 10 else ""
        action.setShortcut(keys)
        action.setToolTip(offer.tip + (f" ({keys})" if keys else ""))
        action.triggered.connect(partial(documents.open_offer, name))
        parent.addAction(action)
    return menu


def on_bench_menu(parent: QWidget, documents: Documents) -> QMenu:
    """The benches on which the network that is open can be looked at, or a neuron of it."""
    menu = QMenu("&On a bench", parent)
    menu.setToolTipsVisible(True)
    for name, offer in offers().items():
        if offer.of_network is not None:
            action = menu.addAction(offer.title)
            action.setToolTip(f"{offer.tip}, with the numbers of this network")
            action.triggered.connect(partial(documents.open_on_bench, name))
    return menu


def figure_menu(parent: QWidget, documents: Documents, show_view: Callable[[str], object]) -> QMenu:
    """The article's figures, each of which opens as the living thing that it is a picture of."""
    menu = QMenu("The article's &figures", parent)
    menu.setToolTipsVisible(True)

    def open_one(figure: ArticleFigure, checked: bool = False) -> None:
        if documents.open_figure(figure):
            show_view(figure.view)

    for figure in FIGURES.values():
        action = menu.addAction(f"{figure.name}: {figure.caption}")
        action.setToolTip(f"Open what Figure {figure.name} of the article is a picture of")
        action.triggered.connect(partial(open_one, figure))
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


def copy_menu(parent: QWidget, dialogs: Dialogs) -> QMenu:
    """The formats in which the view that has the focus is text."""
    menu = QMenu("Copy &as text", parent)
    menu.aboutToShow.connect(partial(_fill_copies, menu, dialogs))
    return menu


def _fill_copies(menu: QMenu, dialogs: Dialogs) -> None:
    menu.clear()
    name = dialogs.current_view
    for found in dialogs.text_formats(name):
        menu.addAction(found.words).triggered.connect(partial(dialogs.copy_as, name, found))
    if menu.isEmpty():
        menu.addAction("Nothing of this view is text").setEnabled(False)


def inner_menus(
    parent: QWidget, session: Session, documents: Documents, dialogs: Dialogs, show_view: Callable[[str], object]
) -> dict[str, QMenu]:
    """The menus within menus, by their names in the table; that of the panels is filled when a kind is shown."""
    return {
        "scenarios": scenario_menu(parent, documents),
        "recent": recent_menu(parent, documents),
        "copy_as": copy_menu(parent, dialogs),
        "benches": bench_menu(parent, documents),
        "figures": figure_menu(parent, documents, show_view),
        "on_bench": on_bench_menu(parent, documents),
        "workspaces": WorkspaceMenu(parent, session.window),
        "panels": QMenu("&Panels", parent),
        **option_menus(parent, session),
    }
