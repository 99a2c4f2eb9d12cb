"""The hall: a workspace without bars, a second screen that shows the same, and the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.window.actions import Actions
from visprop.qt.window.arrangement import Arrangement

if TYPE_CHECKING:
    # Imported late: the first window needs it not.
    from visprop.qt.window.present_window import PresentWindow


class Hall(QObject):
    """Hides and shows the bars, and opens what a second screen shows.

    Args:
        adapter: the session and its clock.
        window: whose bars they are.
        actions: the window's.
        arrangement: which workspace is shown.
        bars: what a hall does not see.
    """

    def __init__(
        self, adapter: Adapter, window: QMainWindow, actions: Actions, arrangement: Arrangement, bars: tuple[QWidget, ...]
    ) -> None:
        super().__init__(window)
        self._adapter, self._window, self._actions, self._bars = adapter, window, actions, bars
        self._arrangement = arrangement
        self._second: PresentWindow | None = None
        self._before = "step"

    def follow(self) -> None:
        """Hide the bars in the hall, and show them elsewhere."""
        workspace = self._arrangement.workspace
        if not workspace.is_bare:
            self._before = workspace.name
        for bar in self._bars:
            bar.setVisible(not workspace.is_bare)

    def leave(self) -> None:
        """Go back to the workspace before, if this is the hall."""
        if self._arrangement.workspace.is_bare:
            self._adapter.session.desk.choose(self._before)

    def show_second(self, on: bool) -> None:
        """Show the same on another screen, or no longer."""
        if on and self._second is None:
            from visprop.qt.window.present_window import PresentWindow

            self._second = PresentWindow(self._adapter, self._window)
            self._second.closed.connect(self._on_closed)
        elif not on and self._second is not None:
            self._second.close()

    def _on_closed(self) -> None:
        self._second = None
        self._actions.check("present", False)

    def fill_screen(self, on: bool) -> None:
        """Use the whole screen, or no longer."""
        if on:
            self._window.showFullScreen()
        else:
            self._window.showNormal()
