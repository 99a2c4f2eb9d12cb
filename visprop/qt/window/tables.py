"""Tables of the user's own, and data sets of the program, taken as examples."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QWidget

from visprop.qt.plain import is_confirmed, warn
from visprop.qt.waiting import LARGE_FILE, in_process
from visprop.scenario.data.books import BOOKS
from visprop.scenario.data.data import MAX_POINTS, FunctionData
from visprop.scenario.data.importing import read_table
from visprop.scenario.data.making import function_data
from visprop.scenario.data.sampling import Sample, TooManyRows
from visprop.scenario.data.table import Dialect, Table
from visprop.scenario.fresh import fresh, network_for
from visprop.scenario.run import Run
from visprop.scenario.sets import Wish, builtin_sets
from visprop.session.session import Session

if TYPE_CHECKING:
    from visprop.qt.dialogs.importing import Imported

_SAMPLES = 50


def opened_book(path: Path, sample: Sample | None) -> tuple[tuple[str, ...], tuple[Table, Dialect]]:
    """The names of a spreadsheet's sheets, and the first one as a table.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no spreadsheet.
    """
    return BOOKS[path.suffix.lower()].sheets(path), read_table(path, sample=sample)


class Tables:
    """Reads them, asks what is what, and puts the examples in place.

    Args:
        session: what gets them.
        window: the parent of the dialogues.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        self._session, self._window = session, window

    def ask_about(self, path: Path) -> Imported | None:
        """Read a table and ask what is what in it; None if it cannot be read, which is told, or if the user gives it up."""
        sample = None
        try:
            try:
                sheets, found = self._opened(path, sample)
            except TooManyRows as error:
                if not self._wants_sample(path, error):
                    return None
                sample = Sample()
                sheets, found = self._opened(path, sample)
        except (OSError, ValueError) as error:
            warn(self._window, "Import", f"{path.name} cannot be imported.\n{error}")
            return None
        if found is None:
            return None
        # Imported late: the first window needs it not.
        from visprop.qt.dialogs.importing import ImportDialog

        dialog = ImportDialog(path, *found, partial(self._read_again, path, sample), sheets, self._window)
        dialog.exec()
        imported = dialog.imported
        dialog.deleteLater()
        return imported

    def _wants_sample(self, path: Path, error: TooManyRows) -> bool:
        """Whether some of the rows will do."""
        text = f"{path.name} {error}. Take {MAX_POINTS} of them, drawn at random, in their own order?"
        return is_confirmed(self._window, "Import", text)

    def _opened(self, path: Path, sample: Sample | None) -> tuple[tuple[str, ...], tuple[Table, Dialect] | None]:
        """The sheets of a spreadsheet, and its first one, or the table of any other file."""
        if path.suffix.lower() not in BOOKS:
            return (), self._read(path, None, "", sample)
        # However small it is, what it unpacks to may be large.
        found = in_process(opened_book, (path, sample), f"Reading {path.name}…", self._window)
        return ((), None) if found is None else found

    def _read(self, path: Path, dialect: Dialect | None, sheet: str, sample: Sample | None) -> tuple[Table, Dialect] | None:
        if path.stat().st_size <= LARGE_FILE and path.suffix.lower() not in BOOKS:
            return read_table(path, dialect, sheet, sample)
        return in_process(read_table, (path, dialect, sheet, sample), f"Reading {path.name}…", self._window)

    def _read_again(self, path: Path, sample: Sample | None, dialect: Dialect | None, sheet: str) -> tuple[Table, Dialect]:
        found = self._read(path, dialect, sheet, sample)
        if found is None:
            raise ValueError("reading was given up")
        return found

    def put_in_place(self, path: Path, imported: Imported) -> None:
        """Make the examples those of the present network, or of a new one."""
        try:
            if imported.hidden is None:
                if not self._session.data_edits.replace(f"import {path.name}", imported.data):
                    return
            else:
                network = network_for(imported.data, imported.hidden)
                self._session.open(Run(fresh(path.stem, network, imported.data)), None, is_new=True)
        except ValueError as error:
            warn(self._window, "Import", f"{path.name} cannot be taken.\n{error}")
            return
        self._session.changes.tell(f"{path.name}: {imported.data.in_words}")
        self._session.window.choose("data")

    def ask_function(self) -> None:
        """Ask for a function, and take samples of it; what is wrong in it is told, and asked again."""
        network, now = self._session.scenario.network, "sin(2*pi*x)" if self._session.scenario.network.sizes[0] == 1 else "x1*x2"
        words = "x" if network.sizes[0] == 1 else f"x1 … x{network.sizes[0]}"
        label = f"Targets as a function of {words}, such as {now}; 50 samples from 0 to 1"
        while True:
            text, is_taken = QInputDialog.getText(self._window, "A function", label, text=now)
            if not is_taken:
                return
            try:
                data = function_data(FunctionData(text, _SAMPLES), network.sizes[0])
            except ValueError as error:
                now, label = text, f"{error}\nTargets as a function of {words}:"
                continue
            self._session.data_edits.replace(text, data)
            return

    def take_set(self, name: str) -> None:
        """Make a data set of the program the present network's examples."""
        found = builtin_sets()[name]
        self._session.data_edits.replace(found.words, found.make(Wish()))
