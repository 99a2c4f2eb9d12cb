"""What is exported, as what, and how large."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from visprop.export.formats import POINTS_PER_INCH, ExportOptions, Format
from visprop.export.registry import FORMATS, export_view, format_of, formats_of
from visprop.figures.base.omission import Omission, told
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.moment import ViewOptions
from visprop.figures.views import View
from visprop.qt.dialogs.paper_fields import PaperFields
from visprop.qt.views.session_view import SessionView
from visprop.session.session import Session


class ExportDialog(QDialog):
    """The choices of one export.

    Args:
        views: those that can be chosen, by their names.
        current: the name of the view that is chosen at first.
        has_selection: whether something is selected, so that views about one parameter can be chosen.
        parent: the window.
    """

    def __init__(self, views: Mapping[str, View], current: str, has_selection: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export figure")
        self.view = QComboBox()
        for view in views.values():
            if has_selection or not view.needs_selection:
                self.view.addItem(view.title, view)
        self.view.setCurrentText(views[current].title)
        self.format = QComboBox()
        self.paper_fields = PaperFields(self)
        self.dpi = QDoubleSpinBox(minimum=36, maximum=1200, value=300, suffix=" dpi", decimals=0)
        self.text = QComboBox()
        self.text.addItem("outlines: look the same everywhere", False)
        self.text.addItem("letters: can be edited, where the font is", True)
        self.paper = QComboBox()
        self.paper.addItem("light", LIGHT)
        self.paper.addItem("dark", DARK)
        self.transparent = QCheckBox("no paper (transparent)")
        self.standalone = QCheckBox("a whole document (LaTeX)")
        self._pixels = QLabel()
        self._lay_out()
        self.view.currentIndexChanged.connect(self._fill_formats)
        self.paper_fields.changed.connect(self._refresh)
        self.dpi.valueChanged.connect(self._refresh)
        self.format.currentIndexChanged.connect(self._refresh)
        self._fill_formats()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("&View", self.view)
        form.addRow("&Format", self.format)
        self.paper_fields.add_to(form)
        for label, field in (
            ("&Resolution", self.dpi), ("", self._pixels), ("&Text", self.text), ("&Colours", self.paper), ("", self.transparent),
            ("", self.standalone),
        ):  # fmt: skip
            form.addRow(label, field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)
        # Only within its dialogue can a button become the default one: else Enter meant Cancel, the first in the row.
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        save.setDefault(True)

    # What is chosen

    @property
    def chosen_view(self) -> View:
        """The chosen view."""
        view = self.view.currentData()
        assert isinstance(view, View)
        return view

    @property
    def chosen_format(self) -> Format:
        """The chosen format."""
        return next(found for found in formats_of(self.chosen_view) if found.suffix == self.format.currentData())

    def set_size(self, points: tuple[float, float]) -> None:
        """Choose a size in points."""
        self.paper_fields.set_size(points)

    def ask_path(self, folder: Path) -> Path | None:
        """Ask where to write; an ending of another format becomes that of the chosen one, and a missing one is added."""
        suffix = self.chosen_format.suffix
        name = f"{self.chosen_view.name}.{suffix}"
        kinds = f"{suffix.upper()} (*.{suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self.parentWidget(), "Export figure", str(folder / name), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() == f".{suffix}":
            return path
        name = path.stem if path.suffix.lower().lstrip(".") in FORMATS else path.name
        found = path.with_name(f"{name}.{suffix}")
        return found if not found.exists() or self._may_replace(found) else None

    def _may_replace(self, path: Path) -> bool:
        """The file dialogue has asked about the name as it was typed, not about this one."""
        button = QMessageBox.StandardButton
        text = f"{path.name} exists already. Replace it?"
        return QMessageBox.question(self, "Export figure", text, button.Yes | button.No, button.No) == button.Yes

    def writing(self, session: Session, shown: Mapping[str, SessionView], path: Path) -> Callable[[], str]:
        """What writes the choice, in whichever thread, and says what it has written, and what had no room in it.

        A view that the window shows is written as it is seen there.

        Raises:
            ExportError: it cannot be written so; and what is given back raises it if it cannot be written there.
        """
        view, options = self.chosen_view, session.options.choose(ViewOptions.theme, self.paper.currentData())
        choices = ExportOptions(
            self.text.currentData(), self.dpi.value(), self.transparent.isChecked(), self.standalone.isChecked()
        )
        format_of(view, path)
        options = shown[view.name].finished_options(options) if view.name in shown else options
        moment, paper = session.moment().at_once(view.shows_past), self.paper_fields.paper

        def write() -> str:
            omitted: list[Omission] = []
            paths = export_view(view, moment, options, paper, path, choices, lambda figure: omitted.extend(figure.omitted))
            more = f" to {paths[-1].name}" if len(paths) > 1 else ""
            return f"Wrote {paths[0]}{more}" + (f"; not shown for want of room: {told(omitted)}" if omitted else "")

        return write

    # What is shown

    def _fill_formats(self) -> None:
        before = self.format.currentData()
        self.format.clear()
        for found in formats_of(self.chosen_view):
            self.format.addItem(found.words, found.suffix)
        self.format.setCurrentIndex(max(0, self.format.findData(before)))

    def _refresh(self) -> None:
        if self.format.currentData() is None:
            return
        found = self.chosen_format
        self.dpi.setEnabled("dpi" in found.uses)
        self.text.setEnabled("letters" in found.uses)
        self.transparent.setEnabled("transparent" in found.uses)
        self.paper.setEnabled(found.figure_file is not None)
        self.standalone.setEnabled("standalone" in found.uses)
        self.paper_fields.enable(found.figure_file is not None)
        paper = self.paper_fields.paper
        sides = [round(side * self.dpi.value() / POINTS_PER_INCH) for side in (paper.width, paper.height) if side is not None]
        is_told = "dpi" in found.uses and len(sides) == 2 and not paper.crop
        self._pixels.setText(f"{sides[0]} × {sides[1]} pixels" if is_told else "")
