"""An equation is copied from the menu where it stands, as LaTeX, MathML or plain text; a view as whatever of it is text."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication

from tests.qt.settling import settle
from visprop.figures.base.shapes import Formula
from visprop.timeline.position import Position


def copied(window, view, place, words):
    """What is on the clipboard after an entry of the menu at a place was chosen."""
    menu = window.kind_shown._context.menu(view, None, view.block_at(place))
    (entry,) = [action for action in menu.actions() if action.text().replace("&", "") == "Copy this equation"]
    (way,) = [action for action in entry.menu().actions() if action.text() == words]
    way.trigger()
    return QGuiApplication.clipboard().mimeData()


@pytest.fixture
def at_delta(window, session):
    """The window where δ of a layer is computed."""
    session.playback.set_reduce_motion(True)
    session.playback.go(Position(0, 1, 7))
    settle()
    return window


def test_an_equation_is_copied_where_it_stands(qtbot, at_delta):
    view = at_delta.equations.view
    qtbot.waitUntil(lambda: view.is_whole and any(isinstance(one, Formula) for one in view.figure.shapes), timeout=60_000)
    heights = sorted({shape.y for shape in view.figure.shapes if isinstance(shape, Formula)})
    first, last = (view.to_widget(20.0, y) for y in (heights[0], heights[-1]))
    latex = copied(at_delta, view, first, "as LaTeX").text()
    assert "\\delta" in latex
    assert "documentclass" not in latex
    assert copied(at_delta, view, last, "as LaTeX").text() != latex
    assert "δ" in copied(at_delta, view, first, "as plain text").text()
    assert "<math" in copied(at_delta, view, first, "as MathML").html()
    assert view.block_at(view.to_widget(20.0, view.figure.height + 50.0)) is None
    # That of the present line stands above the network.
    band = at_delta.network.parentWidget().band.view
    qtbot.waitUntil(lambda: band.figure is not None and bool(band.figure.shapes), timeout=60_000)
    assert "\\delta" in copied(at_delta, band, QPointF(5, 5), "as LaTeX").text()
    # All of the page is copied as whichever format is text.
    (menu,) = [one for one in at_delta.findChildren(type(at_delta.menus["&Edit"])) if "as text" in one.title().replace("&", "")]
    view.setFocus()
    menu.aboutToShow.emit()
    latex, *_ = menu.actions()
    assert latex.text().startswith("LaTeX")
    latex.trigger()
    assert "\\begingroup" in QGuiApplication.clipboard().text()
