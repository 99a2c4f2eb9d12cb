"""The diagram of a spread: filled bands around a median, with ticks enough to read it by."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visprop.figures.base.axes import rounded_out, ticks
from visprop.figures.base.shapes import Clip, Path
from visprop.figures.base.style import THEMES
from visprop.figures.base.text import plain
from visprop.figures.plots.diagrams import Diagram, stacked_figure, told_lines
from visprop.figures.plots.monitor import Line

UPDATES = np.arange(5.0)
LINES = tuple(Line(UPDATES, level + 0.1 * UPDATES, name) for name, level in zip("abcdefghijk", range(-5, 6), strict=True))
SPREAD = Diagram("w1", plain("weights of layer 1"), LINES, is_spread=True)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_bands_hold_two_tenths_more_each_and_are_the_darker_the_nearer_to_the_median(theme):
    bands = SPREAD.bands(theme)
    assert [(low.name, high.name) for low, high, _ in bands] == [("a", "k"), ("b", "j"), ("c", "i"), ("d", "h"), ("e", "g")]
    away = [sum(abs(a - b) for a, b in zip(hue, theme.paper, strict=True)) for _, _, hue in bands]
    assert away == sorted(away)
    assert len(set(away)) == 5
    assert SPREAD.median.name == "f"


def test_it_is_drawn_as_five_filled_bands_and_one_line():
    theme = THEMES["light"]
    figure = stacked_figure([Line(UPDATES, UPDATES + 1.0, "φ")], [SPREAD], (600.0, 400.0), theme)
    clips = [shape for shape in figure.shapes if isinstance(shape, Clip)]
    filled = [path for clip in clips for path in clip.shapes if isinstance(path, Path) and path.fill is not None]
    assert [path.fill for path in filled] == [hue for _, _, hue in SPREAD.bands(theme)]
    heights = [np.ptp(path.lines[0][[0, -1], 1]) for path in filled]
    # From -5 to 5, from -4 to 4, and so on.
    np.testing.assert_allclose(np.array(heights) / heights[0], [1.0, 0.8, 0.6, 0.4, 0.2])
    assert [one.name for one in told_lines([SPREAD])] == [
        "weights of layer 1, a",
        "weights of layer 1, f",
        "weights of layer 1, k",
    ]


@given(st.floats(-1e3, 1e3, allow_subnormal=False), st.floats(1e-3, 1e3))
def test_its_range_is_round_and_has_two_ticks_at_least(low, span):
    ends = rounded_out(low, low + span)
    assert ends[0] <= low
    assert ends[1] >= low + span
    assert len(ticks(*ends, 2)) > 1
