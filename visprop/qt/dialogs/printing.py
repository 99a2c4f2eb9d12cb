"""A view on paper: the platform's dialogue, with a preview of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from visprop.export.formats import POINTS_PER_INCH
from visprop.figures.base.parts import figure_between
from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import LIGHT
from visprop.figures.moment import Moment, Size, ViewOptions
from visprop.figures.views import VIEWS, View
from visprop.paint.painter import paint_figure
from visprop.qt.caption import name_choice

Draw = Callable[[View, Size], Figure]
"""A view's picture for a page of a size, in points."""


class PrintDialog(QDialog):
    """A view as it will be on paper.

    Args:
        views: which can be printed, by their names.
        current: the one that is chosen at first.
        draw: draws one.
        parent: the window.
    """

    def __init__(self, views: Mapping[str, View], current: str, draw: Draw, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Print")
        self.resize(620, 640)
        self._draw = draw
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setCreator("visprop")
        self.view, self.paper = QComboBox(), QComboBox()
        for name, view in views.items():
            self.view.addItem(view.title, name)
        self.view.setCurrentIndex(max(0, self.view.findData(current)))
        name_choice(self.view, "View")
        self.view.setToolTip("What is printed")
        self.paper.addItem("landscape", QPageLayout.Orientation.Landscape)
        self.paper.addItem("portrait", QPageLayout.Orientation.Portrait)
        name_choice(self.paper, "Paper")
        self.paper.setToolTip("How the paper lies")
        self.printer.setPageOrientation(self.paper.currentData())
        self.preview = QPrintPreviewWidget(self.printer)
        self.preview.paintRequested.connect(self.paint)
        for part in self.preview.findChildren(QAbstractScrollArea):
            part.setAccessibleName("Preview")
            part.viewport().setAccessibleName("Preview")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = buttons.addButton("Print…", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_print)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        for widget in (QLabel("View"), self.view, QLabel("Paper"), self.paper):
            row.addWidget(widget)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self.preview, 1)
        layout.addWidget(buttons)
        go.setDefault(True)
        self.view.activated.connect(self.preview.updatePreview)
        self.paper.activated.connect(self._on_paper)

    def _on_paper(self) -> None:
        self.printer.setPageOrientation(self.paper.currentData())
        self.preview.updatePreview()

    def _on_print(self) -> None:
        if QPrintDialog(self.printer, self).exec() == QDialog.DialogCode.Accepted:
            self.paint(self.printer)
            self.accept()

    def paint(self, printer: QPrinter) -> None:
        """Paint the chosen view, on as many pages as a long one takes."""
        room = printer.pageLayout().paintRect(QPageLayout.Unit.Point)
        figure = self._draw(VIEWS[self.view.currentData()], (room.width(), room.height()))
        with QPainter(printer) as painter:
            scale = printer.resolution() / POINTS_PER_INCH
            fit = min(1.0, room.width() / figure.width)
            painter.scale(scale * fit, scale * fit)
            high, top = room.height() / fit, 0.0
            while True:
                painter.save()
                painter.setClipRect(QRectF(0, 0, figure.width, high), Qt.ClipOperation.IntersectClip)
                painter.translate(0, -top)
                paint_figure(painter, figure_between(figure, top, top + high), background=False)
                painter.restore()
                top += high
                if top >= figure.height - 1.0:
                    break
                printer.newPage()


def drawing(moment: Callable[[View], Moment], options: Callable[[View], ViewOptions]) -> Draw:
    """Draws views of a moment for paper: in dark ink whatever the window's colours are."""
    return lambda view, size: view.draw(moment(view), options(view).choose(ViewOptions.theme, LIGHT), size)
