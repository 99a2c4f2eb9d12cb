"""Scenario files: opened, saved, remembered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from visprop.qt.patience import load_patiently, save_patiently
from visprop.scenario.builtin import builtin_path
from visprop.scenario.files.document import SUFFIX, Document
from visprop.scenario.files.fields import FieldError
from visprop.session.session import Session

RECENT_COUNT = 8
"""How many recent files are listed."""


class Documents:
    """What the File menu does.

    Args:
        session: into which scenarios are opened and from which they are saved.
        settings: where recent files are remembered.
        window: the parent of the dialogues.
    """

    def __init__(self, session: Session, settings: QSettings, window: QWidget) -> None:
        self._session, self._settings, self._window = session, settings, window

    @property
    def folder(self) -> Path:
        """Where file dialogs begin."""
        return self._session.path.parent if self._session.path else Path.home()

    @property
    def recent(self) -> list[str]:
        """Files that were opened or saved last, newest first."""
        value = self._settings.value("recent", [])
        return [str(entry) for entry in value] if isinstance(value, list) else [str(value)]

    def open_path(self, path: Path, builtin: str = "") -> bool:
        """Open a scenario file, or say why not; a built-in one has a name and is not saved over."""
        self._session.playback.pause()
        try:
            document = load_patiently(path, self._window)
            if document is None:
                return False
            self._session.open(document.run, None if builtin else path, document.at)
        except (OSError, FieldError) as error:
            QMessageBox.warning(self._window, "Open", f"{path.name} cannot be opened.\n{error}")
            return False
        for repair in document.repairs:
            self._session.changes.tell(repair)
        if not builtin:
            self._remember(path)
        return True

    def open_recent(self, entry: str) -> None:
        """Open one of the recent files."""
        if self.may_discard():
            self.open_path(Path(entry))

    def open_dialog(self) -> None:
        """Ask for a file and open it."""
        if not self.may_discard():
            return
        kinds = f"Scenarios (*{SUFFIX} *.json);;All files (*)"
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Open", str(self.folder), kinds)
        if chosen:
            self.open_path(Path(chosen))

    def open_builtin(self, name: str) -> None:
        """Open a built-in scenario."""
        if self.may_discard():
            self.open_path(builtin_path(name), builtin=name)

    def save(self) -> bool:
        """Save to the scenario's file, or ask for one where it has none."""
        return self._save_to(self._session.path) if self._session.path else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        start = self._session.path or self.folder / f"{self._session.scenario.title or 'scenario'}{SUFFIX}"
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Save as", str(start), f"Scenarios (*{SUFFIX})")
        if not chosen:
            return False
        path = Path(chosen)
        return self._save_to(path if path.suffix else path.with_suffix(SUFFIX))

    def _save_to(self, path: Path) -> bool:
        playback = self._session.playback
        playback.pause()
        try:
            at = playback.experiment.walk.text(playback.position)
            document = Document(self._session.edits.present_run(), at)
            if not save_patiently(document, path, self._window):
                return False
        except OSError as error:
            QMessageBox.warning(self._window, "Save", f"{path} cannot be written.\n{error}")
            return False
        self._session.mark_saved(path)
        self._remember(path)
        self._session.changes.tell(f"Saved {path.name} as it is after {self._session.playback.frame.done} updates")
        return True

    def may_discard(self) -> bool:
        """Whether the scenario may be left: it is as saved, or the user says so."""
        if not self._session.is_modified:
            return True
        button = QMessageBox.StandardButton
        buttons = button.Save | button.Discard | button.Cancel
        answer = QMessageBox.question(self._window, "visprop", "The scenario was changed. Save it?", buttons)
        return self.save() if answer == button.Save else answer == button.Discard

    def _remember(self, path: Path) -> None:
        entries = [str(path.resolve()), *(entry for entry in self.recent if entry != str(path.resolve()))]
        self._settings.setValue("recent", entries[:RECENT_COUNT])
