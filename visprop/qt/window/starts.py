"""The dialogues that need more of the window than the session: the gallery and the preferences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from visprop.qt.window.documents import Documents
from visprop.qt.window.memory import RESTORE_WORDS, Memory
from visprop.session.session import Session

if TYPE_CHECKING:
    # Imported late: the first window needs none of them.
    from visprop.qt.dialogs.gallery import Gallery, Left
    from visprop.qt.dialogs.preferences import PreferencesDialog


def make_gallery(session: Session, documents: Documents, left: list[Left], parent: QWidget) -> Gallery:
    """The gallery, with the works that earlier starts left."""
    from visprop.qt.dialogs.gallery import Gallery

    return Gallery(
        session.options, session.window.text / 100, documents.recent, left, documents.open_builtin, documents.open_offer,
        documents.open_recent, documents.own_network, documents.import_dialog, parent,
    )  # fmt: skip


def make_preferences(session: Session, memory: Memory, parent: QWidget) -> PreferencesDialog:
    """The preferences, with what the start does."""
    from visprop.qt.dialogs.preferences import PreferencesDialog, StartChoice

    return PreferencesDialog(session, StartChoice(RESTORE_WORDS, lambda: memory.restore, memory.set_restore), parent)
