"""The menu of the workspaces of the kind that is open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from visprop.scenario.workspaces import Workspace
from visprop.session.window_state import WindowState


class WorkspaceMenu(QMenu):
    """One entry a workspace, the chosen one checked.

    Args:
        parent: the window, in which the shortcuts hold.
        state: which one is chosen.
    """

    def __init__(self, parent: QWidget, state: WindowState) -> None:
        super().__init__("&Workspace", parent)
        self.setToolTipsVisible(True)
        self._window, self._state = parent, state
        self._group = QActionGroup(self)
        self.aboutToShow.connect(self._check)

    def show_kind(self, workspaces: Mapping[str, Workspace]) -> None:
        """Offer those of the kind that is open."""
        for action in self._group.actions():
            self._window.removeAction(action)
            self._group.removeAction(action)
            self.removeAction(action)
            action.deleteLater()
        for i, workspace in enumerate(workspaces.values(), start=1):
            action = QAction(workspace.title, self, checkable=True)
            action.setShortcut(f"Ctrl+Shift+{i}")
            action.setToolTip(f"Workspace: {workspace.title} (Ctrl+Shift+{i})")
            action.setData(workspace.name)
            action.triggered.connect(partial(self._choose, workspace.name))
            self._group.addAction(action)
            self.addAction(action)
            self._window.addAction(action)

    def _choose(self, name: str, checked: bool = False) -> None:
        self._state.choose(name)

    def _check(self) -> None:
        for action in self._group.actions():
            action.setChecked(action.data() == self._state.workspace)
