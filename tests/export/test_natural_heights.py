"""Pictures of a width alone: as high as they need, with all their numbers, and nothing cut, broken or crossed."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from tests.figures.measuring import flat, words
from tests.printing import USUAL, crossed, scenes_of, too_far
from tests.usual import usual
from visprop.export.paper import Paper
from visprop.figures.base.extents import drawn
from visprop.figures.base.lines import passed
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Clip, Disc, Label, Path
from visprop.figures.base.style import LIGHT
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import builtin_names, open_scenario

WIDTHS = (238.0, 345.0, 482.0)


@cache
def scene(name, swarm=False):
    return scenes_of(name, open_scenario(name), (0.8,), with_swarm=swarm)[0]


def picture(name, view, width, swarm=False):
    moment = replace(scene(name, swarm).moment, selected=None)
    (figure,) = Paper(width).figures(VIEWS[view], moment, USUAL)
    return figure


def labels(figure):
    return [one for one in flat(figure.shapes) if isinstance(one, Label)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*usual(builtin_names(), ("two-neurons", "circle"))])
def test_no_sign_is_left_without_its_number(name, width):
    """An input's value is on the line of its name, or below it: "x₁ =" alone says nothing."""
    every = [words(one).strip() for one in labels(picture(name, "network", width))]
    assert not [text for text in every if text.endswith(("=", "≈"))]


@pytest.mark.parametrize("name, width, lines", [("circle", 345.0, 1), ("spiral", 238.0, 1), ("two-neurons", 238.0, 2)])
def test_inputs_are_told_alike(name, width, lines):
    every = [words(one) for one in labels(picture(name, "network", width))]
    inputs = [text for text in every if text.startswith("x")]
    assert len(inputs) == 2
    assert all(("=" in text or "≈" in text) is (lines == 1) for text in inputs)


@pytest.mark.parametrize("name", ["sine", "spiral", "autocoding", "iris", "quadrants"])
def test_a_column_of_84_mm_has_all_numbers_and_its_headings(name):
    """Those of the 8 edges of a neuron in a table too, and 4.8 × 10⁻⁵ in a narrow one as .000048."""
    lost = {one.what for one in picture(name, "network", 238.0).omitted}
    assert lost <= {"numbers of what flows", "key"}


@pytest.mark.parametrize("name", ["neuron", "shared-bias", "two-neurons", "xor"])
def test_a_short_step_in_a_column_has_its_promise(name):
    """Without where it is promised, if that is too long beside a step as short as theirs."""
    figure = picture(name, "slice", 238.0)
    assert not figure.omitted
    assert any(words(one).startswith("φ̂ ≈") for one in labels(figure))


@pytest.mark.parametrize("view", ["history", "output", "hidden", "slice", "landscape", "cost"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["digits", "sine"])
def test_nothing_leaves_a_page_as_high_as_its_picture(name, width, view):
    if VIEWS[view].lacks(scene(name).moment, USUAL):
        return
    assert not list(too_far(picture(name, view, width)))


@pytest.mark.parametrize("name", ["two-neurons", "iris"])
def test_a_poster_has_a_rim_below_its_key(name):
    """In letters four times as large as those of a column the rim is as much wider."""
    figure = picture(name, "network", 2384.0)
    _, _, _, bottom = drawn(figure)
    assert figure.height - bottom > 4.0


def test_the_ring_of_the_present_example_is_whole():
    """In sine it is the one on the hill, at the rim of the diagram."""
    figure = picture("sine", "output", 238.0)
    left, top, wide, high = figure.plot
    # Another one is in the key.
    (ring,) = [one for one in figure.shapes if isinstance(one, Disc) and one.fill is None and one.y < top + high]
    assert left < ring.x < left + wide
    assert ring.y - ring.radius < top


def test_names_of_curves_keep_off_the_axis():
    figure = picture("sine", "output", 238.0)
    (name,) = [one for one in labels(figure) if words(one) == "fN p"]
    assert bounds(name)[3] < figure.plot[1] + figure.plot[3]
    assert name.behind == LIGHT.paper


@pytest.mark.parametrize("width", WIDTHS)
def test_the_present_cost_lies_beside_its_curve(width):
    """After 3 updates the curve has 4 points, far from one another."""
    figure = picture("two-neurons", "cost", width)
    (number,) = [one for one in labels(figure) if words(one).startswith("0.1289")]
    lines = [line for one in flat(figure.shapes) if isinstance(one, Path) for line in one.lines]
    for line in lines:
        assert not passed(np.hstack((line[:-1], line[1:])), [bounds(number)]).any()


def test_a_map_of_few_runs_has_its_key_below_them():
    figure = picture("circle", "swarm-map", 482.0, swarm=True)
    assert figure.height < 0.4 * figure.width
    assert not list(crossed(figure))


def test_each_contour_in_a_column_bears_its_number():
    for name in ("two-neurons", "xor", "linear", "gauss"):
        (clip,) = [one for one in picture(name, "landscape", 238.0).shapes if isinstance(one, Clip)]
        lines = [one for one in clip.shapes if isinstance(one, Path) and one.fill is None and not one.dashed]
        numbers = {words(one) for one in clip.shapes if isinstance(one, Label) and words(one)[0].isdigit()}
        assert len([one for one in lines if one.width < 0.6]) == len(numbers)
