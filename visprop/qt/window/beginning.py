"""What the start of the application shows."""

from __future__ import annotations

from visprop.qt.dialogs.gallery import Left
from visprop.qt.plain import warn
from visprop.qt.window.autosave import Autosave
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.files.fields import FieldError
from visprop.session.keeping import Kept, take_up


def begin(window: MainWindow, autosave: Autosave) -> None:
    """Offer the work that was left, or the gallery at the first start, as the preferences say."""
    choice, is_first, found = window.memory.restore, window.memory.is_first_start(), autosave.left()
    if autosave.unreadable:
        window.tell(
            f"What was kept of an earlier session cannot be read, and stays in {autosave.folder}: {autosave.unreadable[0]}"
        )
    if found is not None:
        kept = found[1]
        if choice == "always":
            go_on(window, autosave, kept)
            return
        window.left = Left(
            f"{kept.title}, update {kept.update}", lambda: go_on(window, autosave, kept), lambda: drop(window, autosave)
        )
    if choice == "gallery" or (choice == "ask" and (is_first or found is not None)):
        window.dialogs.gallery()


def go_on(window: MainWindow, autosave: Autosave, kept: Kept) -> None:
    """Take the work up; from now on it is this process that keeps it."""
    try:
        take_up(window.session, kept)
    except FieldError as error:
        warn(window, "Open", f"The work that was left cannot be taken up.\n{error}")
        return
    window.choose_workspace(kept.workspace)
    autosave.save()
    drop(window, autosave)


def drop(window: MainWindow, autosave: Autosave) -> None:
    """Take away what was left."""
    autosave.forget()
    window.left = None
