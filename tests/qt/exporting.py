"""The export dialogue as a hand uses it."""

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


def made(dialog, qtbot):
    """What the preview shows, once it has been made and painted for what is chosen now."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: dialog.made is not None and not dialog.preview.picture.is_painting, timeout=60_000)
    return dialog.made
