"""The window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QFileDialog,
    QLabel,
    QMainWindow,
    QMessageBox,
    QScrollArea,
    QSizePolicy,
    QToolBar,
    QWidget,
)

from visprop.figures.style import DARK, LIGHT, Theme
from visprop.qt.actions import Actions
from visprop.qt.cost_view import CostView
from visprop.qt.equation_panel import EquationPanel
from visprop.qt.equation_view import scrolled
from visprop.qt.export import ExportError, export_figure, figure_image
from visprop.qt.figure_view import FigureView
from visprop.qt.landscape_controls import LandscapePanel
from visprop.qt.menus import EDGE_WORDS, RECENT_COUNT, build_menus
from visprop.qt.network_view import NetworkView
from visprop.qt.options import SPEEDS, Subject
from visprop.qt.pseudocode_view import PseudocodeView
from visprop.qt.scenario_panel import ScenarioPanel
from visprop.qt.selection_panel import SelectionPanel
from visprop.qt.session import Session
from visprop.qt.theme import apply_theme
from visprop.qt.timeline_bar import TimelineBar
from visprop.qt.watch_panel import WatchPanel
from visprop.scenario.builtin import builtin_names, builtin_path
from visprop.scenario.fields import FieldError
from visprop.scenario.files import SUFFIX, load, save
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
        self._build_docks()
        self._build_toolbar()
        self.menus = build_menus(self)
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
        self._add_dock("Landscape", self.landscape, right)
        self._add_dock("Cost", self.cost, right)

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

    def _build_toolbar(self) -> None:
        bar = QToolBar("Stepping", self)
        bar.setObjectName("Stepping")
        bar.setMovable(False)
        self.addToolBar(bar)
        for name in ("first", "update_back", "example_back", "line_back", "run", "line", "example", "update", "epoch"):
            bar.addAction(self.actions_[name])
        self.speed = QComboBox()
        self.speed.addItems([speed.text for speed in SPEEDS])
        self.speed.setToolTip("How fast training runs (Ctrl+Up, Ctrl+Down)")
        self.speed.setAccessibleName("Speed")
        self.speed.activated.connect(self._on_speed)
        bar.addWidget(self.speed)
        bar.addSeparator()
        bar.addAction(self.actions_["reset"])
        bar.addAction(self.actions_["new_weights"])
        bar.addSeparator()
        bar.addWidget(QLabel(" edges "))
        self.edges = QComboBox()
        self.edges.setToolTip("What the edges of the network show")
        self.edges.setAccessibleName("Edges show")
        bar.addWidget(self.edges)
        self._fill_right_of_toolbar(bar)
        self.toolbar = bar
        line = QToolBar("Time line", self)
        line.setObjectName("Time line")
        line.setMovable(False)
        line.addWidget(self.timeline_bar)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, line)

    def _fill_right_of_toolbar(self, bar: QToolBar) -> None:
        """Scenario and theme."""
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        self.scenarios = QComboBox()
        self.scenarios.setToolTip("Open a built-in scenario")
        self.scenarios.setAccessibleName("Scenario")
        self.scenarios.setPlaceholderText("own scenario")
        self.scenarios.setMaximumWidth(170)
        for name in builtin_names():
            self.scenarios.addItem(load(builtin_path(name)).title, name)
        self.scenarios.activated.connect(self._on_scenario)
        bar.addWidget(self.scenarios)
        bar.addAction(self.actions_["dark"])

    def _connect(self) -> None:
        session, step = self.session, self.session.step
        self.actions_.connect(
            {
                "open": self.open_dialog,
                "save": self.save,
                "save_as": self.save_as,
                "export": self.export_dialog,
                "quit": self.close,
                "undo": session.undo,
                "redo": session.redo,
                "edit_value": self.edit_value,
                "copy_picture": self.copy_picture,
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
                "cancel": session.cancel_seek,
                "reset": session.reset,
                "new_weights": session.new_weights,
                "zoom_in": self.network.zoom_in,
                "zoom_out": self.network.zoom_out,
                "fit": self.network.fit,
                "data_table": self.show_data,
                "check": self.show_check,
                "why": self.show_why,
                "homework": self.show_homework,
                "nudge": self.show_nudge,
                "toggle_break": session.toggle_break,
                "restore": self.restore_arrangement,
                "shortcuts": self.show_shortcuts,
                "about": self.show_about,
            }
        )
        self.actions_.connect_checked(
            {
                "symbols": lambda on: session.set_options(symbols=on),
                "log_cost": lambda on: session.set_options(log_cost=on),
                "dark": lambda on: session.set_options(theme=DARK if on else LIGHT),
                "reduce_motion": lambda on: session.set_options(reduce_motion=on),
                "full_screen": self._on_full_screen,
            }
        )
        self.network.activated.connect(self._on_activated)
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
        self.actions_["cancel"].setEnabled(session.seeking is not None)
        self._show_choices()

    def _show_choices(self) -> None:
        options = self.session.options
        self.speed.setCurrentIndex(options.speed)
        index = list(EDGE_WORDS).index(options.edges)
        self.edges.setCurrentIndex(index)
        self.edge_actions[index].setChecked(True)
        self.scenarios.setCurrentIndex(self.scenarios.findText(self.session.scenario.title))
        for name, on in (
            ("symbols", options.symbols),
            ("log_cost", options.log_cost),
            ("dark", options.theme is DARK),
            ("reduce_motion", options.reduce_motion),
        ):
            blocker = QSignalBlocker(self.actions_[name])
            self.actions_[name].setChecked(on)
            del blocker

    def _set_run_icon(self) -> None:
        from visprop.qt.theme import icon

        self.actions_["run"].setIcon(icon("pause" if self.session.running else "run", self.session.options.theme))

    def tell(self, text: str) -> None:
        """Tell the user something, in the status bar."""
        self.statusBar().showMessage(text, 15_000)

    # Files

    def open_path(self, path: Path, builtin: str = "") -> bool:
        """Open a scenario file, or say why not; a built-in one has a name and is not saved over."""
        try:
            scenario = load(path)
        except (OSError, FieldError) as error:
            QMessageBox.warning(self, "Open", f"{path.name} cannot be opened.\n{error}")
            return False
        self.session.open(scenario, None if builtin else path)
        if not builtin:
            self._remember(path)
        self.network.fit()
        return True

    def open_dialog(self) -> None:
        """Ask for a file and open it."""
        if not self.may_discard():
            return
        folder = self.session.path.parent if self.session.path else Path.home()
        chosen, _ = QFileDialog.getOpenFileName(self, "Open", str(folder), f"Scenarios (*{SUFFIX} *.json);;All files (*)")
        if chosen:
            self.open_path(Path(chosen))

    def open_builtin(self, name: str) -> None:
        """Open a built-in scenario."""
        if self.may_discard():
            self.open_path(builtin_path(name), builtin=name)

    def save(self) -> bool:
        """Save to the scenario's file, or ask for one where it has none."""
        return self._save_to(self.session.path) if self.session.path else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        folder = self.session.path or Path.home() / f"{self.session.scenario.title or 'scenario'}{SUFFIX}"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save as", str(folder), f"Scenarios (*{SUFFIX})")
        if not chosen:
            return False
        path = Path(chosen)
        return self._save_to(path if path.suffix else path.with_suffix(SUFFIX))

    def _save_to(self, path: Path) -> bool:
        try:
            save(self.session.trained_scenario(), path)
        except OSError as error:
            QMessageBox.warning(self, "Save", f"{path} cannot be written.\n{error}")
            return False
        self.session.mark_saved(path)
        self._remember(path)
        self.tell(f"Saved {path.name} with the parameters after {self.session.position.update} updates")
        return True

    def may_discard(self) -> bool:
        """Whether the scenario may be left: it is as saved, or the user says so."""
        if not self.session.is_modified:
            return True
        button = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self, "visprop", "The scenario was changed. Save it?", button.Save | button.Discard | button.Cancel
        )
        return self.save() if answer == button.Save else answer == button.Discard

    @property
    def recent(self) -> list[str]:
        """Files that were opened or saved last, newest first."""
        value = self._settings.value("recent", [])
        return [str(entry) for entry in value] if isinstance(value, list) else [str(value)]

    def _remember(self, path: Path) -> None:
        entries = [str(path.resolve()), *(entry for entry in self.recent if entry != str(path.resolve()))]
        self._settings.setValue("recent", entries[:RECENT_COUNT])

    # Figures

    def export_dialog(self) -> None:
        """Ask for the choices and write a figure."""
        from visprop.qt.export_dialog import ExportDialog

        self.session.pause()
        views: dict[str, FigureView] = {
            "Network": self.network,
            "Landscape": self.landscape.view,
            "Cost": self.cost,
            "Pseudocode": self.pseudocode,
            "Equations": self.equations.view,
        }
        focus = QGuiApplication.focusObject()
        current = next((name for name, view in views.items() if view is focus), "Network")
        dialog = ExportDialog(list(views), current, self)
        if not dialog.exec():
            return
        path = dialog.ask_path(self.session.path.parent if self.session.path else Path.home())
        if path is None:
            return
        figure = views[dialog.view.currentText()].make_figure(dialog.size_points, theme=dialog.theme)
        try:
            export_figure(figure, path, dialog.text.currentData(), dialog.dpi.value(), dialog.transparent.isChecked())
        except ExportError as error:
            QMessageBox.warning(self, "Export", str(error))
            return
        self.tell(f"Wrote {path}")

    def copy_picture(self) -> None:
        """Put the network's picture on the clipboard."""
        figure = self.network.make_figure(self.network.page_size())
        QGuiApplication.clipboard().setImage(figure_image(figure, 3.0))
        self.tell("The network is on the clipboard")

    # Other actions

    def edit_value(self) -> None:
        """Let the user type a value for what is selected."""
        self.docks["Selected"].show()
        self.docks["Selected"].raise_()
        self.selection.edit()

    def choose_edges(self, index: int) -> None:
        """Let the edges show the one of the list with this index."""
        self.session.set_options(edges=list(EDGE_WORDS)[index])

    def change_speed(self, by: int) -> None:
        """Run faster or slower."""
        self.session.set_options(speed=min(len(SPEEDS) - 1, max(0, self.session.options.speed + by)))

    def show_data(self) -> None:
        """Show the examples in a table."""
        from visprop.qt.tables import data_dialog

        data_dialog(self.session.scenario, self.session.options.digits, self).show()

    def show_check(self) -> None:
        """Check the gradient at the present parameters and show it in a table."""
        from visprop.qt.tables import check_dialog, checked_with_progress

        session = self.session
        session.pause()
        scenario = session.scenario
        found = checked_with_progress(scenario, session.frame.p, self)
        if found is None:
            return
        check_dialog(scenario, found, session.position.update, session.options.digits, self).show()

    def show_why(self) -> None:
        """Derive the gradient of what is selected, or go back to the present line's equations."""
        self.docks["Equations"].show()
        is_why = self.session.options.subject is Subject.WHY
        self.session.set_options(subject=Subject.LINE if is_why else Subject.WHY)

    def show_nudge(self) -> None:
        """Let the user nudge what is selected."""
        from visprop.qt.nudge_dialog import NudgeDialog

        session = self.session
        session.pause()
        NudgeDialog(session.scenario, session.frame.p, self.selection.parameter, session.options.theme, self).show()

    def show_homework(self) -> None:
        """Let the user check what they computed."""
        from visprop.qt.homework import HomeworkDialog

        self.session.pause()
        HomeworkDialog(self.session.frame, self.session.options.digits, self).show()

    def show_shortcuts(self) -> None:
        """List every shortcut."""
        from visprop.qt.about import shortcuts_box

        shortcuts_box(self).show()

    def show_about(self) -> None:
        """Say what this is."""
        from visprop.qt.about import about_box

        about_box(self).show()

    def restore_arrangement(self) -> None:
        """Put all panels back."""
        for dock in self.docks.values():
            dock.setFloating(False)
            dock.show()
        self.restoreState(self._default_state, _STATE_VERSION)
        self._size_docks()

    def _on_scenario(self, index: int) -> None:
        self.open_builtin(self.scenarios.itemData(index))
        self._show_choices()

    def _on_speed(self, index: int) -> None:
        self.session.set_options(speed=index)

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
        if not self.may_discard():
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
