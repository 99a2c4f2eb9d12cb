"""The pictures: legible at every step and size, bars and point where their numbers are, and what dragging sets."""

import math

import numpy as np
import pytest

from tests.benches.neuron.seen import LARGE, PICTURES, STEPS, drawn, handle, neuron, values
from tests.figures.measuring import faults, flat, texts, words
from visprop.benches.neuron.bench import BENCH
from visprop.benches.neuron.saturation import flat_zones
from visprop.engine.activations import ACTIVATIONS
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Box, Disc, Label, Path
from visprop.figures.base.style import DARK, LIGHT

SETTINGS = {
    "first": {},
    "one": {"count": 1},
    "eight": {"count": 8},
    "large": LARGE,
    "small": {"count": 2, "x1": 1e-9, "w1": -1e-9, "x2": 0.0, "w2": 0.0, "b": 0.0, "morph": 1.5},
    "saturated": {"b": -5.0, "beside": True, "morph": 3.0},
}
UPRIGHT = str.maketrans("₁₂₃", "123")
KINDS = [name for name, one in ACTIVATIONS.items() if one.is_elementwise]


@pytest.mark.parametrize("size", [(420.0, 300.0), (760.0, 500.0), (1060.0, 370.0), (500.0, 700.0)])
@pytest.mark.parametrize("set_", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("view", PICTURES)
def test_nothing_is_over_anything_else_or_off_the_page_at_any_step(view, set_, size):
    for step in STEPS:
        assert faults(drawn(view, step, size, **set_)) == []


@pytest.mark.parametrize("digits", [1, 15])
@pytest.mark.parametrize("view", PICTURES)
def test_with_few_digits_and_with_many_too(view, digits):
    for set_ in ({"count": 8, "w1": 1 / 3, "b": -2 / 3}, {"w1": 1 / 3}):
        assert faults(drawn(view, 7, (420.0, 300.0), "dark", digits, **set_)) == []


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("b", [-5.0, 0.25, 4.0, 900.0])
def test_every_activation_is_drawn_legibly(name, b):
    for view in ("neuron-picture", "neuron-curve"):
        assert faults(drawn(view, 7, (640.0, 400.0), activation=name, b=b)) == []


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("size", [(300.0, 240.0), (640.0, 400.0)])
def test_a_zone_is_named_within_it_or_not_at_all(name, size):
    figure, found = drawn("neuron-curve", 7, size, activation=name), neuron(activation=name)
    zones = [[at(figure, end, found.reach) for end in zone] for zone in flat_zones(found.slopes, -found.reach, found.reach)]
    for label in flat(figure.shapes):
        # Above the plot stand the words of the sentence.
        if isinstance(label, Label) and words(label) == "saturated" and label.y > figure.plot[1]:
            left, _, right, _ = bounds(label)
            assert any(first <= left and right <= last for first, last in zones)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_both_themes_have_their_own_paper(theme):
    for view in PICTURES:
        assert drawn(view, 7, theme=theme.name).background == theme.paper


# Where things are


def point_of(figure):
    (found,) = [one for one in flat(figure.shapes) if isinstance(one, Disc) and one.radius == 5.0]
    return found


def bars_of(figure):
    """First and last of each bar on the page, from the top downwards."""
    found = [one.lines[0] for one in figure.shapes if isinstance(one, Path) and len(one.lines[0]) == 5 and one.closed]
    return [(float(corners[0, 0]), float(corners[2, 0]), float(corners[2, 1])) for corners in found]


def at(figure, z, reach):
    left, _, wide, _ = figure.plot
    return left + wide * (z + reach) / (2 * reach)


@pytest.mark.parametrize("set_", SETTINGS.values(), ids=SETTINGS)
def test_each_bar_begins_where_the_one_above_it_ended_and_the_last_ends_over_the_point(set_):
    figure, found = drawn("neuron-curve", 5, **set_), neuron(**set_)
    bars = bars_of(figure)
    ends = np.concatenate(([0.0], np.cumsum(found.terms)))
    assert len(bars) == found.count + 1
    for (first, last, _), low, high in zip(bars, ends, ends[1:], strict=False):
        assert (first, last) == pytest.approx((at(figure, low, found.reach), at(figure, high, found.reach)), abs=1e-6)
    assert point_of(figure).x == pytest.approx(bars[-1][1], abs=1e-6)
    assert [y for _, _, y in bars] == sorted(y for _, _, y in bars)
    assert point_of(figure).y > bars[-1][2]


def test_before_they_are_added_up_the_bars_push_from_0():
    figure = drawn("neuron-curve", 1)
    assert {round(first, 6) for first, _, _ in bars_of(figure)} == {round(at(figure, 0.0, 6.0), 6)}


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_bar_is_blue_and_points_to_the_right_or_orange_and_to_the_left(theme):
    figure = drawn("neuron-curve", 2, theme=theme.name, count=8)
    for shape in figure.shapes:
        if isinstance(shape, Path) and len(shape.lines[0]) == 5:
            way = shape.lines[0][2, 0] - shape.lines[0][0, 0]
            assert shape.fill == (theme.positive if way > 0.0 else theme.negative)


def test_the_zones_lie_where_the_slope_is_below_a_hundredth():
    figure = drawn("neuron-curve", 5)
    edge = math.log((1.0 + math.sqrt(0.96)) / (1.0 - math.sqrt(0.96)))
    left, right = sorted((one for one in flat(figure.shapes) if isinstance(one, Box)), key=lambda box: box.x)
    assert left.x + left.width == pytest.approx(at(figure, -edge, 6.0), abs=1e-6)
    assert right.x == pytest.approx(at(figure, edge, 6.0), abs=1e-6)
    assert "saturated" in texts(figure)


# What is not seen yet


@pytest.mark.parametrize(
    "view, step, words",
    [("neuron-curve", 1, "z ="), ("neuron-curve", 2, "a ≈"), ("neuron-curve", 3, "σ′"), ("neuron-curve", 4, "saturated"),
     ("neuron-picture", 0, "1.125"), ("neuron-picture", 1, "z ="), ("neuron-picture", 2, "a ≈"), ("neuron-picture", 3, "σ′"),
     ("neuron-tanh", 6, "2σ(2x)")],
)  # fmt: skip
def test_each_step_shows_what_the_one_before_it_did_not(view, step, words):
    before, after = (" ".join(texts(drawn(view, one))) for one in (step, step + 1))
    assert words not in before
    assert words in after


def test_before_its_step_the_picture_of_tanh_says_when_it_comes():
    assert texts(drawn("neuron-tanh", 5)) == ["σ and tanh, and how one becomes the other: from step 6 on."]


@pytest.mark.parametrize("stage", [0.0, 0.25, 1.0, 1.5, 2.0, 2.75, 3.0])
def test_the_head_of_the_stages_says_how_far_it_is_from_tanh(stage):
    told = next(text for text in texts(drawn("neuron-tanh", 7, morph=stage)) if text.startswith("largest difference"))
    assert ("exact" in told) is (stage == 3.0)


# Dragging


def set_by(figure, name, dx, dy=0.0):
    held = handle(figure, name)
    return dict(held.moved(held.x + dx, held.y + dy))


def test_a_handle_that_is_not_moved_sets_what_is_set():
    figure = drawn("neuron-curve", 5)
    for name, value in (("w₁", 0.75), ("w₂", 1.25), ("w₃", -0.5), ("b", -0.5)):
        assert set_by(figure, name, 0.0) == {name.translate(UPRIGHT): pytest.approx(value, abs=5e-3)}
    assert set_by(figure, "z, which moves b", 0.0) == {"b": pytest.approx(-0.5, abs=5e-3)}


def test_the_end_of_a_bar_moves_its_weight_and_the_point_moves_b():
    figure = drawn("neuron-curve", 5)
    unit = figure.plot[2] / 12.0
    assert set_by(figure, "w₁", unit) == {"w1": pytest.approx(0.75 + 1 / 1.5, abs=1e-3)}
    assert set_by(figure, "w₂", unit) == {"w2": pytest.approx(1.25 - 1 / 0.5, abs=1e-3)}
    assert set_by(figure, "b", unit) == {"b": pytest.approx(0.5, abs=1e-2)}
    assert set_by(figure, "z, which moves b", unit, 50.0) == {"b": pytest.approx(0.5, abs=1e-2)}


def test_a_bar_that_pushes_from_0_moves_its_weight_as_well():
    figure = drawn("neuron-curve", 1)
    assert set_by(figure, "w₃", figure.plot[2] / 12.0) == {"w3": pytest.approx(0.5, abs=1e-3)}


@pytest.mark.parametrize("set_", [{}, {"count": 8}, LARGE], ids=["first", "eight", "large"])
@pytest.mark.parametrize("dx", [-5000.0, 5000.0])
def test_however_far_it_is_dragged_the_axis_stays_and_the_values_fit(set_, dx):
    figure, before = drawn("neuron-curve", 5, **set_), values(**set_)
    for one in figure.handles:
        assert BENCH.put(before, dict(one.moved(one.x + dx, one.y)))["reach"] == before["reach"]


def test_of_an_input_0_no_weight_can_be_dragged():
    names = [one.name for one in drawn("neuron-curve", 5, x2=0.0).handles]
    assert names == ["z, which moves b", "w₁", "w₃", "b"]


def test_an_input_is_dragged_on_its_track_from_minus_3_to_3():
    figure = drawn("neuron-picture", 0)
    assert [one.name for one in figure.handles] == ["x₁", "x₂", "x₃"]
    assert set_by(figure, "x₁", 0.0) == {"x1": 1.5}
    assert set_by(figure, "x₂", 5000.0) == {"x2": 3.0}
    assert set_by(figure, "x₃", -5000.0, 80.0) == {"x3": -3.0}


def test_before_there_are_bars_none_can_be_dragged():
    assert drawn("neuron-curve", 0).handles == ()


def test_the_slider_among_the_stages_is_dragged_and_keeps_to_those_with_a_name():
    assert drawn("neuron-tanh", 6).handles == ()
    figure, later = drawn("neuron-tanh", 7), drawn("neuron-tanh", 7, morph=3.0)
    name, whole = "the way from σ to tanh", later.handles[0].x - figure.handles[0].x
    assert set_by(figure, name, whole / 2) == {"morph": 1.5}
    assert set_by(figure, name, 0.99 * whole / 3) == {"morph": 1.0}
    assert set_by(figure, name, 5000.0) == {"morph": 3.0}
    assert set_by(later, name, -5000.0) == {"morph": 0.0}
