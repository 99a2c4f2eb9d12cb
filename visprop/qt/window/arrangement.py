"""Which workspace is shown, at which breadth, and how the user has left each of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QObject, QSettings, QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from visprop.qt.adapter import Adapter
from visprop.qt.window.docks import Docks
from visprop.qt.window.kind_window import window_of
from visprop.scenario.workspaces import Breadth, Workspace, breadth_of

_HAND_OFF_MS = 300
"""How long after a click on the window's lines the panels are where they are meant to be, in milliseconds."""
STATE_VERSION = 10
"""Of the arrangements that are remembered; another one is forgotten."""


class Arrangement(QObject):
    """Brings the docks into the arrangement of the session's workspace, and keeps what the user made of each.

    Signals:
        changed: another workspace is there, or the same at another breadth.

    Args:
        adapter: the session and its clock.
        window: whose docks they are.
        docks: the docks.
        settings: where arrangements are remembered.
    """

    changed = Signal()

    def __init__(self, adapter: Adapter, window: QMainWindow, docks: Docks, settings: QSettings) -> None:
        super().__init__(window)
        self._session = adapter.session
        self._state, self._window, self._docks, self._settings = adapter.session.window, window, docks, settings
        self._shown: tuple[str, Breadth, int] | None = None
        self._turn = QTimer(self, interval=0, singleShot=True)
        self._turn.timeout.connect(self.follow)
        self._kept_later = QTimer(self, interval=_HAND_OFF_MS, singleShot=True)
        self._kept_later.timeout.connect(self._keep_now)
        docks.put_back, docks.when_moved = self._put_back, self.keep_soon

    @property
    def workspaces(self) -> Mapping[str, Workspace]:
        """Those of the kind that is open."""
        return window_of(self._session.kind).workspaces

    @property
    def workspace(self) -> Workspace:
        """The one that is chosen."""
        return self.workspaces[self._state.workspace]

    @property
    def breadth(self) -> Breadth:
        """How much room there is now."""
        return self._breadth_at(self._window.size())

    def _breadth_at(self, size: QSize) -> Breadth:
        return breadth_of(size.width(), size.height(), self._state.text / 100)

    def follow(self) -> None:
        """Show what is chosen, if it is not what is shown."""
        # The window may be resized before anybody has heard that another kind is open.
        self._docks.take(self._session.kind)
        wanted = (f"{self._session.kind.name}/{self.workspace.name}", self.breadth, self._state.text)
        if wanted != self._shown:
            if self._shown is None or (self._shown[2] == wanted[2] and self._shown[1] is wanted[1]):
                # In a window of another breadth the panels are pressed already, and what was kept before is how they stood.
                self.keep()
            self._docks.enlarged = ""
            self._shown = wanted
            self._session.playback.speeds.go_to(wanted[0], self.workspace.next_unit)
            state = self._settings.value(self._key(wanted))
            self._docks.arrange(self.workspace, self.workspace.arrangement(self.breadth))
            if isinstance(state, QByteArray):
                self._restore(state, self._settings.value(f"{self._key(wanted)}/shown", ""))
            self.changed.emit()

    def enlarge(self, name: str) -> None:
        """Give a panel all the room, or, if one has it, give the others their places back."""
        if self._docks.enlarged:
            self._put_back()
        elif name and not self.workspace.is_bare and not self._docks.docks[name].isFloating():
            self.keep()
            self._docks.enlarged = name
            for other, dock in self._docks.of_now.items():
                if other != name and not dock.isFloating():
                    dock.hide()
            self._docks.follow_headers()
            self.changed.emit()

    def _put_back(self) -> None:
        name, self._docks.enlarged = self._docks.enlarged, ""
        state = None if self._shown is None else self._settings.value(self._key(self._shown))
        if self._shown is not None and isinstance(state, QByteArray):
            self._restore(state, self._settings.value(f"{self._key(self._shown)}/shown", ""))
        self._docks.docks[name].raise_()
        self._docks.follow_headers()
        self.changed.emit()

    def _restore(self, state: QByteArray, shown: object) -> None:
        """Bring the docks back as they were left."""
        kept = str(shown).split()
        # Of those of other workspaces the state knows nothing.
        self._docks.let_wait(name for name in self._docks.docks if name not in kept)
        focus = self._window.focusWidget()
        self._window.restoreState(state, STATE_VERSION)
        # Qt hides what it gives another place, and the keys go to a tab.
        if focus is not None and focus.isVisible():
            focus.setFocus()

    @property
    def is_in_other_letters(self) -> bool:
        """Whether the size of text is another than the one in which the docks were arranged."""
        return self._shown is not None and self._shown[2] != self._state.text

    def follow_soon(self) -> None:
        """The same once the window has its new size."""
        self._turn.start()

    def keep_soon(self) -> None:
        """Remember it once the hand is off it."""
        self._kept_later.start()

    def _keep_now(self) -> None:
        if self._shown is not None and self._shown[1] is self.breadth:
            self.keep()

    def keep(self) -> None:
        """Remember what the user made of the arrangement that is shown."""
        # While a panel is enlarged what is kept is how it was before.
        if self._shown is not None and not self._docks.enlarged:
            self._settings.setValue(self._key(self._shown), self._window.saveState(STATE_VERSION))
            shown = [name for name, dock in self._docks.docks.items() if not dock.isHidden()]
            self._settings.setValue(f"{self._key(self._shown)}/shown", " ".join(shown))

    def restore(self) -> None:
        """Put all panels of this workspace back where they were at first."""
        self._docks.enlarged = ""
        self._docks.arrange(self.workspace, self.workspace.arrangement(self.breadth))

    def _key(self, shown: tuple[str, Breadth, int]) -> str:
        # Larger letters ask for more room, which Qt does not give back when they become smaller.
        return f"arrangement/{shown[0]}/{shown[1].value}/{shown[2]}"
