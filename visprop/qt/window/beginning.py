"""What the start of the application shows."""

from __future__ import annotations

from functools import partial

from visprop.qt.dialogs.left_work import Left
from visprop.qt.plain import warn
from visprop.qt.window.autosave import Autosave
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.files.fields import FieldError
from visprop.session.keeping import gone_on, take_up
from visprop.session.kept_files import LeftSession


def begin(window: MainWindow, autosave: Autosave) -> None:
    """Offer all work that was left, or the start page at the first start, as the preferences say."""
    choice, is_first = window.memory.restore, window.memory.is_first_start()
    found = offer(window, autosave)
    if found and choice == "always" and go_on(window, autosave, found[0]):
        return
    if choice == "gallery" or (choice == "ask" and (is_first or found)):
        window.dialogs.start_page()


def offer(window: MainWindow, autosave: Autosave) -> list[LeftSession]:
    """Let the start page offer what earlier windows left; all of it, the newest first."""
    found = autosave.files.left()
    window.left = [
        Left(one.title, one.update, one.when, partial(go_on, window, autosave, one), partial(forget, window, autosave, one))
        for one in found
    ]
    return found


def go_on(window: MainWindow, autosave: Autosave, left: LeftSession) -> bool:
    """Take a work up, which this process keeps from then on; or say why not, and leave it where it is."""
    try:
        kept, progress = autosave.files.take_up(left.path)
        kept = kept if progress is None else gone_on(kept, progress)
        take_up(window.session, kept)
    except (FieldError, ValueError, OSError) as error:
        warn(window, "Open", f"The work that was left cannot be taken up; it stays in {left.path}.\n{error}")
        return False
    window.session.window.choose(kept.workspace)
    # What was left is taken away only when it is safe elsewhere.
    autosave.save()
    forget(window, autosave, left)
    return True


def forget(window: MainWindow, autosave: Autosave, left: LeftSession) -> None:
    """Take away one work that was left."""
    autosave.files.forget(left.path)
    offer(window, autosave)
