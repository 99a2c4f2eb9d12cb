"""A widget that paints a figure: its pixels, and what else may be painted over them."""

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from visprop.export.png import figure_image
from visprop.figures.base.parts import figure_between
from visprop.figures.base.shapes import Figure, Formula, Segments
from visprop.figures.base.style import DARK, LIGHT, mix
from visprop.figures.base.typeset import is_set
from visprop.figures.pages.equations import equations_page
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.expr import Style
from visprop.notation.layout.build import scripted
from visprop.notation.layout.latex import latex
from visprop.notation.notations.registry import NOTATIONS
from visprop.paint.painter import qcolor
from visprop.qt.clipboard import copy_figure
from visprop.qt.views.figure_view import FigureView
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def figure() -> Figure:
    return Figure(80.0, 60.0, LIGHT.paper, ())


def inked(theme=LIGHT) -> Figure:
    """A page with a bar of ink across its middle."""
    bar = Segments(np.array([(0.0, 30.0, 80.0, 30.0)]), theme.ink, 20.0)
    return Figure(80.0, 60.0, theme.paper, (bar,))


def at(view, x, y):
    """The colour that a view shows at a place."""
    return view.grab().toImage().pixelColor(x, y).getRgb()[:3]


@pytest.mark.parametrize("is_tall", [False, True])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_what_is_pending_is_faded_and_is_whole_again_when_it_is_there(qtbot, theme, is_tall):
    view = FigureView(is_tall=is_tall)
    qtbot.addWidget(view)
    view.resize(80, 60)
    view.set_figure(inked(theme))
    assert at(view, 20, 30) == theme.ink
    view.set_pending(True)
    # More than half of the ink goes, and none of the paper; that it is being computed is said at the upper right.
    assert at(view, 20, 30) == pytest.approx(mix(theme.ink, theme.paper, 0.6), abs=2)
    assert at(view, 5, 55) == theme.paper
    view.set_pending(False)
    assert at(view, 20, 30) == theme.ink
    # The colour itself, which all views share, is as it was.
    assert qcolor(theme.paper).getRgb() == (*theme.paper, 255)


def test_what_is_painted_ahead_is_what_the_paint_event_shows(qtbot):
    view = FigureView()
    qtbot.addWidget(view)
    view.resize(80, 60)
    view.set_figure(figure())
    before = view.grab().toImage()
    view.set_figure(figure())
    view.paint_ahead()
    assert view.grab().toImage() == before


def test_of_a_tall_page_what_is_seen_is_painted_and_looks_the_same(qtbot, linear_page):
    view = FigureView(can_zoom=False, is_tall=True)
    qtbot.addWidget(view)
    view.resize(round(linear_page.width), round(linear_page.height))
    view.set_figure(linear_page)
    whole = figure_image(linear_page, 1.0)
    part = QRect(0, 150, view.width(), 120)
    seen = view.grab(part).toImage().convertToFormat(whole.format())
    assert seen == whole.copy(part)
    # What lies above and below is not painted at all.
    between = figure_between(linear_page, 150.0, 270.0)
    assert 0 < len(between.shapes) < len(linear_page.shapes) / 2


def test_what_is_far_from_what_is_seen_is_not_set_again(nothing_set):
    page = Figure(
        500.0,
        90000.0,
        LIGHT.paper,
        tuple(Formula(0.0, 30.0 * i, scripted("w", below=str(i)), 16.0, LIGHT.ink) for i in range(3000)),
    )
    assert {latex(shape.node) for shape in figure_between(page, 595.0, 635.0).shapes} == {f"w_{{{i}}}" for i in (20, 21)}
    assert is_set(scripted("w", below="12"))
    assert not is_set(scripted("w", below="1"))
    assert not is_set(scripted("w", below="1000"))


@pytest.fixture
def linear_page(qapp):
    timeline = Timeline(Run(open_scenario("linear")))
    frame = timeline.frame(Position(0, 1, 8))
    asked = Question(Subject.LINE, NOTATIONS["euler"], steps=True)
    return equations_page(page(frame, asked).blocks, 520, LIGHT, Style())


def test_a_picture_is_copied_in_slices_with_the_event_loop_between(qtbot, qapp):
    view = FigureView()
    qtbot.addWidget(view)
    figure = Figure(80.0, 60.0, LIGHT.paper, tuple(Segments([[0.0, 0.0, 80.0, 60.0]], LIGHT.ink, 1.0) for _ in range(400)))
    assert copy_figure(figure, "a line", view)
    copied: QImage = qapp.clipboard().image()
    assert (copied.width(), copied.height()) == (240, 180)
    assert copied.pixelColor(120, 90).getRgb() == (*LIGHT.ink, 255)
