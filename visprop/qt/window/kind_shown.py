"""Of the window, what belongs to the kind of experiment that is open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QMenu

from visprop.kinds.kind import Kind
from visprop.qt.adapter import Adapter
from visprop.qt.dialogs.opening import Dialogs
from visprop.qt.views.session_view import SessionView
from visprop.qt.views.views import Views
from visprop.qt.window.actions import EVERY_KIND, EVERY_KINDS_MENUS, Actions
from visprop.qt.window.context_menus import ContextMenus
from visprop.qt.window.docks import Docks
from visprop.qt.window.kind_window import KindWindow, window_of
from visprop.qt.window.presenting import Presenter
from visprop.qt.window.toolbar import StepBar
from visprop.qt.window.workspace_menu import WorkspaceMenu
from visprop.timeline.parts import Part


class KindShown:
    """Shows it when another kind is opened, and makes it when it is the first of its kind; what belongs to others rests.

    Args:
        adapter: the session and its clock.
        docks: where views and panels are.
        views: those that are there.
        actions: the window's.
        menus: of the menu bar, by their titles, and those within them, by their names in the table.
        bar: the tool bar.
        dialogs: what may speak of what was open before.
        presenter: what a hall sees.
        context: the menus of views.
    """

    def __init__(
        self,
        adapter: Adapter,
        docks: Docks,
        views: Views,
        actions: Actions,
        menus: tuple[Mapping[str, QMenu], Mapping[str, QMenu]],
        bar: StepBar,
        dialogs: Dialogs,
        presenter: Presenter,
        context: ContextMenus,
    ) -> None:
        self._session, self._docks, self._views, self._actions = adapter.session, docks, views, actions
        self._menus, self._inner = menus
        self._bar, self._dialogs, self._presenter, self._context = bar, dialogs, presenter, context
        self._shown: Kind | None = None
        self._own: dict[str, frozenset[str]] = {}
        docks.when_any_made = self._take_view
        for name in docks.panels:
            self._take_view(name)
        adapter.watch(self.follow, (Part.RUN,))

    def follow(self) -> None:
        """Show what belongs to the kind of now."""
        kind = self._session.kind
        if kind is self._shown:
            return
        if self._shown is not None:
            self._dialogs.close_all()
        self._shown = kind
        self._docks.take(kind)
        part = window_of(kind)
        if kind.name not in self._own:
            self._own[kind.name] = self._made(part)
        options = (option.action for view in kind.views().values() for option in view.choices)
        names = EVERY_KIND.union(part.actions, self._own[kind.name], options)
        self._actions.show_only(names)
        self._show_inner(part, names)
        for menu in self._menus.values():
            menu.menuAction().setVisible(any(action.isVisible() and not action.isSeparator() for action in menu.actions()))
        self._bar.show_kind(names, part.workspaces)
        self._presenter.show_kind()

    def _show_inner(self, part: KindWindow, names: frozenset[str]) -> None:
        """Show the menus within menus; what stands in others is not there by its keys either."""
        for name, menu in self._inner.items():
            is_there = name in EVERY_KINDS_MENUS | names
            menu.menuAction().setVisible(is_there)
            for action in menu.actions():
                action.setVisible(is_there)
            if isinstance(menu, WorkspaceMenu):
                menu.show_kind(part.workspaces)
        panels = self._inner["panels"]
        panels.clear()
        for name, dock in self._docks.of_now.items():
            panels.addAction(dock.windowTitle()).triggered.connect(partial(self._docks.toggle, name))

    def _take_view(self, name: str) -> None:
        """Let dialogues and menus know a view that has just been made."""
        view = getattr(self._docks.panels[name], "view", None)
        if isinstance(view, SessionView):
            self._views[name] = view
            # The equation above a picture is a view of its own.
            for one in dict.fromkeys((view, *self._docks.panels[name].findChildren(SessionView))):
                self._context.attach(one)
            if name in self._docks.headers:
                self._docks.headers[name].more_of = partial(self._context.fill, view)

    def _made(self, part: KindWindow) -> frozenset[str]:
        """The names of the commands of a kind's own, which stand in their menus from now on."""
        for command in part.commands:
            action = self._actions.add(command.spec)
            action.triggered.connect(partial(command.do, self._session))
            self._menus[command.menu].addAction(action)
        return frozenset(command.spec.name for command in part.commands)
