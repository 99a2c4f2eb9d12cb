"""The menus."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from visprop.figures.edges import EdgeValue
from visprop.scenario.builtin import builtin_names, builtin_path
from visprop.scenario.files import load

if TYPE_CHECKING:
    from visprop.qt.main_window import MainWindow

RECENT_COUNT = 8
"""How many recent files are listed."""
DIGITS_CHOICES = (3, 4, 5, 6, 8, 10, 15)
"""The significant digits that can be chosen."""

EDGE_WORDS = {
    EdgeValue.WEIGHT: "weight w",
    EdgeValue.CONTRIBUTION: "contribution w·a",
    EdgeValue.GRADIENT: "gradient ∂c/∂w",
    EdgeValue.UPDATE: "update Δw",
}
"""What the edges can show, as the user reads it."""


def build_menus(window: MainWindow) -> dict[str, QMenu]:
    """Fill the menu bar; the menus by their names."""
    bar, actions = window.menuBar(), window.actions_
    menus = {name: bar.addMenu(f"&{name}") for name in ("File", "Edit", "Train", "View", "Help")}
    _fill(menus["File"], window, "open")
    menus["File"].addMenu(_scenario_menu(window))
    menus["File"].addMenu(_recent_menu(window))
    _fill(menus["File"], window, "save", "save_as", "", "export", "", "quit")
    _fill(menus["Edit"], window, "undo", "redo", "", "edit_value", "copy_picture")
    _fill(
        menus["Train"], window, "first", "line_back", "line", "example_back", "example", "update_back", "update",
        "epoch_back", "epoch", "", "run", "slower", "faster", "cancel", "", "toggle_break", "",
        "reset", "new_weights", "", "why", "nudge", "homework", "check",
    )  # fmt: skip
    menus["View"].addMenu(_edges_menu(window))
    menus["View"].addMenu(_digits_menu(window))
    _fill(
        menus["View"], window, "symbols", "log_cost", "dark", "reduce_motion", "", "zoom_in", "zoom_out", "fit", "", "data_table"
    )
    panels = menus["View"].addMenu("&Panels")
    for dock in window.docks.values():
        panels.addAction(dock.toggleViewAction())
    panels.addSeparator()
    panels.addAction(actions["restore"])
    _fill(menus["View"], window, "full_screen")
    _fill(menus["Help"], window, "shortcuts", "about")
    for menu in menus.values():
        menu.setToolTipsVisible(True)
    return menus


def _fill(menu: QMenu, window: MainWindow, *names: str) -> None:
    for name in names:
        if name:
            menu.addAction(window.actions_[name])
        else:
            menu.addSeparator()


def _scenario_menu(window: MainWindow) -> QMenu:
    menu = QMenu("&Built-in scenarios", window)
    for i, name in enumerate(builtin_names(), start=1):
        action = menu.addAction(load(builtin_path(name)).title)
        action.setShortcut(f"Ctrl+{i}")
        action.setToolTip(f"Open the built-in scenario “{name}” (Ctrl+{i})")
        action.triggered.connect(partial(window.open_builtin, name))
    return menu


def _recent_menu(window: MainWindow) -> QMenu:
    menu = QMenu("Open &recent", window)

    def fill() -> None:
        menu.clear()
        for entry in window.recent:
            action = menu.addAction(entry)
            action.triggered.connect(partial(_open_recent, window, entry))
        if menu.isEmpty():
            menu.addAction("No files yet").setEnabled(False)

    menu.aboutToShow.connect(fill)
    return menu


def _open_recent(window: MainWindow, entry: str) -> None:
    if window.may_discard():
        window.open_path(Path(entry))


def _edges_menu(window: MainWindow) -> QMenu:
    """What the edges show: a menu, and the same choice in the tool bar."""
    menu = QMenu("&Edges show", window)
    group = QActionGroup(menu)
    for i, (shown, words) in enumerate(EDGE_WORDS.items(), start=1):
        action = QAction(words, menu, checkable=True)
        action.setShortcut(f"Alt+{i}")
        action.setToolTip(f"Let the edges show the {words} (Alt+{i})")
        action.triggered.connect(partial(_show_edges, window, shown))
        group.addAction(action)
        menu.addAction(action)
        window.addAction(action)
        window.edges.addItem(words, shown)
    window.edges.activated.connect(window.choose_edges)
    window.edge_actions = group.actions()
    return menu


def _show_edges(window: MainWindow, shown: EdgeValue) -> None:
    window.session.set_options(edges=shown)


def _digits_menu(window: MainWindow) -> QMenu:
    menu = QMenu("Di&gits", window)
    group = QActionGroup(menu)
    for digits in DIGITS_CHOICES:
        action = QAction(f"{digits} digits", menu, checkable=True)
        action.setToolTip(f"Write numbers with {digits} significant digits")
        action.triggered.connect(partial(_set_digits, window, digits))
        group.addAction(action)
        menu.addAction(action)

    def refresh() -> None:
        for digits, action in zip(DIGITS_CHOICES, group.actions(), strict=True):
            action.setChecked(digits == window.session.options.digits)

    menu.aboutToShow.connect(refresh)
    return menu


def _set_digits(window: MainWindow, digits: int) -> None:
    window.session.set_options(digits=digits)
