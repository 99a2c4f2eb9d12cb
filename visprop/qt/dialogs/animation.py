"""An animation: of which view, from where to where, how fast, and as what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from visprop.export.animation.animation_formats import (
    ANIMATION_FORMATS,
    NUMBERED,
    AnimationFormat,
    Writing,
    animation_format_of,
    require_writer,
)
from visprop.export.animation.film import Film
from visprop.export.animation.filming import Filming
from visprop.export.animation.reel import Shot, Tempo, positions, reel
from visprop.export.formats import ExportError
from visprop.figures.base.style import THEMES
from visprop.figures.moment import Moment, ViewOptions
from visprop.figures.sheet.sheet_view import filmed
from visprop.figures.views import View
from visprop.qt.dialogs.save_row import save_row
from visprop.session.session import Session
from visprop.timeline.position import Position, Unit

_SIZES = {"1280 × 720": (1280, 720), "1920 × 1080": (1920, 1080), "800 × 450": (800, 450), "960 × 720": (960, 720)}
"""In pixels."""
_WIDE = 640.0
"""How wide the page is, in points: so large the letters are."""


class AnimationDialog(QDialog):
    """Asks for an animation of the run that is open.

    Args:
        session: whose run it is of.
        views: those that can be chosen, by their names.
        current: the name of the view that is chosen at first.
        parent: the window.
    """

    def __init__(self, session: Session, views: Mapping[str, View], current: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export animation")
        self._session = session
        self.view, self.format, self.by, self.paper, self.size_ = (QComboBox() for _ in range(5))
        for view in views.values():
            if session.selection.selected is not None or not view.needs_selection:
                self.view.addItem(view.title, view)
        self.view.setCurrentText(views[current].title)
        for found in ANIMATION_FORMATS.values():
            self.format.addItem(found.words, found.suffix)
        for unit in Unit:
            self.by.addItem(unit.value, unit)
        for name, theme in THEMES.items():
            self.paper.addItem(name, theme)
        self.paper.setCurrentText(session.options.theme.name)
        self.size_.addItems(list(_SIZES))
        walk, usual = session.playback.experiment.walk, Tempo()
        done = walk.done(session.playback.position)
        self.first, self.last = QLineEdit(walk.text(walk.update_end(done))), QLineEdit(walk.text(walk.update_end(done + 1)))
        self.step, self.hold, self.end = (_seconds(value) for value in (usual.step, usual.hold, usual.end))
        self.rate = QSpinBox(minimum=1, maximum=60, value=round(usual.rate), suffix=" a second")
        self.loops = QCheckBox("begin &again at its end")
        self.loops.setChecked(True)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self._lay_out()
        for box in (self.view, self.format, self.by):
            box.currentIndexChanged.connect(self._tell)
        for line in (self.first, self.last):
            line.textChanged.connect(self._tell)
        for number in (self.step, self.hold, self.end, self.rate):
            number.valueChanged.connect(self._tell)
        self._tell()

    def _lay_out(self) -> None:
        form = QFormLayout()
        for label, field, tip in (
            ("&View", self.view, "What is drawn"),
            ("&Format", self.format, "What it is written as"),
            ("F&rom", self.first, "Where it begins: UPDATE, or UPDATE.EXAMPLE.LINE"),
            ("&To", self.last, "Where it ends: UPDATE, or UPDATE.EXAMPLE.LINE"),
            ("&By", self.by, "How far a step goes"),
            ("A step &moves for", self.step, "How long a step is on its way; 0 for pictures that do not move"),
            ("and &stands for", self.hold, "How long the end of a step stands"),
            ("At the &end", self.end, "How much longer the last picture stands"),
            ("&Pictures", self.rate, "How many pictures a second while something moves"),
            ("Si&ze, in pixels", self.size_, "Width and height"),
            ("&Colours", self.paper, "The theme"),
            ("", self.loops, "What browsers do; a video program has a setting of its own"),
            ("", self.told, ""),
        ):  # fmt: skip
            field.setToolTip(tip)
            form.addRow(label, field)
        buttons, self.save = save_row(self, self.accept)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)

    # What is chosen

    @property
    def chosen_view(self) -> View:
        """The chosen view."""
        view = self.view.currentData()
        assert isinstance(view, View)
        return view

    @property
    def chosen_format(self) -> AnimationFormat:
        """The chosen format."""
        return ANIMATION_FORMATS[str(self.format.currentData())]

    def shots(self) -> list[Shot]:
        """The pictures that it has.

        Raises:
            ExportError: there are none, or too many.
        """
        walk = self._session.playback.experiment.walk
        tempo = Tempo(self.step.value(), self.hold.value(), self.end.value(), float(self.rate.value()))
        moves = bool({"progress", "way"} & set(self.chosen_view.uses))
        places = positions(walk, self._place(self.first), self._place(self.last), self.by.currentData())
        return reel(places, tempo, moves)

    def _place(self, field: QLineEdit) -> Position:
        try:
            return self._session.playback.experiment.walk.parse(field.text())
        except ValueError as error:
            raise ExportError(str(error)) from error

    def ask_path(self, folder: Path) -> Path | None:
        """Ask where to write; the chosen format's ending is added where it is missing."""
        suffix = self.chosen_format.suffix
        ending = f"-{NUMBERED}" if suffix == NUMBERED else f".{suffix}"
        name = str(folder / f"{self.chosen_view.name}{ending}")
        # Of numbered pictures the dialogue sees no file under the name that holds a sign for the number.
        chosen, _ = QFileDialog.getSaveFileName(self.parentWidget(), "Export animation", name, f"*{ending}")
        if not chosen:
            return None
        return Path(chosen if chosen.lower().endswith(ending[-4:]) else f"{chosen}{ending}")

    def filming(self, options: ViewOptions, path: Path) -> Filming:
        """What makes it, in a session of its own.

        Raises:
            ExportError: it cannot be made so.
        """
        require_writer(animation_format_of(path))
        shots, selected = self.shots(), self._session.selection.selected

        def marked(moment: Moment) -> Moment:
            return replace(moment, selected=selected)

        width, height = _SIZES[self.size_.currentText()]
        size, scale = (_WIDE, _WIDE * height / width), width / _WIDE
        chosen = options.choose(ViewOptions.theme, self.paper.currentData())
        experiment = self._session.playback.experiment
        ends = [marked(self._session.kind.moment(experiment, shot.position, False)) for shot in (shots[0], shots[-1])]
        film = Film(experiment.run, filmed([self.chosen_view], 1, ends, chosen), chosen, size, scale, marked)
        told = Writing([shot.seconds for shot in shots], float(self.rate.value()), self.loops.isChecked())
        return Filming(film, shots, path, told)

    # What is shown

    def _tell(self) -> None:
        """Say how many pictures it has and how long it is, or why there is none."""
        self.loops.setEnabled(self.chosen_format.can_end)
        try:
            shots = self.shots()
        except ExportError as error:
            self.told.setText(str(error))
            self.save.setEnabled(False)
            return
        self.save.setEnabled(True)
        self.told.setText(f"{len(shots):,} pictures, {sum(shot.seconds for shot in shots):.1f} seconds")


def _seconds(value: float) -> QDoubleSpinBox:
    return QDoubleSpinBox(minimum=0.0, maximum=60.0, value=value, singleStep=0.1, decimals=2, suffix=" s")
