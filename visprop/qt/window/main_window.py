"""The window."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from visprop.engine.key import Key
from visprop.figures.base.style import Theme
from visprop.figures.moment import Part
from visprop.figures.network.edges import EDGE_WORDS
from visprop.figures.network.forms import FORM_WORDS
from visprop.notation.dress import Dress
from visprop.notation.explanations.pages import Subject
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.qt.adapter import Adapter
from visprop.qt.dialogs.opening import Dialogs
from visprop.qt.panels.equation_panel import EquationPanel
from visprop.qt.panels.landscape_panel import LandscapePanel
from visprop.qt.panels.selection_panel import SelectionPanel
from visprop.qt.panels.timeline_bar import TimelineBar
from visprop.qt.panels.work_indicator import WorkIndicator
from visprop.qt.views.network_view import NetworkView
from visprop.qt.views.session_view import SessionView
from visprop.qt.window.actions import MENUS, Actions
from visprop.qt.window.commands import (
    Switch,
    asking_commands,
    dialog_commands,
    editing_commands,
    moving_commands,
    switches,
    view_commands,
)
from visprop.qt.window.docks import Docks
from visprop.qt.window.documents import Documents
from visprop.qt.window.memory import STATE_VERSION, Memory
from visprop.qt.window.menus import choice_menu, fill_menu_bar, recent_menu, scenario_menu
from visprop.qt.window.theme import apply_theme, icon
from visprop.qt.window.toolbar import StepBar
from visprop.session.session import Session

DIGITS_CHOICES = (3, 4, 5, 6, 8, 10, 15)
"""The significant digits that can be chosen."""


class MainWindow(QMainWindow):
    """All panels around the network, and what their actions do.

    Args:
        session: the state that everything shows.
        settings: where the arrangement is remembered.

    Attributes:
        adapter: the session's clock, and who tells the widgets what changed.
        views: the views that are shown, by their names in the registry.
    """

    def __init__(self, session: Session, settings: QSettings) -> None:
        super().__init__()
        self.session, self.adapter = session, Adapter(session, self)
        self._memory = Memory(settings)
        self._theme: Theme | None = None
        self._was_shown = False
        self._set_up()
        self.actions_ = Actions(self)
        self.documents = Documents(session, settings, self)
        self.docks = Docks(self, self.adapter)
        self.views: dict[str, SessionView] = {
            name: view
            for name, panel in self.docks.panels.items()
            if isinstance(view := getattr(panel, "view", None), SessionView)
        }
        self.dialogs = Dialogs(self.adapter, self, self.views, lambda: self.documents.folder, self.actions_.shortcuts)
        self._build_toolbars()
        self.menus = fill_menu_bar(self.menuBar(), self.actions_, self._inner_menus())
        self.landscape.add_actions(
            self.actions_["solid"], [self.actions_[name] if name else None for name in MENUS["&Landscape"][1:]]
        )
        self._switches: dict[str, Switch] = switches(session, self.landscape)
        self._connect()
        self.docks.resize()
        self._default_state = self.saveState(STATE_VERSION)
        self._memory.recall(self, session)
        self.refresh()

    # Building

    def _set_up(self) -> None:
        self.setObjectName("main")
        room = self.screen().availableSize()
        # The window manager adds a frame, of which nothing is known before the window is shown.
        self.resize(min(1440, room.width()), min(900, room.height() - 40))
        self.setMinimumSize(860, 600)
        self.setDockNestingEnabled(True)

    @property
    def network(self) -> NetworkView:
        """The view in the centre."""
        view = self.views["network"]
        assert isinstance(view, NetworkView)
        return view

    @property
    def landscape(self) -> LandscapePanel:
        """The landscape with its choices."""
        panel = self.docks.panels["landscape"]
        assert isinstance(panel, LandscapePanel)
        return panel

    @property
    def equations(self) -> EquationPanel:
        """The equations with their choices."""
        panel = self.docks.panels["equations"]
        assert isinstance(panel, EquationPanel)
        return panel

    @property
    def selection(self) -> SelectionPanel:
        """What is selected."""
        panel = self.docks.panels["selected"]
        assert isinstance(panel, SelectionPanel)
        return panel

    def _build_toolbars(self) -> None:
        self.toolbar = StepBar(self.adapter, self.actions_, self.documents, self)
        self.addToolBar(self.toolbar)
        self.timeline_bar = TimelineBar(self.adapter)
        line = QToolBar("Time line", self)
        line.setObjectName("Time line")
        line.setMovable(False)
        line.addWidget(self.timeline_bar)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, line)

    def _inner_menus(self) -> dict[str, QMenu]:
        view = self.session.view
        panels = QMenu("&Panels", self)
        for dock in self.docks.docks.values():
            panels.addAction(dock.toggleViewAction())
        digits = {digits: f"{digits} digits" for digits in DIGITS_CHOICES}
        notations = {notation: notation.words for notation in NOTATIONS.values()}
        dresses = {dress: dress.words for dress in DRESSES.values()}
        return {
            "scenarios": scenario_menu(self, self.documents),
            "recent": recent_menu(self, self.documents),
            "notation": choice_menu(
                self, "&Notation", notations, lambda: view.options.notation, view.set_notation, "Ctrl+Alt+{}"
            ),
            "dress": choice_menu(
                self, "&Dress", dresses, lambda: view.options.dress, self.session.set_dress, "Alt+Shift+{}", self._unfit
            ),
            "forms": choice_menu(self, "&Neurons as", FORM_WORDS, lambda: view.options.form, view.set_form, "Alt+Shift+{}"),
            "edges": choice_menu(self, "&Edges show", EDGE_WORDS, lambda: view.options.edges, view.set_edges, "Alt+{}"),
            "digits": choice_menu(self, "Di&gits", digits, lambda: view.options.digits, view.set_digits),
            "panels": panels,
        }

    def _unfit(self, dress: Dress) -> str:
        return dress.unfit(self.session.scenario)

    def _connect(self) -> None:
        session = self.session
        own = {
            "quit": self.close,
            "edit_value": self.edit_value,
            "cancel": self.cancel,
            "slice": self.show_slice,
            "restore": self.restore_arrangement,
        }
        self.actions_.connect(own | moving_commands(session) | editing_commands(session, self.documents))
        self.actions_.connect(dialog_commands(self.dialogs) | asking_commands(self.ask))
        self.actions_.connect(view_commands(self.network, self.equations, self.landscape))
        self.actions_.connect_checked({name: switch.set for name, switch in self._switches.items()})
        self.actions_.connect_checked({"full_screen": self._on_full_screen, "pick": self._on_pick})
        self.network.activated.connect(self._on_activated)
        self.equations.badge.clicked.connect(self.dialogs.check)
        self.working = WorkIndicator(self.adapter, self.cancel)
        self.statusBar().addPermanentWidget(self.working)
        parts = (Part.RUN, Part.POSITION, Part.PLAYBACK, Part.SELECTION, Part.OPTIONS, Part.EDITS)
        self.adapter.watch(self.refresh, parts, every=10)
        self.adapter.told.connect(self.tell)

    # What is shown

    def refresh(self) -> None:
        """Show the session's state in the window itself."""
        session, options = self.session, self.session.options
        if options.theme is not self._theme:
            self._theme = options.theme
            apply_theme(options.theme)
            self.actions_.set_icons(options.theme)
        title = session.scenario.title or "Untitled"
        self.setWindowTitle(f"{title}{'*' if session.is_modified else ''} — visprop")
        self._show_running()
        self._show_what_can_be_done()
        for name, switch in self._switches.items():
            self.actions_.check(name, switch.is_on())

    def _show_running(self) -> None:
        run, words = self.actions_["run"], "&Pause" if self.session.playback.running else "&Run"
        if run.text() != words:
            run.setText(words)
            run.setIcon(icon("pause" if self.session.playback.running else "run", self.session.options.theme))

    def _show_what_can_be_done(self) -> None:
        edits = self.session.edits
        for name, words, text in (("undo", "&Undo", edits.undo_text), ("redo", "&Redo", edits.redo_text)):
            self.actions_[name].setEnabled(bool(text))
            self.actions_[name].setText(f"{words} {text}".rstrip())
        at_start = self.session.playback.position == self.session.playback.experiment.walk.start
        for name in ("first", "line_back", "example_back", "update_back", "epoch_back"):
            self.actions_[name].setEnabled(not at_start)
        for name in ("edit_value", "nudge"):
            self.actions_[name].setEnabled(self.session.selection.selected is not None)

    def tell(self, text: str) -> None:
        """Tell the user something, in the status bar."""
        self.statusBar().showMessage(text, 15_000)

    # What actions do

    def edit_value(self) -> None:
        """Let the user type a value for what is selected."""
        self.docks.bring_up("selected")
        self.adapter.deliver()
        self.selection.edit()

    def cancel(self) -> None:
        """Give up what takes long: a far jump, a surface, what is computed beside."""
        self.session.playback.cancel_seek()
        self.landscape.view.surfaces.cancel()
        self.session.background.cancel()
        self.session.selection.begin_picking(False)

    def show_slice(self) -> None:
        """Bring the slice to the front; along what is selected, if something is."""
        self.docks.bring_up("slice")
        selected = self.session.selection.selected
        self.session.view.slice_along(None if selected is None else selected.parameter)

    def _on_pick(self, on: bool) -> None:
        if on:
            self.tell("Click on two edges or neurons in the network: they become the landscape's axes")

    def ask(self, subject: Subject) -> None:
        """Let the equations be about something, or, asked again, about the present line."""
        self.docks.docks["equations"].show()
        is_again = self.session.options.subject is subject
        self.session.view.ask(Subject.LINE if is_again else subject)

    def restore_arrangement(self) -> None:
        """Put all panels back."""
        self.docks.show_all()
        self.restoreState(self._default_state, STATE_VERSION)
        self.docks.resize()

    def _on_activated(self, key: Key) -> None:
        if self.session.selection.selected is not None:
            self.edit_value()

    def _on_full_screen(self, on: bool) -> None:
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            # Only now is the window's true size known.
            self._was_shown = True
            if not self._memory.has_arrangement:
                self.docks.resize()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.documents.may_discard():
            event.ignore()
            return
        self.session.playback.pause()
        self.landscape.view.surfaces.cancel()
        self.session.background.close()
        self._memory.remember(self, self.session)
        event.accept()
