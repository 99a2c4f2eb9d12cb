"""The hall: a workspace without bars, a second screen that shows the same, and the whole screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.window.actions import Actions
from visprop.qt.window.arrangement import Arrangement
from visprop.timeline.position import Unit

if TYPE_CHECKING:
    # Imported late: the first window needs it not.
    from visprop.qt.panels.hall import Hall
    from visprop.qt.window.present_window import PresentWindow

_PAGES: dict[int, bool] = {Qt.Key.Key_PageDown: False, Qt.Key.Key_PageUp: True}
"""The keystrokes of a clicker, and whether they go back."""
_BLANKS: frozenset[int] = frozenset({Qt.Key.Key_B, Qt.Key.Key_Period})
"""What its third button sends."""


class Presenter(QObject):
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
        self._before = ""

    @property
    def is_open(self) -> bool:
        """Whether a hall is looking on, at this screen or at another."""
        return self._arrangement.workspace.is_bare or self._second is not None

    def switches(self) -> dict[str, Callable[[bool], object]]:
        """What the checkable actions of a hall do, by name."""
        return {"full_screen": self.fill_screen, "present": self.show_second}

    def takes(self, key: int, is_typed: bool) -> bool:
        """Whether a keystroke is a clicker's now: to page always, to blank only where no letters are typed."""
        return self.is_open and (key in _PAGES or (key in _BLANKS and not is_typed))

    def click(self, key: int) -> None:
        """Page on or back, or show a blank screen until the next click."""
        panels = self._panels()
        is_blank = any(panel.is_blank for panel in panels)
        for panel in panels:
            panel.set_blank(key in _BLANKS and not is_blank)
        if key in _PAGES and not is_blank:
            self._adapter.session.playback.step(Unit.LINE, back=_PAGES[key])

    def _panels(self) -> list[Hall]:
        """What the hall sees."""
        from visprop.qt.panels.hall import Hall

        windows = [self._window, *([] if self._second is None else [self._second])]
        return [panel for window in windows for panel in window.findChildren(Hall)]

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
            self._adapter.session.window.choose(self._before)

    def show_second(self, on: bool) -> None:
        """Show the same on another screen, or no longer."""
        if on and self._second is None:
            from visprop.qt.window.present_window import PresentWindow

            self._second = PresentWindow(self._adapter, self._window, self)
            self._second.closed.connect(self._on_closed)
        elif not on and self._second is not None:
            self._second.close()

    def show_kind(self) -> None:
        """Show another screen what a hall sees of what is open now; the workspace before was one of what was."""
        self._before = next(iter(self._arrangement.workspaces))
        if self._second is not None:
            self.show_second(False)
            self.show_second(True)
            self._actions.check("present", True)

    def _on_closed(self) -> None:
        self._second = None
        self._actions.check("present", False)

    def fill_screen(self, on: bool) -> None:
        """Use the whole screen, or no longer."""
        if on:
            self._window.showFullScreen()
        else:
            self._window.showNormal()
