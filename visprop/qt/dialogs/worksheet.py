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
from visprop.export.worksheet.sheets import SHEETS, SheetFormat
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
        tell: is told what was written.
        parent: the window.
    """

    def __init__(
        self, run: Run, file: str, at: str, folder: Path, tell: Callable[[str], object], parent: QWidget
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle("Worksheet")
        self._run, self._file, self._folder, self._tell = run, file, folder, tell
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
        self.solutions = QCheckBox("with &solutions")
        self.solutions.setToolTip("On pages of their own; in question banks as feedback after the last try")
        self.formats = {name: QCheckBox(f"{found.words} ({found.suffix})") for name, found in SHEETS.items()}
        next(iter(self.formats.values())).setChecked(True)
        self.name, self.browse = QLineEdit("worksheet"), QToolButton()
        self.told = plain_label()
        self._lay_out()
        for one in self.formats.values():
            one.toggled.connect(self._tell_files)
        self.name.textChanged.connect(self._tell_files)
        self.browse.clicked.connect(self._on_browse)
        self._tell_files()

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
            ("", self.solutions),
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

    def _tell_files(self) -> None:
        names = ", ".join(path.name for path in self.paths)
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
        there = ", ".join(path.name for path in paths if path.exists())
        if there and not is_confirmed(self, "Worksheet", f"{there}: there already. Replace?"):
            return
        sheets = partial(of_run, self._run, self.at.text(), self.seed.value(), self.variants.value(), self._file)
        work = partial(_written, sheets, paths, int(self.hints.currentData()), self.solutions.isChecked())
        try:
            words = beside(work, "Writing the worksheet…", self)
        except (ValueError, Diverged, OSError) as error:
            self.told.setText(str(error))
            return
        if words is not None:
            self._tell(words)
            self.accept()


def _written(make: Callable[[], list[Sheet]], paths: dict[Path, SheetFormat], hints: int, has_solutions: bool) -> str:
    """Make the variants and write them; what is said of it.

    Raises:
        ValueError: there is no such position, or the network is too large.
        Diverged: a number is not finite.
        OSError: a file cannot be written.
    """
    sheets = make()
    for path, found in paths.items():
        write_whole(path, found.content(sheets, hints, has_solutions))
    return f"Wrote {', '.join(map(str, paths))}: {len(sheets[0].questions)} numbers are asked, variants: {len(sheets)}"
