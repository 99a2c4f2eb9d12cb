"""How large a figure is, as one chooses it: width and height in a unit, the size of its letters, and whether it is cut."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QWidget

from visprop.export.formats import POINTS_PER_INCH
from visprop.export.paper import Paper
from visprop.figures.typed_numbers import UNITS

_LEAST, _MOST = 60.0, 4000.0
"""Between which sides are, in points."""
_FONTS = (3.0, 100.0)
_DECIMALS = {"pt": 1, "mm": 2, "cm": 3, "in": 3, "px": 0}
_PIXELS = "px"
"""The unit of what is made of pixels."""
_NEEDED, _SUITED = "as the picture needs", "as suits the width"
_BELOW = 0.9
"""A field's value that stands for none is so much of its least one."""


class _Length(QDoubleSpinBox):
    """A length without noughts at its end."""

    def textFromValue(self, value: float) -> str:
        found = f"{value:.{self.decimals()}f}"
        found = found.rstrip("0").rstrip(".") if "." in found else found
        return found.replace(".", self.locale().decimalPoint())


class PaperFields(QWidget):
    """The fields; each is a row of the dialogue's form."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit = QComboBox()
        for unit in ("mm", *(one for one in UNITS if one != "mm")):
            self.unit.addItem(unit, unit)
        self.unit.setToolTip("The unit of width and height")
        self.width_, self.height_ = _Length(), _Length()
        # What a size was before its field rounded it.
        self._exact: dict[QDoubleSpinBox, tuple[float, float]] = {}
        self.height_.setSpecialValueText(_NEEDED)
        self.height_.setToolTip("How high it is; below the least height it is as high as the picture needs")
        self.font_size = QDoubleSpinBox(minimum=_BELOW * _FONTS[0], maximum=_FONTS[1], decimals=1, suffix=" pt")
        self.font_size.setSpecialValueText(_SUITED)
        self.font_size.setToolTip("How large usual text is; the least value stands for 8 in a column, 10 on a slide")
        self.crop = QCheckBox("cut to what is drawn")
        self._unit, self._dots = "mm", POINTS_PER_INCH
        self._range()
        self.set_size((200 * UNITS["mm"], 120 * UNITS["mm"]))
        self.unit.currentIndexChanged.connect(self._on_unit)
        for field in (self.width_, self.height_, self.font_size):
            field.valueChanged.connect(self.changed)
        self.crop.toggled.connect(self.changed)

    def add_to(self, form: QFormLayout) -> None:
        """Put the rows into a form."""
        for label, field in (
            ("&Width", self.width_), ("&Height", self.height_), ("Un&it", self.unit), ("&Letters", self.font_size),
            ("", self.crop),
        ):  # fmt: skip
            form.addRow(label, field)

    def enable(self, has_pages: bool) -> None:
        """Let height and cutting be chosen, or not, where another program sets what is written on pages."""
        for field in (self.height_, self.crop):
            field.setEnabled(has_pages)

    def set_dots(self, dots: float | None) -> None:
        """Let sizes be told in pixels too, of which an inch has so many; None where there are none."""
        before = self.paper
        at = self.unit.findData(_PIXELS)
        self._dots = dots or POINTS_PER_INCH
        if dots is not None and at < 0:
            self.unit.addItem(_PIXELS, _PIXELS)
        elif dots is None and at >= 0:
            self._unit = "mm" if self._unit == _PIXELS else self._unit
            self.unit.removeItem(at)
        self._range()
        self.set_paper(before)

    def _points(self) -> float:
        """How many points the unit is."""
        return POINTS_PER_INCH / self._dots if self._unit == _PIXELS else UNITS[self._unit]

    @property
    def paper(self) -> Paper:
        """What is chosen."""
        height = None if self.height_.value() == self.height_.minimum() else self._side(self.height_)
        font = None if self.font_size.value() == self.font_size.minimum() else self.font_size.value()
        return Paper(self._side(self.width_), height, font, self.crop.isChecked())

    def _side(self, field: QDoubleSpinBox) -> float:
        """A side in points."""
        shown, exact = self._exact.get(field, (None, 0.0))
        return exact if field.value() == shown else field.value() * self._points()

    def set_size(self, points: tuple[float, float]) -> None:
        """Choose a size in points."""
        for field, side in zip((self.width_, self.height_), points, strict=True):
            field.setValue(round(side / self._points(), field.decimals()))
            self._exact[field] = (field.value(), side)

    def set_paper(self, paper: Paper) -> None:
        """Choose all of it, where it has a width."""
        with QSignalBlocker(self):
            self.set_size((paper.width or self._side(self.width_), paper.height or 0.0))
            self.font_size.setValue(paper.font or 0.0)
            self.crop.setChecked(paper.crop)
        self.changed.emit()

    def _range(self) -> None:
        points, decimals = self._points(), _DECIMALS[self._unit]
        for field, share in ((self.width_, 1.0), (self.height_, _BELOW)):
            field.setDecimals(decimals)
            field.setRange(share * _LEAST / points, _MOST / points)
            field.setSuffix(f" {self._unit}")

    def _on_unit(self) -> None:
        """The same size in another unit."""
        paper = self.paper
        self._unit = str(self.unit.currentData())
        self._range()
        self.set_paper(paper)
