"""The dialogues that need more of the window than the session: the start page and the preferences."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.window.documents import Documents
from visprop.qt.window.memory import RESTORE_WORDS, Memory
from visprop.scenario.builtin import FIRST
from visprop.session.course import Course
from visprop.session.session import Session
from visprop.timeline.parts import Part

if TYPE_CHECKING:
    # Imported late: the first window needs none of them.
    from visprop.qt.dialogs.left_work import Left
    from visprop.qt.dialogs.preferences import PreferencesDialog
    from visprop.qt.dialogs.start_page import StartPage


def make_start_page(adapter: Adapter, documents: Documents, left: list[Left], parent: QWidget) -> StartPage:
    """The start page, with the works that earlier starts left."""
    from visprop.qt.dialogs.start_page import StartPage, Ways

    session = adapter.session
    ways = Ways(
        partial(_look_around, adapter, documents), partial(_first_chapter, adapter.course),
        partial(session.window.choose, "lesson"),
        documents.open_builtin, documents.open_offer, documents.open_recent, documents.open_dialog, documents.own_network,
        documents.import_dialog,
    )  # fmt: skip
    page = StartPage(session.options, documents.recent, left, ways, partial(_hidden_by_it, session), parent)
    adapter.watch(page.make_way, (Part.RUN, Part.POSITION, Part.OPTIONS, Part.WINDOW))
    return page


def _hidden_by_it(session: Session) -> tuple[object, ...]:
    """What is seen only without the start page."""
    return session.playback.experiment, session.playback.position, session.options, session.window.workspace, session.window.text


def _look_around(adapter: Adapter, documents: Documents) -> None:
    documents.open_builtin(FIRST)
    adapter.session.window.choose("step")
    adapter.look_around.begin()


def _first_chapter(course: Course) -> None:
    from visprop.lessons.shelf import chapters, open_chapter

    name = chapters()[0].name
    lesson = open_chapter(name)
    course.open(lesson, course.progress.first_left(name, len(lesson.steps)))


def make_preferences(session: Session, memory: Memory, parent: QWidget) -> PreferencesDialog:
    """The preferences, with what the start does."""
    from visprop.qt.dialogs.preferences import PreferencesDialog, StartChoice

    return PreferencesDialog(session, StartChoice(RESTORE_WORDS, lambda: memory.restore, memory.set_restore), parent)
