"""The numbers of contours: how far they keep off each other, and which lines have none."""

from itertools import combinations

import numpy as np
import pytest

from visprop.figures.base.axes import Axes
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Label, Path
from visprop.figures.base.style import LIGHT
from visprop.figures.plots.bands import Field, bands
from visprop.figures.plots.levels import levels_of


def drawn(wide, levels, high=300.0, taken=()):
    """Contours of a plane that rises to the right: upright lines, evenly spaced."""
    xs, ys = np.linspace(0.0, 1.0, 61), np.linspace(0.0, 1.0, 61)
    axes = Axes(20.0, 10.0, wide, high, (0.0, 1.0), (0.0, 1.0))
    return bands(Field(xs, ys, np.tile(xs, (61, 1))), np.array(levels), axes, LIGHT, taken)


def labels(shapes):
    return [shape for shape in shapes if isinstance(shape, Label)]


def test_numbers_of_lines_that_are_far_apart_stand_in_the_middle_of_each():
    found = labels(drawn(600.0, [0.2, 0.4, 0.6, 0.8]))
    assert [label.runs[0].text for label in found] == ["0.2", "0.4", "0.6", "0.8"]
    assert [label.x for label in found] == pytest.approx([140.0, 260.0, 380.0, 500.0], abs=6.0)
    assert [label.y for label in found] == pytest.approx([160.0] * 4, abs=6.0)


def test_numbers_of_lines_that_are_near_each_other_are_not_side_by_side():
    levels = np.linspace(0.1, 0.9, 9)
    found = labels(drawn(300.0, levels))
    assert len(found) == 9
    apart = [abs(one.x - other.x) + abs(one.y - other.y) for one, other in combinations(found, 2)]
    assert min(apart) >= 24.0
    # Where there is room, two as near as the lines are not even of the same height.
    assert all(abs(one.y - other.y) > 10.0 for one, other in zip(found, found[1:], strict=False))


def test_upright_numbers_are_read_from_below_and_their_lines_are_cut_there():
    (label,), (line,) = labels(shapes := drawn(600.0, [0.5])), [one for one in drawn(600.0, [0.5]) if _is_line(one)]
    assert abs(label.angle) == pytest.approx(90.0)
    upper, lower = sorted(line.lines, key=lambda part: part[:, 1].min())
    assert upper[:, 1].max() < label.y < lower[:, 1].min()
    assert (upper[:, 1].min(), lower[:, 1].max()) == pytest.approx((10.0, 310.0))
    assert lower[:, 1].min() - upper[:, 1].max() == pytest.approx(30.0, abs=20.0)
    assert not any(isinstance(shape, Omission) for shape in shapes)


def test_a_line_whose_number_would_lie_on_something_has_none_and_that_is_said():
    shapes = drawn(600.0, [0.25, 0.75], taken=[(0.0, 0.0, 320.0, 320.0)])
    assert [label.runs[0].text for label in labels(shapes)] == ["0.75"]
    (omitted,) = [shape for shape in shapes if isinstance(shape, Omission)]
    assert "1 contour" in str(omitted)


def test_a_number_gives_way_to_what_is_in_its_place():
    (label,) = labels(drawn(600.0, [0.5], taken=[(300.0, 140.0, 340.0, 180.0)]))
    assert not 140.0 < label.y < 180.0
    # As near to the middle as is tried.
    assert abs(label.y - 160.0) <= 60.5


def test_levels_are_even_steps_or_round_numbers_of_each_power_of_ten_where_there_are_several():
    even = levels_of(np.array([[0.0, 10.0], [np.nan, np.inf]]))
    assert np.diff(even) == pytest.approx([even[1] - even[0]] * (len(even) - 1))
    assert even.min() > 0.0
    assert even.max() < 10.0
    ratios = levels_of(np.array([1e-3, 10.0]))
    assert ratios == pytest.approx([0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0])
    assert levels_of(np.array([1.0, 1.0 + 1e-15])).size == 0
    assert levels_of(np.array([np.nan])).size == 0


def _is_line(shape):
    return isinstance(shape, Path) and shape.fill is None
