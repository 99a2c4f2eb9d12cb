"""The tool bar: what is open, Play, the steps by line, example, update and epoch, the speed, and how to begin again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolBar, QToolButton, QVBoxLayout, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.caption import name_choice
from visprop.qt.look.icons import icon, inked
from visprop.qt.look.letters import px
from visprop.qt.window.actions import Actions
from visprop.qt.window.stepper import MAX, Stepper
from visprop.qt.window.workspace_tabs import WorkspaceTabs
from visprop.scenario.workspaces import Workspace
from visprop.session.speeds import SPEEDS
from visprop.timeline.parts import Part
from visprop.timeline.position import Position, Unit

_ROW, _PLAY, _PLAY_ICON, _ICON = 56, 44, 22, 18
_TITLE, _INDENT = 250, 4
"""How wide the title may be, in units."""


class _Row(QWidget):
    """What is in it is left out where there is no room: it asks for none."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class StepBar(QToolBar):
    """What there is no room for goes into a menu at its end, in an order of its own; Play and the step by line always stay.

    Attributes:
        buttons: by the names of their actions.
        steppers: by unit.
        more: the menu's button, where something is left out.
        workspaces: their tabs, which stand in the menu bar, where there is one in the window.
    """

    def __init__(self, adapter: Adapter, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Stepping", parent)
        self._session, self._actions = adapter.session, actions
        self.setObjectName("Stepping")
        self.setMovable(False)
        self.buttons: dict[str, QToolButton] = {}
        self.steppers = {unit: self._stepper(unit) for unit in Unit}
        self.workspaces = WorkspaceTabs(adapter)
        self._title = self._make_title()
        self._play = self.buttons["run"] = self._make_play()
        self.speed = self._make_speed()
        again = [self._again("reset", "Reset"), self._again("new_weights", "New weights")]
        self.more = QToolButton()
        self.more.setProperty("role", "quiet")
        self.more.setAccessibleName("More of the tool bar")
        self.more.setToolTip("What there is no room for")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._lay_out(again)
        self._names: frozenset[str] = frozenset()
        # What is left out first stands first, each with its actions in the menu.
        self._order: list[tuple[QWidget, tuple[str, ...]]] = [
            (again[1], ("new_weights",)),
            (again[0], ("reset",)),
            (self._title, ("new", "open")),
            (self.steppers[Unit.EPOCH], ("epoch_back", "epoch")),
            (self.steppers[Unit.EXAMPLE], ("example_back", "example")),
            (self.speed, ("slower", "faster")),
            (self.steppers[Unit.UPDATE], ("update_back", "update")),
        ]
        self._is_fitting = False
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self.dress)
        self.speed.activated.connect(self._session.playback.set_speed)
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.PLAYBACK, Part.EDITS), every=4)
        adapter.watch(self.dress, (Part.WINDOW, Part.OPTIONS))
        self.dress()

    # Building

    def _stepper(self, unit: Unit) -> Stepper:
        name = unit.value
        stepper = Stepper(name, self._actions[f"{name}_back"], self._actions[name])
        self.buttons[f"{name}_back"], self.buttons[name] = stepper.back, stepper.on
        stepper.box.valueChanged.connect(partial(self._on_box, unit))
        return stepper

    def _make_title(self) -> QWidget:
        whole = QWidget()
        button = self.buttons["new"] = QToolButton()
        button.setProperty("role", "title")
        button.setToolTip("Choose another experiment (Ctrl+N)")
        button.clicked.connect(self._actions["new"].trigger)
        self._under = QLabel()
        self._under.setProperty("role", "under")
        # In line with the title, which stands within a button.
        self._under.setIndent(_INDENT)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch()
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._under)
        column.addStretch()
        return whole

    def _make_play(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "play")
        button.clicked.connect(self._actions["run"].trigger)
        return button

    def _make_speed(self) -> QComboBox:
        box = QComboBox()
        name_choice(box, "Speed")
        box.setToolTip("How fast training runs (Ctrl+Up, Ctrl+Down)")
        box.addItems([speed.text for speed in SPEEDS])
        return box

    def _again(self, name: str, text: str) -> QToolButton:
        button = self.buttons[name] = QToolButton()
        button.setText(text)
        button.setToolTip(self._actions[name].toolTip())
        button.setProperty("role", "quiet")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(self._actions[name].trigger)
        return button

    def _lay_out(self, again: list[QToolButton]) -> None:
        # One widget: the style sheet's lengths do not reach a tool bar's own layout.
        self._whole = _Row()
        self._whole.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self._whole)
        for widget in (self._title, self._play, *self.steppers.values(), self.speed):
            self._row.addWidget(widget)
        self._row.addStretch()
        for button in (*again, self.more):
            self._row.addWidget(button)
        self.addWidget(self._whole)

    def take_workspaces(self) -> None:
        """Let the workspaces stand at its own end."""
        self._row.addWidget(self.workspaces)

    # What is shown

    def show_kind(self, names: frozenset[str], workspaces: Mapping[str, Workspace]) -> None:
        """Show what belongs to the kind that is open: of actions by the names of those that there are."""
        self._names = names
        self._workspaces = workspaces
        self.workspaces.show_kind(workspaces)
        self.dress()

    def dress(self) -> None:
        """Take the colours and letters of now, and say which step the workspace is about."""
        theme = self._session.options.theme
        self._row.setContentsMargins(px(12), px(4), px(8), px(4))
        self._row.setSpacing(px(8))
        # Qt's own margins around it would go with the first other style sheet, and the row be lower from then on.
        layout = self.layout()
        assert layout is not None, "a tool bar lays out what is in it"
        layout.setContentsMargins(0, 0, 0, 0)
        self.setFixedHeight(px(_ROW))
        # Play stays where it is, whatever is open.
        self._title.setFixedWidth(px(_TITLE + 20))
        self.buttons["new"].setMinimumHeight(px(24))
        self._play.setFixedSize(px(_PLAY), px(_PLAY))
        self._play.setIconSize(QSize(px(_PLAY_ICON), px(_PLAY_ICON)))
        for name, drawn in (("reset", "reset"), ("new_weights", "new-weights")):
            self.buttons[name].setIcon(icon(drawn, theme))
            self.buttons[name].setIconSize(QSize(px(_ICON), px(_ICON)))
        self.more.setIcon(inked("more", theme.ink, theme.rule))
        self.more.setIconSize(QSize(px(_ICON), px(_ICON)))
        self.speed.setFixedHeight(px(30))
        for stepper in self.steppers.values():
            stepper.dress(theme)
        self.refresh()
        self.fit()

    def _show_play(self) -> None:
        theme, running = self._session.options.theme, self._session.playback.running
        self._play.setIcon(inked("pause" if running else "run", theme.paper, theme.rule))
        words = "Pause" if running else "Play"
        self._play.setAccessibleName(words)
        self._play.setToolTip(f"{words} (Space)")

    def refresh(self) -> None:
        """Show where we are."""
        playback, own = self._session.playback, self._session.own
        position, walk = playback.position, playback.experiment.walk
        done, length = playback.frame.done, own.updates_per_epoch
        last = walk.last_line(position.update, position.example)
        blockers = [QSignalBlocker(stepper.box) for stepper in self.steppers.values()]
        if walk.longest > 1:
            self.steppers[Unit.LINE].show_value(position.line, 0, last, f" of {last}")
        else:
            # Of what has no lines it counts what there is.
            self.steppers[Unit.LINE].show_value(done, walk.first, MAX, "")
        self.steppers[Unit.LINE].set_unit("line" if walk.longest > 1 else own.unit)
        size = walk.size_of(position.update)
        # Where an update takes one example, it is told which of all rows that is.
        example, count = own.row_of_rows or (position.example, size)
        self.steppers[Unit.EXAMPLE].show_value(example, 1, count, f" of {count}")
        self.steppers[Unit.EXAMPLE].box.setReadOnly(own.row_of_rows is not None)
        self.steppers[Unit.EXAMPLE].setToolTip(own.example_told())
        self.steppers[Unit.UPDATE].show_value(done, walk.first, MAX, "")
        if length:
            self.steppers[Unit.EPOCH].show_value(done // length, 0, MAX // length, "")
        del blockers
        self.speed.setCurrentIndex(playback.speed_index)
        self._show_play()
        metrics, title = self.buttons["new"].fontMetrics(), self._session.title or "Untitled"
        # It comes from a file: no letter of it is a key.
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, px(_TITLE)).replace("&", "&&")
        self.buttons["new"].setText(f"{shown} ▾")
        self.buttons["new"].setAccessibleName(title)
        self._under.setText(self._under.fontMetrics().elidedText(own.in_short, Qt.TextElideMode.ElideRight, px(_TITLE)))

    def _on_box(self, unit: Unit, value: int) -> None:
        """Go where a field says; an example or line that the update does not have becomes its last."""
        playback = self._session.playback
        walk, update = playback.experiment.walk, playback.position.update
        if unit in (Unit.UPDATE, Unit.EPOCH) or walk.longest == 1:
            done = value * (self._session.own.updates_per_epoch if unit is Unit.EPOCH else 1)
            playback.go(walk.update_end(max(walk.first, done)))
            return
        example = value if unit is Unit.EXAMPLE else playback.position.example
        line = value if unit is Unit.LINE else playback.position.line
        playback.go(Position(update, example, min(line, walk.last_line(update, example))))

    # Room

    def fit(self) -> None:
        """Leave out what there is no room for."""
        if self._is_fitting or not self._names:
            return
        self._is_fitting = True
        workspace = self._workspaces.get(self._session.window.workspace)
        for unit, stepper in self.steppers.items():
            stepper.show_next(workspace is not None and workspace.next_unit == unit.value)
        for widget, names in self._order:
            widget.setVisible(not self._names.isdisjoint(names))
        self.more.hide()
        for widget, _ in self._order:
            if self._fits:
                break
            self.more.show()
            widget.hide()
        if self.workspaces.parentWidget() is self._whole:
            self.workspaces.show_tabs(self._fits)
        if not self._fits:
            for stepper in self.steppers.values():
                stepper.show_next(False)
        self._is_fitting = False

    @property
    def _fits(self) -> bool:
        self._row.invalidate()
        return self._row.sizeHint().width() <= self.width()

    def _fill_menu(self) -> None:
        """What is left out, by its actions."""
        self._menu.clear()
        for widget, names in self._order:
            for name in names if widget.isHidden() else ():
                if name in self._names:
                    self._menu.addAction(self._actions[name])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            # The widgets in it hear of their new letters after it does.
            self._later.start()
