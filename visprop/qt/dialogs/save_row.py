"""The row of buttons below what writes a file."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget


def save_row(dialog: QDialog, slot: object, *others: QWidget, words: str = "Save…") -> tuple[QDialogButtonBox, QPushButton]:
    """Cancel, and Save, which Enter means; the row and the button.

    Args:
        dialog: whose buttons they are.
        slot: what Save calls.
        others: buttons that stand before them.
        words: of Save; with dots where it asks for the file.
    """
    row = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, dialog)
    for button in others:
        row.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)  # type: ignore[call-overload]
    save = row.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    row.accepted.connect(slot)
    row.rejected.connect(dialog.reject)
    # Only within its dialogue can a button become the default one: else Enter meant Cancel, the first in the row.
    row.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
    save.setDefault(True)
    return row, save
