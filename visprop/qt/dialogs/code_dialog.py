"""A training as code: in which framework, for how many updates, and as what kind of file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from visprop.codegen.cells import Unwritable
from visprop.codegen.facts import Facts
from visprop.codegen.registry import ENDINGS, FRAMEWORKS, code_file
from visprop.qt.panels.panel_parts import choice_box
from visprop.qt.plain import is_confirmed, plain_label
from visprop.qt.waiting import beside
from visprop.scenario.files.whole import write_whole
from visprop.scenario.run import Run
from visprop.timeline.diverged import Diverged

_MOST_UPDATES = 100_000
_KINDS = {".py": "Python script", ".ipynb": "Jupyter notebook"}


class CodeDialog(QDialog):
    """Writes a run as code; what cannot be written is said here, so that another choice can be made.

    Args:
        run: what is written.
        folder: where the file dialogue begins.
        tell: is told what was written.
        parent: the window.
    """

    def __init__(self, run: Run, folder: Path, tell: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export as code")
        self._run, self._folder, self._tell = run, folder, tell
        self.framework = choice_box("Framework", "What computes", FRAMEWORKS.words)
        self.kind = choice_box("File", "What kind of file", {ending: _KINDS.get(ending, ending) for ending in ENDINGS})
        self.updates = QSpinBox(minimum=1, maximum=_MOST_UPDATES, value=100)
        self.updates.setToolTip("How many updates it makes, from the start of this run; it ends by asserting visprop's numbers")
        self.updates.setAccessibleName("Updates")
        words = (
            "It needs no visprop, computes the same from the start of this run, and fails if a number differs by more than 1e-12."
        )
        self.told = plain_label(words)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow("&Framework", self.framework)
        form.addRow("F&ile", self.kind)
        form.addRow("&Updates", self.updates)
        whole = QVBoxLayout(self)
        whole.addLayout(form)
        whole.addWidget(self.told)
        whole.addWidget(buttons)
        self.resize(420, self.heightForWidth(420))

    def save(self) -> None:
        """Ask for a file and write it, or say why not."""
        ending = str(self.kind.currentData())
        start = self._folder / f"training{ending}"
        chosen, _ = QFileDialog.getSaveFileName(self, "Export as code", str(start), f"{_KINDS.get(ending, ending)} (*{ending})")
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() == ending:
            self.write(path)
            return
        # The file dialogue has asked about the name as it was typed.
        path = path.with_name(path.name + ending)
        if not path.exists() or is_confirmed(self, "Export as code", f"{path.name} exists already. Replace it?"):
            self.write(path)

    def write(self, path: Path) -> None:
        """Write it there."""
        run, framework, updates = self._run, str(self.framework.currentData()), self.updates.value()

        def work() -> Path:
            write_whole(path, code_file(framework, Facts(run, updates), path).encode())
            return path

        try:
            written = beside(work, f"Writing {path.name}…", self)
        except (Unwritable, Diverged, OSError) as error:
            self.told.setText(f"{path.name} cannot be written: {error}")
            return
        if written is not None:
            self._tell(f"Wrote {path}")
            self.accept()
