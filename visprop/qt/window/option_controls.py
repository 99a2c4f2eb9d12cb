"""How the window offers the options of views: their actions, their menus and where they stand, made from their entries."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from visprop.figures.option import Entry, Menu, Option
from visprop.figures.views import View
from visprop.kinds.options import all_options
from visprop.qt.window.actions import MENUS, OPTIONS, ActionSpec
from visprop.qt.window.choice_menu import choice_menu
from visprop.qt.window.commands import Switch
from visprop.session.session import Session


def _offered() -> list[tuple[Option[Any], Entry]]:
    """The options that stand in a menu."""
    return [(option, option.entry) for option in all_options().values() if option.entry is not None]


def option_specs() -> tuple[ActionSpec, ...]:
    """The actions of those that are switches."""
    return tuple(
        ActionSpec(option.action, entry.text, entry.shortcut, entry.tip, checkable=True)
        for option, entry in _offered()
        if option.off_on is not None
    )


def option_switches(session: Session) -> dict[str, Switch]:
    """What these show, and what they do."""
    return {option.action: _switch(session, option, *option.off_on) for option, _ in _offered() if option.off_on is not None}


def _switch(session: Session, option: Option[Any], off: object, on: object) -> Switch:
    return Switch(lambda: session.options[option] == on, lambda is_on: session.choose(option, on if is_on else off))


def option_menus(parent: QWidget, session: Session) -> dict[str, QMenu]:
    """A menu for each of the others, with all that it offers."""
    return {option.action: _menu(parent, session, option, entry) for option, entry in _offered() if option.off_on is None}


def _menu(parent: QWidget, session: Session, option: Option[Any], entry: Entry) -> QMenu:
    return choice_menu(
        parent, entry.text, option.offers(), lambda: session.options[option], partial(session.choose, option), entry.shortcut,
        lambda value: session.own.unfit(option, value),
    )  # fmt: skip


def menu_entries(title: str) -> list[str]:
    """What a menu holds, the options among it: actions by name, lines between them (empty), and menus of their own (with @)."""
    found: list[str] = []
    for entry in MENUS[title]:
        found += _options_of(Menu(title)) if entry == OPTIONS else [entry]
    return found


def _options_of(menu: Menu) -> list[str]:
    """The options of a menu in the order of their classes, each that names another one behind it."""
    stands = [(option, entry) for option, entry in _offered() if entry.menu is menu]
    order = [option.name for option, entry in stands if not entry.after]
    for option, entry in stands:
        if entry.after:
            order.insert(order.index(entry.after) + 1, option.name)
    told = {option.name: option.action if option.off_on is not None else f"@{option.action}" for option, _ in stands}
    return [told[name] for name in order]


def switches_of(view: View) -> tuple[str, ...]:
    """The actions of the switches that a view has by itself."""
    own = () if view.options is None else view.options.entries().values()
    return tuple(option.action for option in own if option.entry is not None and option.off_on is not None)
