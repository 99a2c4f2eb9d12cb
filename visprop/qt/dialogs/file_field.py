"""Where a file is written: its name as it is typed, whose ending and the chosen format follow each other."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QToolButton, QWidget

from visprop.qt.look.letters import px
from visprop.qt.plain import is_confirmed


class FileField(QWidget):
    """A line for the name, and a button that opens the platform's dialogue.

    Args:
        folder: where a name without one means.
        title: of the dialogue.
        endings: those that mean a format, without the dot.

    Signals:
        ending_typed: the name has the ending of another format now.
    """

    ending_typed = Signal()

    def __init__(self, folder: Path, title: str, endings: Collection[str]) -> None:
        super().__init__()
        self._folder, self._title, self._endings = folder, title, endings
        self._suffix, self._is_own = "", False
        self._confirmed: Path | None = None
        self.edit, self.browse = QLineEdit(), QToolButton()
        self.edit.setAccessibleName("File")
        self.edit.setToolTip(f"The file, in {folder}; its ending says the format")
        self.browse.setText("Browse…")
        self.browse.setToolTip("Choose a folder and a name")
        self.browse.setMinimumSize(px(24), px(24))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.edit)
        # Else the letter of its label leads nowhere.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.edit.textEdited.connect(self._on_typed)
        self.browse.clicked.connect(self._on_browse)

    @property
    def path(self) -> Path:
        """The file, with the ending of the format where the name has that of none."""
        path = self._folder / Path(self.edit.text().strip() or "figure").expanduser()
        return path if self._ending(path) else path.with_name(f"{path.name}.{self._suffix}")

    def _ending(self, path: Path) -> str:
        """That of a format; empty for any other, which belongs to the name."""
        found = path.suffix.lower().lstrip(".")
        return found if found in self._endings else ""

    def suggest(self, stem: str) -> None:
        """Offer a name, unless the user has typed one."""
        if not self._is_own:
            self._show(f"{stem}.{self._suffix}")

    def follow(self, suffix: str, is_meant: bool) -> None:
        """Let the name have the ending of another format, unless it has one that means this."""
        self._suffix = suffix
        path = Path(self.edit.text())
        if self.edit.text() and not is_meant:
            self._show(str(path.with_suffix(f".{suffix}") if self._ending(path) else path.with_name(f"{path.name}.{suffix}")))

    def _show(self, text: str) -> None:
        with QSignalBlocker(self.edit):
            self.edit.setText(text)

    def _on_typed(self, text: str) -> None:
        self._is_own = bool(text)
        found = self._ending(Path(text))
        if found and found != self._suffix:
            self.ending_typed.emit()

    def _on_browse(self) -> None:
        kinds = f"{self._suffix.upper()} (*.{self._suffix});;All files (*)"
        chosen, _ = QFileDialog.getSaveFileName(self, self._title, str(self.path), kinds)
        if not chosen:
            return
        self.edit.setText(chosen)
        self._on_typed(chosen)
        # The file dialogue has asked about the name as it was typed.
        self._confirmed = Path(chosen)

    def may_write(self) -> bool:
        """Whether the file is not there, or the user lets it be replaced."""
        path = self.path
        if not path.exists() or path == self._confirmed:
            return True
        return is_confirmed(self, self._title, f"{path.name} exists already. Replace it?")
