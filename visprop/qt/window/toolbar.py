"""The tool bar: files, stepping, the choices that are made most often, and the workspaces."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QTabBar, QToolBar, QToolButton, QWidget

from visprop.figures.moment import ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.option import Option
from visprop.notation.notations.dresses import DRESSES
from visprop.qt.adapter import Adapter
from visprop.qt.panels.panel_parts import set_choice
from visprop.qt.window.actions import BUTTONS, Actions
from visprop.scenario.workspaces import Workspace
from visprop.session.speeds import SPEEDS
from visprop.timeline.parts import Part

T = TypeVar("T")

_ICON = 20
"""How large an icon is beside text of the usual size, in pixels."""


class WorkspaceTabs(QStackedWidget):
    """The workspaces as tabs, or as a list where there is no room for tabs."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._state = adapter.session, adapter.session.window
        self._names: list[str] = []
        self.tabs, self.list = QTabBar(), QComboBox()
        self.tabs.setDocumentMode(True)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for widget in (self.tabs, self.list):
            widget.setAccessibleName("Workspace")
            self.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tabs.currentChanged.connect(self._on_chosen)
        self.list.activated.connect(self._on_chosen)
        adapter.watch(self.refresh, (Part.WINDOW,))

    def show_kind(self, workspaces: Mapping[str, Workspace]) -> None:
        """Offer the workspaces of the kind that is open."""
        blockers = [QSignalBlocker(self.tabs), QSignalBlocker(self.list)]
        while self.tabs.count():
            self.tabs.removeTab(0)
        self.list.clear()
        self._names = list(workspaces)
        for i, workspace in enumerate(workspaces.values()):
            self.tabs.addTab(workspace.title)
            self.list.addItem(workspace.title)
            self.tabs.setTabToolTip(i, f"{workspace.tip} (Ctrl+Shift+{i + 1})")
        self.list.setToolTip(f"How the window is arranged (Ctrl+Shift+1 … {len(workspaces)})")
        del blockers
        self.refresh()
        self.updateGeometry()

    def show_tabs(self, on: bool) -> None:
        """Show tabs, or the list."""
        self.setCurrentWidget(self.tabs if on else self.list)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return (self.list if self.currentIndex() else self.tabs).sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def refresh(self) -> None:
        """Show which one is chosen."""
        if self._state.workspace not in self._names:
            # Those of another kind, which has just been opened, come at once.
            return
        index = self._names.index(self._state.workspace)
        blocker = QSignalBlocker(self.tabs)
        self.tabs.setCurrentIndex(index)
        self.list.setCurrentIndex(index)
        del blocker

    def _on_chosen(self, index: int) -> None:
        self._state.choose(self._names[index])


class StepBar(QToolBar):
    """Buttons for files, stepping and running; speed, edges, notation, dress; the workspaces at its end.

    What there is no room for is left out, as it stands in the menus as well: first the choices, then the tabs become a list, then
    the larger steps.
    """

    def __init__(self, adapter: Adapter, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Stepping", parent)
        self._session = adapter.session
        self.setObjectName("Stepping")
        self.setMovable(False)
        self._optional: list[list[QAction]] = []
        self.buttons: dict[str, QToolButton] = {}
        self._boxes: list[tuple[QComboBox, Option[Any]]] = []
        files = [self._button(name, actions[name]) for name in ("new", "open")]
        files.append(self.addSeparator())
        steps = {name: self._button(name, actions[name]) for name in BUTTONS}
        self.speed, speed = self._choice("Speed", "How fast training runs (Ctrl+Up, Ctrl+Down)", {s: s.text for s in SPEEDS})
        again = [self.addSeparator(), *(self._button(name, actions[name]) for name in ("reset", "new_weights"))]
        self.edges, edges = self._option(NetworkChoices.edges)
        self.notation, notation = self._option(ViewOptions.notation)
        self.dress, dress = self._option(ViewOptions.dress)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.workspaces = WorkspaceTabs(adapter)
        self.addWidget(self.workspaces)
        epochs, examples = ([steps[f"{unit}_back"], steps[unit]] for unit in ("epoch", "example"))
        self._optional = [[dress], [notation], [edges], again, files, epochs, examples, [speed]]
        # What a kind may be without.
        self._of_kind = {option.action: action for (_, option), action in zip(self._boxes, (edges, notation, dress), strict=True)}
        self._of_kind |= {"new_weights": again[-1], **steps}
        self._absent: list[QAction] = []
        self._is_fitting = False
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self.fit)
        self.speed.activated.connect(self._session.playback.set_speed)
        adapter.watch(self.refresh, (Part.RUN, Part.OPTIONS, Part.PLAYBACK))
        adapter.watch(self.scale_icons, (Part.WINDOW,))
        self.scale_icons()

    def show_kind(self, names: frozenset[str], workspaces: Mapping[str, Workspace]) -> None:
        """Show what belongs to the kind that is open: of actions and options by the names of those that there are."""
        self._absent = [action for name, action in self._of_kind.items() if name not in names]
        for name, action in self._of_kind.items():
            action.setVisible(name in names)
        self.workspaces.show_kind(workspaces)
        self.refresh()
        self.fit()

    def _button(self, name: str, action: QAction) -> QAction:
        """A button for an action; what is given back is the bar's own, which can be left out alone."""
        button = self.buttons[name] = QToolButton()
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        return self.addWidget(button)

    def _choice(self, name: str, tip: str, entries: Mapping[T, str]) -> tuple[QComboBox, QAction]:
        box = QComboBox()
        for data, words in entries.items():
            box.addItem(words, data)
        box.setToolTip(tip)
        box.setAccessibleName(name)
        return box, self.addWidget(box)

    def _option(self, option: Option[Any]) -> tuple[QComboBox, QAction]:
        """A list of what an option offers."""
        entry = option.entry
        assert entry is not None, "it stands in a menu as well"
        box, action = self._choice(entry.text.replace("&", ""), entry.tip, option.offers())
        box.activated.connect(partial(self._on_option, option))
        self._boxes.append((box, option))
        return box, action

    # Room

    def scale_icons(self) -> None:
        """Let icons be as large as the text is."""
        side = round(_ICON * self._session.window.text / 100)
        self.setIconSize(QSize(side, side))
        for button in self.buttons.values():
            button.setIconSize(QSize(side, side))
        self.fit()

    def fit(self) -> None:
        """Leave out what there is no room for."""
        if self._is_fitting or not self._optional:
            return
        self._is_fitting = True
        for group in self._optional:
            self._show(group, on=True)
        self.workspaces.show_tabs(True)
        left = list(self._optional)
        for _ in range(3):
            if self._fits or not left:
                break
            self._show(left.pop(0), on=False)
        if not self._fits:
            self.workspaces.show_tabs(False)
        while left and not self._fits:
            self._show(left.pop(0), on=False)
        self._is_fitting = False

    def _show(self, group: list[QAction], on: bool) -> None:
        for action in group:
            action.setVisible(on and action not in self._absent)

    @property
    def _fits(self) -> bool:
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
        return self.sizeHint().width() <= self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            # The widgets in it hear of their new letters after it does.
            self._later.start()

    # Choices

    def refresh(self) -> None:
        """Show the present choices."""
        options = self._session.options
        self.speed.setCurrentIndex(self._session.playback.speed_index)
        for box, option in self._boxes:
            box.setCurrentIndex(list(option.offers()).index(options[option]))
        for index, dress in enumerate(DRESSES.values()):
            set_choice(self.dress, index, dress.tip, self._session.own.unfit(ViewOptions.dress, dress))

    def _on_option(self, option: Option[Any], index: int) -> None:
        self._session.choose(option, list(option.offers())[index])
        # A refused one is put back.
        self.refresh()
