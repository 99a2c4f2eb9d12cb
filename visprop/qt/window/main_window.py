"""The window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTabBar, QTabWidget, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.dialogs.opening import Dialogs, Surroundings
from visprop.qt.look.theme import apply_look
from visprop.qt.panels.trouble_note import TroubleNote
from visprop.qt.panels.work_indicator import WorkIndicator
from visprop.qt.views.figure_view import FigureView
from visprop.qt.views.network_view import NetworkView
from visprop.qt.views.session_view import SessionView
from visprop.qt.views.views import Views
from visprop.qt.window.actions import SPECS, Actions
from visprop.qt.window.announcer import Announcer
from visprop.qt.window.arrangement import Arrangement
from visprop.qt.window.bars import Bars
from visprop.qt.window.commands import (
    Switch,
    asking_commands,
    dialog_commands,
    editing_commands,
    moving_commands,
    rebuilding_commands,
    switches,
    view_commands,
    window_commands,
)
from visprop.qt.window.connections import Connections
from visprop.qt.window.context_menus import ContextMenus
from visprop.qt.window.dock_tabs import DockTabs
from visprop.qt.window.docks import Docks
from visprop.qt.window.documents import Documents, dropped_file
from visprop.qt.window.focus_rim import FocusRim
from visprop.qt.window.keystrokes import KeystrokeKeeper
from visprop.qt.window.kind_shown import KindShown
from visprop.qt.window.kind_window import window_of
from visprop.qt.window.memory import Memory
from visprop.qt.window.menus import fill_menu_bar, inner_menus
from visprop.qt.window.menus_by_keyboard import open_first_menu, open_menu_here
from visprop.qt.window.option_controls import option_specs, option_switches
from visprop.qt.window.panel_commands import PanelCommands
from visprop.qt.window.presenting import Presenter
from visprop.qt.window.showing import Showing
from visprop.qt.window.starts import make_preferences, make_start_page
from visprop.qt.window.tab_order import follow_places, moves_to_what_is_seen
from visprop.session.session import Session
from visprop.timeline.parts import Part

if TYPE_CHECKING:
    # Imported late: the first window does not need it.
    from visprop.qt.dialogs.left_work import Left
    from visprop.qt.dialogs.start_page import StartPage
    from visprop.qt.panels.equation_panel import EquationPanel
    from visprop.qt.panels.landscape_panel import LandscapePanel
    from visprop.qt.panels.selection_panel import SelectionPanel


class MainWindow(QMainWindow):
    """All panels, arranged by workspaces, and what their actions do.

    Args:
        session: the state that everything shows.
        settings: where arrangements and choices are remembered.

    Attributes:
        adapter: the session's clock, and who tells the widgets what changed.
        views: those that were made, by their names in the registry.
        left: the works that earlier starts left, which the start page offers, the newest first.

    Signals:
        closed: it is being closed, and everything is still there.
    """

    closed = Signal()

    def __init__(self, session: Session, settings: QSettings) -> None:
        super().__init__()
        self.session, self.adapter = session, Adapter(session, self)
        self.docks = Docks(self, self.adapter)
        # Before all others but the docks, which take their measures in the letters of now.
        self.adapter.watch(self._follow_window_state, (Part.WINDOW,))
        self.memory = Memory(settings)
        self.left: list[Left] = []
        self._is_asked = True
        self._set_up()
        self.actions_ = Actions(self, (*SPECS.values(), *option_specs()))
        self.documents = Documents(session, settings, self, self.adapter.course, self.adapter.leave)
        self.docks.take(session.kind)
        self.arrangement = Arrangement(self.adapter, self, self.docks, settings)
        self.dock_tabs = DockTabs(self.docks, lambda: session.options.theme, self.arrangement.enlarge, self)
        self.views = Views(self.docks.panels.__getitem__)
        self.panel_commands = PanelCommands(self.adapter, self.docks, self.arrangement, self.network)
        self.dialogs = Dialogs(self.adapter, self, self._surroundings())
        self.docks.when_brought_up = self.dialogs.leave_start_page
        self.bars = Bars(self, self.adapter, self.actions_)
        self.toolbar, self.timeline_bar, self.message = self.bars.stepping, self.bars.timeline, self.bars.timeline.message
        self.presenter = Presenter(self.adapter, self, self.actions_, self.arrangement, self.bars.all)
        inner = inner_menus(self, session, self.documents, self.dialogs, self.panel_commands.show_view)
        self.menus = fill_menu_bar(self.menuBar(), self.actions_, inner)
        context = ContextMenus(session, self.actions_, self.dialogs, inner["on_bench"])
        self.kind_shown = KindShown(
            self.adapter, self.docks, self.views, self.actions_, (self.menus, inner), self.toolbar, self.dialogs, self.presenter,
            context,
        )  # fmt: skip
        self._switches: dict[str, Switch] = option_switches(session) | switches(session, lambda: self.landscape)
        self.showing = Showing(session, self, self.actions_, self._switches, self.adapter.algorithm)
        self._connect()
        self.memory.recall(self, session)
        self.memory.recall_course(self.adapter.course)
        self.kind_shown.follow()
        self._follow_window_state()
        self.refresh()

    # Building

    def _set_up(self) -> None:
        self.setObjectName("main")
        # Measures are taken in the letters that there will be.
        apply_look(self.session.options.theme, self.session.window.text)
        room = self.screen().availableSize()
        # The window manager adds a frame, of which nothing is known before the window is shown.
        self.resize(min(1440, room.width()), min(900, room.height() - 40))
        self.setMinimumSize(min(860, room.width()), min(600, room.height() - 40))
        self.setDockNestingEnabled(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setAcceptDrops(True)

    @property
    def network(self) -> NetworkView:
        """The network."""
        view = getattr(self.docks.panels["network"], "view", None)
        assert isinstance(view, NetworkView)
        return view

    def home(self) -> QWidget:
        """What the workspace is about, and what gets the keys: of its panels the first that its kind names, or its first."""
        names, keys = self.docks.names(self.arrangement.workspace), window_of(self.session.kind).keys_of
        panel = self.docks.panels[([name for name in keys if name in names] or names)[0]]
        return panel if isinstance(panel, SessionView) else getattr(panel, "view", panel)

    @property
    def landscape(self) -> LandscapePanel:
        """The landscape with its choices."""
        from visprop.qt.panels.landscape_panel import LandscapePanel

        return self.docks.panel("landscape", LandscapePanel)

    @property
    def equations(self) -> EquationPanel:
        """The equations with their choices."""
        from visprop.qt.panels.equation_panel import EquationPanel

        return self.docks.panel("equations", EquationPanel)

    @property
    def selection(self) -> SelectionPanel:
        """What is selected."""
        from visprop.qt.panels.selection_panel import SelectionPanel

        return self.docks.panel("selected", SelectionPanel)

    def _surroundings(self) -> Surroundings:
        return Surroundings(
            self.views,
            lambda: self.documents.folder,
            lambda: self.menus,
            self.panel_commands.show_check,
            self.docks.bring_up,
            self._make_start_page,
            lambda: make_preferences(self.session, self.memory, self),
            self.memory.exports,
        )

    def _connect(self) -> None:
        session, actions = self.session, self.actions_
        own = dict.fromkeys(("quit", "close"), self.close) | {
            "cancel": self.cancel,
            "restore": self.arrangement.restore,
            "menu_bar": lambda: open_first_menu(self.menuBar()),
            "menu_here": lambda: open_menu_here(self.home()),
        }
        actions.connect(rebuilding_commands(session))
        actions.connect(own | self.panel_commands.by_action())
        editing = editing_commands(session, self.documents, self.adapter.algorithm)
        actions.connect(moving_commands(session) | editing | window_commands(session))
        actions.connect(dialog_commands(self.dialogs) | asking_commands(self.panel_commands.ask))
        actions.connect(view_commands(self.focused_view, lambda: self.equations, lambda: self.landscape))
        actions.connect_checked({name: switch.set for name, switch in self._switches.items()})
        actions.connect_checked(self.presenter.switches() | {"pick": self._on_pick})
        Connections(self.docks, self.adapter, self.documents, self.dialogs, self.panel_commands, actions)
        self.working = WorkIndicator(self.adapter, self.cancel)
        for told in (TroubleNote(self.adapter, self.actions_["doctor"]), self.working):
            self.timeline_bar.add(told)
        self.keystrokes, self.rim = KeystrokeKeeper(self, self.home, self.presenter), FocusRim(session, self)
        for giver in (self.keystrokes, self.network.editor):
            giver.given_back.connect(self.rim.show_around)
        self.adapter.watch(self.refresh, _SHOWN, every=10)
        self.docks.double_clicks.enlarge_wanted.connect(lambda dock: self.arrangement.enlarge(dock.objectName()))
        self.adapter.watch(self.docks.follow_headers, (Part.WINDOW, Part.OPTIONS))
        self.adapter.told.connect(self.message.tell)
        self.announcer = Announcer(self.adapter, self)
        self.arrangement.changed.connect(self._focus_first)

    # What is shown

    def refresh(self) -> None:
        """Show the session's state in the window itself."""
        self.showing.refresh()

    def _follow_window_state(self) -> None:
        if self.arrangement.is_in_other_letters:
            # Kept before the letters push at it, and arranged anew once they have.
            self.arrangement.keep()
            self.showing.look()
            self.presenter.follow()
            self.arrangement.follow_soon()
            return
        self.showing.look()
        # The bars are hidden after the arrangement with them is kept.
        self.arrangement.follow()
        self.presenter.follow()

    def _focus_first(self) -> None:
        """Give the keys to the picture that the workspace is about, unless something that is seen has them."""
        focus = self.focusWidget()
        is_seen = focus is not None and focus.isVisible() and not focus.visibleRegion().isEmpty()
        if focus is None or not is_seen or self.toolbar.isAncestorOf(focus):
            self.home().setFocus(Qt.FocusReason.OtherFocusReason)

    def focused_view(self) -> FigureView:
        """The view that has the focus, or else the one that gets the keys."""
        focus = QGuiApplication.focusObject()
        if isinstance(focus, FigureView) and focus.window() is self:
            return focus
        views = (self.views[name] for name in self.session.kind.views() if name in self.views)
        return next(view for view in (self.home(), *views) if isinstance(view, FigureView))

    # What actions do

    def _make_start_page(self) -> StartPage:
        page = make_start_page(self.adapter, self.documents, self.left, self)
        page.finished.connect(lambda: self.home().setFocus(Qt.FocusReason.OtherFocusReason))
        return page

    def cancel(self) -> None:
        """Give up what takes long: a far jump, a surface, what is computed beside; or leave the hall."""
        self.session.playback.pause()
        self.session.playback.end_trial()
        self._cancel_surfaces()
        self.session.background.cancel()
        self.session.selection.begin_picking(False)
        self.presenter.leave()

    def _cancel_surfaces(self) -> None:
        if "landscape" in self.docks.panels:
            self.landscape.view.surfaces.cancel()

    def _on_pick(self, on: bool) -> None:
        if on:
            self.message.tell("Click on two edges or neurons in the network: they become the landscape's axes")

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.documents.drop(path)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes from left to right, and passes over what lies behind a tab, which nobody would see."""
        # Not as often as there are widgets: Qt asks while a dock is taken apart, when one of them may be half gone.
        stops = follow_places((self.toolbar,), self.docks.docks.values(), (self.bars.below,))
        is_there = moves_to_what_is_seen(partial(super().focusNextPrevChild, is_next), stops)
        if is_there:
            self.rim.show_around(QApplication.focusWidget())
        return is_there

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        # Asked for its child, every other event would make Qt wrap it.
        if event.type() == QEvent.Type.ChildPolished and isinstance(bar := event.child(), QTabBar):
            self.dock_tabs.take(bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self.arrangement.follow_soon()
            self.docks.follow_soon()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        # On the window itself there are the lines between panels alone.
        self.arrangement.keep_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now is the window's true size known.
        self.arrangement.follow()
        self.docks.make_when_idle()

    def close_at_once(self) -> None:
        """Close without asking; the session is kept all the same."""
        self.ask_nothing()
        self.close()

    def ask_nothing(self) -> None:
        """Close without asking when it comes to that."""
        self._is_asked = False

    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.playback.pause()
        # What is kept, saved and remembered is the user's own.
        self.adapter.leave()
        if self._is_asked and not self.documents.may_discard():
            event.ignore()
            return
        if self._is_asked and self.documents.was_discarded:
            # What was given up is not offered at the next start.
            self.session.give_up()
        self.closed.emit()
        self.presenter.show_second(False)
        self._cancel_surfaces()
        self.session.background.close()
        self.arrangement.keep()
        self.memory.remember(self, self.session)
        event.accept()


_SHOWN = (Part.RUN, Part.POSITION, Part.PLAYBACK, Part.SELECTION, Part.OPTIONS, Part.EDITS, Part.WINDOW, Part.EXERCISE)
"""What the window itself shows."""
