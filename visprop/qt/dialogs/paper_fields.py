"""How large a figure is, as one chooses it: width and height in a unit, the size of its letters, and whether it is cut."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QWidget

from visprop.export.paper import Paper
from visprop.figures.typed_numbers import UNITS

_LEAST, _MOST = 60.0, 4000.0
"""Between which sides are, in points."""
_FONTS = (3.0, 100.0)
_DECIMALS = {"pt": 0, "mm": 0, "cm": 1, "in": 2}
_NEEDED, _SUITED = "as the picture needs", "as suits the width"
_BELOW = 0.9
"""A field's value that stands for none is so much of its least one."""


class PaperFields(QWidget):
    """The fields; each is a row of the dialogue's form."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit = QComboBox()
        for unit in ("mm", *(one for one in UNITS if one != "mm")):
            self.unit.addItem(unit, unit)
        self.unit.setToolTip("The unit of width and height")
        self.width_, self.height_ = QDoubleSpinBox(), QDoubleSpinBox()
        self.height_.setSpecialValueText(_NEEDED)
        self.height_.setToolTip("How high it is; below the least height it is as high as the picture needs")
        self.font_size = QDoubleSpinBox(minimum=_BELOW * _FONTS[0], maximum=_FONTS[1], decimals=1, suffix=" pt")
        self.font_size.setSpecialValueText(_SUITED)
        self.font_size.setToolTip("How large usual text is; the least value stands for 8 in a column, 10 on a slide")
        self.crop = QCheckBox("cut to what is drawn")
        self._unit = "mm"
        self._range()
        self.set_size((200 * UNITS["mm"], 120 * UNITS["mm"]))
        self.unit.currentIndexChanged.connect(self._on_unit)
        for field in (self.width_, self.height_, self.font_size):
            field.valueChanged.connect(self.changed)
        self.crop.toggled.connect(self.changed)

    def add_to(self, form: QFormLayout) -> None:
        """Put the rows into a form."""
        for label, field in (
            ("&Width", self.width_), ("&Height", self.height_), ("&Unit", self.unit), ("&Letters", self.font_size),
            ("", self.crop),
        ):  # fmt: skip
            form.addRow(label, field)

    def enable(self, has_pages: bool) -> None:
        """Let height and cutting be chosen, or not, where another program sets what is written on pages."""
        for field in (self.height_, self.crop):
            field.setEnabled(has_pages)

    @property
    def paper(self) -> Paper:
        """What is chosen."""
        points = UNITS[self._unit]
        height = None if self.height_.value() == self.height_.minimum() else self.height_.value() * points
        font = None if self.font_size.value() == self.font_size.minimum() else self.font_size.value()
        return Paper(self.width_.value() * points, height, font, self.crop.isChecked())

    def set_size(self, points: tuple[float, float]) -> None:
        """Choose a size in points."""
        for field, side in zip((self.width_, self.height_), points, strict=True):
            field.setValue(round(side / UNITS[self._unit], _DECIMALS[self._unit]))

    def _range(self) -> None:
        points, decimals = UNITS[self._unit], _DECIMALS[self._unit]
        for field, share in ((self.width_, 1.0), (self.height_, _BELOW)):
            field.setDecimals(decimals)
            field.setRange(share * _LEAST / points, _MOST / points)
            field.setSuffix(f" {self._unit}")

    def _on_unit(self) -> None:
        """The same size in another unit."""
        paper = self.paper
        self._unit = str(self.unit.currentData())
        self._range()
        assert paper.width is not None, "a page has a width here"
        self.set_size((paper.width, 0.0 if paper.height is None else paper.height))
        self.changed.emit()
