"""The dialogues that need more of the window than the session: the start page and the preferences."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from visprop.qt.window.documents import Documents
from visprop.qt.window.memory import RESTORE_WORDS, Memory
from visprop.session.session import Session

if TYPE_CHECKING:
    # Imported late: the first window needs none of them.
    from visprop.qt.dialogs.preferences import PreferencesDialog
    from visprop.qt.dialogs.start_page import Left, StartPage


def make_start_page(session: Session, documents: Documents, left: list[Left], parent: QWidget) -> StartPage:
    """The start page, with the works that earlier starts left."""
    from visprop.qt.dialogs.start_page import StartPage, Ways

    ways = Ways(
        partial(session.window.choose, "lesson"),
        documents.open_builtin, documents.open_offer, documents.open_recent, documents.open_dialog, documents.own_network,
        documents.import_dialog,
    )  # fmt: skip
    return StartPage(session.options, documents.recent, left, ways, parent)


def make_preferences(session: Session, memory: Memory, parent: QWidget) -> PreferencesDialog:
    """The preferences, with what the start does."""
    from visprop.qt.dialogs.preferences import PreferencesDialog, StartChoice

    return PreferencesDialog(session, StartChoice(RESTORE_WORDS, lambda: memory.restore, memory.set_restore), parent)
