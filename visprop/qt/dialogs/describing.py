"""Title and notes of the scenario, edited."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from visprop.scenario.files.fields import MAX_NAME
from visprop.session.session import Session


class DescribeDialog(QDialog):
    """Asks what the scenario is called, and what is noted of it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Title and notes")
        self._session = session
        self.title, self.notes = QLineEdit(session.title), QPlainTextEdit(session.notes)
        self.title.setMaxLength(MAX_NAME)
        self.title.selectAll()
        self.notes.setTabChangesFocus(True)
        form = QFormLayout()
        form.addRow("&Title", self.title)
        form.addRow("&Notes", self.notes)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self.resize(min(parent.width() - 40, 520), 320)
        self.accepted.connect(self._take)

    def _take(self) -> None:
        self._session.edits.describe(self.title.text(), self.notes.toPlainText())
