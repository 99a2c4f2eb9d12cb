"""What the window itself shows of the session: its title, its colours, its letters, and which actions are on or possible."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QMainWindow

from visprop.figures.base.style import Theme
from visprop.qt.look.icons import icon
from visprop.qt.look.theme import apply_look
from visprop.qt.window.actions import Actions
from visprop.qt.window.commands import Switch
from visprop.qt.window.kind_window import window_of
from visprop.session.exercise.algorithm import Algorithm
from visprop.session.session import Session


class Showing:
    """Brings window and actions up to date.

    Args:
        session: whose state is shown.
        window: in which.
        actions: by their names.
        switches: what the checkable ones show.
        algorithm: in which answers are taken back while it is executed by hand.
    """

    def __init__(
        self, session: Session, window: QMainWindow, actions: Actions, switches: Mapping[str, Switch], algorithm: Algorithm
    ) -> None:
        self._session, self._window, self._actions, self._switches = session, window, actions, switches
        self._algorithm = algorithm
        self._theme: Theme | None = None

    def refresh(self) -> None:
        """Show the state of now."""
        session, options = self._session, self._session.options
        self.look()
        if options.theme is not self._theme:
            self._theme = options.theme
            self._actions.set_icons(options.theme)
        # The mark stands where Qt puts it; a name of one's own may hold the same letters.
        names = (session.path.name if session.path else "", session.title or "Untitled")
        told = " — ".join(filter(None, names)).replace("[*]", "[*][*]")
        self._window.setWindowTitle(f"{told}[*] — visprop")
        self._window.setWindowModified(session.is_modified)
        self._show_running()
        self._show_what_can_be_done()
        for name, switch in self._switches.items():
            self._actions.check(name, switch.is_on())

    def look(self) -> None:
        """Take the colours and the size of text that are chosen."""
        apply_look(self._session.options.theme, self._session.window.text)

    def _show_running(self) -> None:
        run, words = self._actions["run"], "&Pause" if self._session.playback.running else "&Run"
        if run.text() != words:
            run.setText(words)
            run.setIcon(icon("pause" if self._session.playback.running else "run", self._session.options.theme))

    def _show_what_can_be_done(self) -> None:
        edits = self._session.edits
        undo = "the last answer" if self._algorithm.can_undo else edits.undo_text
        for name, words, text in (("undo", "&Undo", undo), ("redo", "&Redo", edits.redo_text)):
            self._actions[name].setEnabled(bool(text))
            self._actions[name].setText(f"{words} {text}".rstrip())
        at_start = self._session.playback.position == self._session.playback.experiment.walk.start
        for name in ("first", "line_back", "example_back", "update_back", "epoch_back"):
            self._actions[name].setEnabled(not at_start)
        for name in ("nudge", "select_nothing"):
            self._actions[name].setEnabled(self._session.selection.selected is not None)
        workspaces = window_of(self._session.kind).workspaces
        is_hall = (found := workspaces.get(self._session.window.workspace)) is not None and found.is_bare
        for name in ("hall_on", "hall_back"):
            self._actions[name].setEnabled(is_hall)
