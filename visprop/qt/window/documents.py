"""Scenario files: opened, saved, remembered."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from visprop.kinds.registry import offers
from visprop.lessons.lesson import SUFFIX as LESSON_SUFFIX
from visprop.qt.panels.saving_answers import save_answers
from visprop.qt.plain import is_confirmed, warn
from visprop.qt.waiting import load_patiently, save_patiently
from visprop.scenario.any_run import AnyRun
from visprop.scenario.builtin import builtin_path
from visprop.scenario.data.kinds import SUFFIXES, is_table
from visprop.scenario.files.document import SUFFIX, Document
from visprop.scenario.files.fields import FieldError
from visprop.scenario.files.writing import TableInTheWay
from visprop.scenario.run import Run
from visprop.session.course import Course
from visprop.session.exercise.grades import Record, report
from visprop.session.session import Session

if TYPE_CHECKING:
    from visprop.kinds.article_figures import ArticleFigure
    from visprop.qt.window.tables import Tables

RECENT_COUNT = 8
"""How many recent files are listed."""


KINDS = f"Tables ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"
"""How a file dialogue calls tables."""


class Documents:
    """What the File menu does.

    Args:
        session: into which scenarios are opened and from which they are saved.
        settings: where recent files are remembered.
        window: the parent of the dialogues.
        course: in which lessons are opened.
        leave: leaves the lesson or the exercise that is open.
    """

    def __init__(
        self, session: Session, settings: QSettings, window: QWidget, course: Course, leave: Callable[[], object]
    ) -> None:
        self._session, self._settings, self._window = session, settings, window
        self._course, self._leave = course, leave
        self.was_discarded = False

    @cached_property
    def tables(self) -> Tables:
        """What reads tables, which is loaded when the first one is wanted."""
        from visprop.qt.window.tables import Tables

        return Tables(self._session, self._window)

    @property
    def folder(self) -> Path:
        """Where file dialogs begin."""
        return self._session.path.parent if self._session.path else Path.home()

    @property
    def recent(self) -> list[str]:
        """Files that were opened or saved last, newest first."""
        value = self._settings.value("recent", [])
        return [str(entry) for entry in value] if isinstance(value, list) else [str(value)]

    def open_path(self, path: Path, builtin: str = "") -> bool:
        """Open a scenario file or import a table, or say why not; a built-in one has a name and is not saved over."""
        self._session.playback.pause()
        if is_table(path):
            return self.import_path(path)
        if path.suffix.lower() == LESSON_SUFFIX:
            return self.open_lesson(path)
        try:
            document = load_patiently(path, self._window)
            if document is None:
                return False
            self._session.open(document.run, None if builtin else path, document.at, bool(builtin))
        except (OSError, FieldError) as error:
            warn(self._window, "Open", f"{path.name} cannot be opened.\n{error}")
            return False
        for repair in document.repairs:
            self._session.changes.tell(repair)
        if not builtin:
            self._remember(path)
        if document.workspace:
            self._session.window.choose(document.workspace)
        return True

    def open_lesson(self, path: Path) -> bool:
        """Open a lesson from a file, or say why not; the user's own session waits meanwhile."""
        # Imported late: the first window does not need it.
        from visprop.lessons.reading_lessons import load_lesson

        try:
            self._course.open(load_lesson(path))
        except (OSError, FieldError) as error:
            warn(self._window, "Open", f"{path.name} cannot be opened.\n{error}")
            return False
        self._remember(path)
        return True

    def open_recent(self, entry: str) -> None:
        """Open one of the recent files."""
        if self.may_discard():
            self.open_path(Path(entry))

    def open_dialog(self) -> None:
        """Ask for a file and open it."""
        if not self.may_discard():
            return
        kinds = f"Scenarios (*{SUFFIX} *.json);;Lessons (*{LESSON_SUFFIX});;{KINDS};;All files (*)"
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Open", str(self.folder), kinds)
        if chosen:
            self.open_path(Path(chosen))

    def import_dialog(self) -> None:
        """Ask for a table and import it."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Import a table", str(self.folder), f"{KINDS};;All files (*)")
        if chosen:
            self.import_path(Path(chosen))

    def import_path(self, path: Path) -> bool:
        """Import a table; whether its examples are in place."""
        self._session.playback.pause()
        imported = self.tables.ask_about(path)
        if imported is None or (imported.hidden is not None and not self.may_discard()):
            return False
        self.tables.put_in_place(path, imported)
        return True

    def drop(self, path: Path) -> None:
        """Open a file, or import a table, that was dragged onto the window."""
        if is_table(path):
            self.import_path(path)
        elif self.may_discard():
            self.open_path(path)

    def own_network(self) -> None:
        """Ask for a network that is typed in, and begin with it."""
        from visprop.qt.dialogs.own_network import OwnNetworkDialog

        if not self.may_discard():
            return
        dialog = OwnNetworkDialog(self._window)
        if dialog.exec() and dialog.scenario is not None:
            self._session.open(Run(dialog.scenario), None, is_new=True)
        dialog.deleteLater()

    def open_builtin(self, name: str) -> None:
        """Open a built-in scenario."""
        if self.may_discard():
            self.open_path(builtin_path(name), builtin=name)

    def open_offer(self, name: str) -> None:
        """Begin with what a kind of experiment offers, a bench."""
        if self.may_discard():
            self._session.open(offers()[name].run(), None, is_builtin=True)

    def open_on_bench(self, name: str) -> None:
        """Begin a bench with the numbers of the network that is open, at what is selected in it, or say why not."""
        take = offers()[name].of_network
        assert take is not None, "only benches that take networks are offered"
        try:
            run = take(self._session.moment(), self._session.selection.selected)
        except ValueError as error:
            self._session.changes.tell(str(error))
            return
        if self.may_discard():
            self._session.open(run, None)

    def open_figure(self, figure: ArticleFigure) -> bool:
        """Begin with what a figure of the article is a picture of, at its position and with its choices; whether it is open."""
        if not self.may_discard():
            return False
        self._session.open(figure.run, None, figure.at, is_builtin=True)
        self._session.view.lend(figure.chosen(self._session.options))
        return True

    def save(self) -> bool:
        """Save to the scenario's file, or ask for one where it has none."""
        return self._save_to(self._session.path) if self._session.path else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        path = self._ask_for_file("Save as", self._session.path or self.folder / self._named(""))
        return path is not None and self._save_to(path, is_chosen=True)

    def save_begun(self) -> bool:
        """Ask for another file and write the beginning alone to it, as it is handed out; what is open stays what it is."""
        path = self._ask_for_file("Save as it began", self.folder / self._named(" (beginning)"))
        if path is None:
            return False
        if self._session.path is not None and path.resolve() == self._session.path.resolve():
            warn(self._window, "Save", f"{path.name} holds the run as it is. Choose another file for its beginning.")
            return False
        self._session.playback.pause()
        document = Document(self._session.edits.beginning(), "", self._session.window.workspace)
        if not self._write(document, path):
            return False
        self._session.changes.tell(f"Saved {path.name} as it began; nothing is trained in it")
        return True

    def save_answers(self) -> bool:
        """Ask for a file and write what was answered in the lessons to it; whether it is written."""
        return save_answers(self._course, self._window)

    def _named(self, more: str) -> str:
        """A file's name after the title."""
        return f"{self._session.path.stem if self._session.path else self._session.title or 'scenario'}{more}{SUFFIX}"

    def _ask_for_file(self, title: str, start: Path) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(start), f"Scenarios (*{SUFFIX})")
        if not chosen:
            return None
        path = with_suffix(Path(chosen), SUFFIX, ".json")
        # The file dialogue has asked about the name as it was typed.
        if (
            str(path) != chosen
            and path.exists()
            and not is_confirmed(self._window, "Save", f"{path.name} exists already. Replace it?")
        ):
            return None
        return path

    def _save_to(self, path: Path, is_chosen: bool = False) -> bool:
        for is_so, question in (
            (not is_chosen and self._session.was_changed_elsewhere, "was changed by another program since it was opened here"),
            (is_read_only(path), "is read-only"),
        ):
            if is_so and not is_confirmed(self._window, "Save", f"{path.name} {question}. Write over it?"):
                return False
        playback = self._session.playback
        playback.pause()
        at = playback.experiment.walk.text(playback.position)
        if not self._write(Document(self._session.edits.saved_run(), at, self._session.window.workspace), path):
            return False
        self._session.mark_saved(path)
        self._remember(path)
        self._session.changes.tell(f"Saved {path.name} as it is after {self._session.playback.frame.done} updates")
        return True

    def _write(self, document: Document[AnyRun], path: Path) -> bool:
        """Write a file, or say why not; whether it is written."""
        try:
            try:
                return save_patiently(document, path, self._window)
            except TableInTheWay as error:
                question = f"{error.path.name} is another table, which lies where the imported one is to be written. Replace it?"
                return is_confirmed(self._window, "Save", question) and save_patiently(
                    document, path, self._window, may_replace_table=True
                )
        except OSError as error:
            warn(self._window, "Save", f"{path} cannot be written.\n{error}")
            return False

    def save_grades(self, records: Sequence[Record]) -> None:
        """Ask where to, and write how the tasks of an exercise were done, as a table of CSV."""
        start = self.folder / "grades.csv"
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Save grades", str(start), "Tables (*.csv)")
        if not chosen:
            return
        path = with_suffix(Path(chosen), ".csv")
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(report(records))
        except OSError as error:
            warn(self._window, "Save grades", f"{path} cannot be written.\n{error}")
        else:
            self._session.changes.tell(f"The grades are in {path.name}")

    def may_discard(self) -> bool:
        """Whether the scenario may be left: it is as saved, or the user says so. A lesson or an exercise is left first."""
        self._leave()
        self.was_discarded = False
        if not self._session.is_modified:
            return True
        button = QMessageBox.StandardButton
        buttons = button.Save | button.Discard | button.Cancel
        answer = QMessageBox.question(self._window, "visprop", "The scenario was changed. Save it?", buttons)
        self.was_discarded = answer == button.Discard
        return self.save() if answer == button.Save else self.was_discarded

    def _remember(self, path: Path) -> None:
        entries = [str(path.resolve()), *(entry for entry in self.recent if entry != str(path.resolve()))]
        self._settings.setValue("recent", entries[:RECENT_COUNT])


def is_read_only(path: Path) -> bool:
    """Whether a file is marked as one that is not to be changed, which replacing it would pass over."""
    return path.exists() and not path.stat().st_mode & 0o222


def with_suffix(path: Path, suffix: str, *others: str) -> Path:
    """A path that ends as it must: `eta 0.5` is a name without an ending."""
    return path if path.suffix.lower() in (suffix, *others) else path.with_name(path.name + suffix)


def dropped_file(event: QDropEvent) -> Path | None:
    """The scenario file or table that is dragged, if it is one."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and (path.suffix.lower() in (SUFFIX, ".json", LESSON_SUFFIX) or is_table(path)) else None
