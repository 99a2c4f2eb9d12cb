"""The workspaces at the end of the menu bar."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, QTimer
from PySide6.QtWidgets import QComboBox, QMenuBar, QSizePolicy, QStackedWidget, QTabBar, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.caption import name_choice
from visprop.qt.look.letters import px
from visprop.scenario.workspaces import Workspace
from visprop.timeline.parts import Part

_EDGE = 4
"""How far the list keeps off the bar's ends, in units."""


class WorkspaceTabs(QStackedWidget):
    """The workspaces as tabs, or as a list where there is no room for tabs."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._state = adapter.session, adapter.session.window
        self._names: list[str] = []
        self._bar: QMenuBar | None = None
        self.tabs, self.list = QTabBar(), QComboBox()
        self.tabs.setObjectName("workspaces")
        self.tabs.setDocumentMode(True)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("Workspace")
        for widget in (self.tabs, self.list):
            self.addWidget(widget)
        name_choice(self.list, "Workspace")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._fit)
        self.tabs.currentChanged.connect(self._on_chosen)
        self.list.activated.connect(self._on_chosen)
        adapter.watch(self.refresh, (Part.WINDOW,))

    def stand_in(self, bar: QMenuBar) -> None:
        """Stand in the corner of a menu bar, and give way to its menus."""
        self._bar = bar
        bar.setCornerWidget(self)
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._later.start()
        return False

    def _fit(self) -> None:
        if self._bar is None:
            return
        menus = sum(self._bar.actionGeometry(action).width() for action in self._bar.actions() if action.isVisible())
        self.show_tabs(menus + self.tabs.sizeHint().width() <= self._bar.width())

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
        self._later.start()

    def show_tabs(self, on: bool) -> None:
        """Show tabs, or the list."""
        self.setCurrentWidget(self.tabs if on else self.list)
        # Tabs reach down to the bar's end; a list keeps off its ends.
        edge = 0 if on else px(_EDGE)
        self.setContentsMargins(0, edge, 2 * edge, edge)
        self.updateGeometry()
        if self._bar is not None:
            # It lays its corner out anew only when it is given it.
            self._bar.setCornerWidget(self)
            self.show()

    def sizeHint(self) -> QSize:
        return (self.list if self.currentIndex() else self.tabs).sizeHint().grownBy(self.contentsMargins())

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
        # The one in front is set in wider letters.
        self._later.start()

    def _on_chosen(self, index: int) -> None:
        self._state.choose(self._names[index])
