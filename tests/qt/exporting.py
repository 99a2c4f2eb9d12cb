"""The export dialogue as a hand uses it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def type_name(dialog, text):
    """Type the name of the file, key by key."""
    edit = dialog.form.file.edit
    edit.selectAll()
    QTest.keyClicks(edit, str(text))


def save_as(dialog, path):
    """Write what is chosen to a file, by its name."""
    type_name(dialog, path)
    dialog.on_save()


def save_by_keys(dialog, path):
    """Type a name and press Enter."""
    type_name(dialog, path)
    QTest.keyClick(dialog.form.file.edit, Qt.Key.Key_Return)


def save_by_mouse(dialog):
    """Click on Browse, which the platform's own dialogue answers, and on Save."""
    for button in (dialog.form.file.browse, dialog.save):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def made(dialog, qtbot):
    """What the preview shows, once it has been made and painted for what is chosen now."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: dialog.made is not None and not dialog.preview.picture.is_painting, timeout=60_000)
    return dialog.made
