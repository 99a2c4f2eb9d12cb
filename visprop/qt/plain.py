"""Text that comes from files is shown as it is: Qt would take what looks like HTML for HTML, and open the paths in it."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


def plain_label(text: str = "", wraps: bool = True) -> QLabel:
    """A label of plain text, which can be selected."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def plain_tip(text: str) -> str:
    """A text as a tool tip that shows it letter by letter."""
    return QtGui.Qt.convertFromPlainText(text) if QtGui.Qt.mightBeRichText(text) else text


def warn(parent: QWidget, title: str, text: str) -> None:
    """Tell what went wrong, and wait until it is read."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, text, QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
    box.deleteLater()


def is_confirmed(parent: QWidget, title: str, question: str) -> bool:
    """Whether the user says yes to what does something that is not undone."""
    button = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.Question, title, question, button.Yes | button.No, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setDefaultButton(button.No)
    agrees = box.exec() == button.Yes
    box.deleteLater()
    return agrees
