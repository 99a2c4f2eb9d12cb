"""A worksheet of an update: how many variants, with which hints, and as which files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visprop.export.worksheet.making import MOST_VARIANTS, of_run
from visprop.export.worksheet.questions import Sheet
from visprop.export.worksheet.sheets import SHEETS, SheetFormat, sheet_files, sheet_names
from visprop.qt.dialogs.export_memory import ExportMemory
from visprop.qt.dialogs.save_row import save_row
from visprop.qt.look.letters import px
from visprop.qt.panels.panel_parts import choice_box
from visprop.qt.plain import is_confirmed, plain_label
from visprop.qt.waiting import beside
from visprop.scenario.files.whole import write_whole
from visprop.scenario.run import Run
from visprop.timeline.diverged import Diverged

_HINTS = {1: "the formulas", 2: "with numbers as well", 0: "none"}
_MOST_SEED = 2**31 - 1


class WorksheetDialog(QDialog):
    """Writes worksheets, a file for each chosen format; what cannot be written is said here.

    Args:
        run: what is asked about.
        file: the name of the file that holds it; empty where none does.
        at: the position as it is typed.
        folder: where files are written.
        memory: as what the last one was written.
        tell: is told what was written.
        parent: the window.
    """

    def __init__(
        self,
        run: Run,
        file: str,
        at: str,
        folder: Path,
        memory: ExportMemory,
        tell: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Worksheet")
        self._run, self._file, self._folder, self._memory, self._tell = run, file, folder, memory, tell
        self.at = QLineEdit(at)
        self.at.setToolTip("Which update is asked about: UPDATE, or UPDATE.EXAMPLE")
        self.at.setAccessibleName("Update")
        self.variants, self.seed = QSpinBox(minimum=1, maximum=MOST_VARIANTS), QSpinBox(minimum=0, maximum=_MOST_SEED)
        for box, name, tip in (
            (self.variants, "Variants", "The scenario itself, and others with drawn weights and biases"),
            (self.seed, "Seed", "What the others are drawn from"),
        ):
            box.setAccessibleName(name)
            box.setToolTip(tip)
        self.hints = choice_box("Hints", "What helps beside each blank", _HINTS)
        self.formats = {name: QCheckBox(f"{found.words} ({found.suffix})") for name, found in SHEETS.items()}
        wanted = [self.formats[name] for name in memory.sheets if name in self.formats]
        for ticked in wanted or [next(iter(self.formats.values()))]:
            ticked.setChecked(True)
        self.name, self.browse = QLineEdit("worksheet"), QToolButton()
        self.told = plain_label()
        self._make_solutions()
        self._lay_out()
        for one in (*self.formats.values(), self.solutions, self.apart):
            one.toggled.connect(self._tell_files)
        self.name.textChanged.connect(self._tell_files)
        self.browse.clicked.connect(self._on_browse)
        self._tell_files()

    def _make_solutions(self) -> None:
        self.solutions = QCheckBox("with &solutions")
        self.solutions.setToolTip("On pages of their own; in question banks as feedback after the last try")
        self.apart = QCheckBox("in a file of &their own")
        self.apart.setToolTip("For the teacher alone; those of question banks stay with the questions")
        self.apart.setChecked(True)
        self.apart.setEnabled(False)
        self.solutions.toggled.connect(self.apart.setEnabled)

    def _lay_out(self) -> None:
        form, kinds, name = QFormLayout(), QVBoxLayout(), QHBoxLayout()
        for box in self.formats.values():
            box.setToolTip("Write it as this as well")
            kinds.addWidget(box)
        self.name.setAccessibleName("File")
        self.name.setToolTip(f"The name of the files without their endings, in {self._folder}")
        self.browse.setText("Browse…")
        self.browse.setToolTip("Choose a folder and a name")
        self.browse.setMinimumSize(px(24), px(24))
        name.addWidget(self.name, 1)
        name.addWidget(self.browse)
        for words, field in (
            ("&Update", self.at), ("&Variants", self.variants), ("See&d", self.seed), ("&Hints", self.hints),
            ("", self.solutions), ("", self.apart),
        ):  # fmt: skip
            form.addRow(words, field)
        form.addRow("As", kinds)
        caption = QLabel("Fil&e")
        caption.setBuddy(self.name)
        form.addRow(caption, name)
        buttons, self.save = save_row(self, self.on_save, words="Save")
        whole = QVBoxLayout(self)
        whole.addLayout(form)
        whole.addWidget(self.told)
        whole.addWidget(buttons)
        self.resize(px(380), self.heightForWidth(px(380)))
        self.variants.setFocus()
        self.variants.selectAll()

    # What is chosen

    @property
    def paths(self) -> dict[Path, SheetFormat]:
        """The files, each with its format."""
        stem = self._folder / Path(self.name.text().strip() or "worksheet").expanduser()
        stem = stem.with_suffix("") if stem.suffix.lower() in SHEETS else stem
        return {
            stem.with_name(f"{stem.name}{found.suffix}"): found
            for name, found in SHEETS.items()
            if self.formats[name].isChecked()
        }

    @property
    def _is_apart(self) -> bool:
        return self.solutions.isChecked() and self.apart.isChecked()

    @property
    def _names(self) -> list[Path]:
        """All files, those of solutions too."""
        return [one for path, found in self.paths.items() for one in sheet_names(path, found, self._is_apart)]

    def _tell_files(self) -> None:
        names = ", ".join(path.name for path in self._names)
        self.told.setText(f"Writes {names}." if names else "Choose one of the formats at least.")
        self.save.setEnabled(bool(names))

    def _on_browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Worksheet", str(self._folder / self.name.text()))
        if chosen:
            self.name.setText(chosen)

    # What is done

    def on_save(self) -> None:
        """Write the files, or say why not."""
        paths = self.paths
        there = ", ".join(path.name for path in self._names if path.exists())
        if there and not is_confirmed(self, "Worksheet", f"{there}: there already. Replace?"):
            return
        sheets = partial(of_run, self._run, self.at.text(), self.seed.value(), self.variants.value(), self._file)
        work = partial(_written, sheets, paths, int(self.hints.currentData()), self.solutions.isChecked(), self._is_apart)
        try:
            words = beside(work, "Writing the worksheet…", self)
        except (ValueError, Diverged, OSError) as error:
            self.told.setText(str(error))
            return
        if words is not None:
            self._memory.set_sheets(name for name, box in self.formats.items() if box.isChecked())
            self._tell(words)
            self.accept()


def _written(make: Callable[[], list[Sheet]], paths: dict[Path, SheetFormat], hints: int, solutions: bool, is_apart: bool) -> str:
    """Make the variants and write them, with solutions or without, in files of their own or not; what is said of it.

    Raises:
        ValueError: there is no such position, or the network is too large.
        Diverged: a number is not finite.
        OSError: a file cannot be written.
    """
    sheets = make()
    files: dict[Path, bytes] = {}
    for path, found in paths.items():
        files |= sheet_files(path, found, sheets, hints, solutions, is_apart)
    for path, content in files.items():
        write_whole(path, content)
    return f"Wrote {', '.join(map(str, files))}: {len(sheets[0].questions)} numbers are asked, variants: {len(sheets)}"
