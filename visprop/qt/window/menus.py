"""The menus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from visprop.qt.window.toolbar import EDGE_WORDS, NOTATION_WORDS
from visprop.scenario.builtin import builtin_names, builtin_path
from visprop.scenario.files import load

if TYPE_CHECKING:
    from visprop.qt.window.main_window import MainWindow

DIGITS_CHOICES = (3, 4, 5, 6, 8, 10, 15)
"""The significant digits that can be chosen."""

LANDSCAPE_ACTIONS = ("solid", "tangent", "example_steps", "", "hold", "follow", "pick", "anew", "", "slice", "compare")
"""What the menu of the landscape has; empty for a line between."""


def build_menus(window: MainWindow) -> dict[str, QMenu]:
    """Fill the menu bar; the menus by their names."""
    bar, actions = window.menuBar(), window.actions_
    menus = {name: bar.addMenu(f"&{name}") for name in ("File", "Edit", "Train", "Explain", "Landscape", "View", "Help")}
    _fill(menus["File"], window, "open")
    menus["File"].addMenu(_scenario_menu(window))
    menus["File"].addMenu(_recent_menu(window))
    _fill(menus["File"], window, "save", "save_as", "", "export", "", "quit")
    _fill(menus["Edit"], window, "undo", "redo", "", "edit_value", "copy_picture")
    _fill(
        menus["Train"], window, "first", "line_back", "line", "example_back", "example", "update_back", "update",
        "epoch_back", "epoch", "", "run", "slower", "faster", "cancel", "", "toggle_break", "",
        "reset", "new_weights",
    )  # fmt: skip
    menus["Explain"].addMenu(_notation_menu(window))
    _fill(
        menus["Explain"], window, "selected", "why", "unwound", "derivatives", "errata", "", "next_path", "previous_path",
        "play_paths", "", "nudge", "homework", "check",
    )  # fmt: skip
    _fill(menus["Landscape"], window, *LANDSCAPE_ACTIONS)
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
        action.triggered.connect(partial(window.documents.open_builtin, name))
    return menu


def _recent_menu(window: MainWindow) -> QMenu:
    menu = QMenu("Open &recent", window)

    def fill() -> None:
        menu.clear()
        for entry in window.documents.recent:
            action = menu.addAction(entry)
            action.triggered.connect(partial(window.documents.open_recent, entry))
        if menu.isEmpty():
            menu.addAction("No files yet").setEnabled(False)

    menu.aboutToShow.connect(fill)
    return menu


def _edges_menu(window: MainWindow) -> QMenu:
    """What the edges show; the tool bar has the same choice."""
    menu, group = _choice_menu(window, "&Edges show", list(EDGE_WORDS.values()), "Alt+{}", "Let the edges show the {}")
    for shown, action in zip(EDGE_WORDS, group.actions(), strict=True):
        action.triggered.connect(partial(_set_option, window, "edges", shown))
    window.edge_actions = group.actions()
    return menu


def _notation_menu(window: MainWindow) -> QMenu:
    """The notation of equations; the tool bar has the same choice."""
    words = list(NOTATION_WORDS.values())
    menu, group = _choice_menu(window, "&Notation", words, "Ctrl+Alt+{}", "Write the equations in the notation “{}”")
    for notation, action in zip(NOTATION_WORDS, group.actions(), strict=True):
        action.triggered.connect(partial(_set_option, window, "notation", notation))
    window.notation_actions = group.actions()
    return menu


def _choice_menu(window: MainWindow, title: str, entries: list[str], shortcut: str, tip: str) -> tuple[QMenu, QActionGroup]:
    """A menu of which one entry is checked; `shortcut` and `tip` have a gap for the entry's number, or its words."""
    menu = QMenu(title, window)
    group = QActionGroup(menu)
    for i, words in enumerate(entries, start=1):
        action = QAction(words, menu, checkable=True)
        action.setShortcut(shortcut.format(i))
        action.setToolTip(f"{tip.format(words)} ({shortcut.format(i)})")
        group.addAction(action)
        menu.addAction(action)
        window.addAction(action)
    return menu, group


def _set_option(window: MainWindow, name: str, value: object) -> None:
    window.session.set_options(**{name: value})


def _digits_menu(window: MainWindow) -> QMenu:
    menu = QMenu("Di&gits", window)
    group = QActionGroup(menu)
    for digits in DIGITS_CHOICES:
        action = QAction(f"{digits} digits", menu, checkable=True)
        action.setToolTip(f"Write numbers with {digits} significant digits")
        action.triggered.connect(partial(_set_option, window, "digits", digits))
        group.addAction(action)
        menu.addAction(action)

    def refresh() -> None:
        for digits, action in zip(DIGITS_CHOICES, group.actions(), strict=True):
            action.setChecked(digits == window.session.options.digits)

    menu.aboutToShow.connect(refresh)
    return menu
