"""What can be chosen for a figure: which pictures, how large, as what and where; how it looks; what is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QScrollArea, QTabWidget, QWidget

from visprop.export.composing import Given, Sheet, heeded, is_heeded, sheet_view
from visprop.export.flags import SHEET, Asked, ExportFlag, export_flags
from visprop.export.formats import PLAIN, ExportError, Format
from visprop.export.paper import Paper
from visprop.export.registry import FORMATS, format_of, formats_of
from visprop.figures.moment import ViewOptions
from visprop.figures.option import Heading
from visprop.figures.sheet.titles import Titles
from visprop.figures.views import View
from visprop.qt.dialogs.export_memory import ExportMemory, Remembered
from visprop.qt.dialogs.file_field import FileField
from visprop.qt.dialogs.flag_fields import FlagField
from visprop.qt.dialogs.panels_field import PanelsField
from visprop.qt.dialogs.paper_fields import PaperFields
from visprop.qt.dialogs.preset_field import PresetField
from visprop.qt.look.letters import px
from visprop.qt.panels.panel_parts import choice_box, scrolled

_LOOK, _DRAWN = 1, 2
"""Which tab has the looks, and which what is drawn."""

_WIDEST, _FRAME = 460, 12
"""How wide it becomes at most for its fields, and what of it is the frame of the tabs."""


class ExportForm(QTabWidget):
    """The fields, in tabs.

    Args:
        views: those that can be chosen, by their names.
        current: which is chosen at first.
        base: how the window shows a view.
        memory: what was chosen for it before.
        folder: where a file is written.

    Signals:
        changed: something else is chosen.
    """

    changed = Signal()

    def __init__(
        self, views: Mapping[str, View], current: str, base: Callable[[View], ViewOptions], memory: ExportMemory, folder: Path
    ) -> None:
        super().__init__()
        self.setAccessibleName("Choices")
        self._base, self._memory = base, memory
        # What the user has chosen in this dialogue is not overwritten by what was remembered of another view.
        self._is_touched = False
        self._named = ""
        self._opened: set[int] = set()
        self.panels = PanelsField(views, current)
        self.paper_fields = PaperFields(self)
        self.presets = PresetField(memory, lambda: self.paper_fields.paper)
        self.format = choice_box("Format", "As what it is written", {}, 14)
        self.file = FileField(folder, "Export figure", FORMATS)
        self.numbers = QCheckBox("save only if all &numbers have room")
        self._flags = export_flags()
        self.fields: dict[str, FlagField] = {}
        self.sheet_fields = {name: FlagField(asked, self._on_touched) for name, asked in SHEET.items()}
        self.sheet_fields["title"].set_usual(Titles.ON.value)
        self._forms: dict[QWidget, QFormLayout] = {}
        self._lay_out()
        self._connect()
        self._follow_view()

    def _lay_out(self) -> None:
        sheet = self.sheet_fields
        figure = self._tab("&Figure")
        self._row(figure, "&View", self.panels)
        for name in ("columns", "headings"):
            self._row_of(figure, sheet[name])
        self._row(figure, "Ven&ue", self.presets)
        self.paper_fields.add_to(figure)
        for words, widget in (("F&ormat", self.format), ("Fil&e", self.file), ("", self.numbers)):
            self._row(figure, words, widget)
        self._look, self._drawn = self._tab("Loo&k"), self._tab("&Drawn")
        for name in ("title", "scale_from"):
            self._row_of(self._look, sheet[name])

    def _tab(self, words: str) -> QFormLayout:
        page = QWidget()
        form = QFormLayout(page)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.addTab(scrolled(page), words)
        return form

    def _row(self, form: QFormLayout, words: str, widget: QWidget, at: int = -1) -> None:
        form.insertRow(at, words, widget)
        self._forms[widget] = form

    def _row_of(self, form: QFormLayout, field: FlagField, at: int = -1) -> None:
        self._row(form, "" if isinstance(field.widget, QCheckBox) else field.label, field.widget, at)

    def _make_missing(self, names: frozenset[str], found: Format, base: ViewOptions) -> None:
        """Make the controls that are wanted and not there yet, when their tab is opened: they are many."""
        rows = {True: 0, False: 0}
        self._opened.add(self.currentIndex())
        for flag in self._flags:
            is_look, form = _is_look(flag), self._look if _is_look(flag) else self._drawn
            is_open = (_LOOK if is_look else _DRAWN) in self._opened
            if flag.told.name not in self.fields and is_open and is_heeded(flag, names, found):
                self.fields[flag.told.name] = field = FlagField(flag, self._on_touched)
                field.show_base(base)
                self._row_of(form, field, rows[is_look])
            rows[is_look] += flag.told.name in self.fields

    def _connect(self) -> None:
        self.currentChanged.connect(self._offer)
        self.panels.changed.connect(self._follow_view)
        self.presets.chosen.connect(self.paper_fields.set_paper)
        self.paper_fields.changed.connect(self._on_touched)
        self.paper_fields.changed.connect(self.presets.follow)
        self.format.currentIndexChanged.connect(self._on_format)
        self.file.ending_typed.connect(self._on_ending)
        self.numbers.toggled.connect(lambda _: self.changed.emit())

    # What is chosen

    @property
    def view(self) -> View:
        """The one view, or the sheet of several."""
        return sheet_view([view for view, _ in self.panels.chosen], (), Sheet())

    def offer_size(self, points: tuple[float, float]) -> None:
        """Choose a size in points, which the user has not chosen."""
        was_touched = self._is_touched
        self.paper_fields.set_size(points)
        self._is_touched = was_touched

    @property
    def chosen_format(self) -> Format:
        """The chosen format, as the view has it."""
        return next(found for found in formats_of(self.view) if found.suffix == self.format.currentData())

    @property
    def paper(self) -> Paper:
        """On what it is set; text that LaTeX sets knows no height."""
        return self.paper_fields.paper

    def given(self) -> Given:
        """The choices that are made and heeded.

        Raises:
            ExportError: one that is typed tells nothing.
        """
        found = self.chosen_format
        names = heeded(self.view, found)
        made = [(flag, self.fields[flag.told.name].given()) for flag in self._flags if self._is_asked(flag, names, found)]
        return [(flag, value) for flag, value in made if value is not None]

    def _is_asked(self, flag: ExportFlag, names: frozenset[str], found: Format) -> bool:
        return flag.told.name in self.fields and is_heeded(flag, names, found)

    def sheet(self) -> Sheet:
        """How the panels stand."""
        made = {name: field.given() for name, field in self.sheet_fields.items() if not field.widget.isHidden()}
        made = {"columns": self.paper.columns} | {name: value for name, value in made.items() if value is not None}
        return Sheet(**made | {"scale_from": tuple(made.get("scale_from", ()))})

    # What follows from what

    def _follow_view(self) -> None:
        """Offer what the view has, as it was chosen for it before."""
        view = self.view
        if view.name != self._named:
            self._named = view.name
            recalled = None if self._is_touched else self._memory.recall(view.name)
            self._fill_formats("" if recalled is None else recalled.suffix)
            if recalled is not None:
                self._recall(recalled)
        self.file.suggest(view.name.replace(",", "-"))
        for field in self.fields.values():
            field.show_base(self._shown())
        self._follow_format()

    def _shown(self) -> ViewOptions:
        """How the window shows the first panel."""
        return self._base(self.panels.chosen[0][0])

    def _fill_formats(self, wanted: str) -> None:
        before = wanted or self.format.currentData()
        with QSignalBlocker(self.format):
            self.format.clear()
            for found in formats_of(self.view):
                self.format.addItem(found.words, found.suffix)
            self.format.setCurrentIndex(max(0, self.format.findData(before)))
        self._follow_name()

    def _meant(self, path: Path) -> str:
        """The format that a file's name asks for; empty where the view is not written so."""
        try:
            return format_of(self.view, path).suffix
        except ExportError:
            return ""

    def _follow_name(self) -> None:
        suffix = self.chosen_format.suffix
        self.file.follow(suffix, self._meant(self.file.path) == suffix)

    def _recall(self, found: Remembered) -> None:
        fields = self.paper_fields
        if found.flags:
            self._opened.add(_LOOK)
        self._make_missing(heeded(self.view, self.chosen_format), self.chosen_format, self._shown())
        for field in self._looks():
            field.recall(found.flags)
        fields.set_dots(self._dots())
        with QSignalBlocker(fields):
            fields.unit.setCurrentIndex(max(0, fields.unit.findData(found.unit)))
            fields.set_paper(found.paper)
        self.presets.follow()

    def remembered(self) -> tuple[str, Remembered]:
        """The view's name, and what is remembered for it."""
        flags = {field.asked.told.name: field.remembered() for field in self._looks()}
        made = {name: value for name, value in flags.items() if value is not None}
        unit = str(self.paper_fields.unit.currentData())
        return self._named, Remembered(self.chosen_format.suffix, self.paper, unit, made)

    def _looks(self) -> list[FlagField]:
        """What is remembered: not what is about a scenario."""
        of_sheet = [field for name, field in self.sheet_fields.items() if name != "scale_from"]
        return [*of_sheet, *(field for field in self.fields.values() if _is_look(field.asked))]

    def _on_format(self) -> None:
        self._is_touched = True
        self._follow_name()
        self._follow_format()

    def _on_ending(self) -> None:
        at = self.format.findData(self._meant(self.file.path))
        if at >= 0:
            self.format.setCurrentIndex(at)

    def _on_touched(self) -> None:
        self._is_touched = True
        self._follow_format()

    def _dots(self) -> float | None:
        """How many pixels an inch has; None of what is not made of them."""
        if "dpi" not in self.chosen_format.uses:
            return None
        field = self.fields.get("--dpi")
        try:
            return PLAIN.dpi if field is None else float(field.given() or PLAIN.dpi)
        except ExportError:
            # What is typed is told where the figure is ordered.
            return PLAIN.dpi

    def _follow_format(self) -> None:
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        """Offer what view and format heed, and nothing else."""
        found = self.chosen_format
        names = heeded(self.view, found)
        self._make_missing(names, found, self._shown())
        with QSignalBlocker(self.paper_fields):
            self.paper_fields.set_dots(self._dots())
        self.sheet_fields["columns"].set_usual(self.paper.columns)
        for flag in self._flags:
            if flag.told.name in self.fields:
                self._show(self.fields[flag.told.name].widget, is_heeded(flag, names, found))
        views = [one for one, _ in self.panels.chosen]
        is_figure, is_sheet = found.figure_file is not None, len(views) > 1
        for name, is_there in (
            ("columns", is_sheet), ("headings", is_sheet), ("title", any(one.page is None for one in views)),
            ("scale_from", any(one.span is not None for one in views)),
        ):  # fmt: skip
            self._show(self.sheet_fields[name].widget, is_figure and is_there)
        self.paper_fields.enable(is_figure)
        self.numbers.setEnabled(is_figure)
        self._widen()

    def _widen(self) -> None:
        """Let no field be cut off at its right, as far as there is room for the picture beside."""
        area = self.currentWidget()
        assert isinstance(area, QScrollArea), "each tab is scrolled"
        page = area.widget()
        assert page is not None, "each tab has its fields"
        needed = page.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(min(px(_WIDEST), needed + _FRAME))

    def _show(self, widget: QWidget, on: bool) -> None:
        self._forms[widget].setRowVisible(widget, on)


def _is_look(asked: Asked) -> bool:
    """Whether a choice is about looks, and so holds for the next figure as well."""
    return asked.told.heading is Heading.LOOK or (isinstance(asked, ExportFlag) and bool(asked.of_format))
