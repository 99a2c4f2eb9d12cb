"""A hall in another theme: its ground, and the size of its letters."""

import pytest

from tests.qt.settling import settle
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.moment import ViewOptions


def ground(window):
    """The colours of the corners of what a hall sees."""
    image = window.docks.panels["present"].grab().toImage()
    places = [(2, 2), (image.width() - 3, 2), (2, image.height() - 3), (image.width() - 3, image.height() - 3)]
    return {image.pixelColor(x, y).getRgb()[:3] for x, y in places}


@pytest.mark.parametrize("themes", [(LIGHT, DARK), (DARK, LIGHT)], ids=["to dark", "to light"])
@pytest.mark.parametrize("is_seen", [True, False], ids=["in the hall", "elsewhere"])
def test_the_whole_hall_takes_the_colours_and_keeps_its_letters(window, session, themes, is_seen):
    first, second = themes
    session.choose(ViewOptions.theme, first)
    session.window.choose("present")
    settle()
    band = window.docks.panels["present"].band
    letters = [label.font().pixelSize() for label in (band.stage, band.sentence, band.news)]
    assert ground(window) == {first.paper}
    if not is_seen:
        session.window.choose("step")
        settle()
    session.choose(ViewOptions.theme, second)
    settle()
    session.window.choose("present")
    settle()
    assert ground(window) == {second.paper}
    assert [label.font().pixelSize() for label in (band.stage, band.sentence, band.news)] == letters
