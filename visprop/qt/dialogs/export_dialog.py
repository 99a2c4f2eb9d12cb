"""Asks which view to export, in which size, and where."""

from __future__ import annotations

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
    QVBoxLayout,
    QWidget,
)

from visprop.export.files import FORMATS
from visprop.figures.base.style import DARK, LIGHT, Theme

_MM_PER_POINT = 25.4 / 72.0


class ExportDialog(QDialog):
    """The choices of one export.

    Args:
        views: the names of the views that can be exported.
        current: the one that is chosen at first.
        parent: the window.
    """

    def __init__(self, views: list[str], current: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export figure")
        self.view = QComboBox()
        self.view.addItems(views)
        self.view.setCurrentText(current)
        self.format = QComboBox()
        self.format.addItems([name.upper() for name in FORMATS])
        self.format.setToolTip("SVG and PDF can be enlarged without loss; PNG is made of pixels")
        self.width_mm = QDoubleSpinBox(minimum=40, maximum=1000, value=200, suffix=" mm", decimals=0)
        self.height_mm = QDoubleSpinBox(minimum=30, maximum=1000, value=120, suffix=" mm", decimals=0)
        self.dpi = QDoubleSpinBox(minimum=36, maximum=1200, value=300, suffix=" dpi", decimals=0)
        self.text = QComboBox()
        self.text.addItem("letters: can be searched and edited", False)
        self.text.addItem("outlines: look the same without the font", True)
        self.paper = QComboBox()
        self.paper.addItem("light", LIGHT)
        self.paper.addItem("dark", DARK)
        self.transparent = QCheckBox("no paper (transparent)")
        self._pixels = QLabel()
        form = QFormLayout()
        for label, field in (
            ("&View", self.view), ("&Format", self.format), ("&Width", self.width_mm), ("&Height", self.height_mm),
            ("&Resolution", self.dpi), ("", self._pixels), ("&Text", self.text), ("&Colours", self.paper), ("", self.transparent),
        ):  # fmt: skip
            form.addRow(label, field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)
        for field in (self.width_mm, self.height_mm, self.dpi):
            field.valueChanged.connect(self._refresh)
        self.format.currentIndexChanged.connect(self._refresh)
        self._refresh()

    @property
    def size_points(self) -> tuple[float, float]:
        """The chosen size in points."""
        return self.width_mm.value() / _MM_PER_POINT, self.height_mm.value() / _MM_PER_POINT

    @property
    def theme(self) -> Theme:
        """The chosen colours."""
        theme = self.paper.currentData()
        assert isinstance(theme, Theme)
        return theme

    @property
    def suffix(self) -> str:
        """The chosen format's ending, without the dot."""
        return FORMATS[self.format.currentIndex()]

    def ask_path(self, folder: Path) -> Path | None:
        """Ask where to write; the format's ending is added where it is missing."""
        name = f"{self.view.currentText().lower().replace(' ', '-')}.{self.suffix}"
        chosen, _ = QFileDialog.getSaveFileName(
            self.parentWidget(), "Export figure", str(folder / name), f"{self.suffix.upper()} (*.{self.suffix})"
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == f".{self.suffix}" else path.with_name(f"{path.name}.{self.suffix}")

    def _refresh(self) -> None:
        is_png = self.suffix == "png"
        self.dpi.setEnabled(is_png)
        self.text.setEnabled(not is_png)
        width, height = (round(points * self.dpi.value() / 72.0) for points in self.size_points)
        self._pixels.setText(f"{width} × {height} pixels" if is_png else "")
