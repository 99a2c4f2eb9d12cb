"""The window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QSettings, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QToolBar, QWidget

from visprop.figures.base.style import DARK, LIGHT, Theme
from visprop.notation.explanations.pages import Subject
from visprop.qt.dialogs.opening import Dialogs
from visprop.qt.options import SPEEDS
from visprop.qt.panels.equation_panel import EquationPanel
from visprop.qt.panels.landscape_panel import LandscapePanel
from visprop.qt.panels.scenario_panel import ScenarioPanel
from visprop.qt.panels.selection_panel import SelectionPanel
from visprop.qt.panels.timeline_bar import TimelineBar
from visprop.qt.panels.watch_panel import WatchPanel
from visprop.qt.session import Session
from visprop.qt.views.cost_view import CostView
from visprop.qt.views.equation_view import scrolled
from visprop.qt.views.network_view import NetworkView
from visprop.qt.views.pseudocode_view import PseudocodeView
from visprop.qt.views.slice_view import SlicePanel
from visprop.qt.window.actions import Actions
from visprop.qt.window.documents import Documents
from visprop.qt.window.menus import LANDSCAPE_ACTIONS, build_menus
from visprop.qt.window.theme import apply_theme, icon
from visprop.qt.window.toolbar import EDGE_WORDS, NOTATION_WORDS, StepBar
from visprop.timeline.position import START, Unit

_STATE_VERSION = 1


class MainWindow(QMainWindow):
    """All panels around the network, and what their actions do.

    Args:
        session: the state that everything shows.
        settings: where the arrangement is remembered.
    """

    def __init__(self, session: Session, settings: QSettings) -> None:
        super().__init__()
        self.session = session
        self._settings = settings
        self.setObjectName("main")
        room = self.screen().availableSize()
        # The window manager adds a frame, of which nothing is known before the window is shown.
        self.resize(min(1440, room.width()), min(900, room.height() - 40))
        self.setMinimumSize(860, 600)
        self.setDockNestingEnabled(True)
        self._theme: Theme | None = None
        self._shown = False
        self.actions_ = Actions(self)
        self.network = NetworkView(session, self)
        self.setCentralWidget(self.network)
        self.docks: dict[str, QDockWidget] = {}
        self.edge_actions: list[QAction] = []
        self.notation_actions: list[QAction] = []
        self.documents = Documents(session, settings, self, self.tell)
        self._build_docks()
        views = {
            "Network": self.network,
            "Landscape": self.landscape.view,
            "Slice": self.slice.view,
            "Cost": self.cost,
            "Pseudocode": self.pseudocode,
            "Equations": self.equations.view,
        }
        self.dialogs = Dialogs(session, self, views, self.documents, self.tell)
        self._build_toolbars()
        self.menus = build_menus(self)
        shown = [self.actions_[name] if name else None for name in LANDSCAPE_ACTIONS[1:]]
        self.landscape.add_actions(self.actions_["solid"], shown)
        self._connect()
        self._size_docks()
        self._default_state = self.saveState(_STATE_VERSION)
        self._restore_settings()
        self.refresh()

    # Building

    def _build_docks(self) -> None:
        session = self.session
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        self.setCorner(Qt.Corner.BottomLeftCorner, left)
        self.setCorner(Qt.Corner.BottomRightCorner, right)
        self.scenario_panel, self.selection = ScenarioPanel(session), SelectionPanel(session)
        self.pseudocode, self.landscape, self.cost = PseudocodeView(session), LandscapePanel(session), CostView(session)
        self.timeline_bar = TimelineBar(session)
        self.equations = EquationPanel(session)
        # The right side first: added last, its tabs would leave a second tab bar behind in the window's middle.
        self._add_dock("Landscape", self.landscape, right)
        self._add_dock("Cost", self.cost, right)
        self.slice = SlicePanel(session)
        self._add_dock("Slice", self.slice, right)
        self.tabifyDockWidget(self.docks["Cost"], self.docks["Slice"])
        self.docks["Cost"].raise_()
        self._add_dock("Scenario", scrolled(self.scenario_panel), left)
        self._add_dock("Selected", scrolled(self.selection), left)
        self.watch = WatchPanel(session)
        self._add_dock("Watch", self.watch, left)
        self.tabifyDockWidget(self.docks["Selected"], self.docks["Watch"])
        self.docks["Selected"].raise_()
        listing = scrolled(self.pseudocode)
        listing.setMinimumWidth(150)
        self.pseudocode.moved.connect(partial(_keep_in_sight, listing))
        self._add_dock("Pseudocode", listing, bottom)
        self._add_dock("Equations", self.equations, bottom)
        self.splitDockWidget(self.docks["Pseudocode"], self.docks["Equations"], Qt.Orientation.Horizontal)

    def _size_docks(self) -> None:
        """Give each panel its share of the window."""
        docks, (width, height) = self.docks, (self.width(), self.height())
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        side, plots = max(210, width * 17 // 100), max(270, width * 27 // 100)
        self.resizeDocks([docks["Scenario"], docks["Landscape"]], [side, plots], across)
        self.resizeDocks([docks["Scenario"], docks["Selected"]], [60, 40], down)
        self.resizeDocks([docks["Landscape"], docks["Cost"]], [58, 42], down)
        self.resizeDocks([docks["Pseudocode"], docks["Equations"]], [42, 58], across)
        self.resizeDocks([docks["Pseudocode"]], [max(180, height * 34 // 100)], down)

    def _add_dock(self, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> None:
        dock = QDockWidget(title, self)
        dock.setObjectName(title)
        dock.setWidget(widget)
        dock.toggleViewAction().setToolTip(f"Show or hide the panel “{title}”")
        self.addDockWidget(area, dock)
        self.docks[title] = dock

    def _build_toolbars(self) -> None:
        self.toolbar = StepBar(self.session, self.actions_, self.documents, self)
        self.addToolBar(self.toolbar)
        line = QToolBar("Time line", self)
        line.setObjectName("Time line")
        line.setMovable(False)
        line.addWidget(self.timeline_bar)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, line)

    def _connect(self) -> None:
        session, step = self.session, self.session.step
        documents, dialogs = self.documents, self.dialogs
        self.actions_.connect(
            {
                "open": documents.open_dialog,
                "save": documents.save,
                "save_as": documents.save_as,
                "export": dialogs.export,
                "quit": self.close,
                "undo": session.undo,
                "redo": session.redo,
                "edit_value": self.edit_value,
                "copy_picture": dialogs.copy_picture,
                "first": partial(session.go, START),
                "line_back": partial(step, Unit.LINE, True),
                "line": partial(step, Unit.LINE),
                "example_back": partial(step, Unit.EXAMPLE, True),
                "example": partial(step, Unit.EXAMPLE),
                "update_back": partial(step, Unit.UPDATE, True),
                "update": partial(step, Unit.UPDATE),
                "epoch_back": partial(step, Unit.EPOCH, True),
                "epoch": partial(step, Unit.EPOCH),
                "run": session.toggle,
                "faster": partial(self.change_speed, 1),
                "slower": partial(self.change_speed, -1),
                "cancel": self.cancel,
                "reset": session.reset,
                "new_weights": session.new_weights,
                "zoom_in": self.network.zoom_in,
                "zoom_out": self.network.zoom_out,
                "fit": self.network.fit,
                "data_table": dialogs.data,
                "check": dialogs.check,
                "why": partial(self.ask, Subject.WHY),
                "selected": partial(self.ask, Subject.SELECTED),
                "unwound": partial(self.ask, Subject.UNWOUND),
                "derivatives": partial(self.ask, Subject.DERIVATIVES),
                "errata": partial(self.ask, Subject.ERRATA),
                "next_path": partial(self.equations.go_to_path, 1),
                "previous_path": partial(self.equations.go_to_path, -1),
                "play_paths": self.equations.play_paths,
                "homework": dialogs.homework,
                "nudge": dialogs.nudge,
                "toggle_break": session.toggle_break,
                "follow": self.landscape.follow,
                "anew": self.landscape.anew,
                "compare": dialogs.compare,
                "slice": self.show_slice,
                "restore": self.restore_arrangement,
                "shortcuts": dialogs.shortcuts,
                "about": dialogs.about,
            }
        )
        self.actions_.connect_checked(
            {
                "symbols": lambda on: session.set_options(symbols=on),
                "log_cost": lambda on: session.set_options(log_cost=on),
                "dark": lambda on: session.set_options(theme=DARK if on else LIGHT),
                "reduce_motion": lambda on: session.set_options(reduce_motion=on),
                "full_screen": self._on_full_screen,
                "solid": lambda on: session.set_options(solid=on),
                "tangent": lambda on: session.set_options(tangent=on),
                "example_steps": lambda on: session.set_options(example_steps=on),
                "pick": self._on_pick,
                "hold": self.landscape.hold,
            }
        )
        self.network.activated.connect(self._on_activated)
        self.equations.badge.clicked.connect(dialogs.check)
        session.changed.connect(self.refresh)
        session.told.connect(self.tell)

    # What is shown

    def refresh(self) -> None:
        """Show the session's state in the window itself."""
        session, options = self.session, self.session.options
        if not session.is_due(10, 0):
            return
        if options.theme is not self._theme:
            self._theme = options.theme
            apply_theme(options.theme)
            self.actions_.set_icons(options.theme)
        title = session.scenario.title or "Untitled"
        self.setWindowTitle(f"{title}{'*' if session.is_modified else ''} — visprop")
        run = self.actions_["run"]
        if run.text() != ("&Pause" if session.running else "&Run"):
            run.setText("&Pause" if session.running else "&Run")
            self._set_run_icon()
        self.actions_["undo"].setEnabled(bool(session.undo_text))
        self.actions_["undo"].setText(f"&Undo {session.undo_text}".rstrip())
        self.actions_["redo"].setEnabled(bool(session.redo_text))
        self.actions_["redo"].setText(f"&Redo {session.redo_text}".rstrip())
        at_start = session.position == START
        for name in ("first", "line_back", "example_back", "update_back", "epoch_back"):
            self.actions_[name].setEnabled(not at_start)
        for name in ("edit_value", "nudge"):
            self.actions_[name].setEnabled(bool(options.selected))
        self._show_choices()

    def _show_choices(self) -> None:
        options = self.session.options
        self.toolbar.refresh()
        self.edge_actions[list(EDGE_WORDS).index(options.edges)].setChecked(True)
        self.notation_actions[list(NOTATION_WORDS).index(options.notation)].setChecked(True)
        for name, on in (
            ("symbols", options.symbols),
            ("log_cost", options.log_cost),
            ("dark", options.theme is DARK),
            ("reduce_motion", options.reduce_motion),
            ("solid", options.solid),
            ("tangent", options.tangent),
            ("example_steps", options.example_steps),
            ("pick", options.picking),
            ("hold", options.plane.held is not None),
        ):
            blocker = QSignalBlocker(self.actions_[name])
            self.actions_[name].setChecked(on)
            del blocker

    def _set_run_icon(self) -> None:
        self.actions_["run"].setIcon(icon("pause" if self.session.running else "run", self.session.options.theme))

    def tell(self, text: str) -> None:
        """Tell the user something, in the status bar."""
        self.statusBar().showMessage(text, 15_000)

    # What actions do

    def edit_value(self) -> None:
        """Let the user type a value for what is selected."""
        self.docks["Selected"].show()
        self.docks["Selected"].raise_()
        self.selection.edit()

    def change_speed(self, by: int) -> None:
        """Run faster or slower."""
        self.session.set_options(speed=min(len(SPEEDS) - 1, max(0, self.session.options.speed + by)))

    def cancel(self) -> None:
        """Give up what takes long: a far jump, a surface."""
        self.session.cancel_seek()
        self.landscape.view.surfaces.cancel()
        self.session.set_options(picking=False)

    def show_slice(self) -> None:
        """Bring the slice to the front; along what is selected, where something is."""
        self.docks["Slice"].show()
        self.docks["Slice"].raise_()
        self.session.set_options(slice_name=self.selection.parameter)

    def _on_pick(self, on: bool) -> None:
        self.session.set_options(picking=on)
        if on:
            self.tell("Click on two edges or neurons in the network: they become the landscape's axes")

    def ask(self, subject: Subject) -> None:
        """Let the equations be about something, or, asked again, about the present line."""
        self.docks["Equations"].show()
        is_again = self.session.options.subject is subject
        self.session.set_options(subject=Subject.LINE if is_again else subject, line=None)

    def restore_arrangement(self) -> None:
        """Put all panels back."""
        for dock in self.docks.values():
            dock.setFloating(False)
            dock.show()
        self.restoreState(self._default_state, _STATE_VERSION)
        self._size_docks()

    def _on_activated(self, key: str) -> None:
        if self.session.options.selected:
            self.edit_value()

    def _on_full_screen(self, on: bool) -> None:
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown:
            # Only now is the window's true size known.
            self._shown = True
            if not isinstance(self._settings.value("state"), QByteArray):
                self._size_docks()

    # Remembered between runs

    def _restore_settings(self) -> None:
        geometry, state = self._settings.value("geometry"), self._settings.value("state")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(state, QByteArray):
            self.restoreState(state, _STATE_VERSION)
        options = self.session.options
        self.session.set_options(
            theme=DARK if self._settings.value("theme") == "dark" else options.theme,
            reduce_motion=self._settings.value("reduce_motion") in (True, "true"),
            digits=int(str(self._settings.value("digits", options.digits))),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.documents.may_discard():
            event.ignore()
            return
        self.session.pause()
        options = self.session.options
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("state", self.saveState(_STATE_VERSION))
        self._settings.setValue("theme", options.theme.name)
        self._settings.setValue("reduce_motion", options.reduce_motion)
        self._settings.setValue("digits", options.digits)
        event.accept()


def _keep_in_sight(area: QScrollArea, y: int) -> None:
    # The listing's new height is known to the scroll area only once the event loop has run.
    QTimer.singleShot(0, partial(area.ensureVisible, 0, y, 0, 40))
