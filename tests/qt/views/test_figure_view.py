"""A widget that paints a figure: its pixels, and what else may be painted over them."""

from PySide6.QtGui import QImage

from visprop.figures.base.shapes import Figure, Segments
from visprop.figures.base.style import LIGHT
from visprop.paint.painter import qcolor
from visprop.qt.clipboard import copy_figure
from visprop.qt.views.figure_view import FigureView


def figure() -> Figure:
    return Figure(80.0, 60.0, LIGHT.paper, ())


def test_what_is_pending_is_faded_and_the_paper_of_all_others_is_not(qtbot):
    view = FigureView()
    qtbot.addWidget(view)
    view.resize(80, 60)
    view.set_figure(figure())
    view.set_pending(True)
    view.grab()
    assert qcolor(LIGHT.paper).getRgb() == (*LIGHT.paper, 255)


def test_what_is_painted_ahead_is_what_the_paint_event_shows(qtbot):
    view = FigureView()
    qtbot.addWidget(view)
    view.resize(80, 60)
    view.set_figure(figure())
    before = view.grab().toImage()
    view.set_figure(figure())
    view.paint_ahead()
    assert view.grab().toImage() == before


def test_a_picture_is_copied_in_slices_with_the_event_loop_between(qtbot, qapp):
    view = FigureView()
    qtbot.addWidget(view)
    figure = Figure(80.0, 60.0, LIGHT.paper, tuple(Segments([[0.0, 0.0, 80.0, 60.0]], LIGHT.ink, 1.0) for _ in range(400)))
    assert copy_figure(figure, "a line", view)
    copied: QImage = qapp.clipboard().image()
    assert (copied.width(), copied.height()) == (240, 180)
    assert copied.pixelColor(120, 90).getRgb() == (*LIGHT.ink, 255)
