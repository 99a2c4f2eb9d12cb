"""Every scenario in every workspace, size and text of the window: nothing overlaps, nothing is cut, no digit is too small."""

from itertools import product
from time import perf_counter

import pytest
from PySide6.QtWidgets import QApplication

from tests.figures.measuring import faults, flat, words
from tests.qt.crowding import cut, outside, overlaps
from tests.qt.settling import settle
from tests.usual import usual
from visprop.figures.base.shapes import Label
from visprop.figures.base.style import THEMES
from visprop.figures.moment import ViewOptions
from visprop.qt.panels.hall import Hall
from visprop.qt.views.figure_view import FigureView
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.scenario.workspaces import WORKSPACES
from visprop.timeline.position import Position

SIZES = ((1440, 900), (1024, 700), (860, 600))
TEXTS = (100, 150, 200)
LEAST = 11.0
"""No letter of a picture is smaller at a text of 100 %, in pixels."""


@pytest.mark.parametrize("theme", usual(list(THEMES), ["light"]))
@pytest.mark.parametrize("name", usual(builtin_names(), ["two-neurons"]))
def test_nothing_overlaps_is_cut_or_too_small_in_any_place(looked_at, name, theme):
    session = looked_at.session
    looked_at.setMinimumSize(0, 0)
    session.choose(ViewOptions.theme, THEMES[theme])
    session.playback.set_reduce_motion(True)
    session.open(Run(open_scenario(name)), None)
    session.playback.go(Position(1, 1, session.playback.frame.program.depth + 2))
    found = []
    # Of the text's sizes the usual one comes last: letters are those of all windows.
    for text, size, workspace in product(reversed(TEXTS), SIZES, WORKSPACES):
        session.window.set_text(text)
        session.window.choose(workspace)
        looked_at.resize(*size)
        settle()
        looked_at.resize(*size)
        settle()
        # What has just changed is given its room at one of the next turns of the event loop.
        end = perf_counter() + 2.0
        while (wrong := wrong_in(looked_at, text)) and perf_counter() < end:
            QApplication.processEvents()
        found += [f"{workspace} at {size[0]} × {size[1]}, {text} %: {one}" for one in wrong]
    session.window.choose("step")
    session.choose(ViewOptions.theme, THEMES["light"])
    assert found == [], "\n".join(found)


def wrong_in(window, text):
    """What is wrong in a window."""
    pictures = [one for view in seen(window) for one in of_picture(view, text)]
    return overlaps(window) + outside(window) + cut(window) + pictures


def seen(window):
    """The pictures that are not behind a tab."""
    return [view for view in window.findChildren(FigureView) if view.isVisible() and not view.visibleRegion().isEmpty()]


def of_picture(view, text):
    """What is wrong with a picture on the screen."""
    figure, told = view.figure, type(view).__name__ + " " + view.objectName()
    if figure is None:
        return [f"{told} has no picture"]
    labels = [shape for shape in flat(figure.shapes) if isinstance(shape, Label) and words(shape).strip()]
    # In a hall letters are as large as the wall has room for.
    least = LEAST if isinstance(view, Hall) else LEAST * text / 100
    small = [one for one in labels if one.size * view.scale < least - 0.01]
    found = [f"{told}: {words(one)!r} has {one.size * view.scale:.1f} px" for one in small]
    return found + [f"{told}: {fault}" for fault in faults(figure)]
