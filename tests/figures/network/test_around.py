"""What stands around a network on paper: words near to it, inputs in one line, columns of numbers with as many digits."""

import re

import pytest

from tests.figures.completeness import labels
from tests.figures.measuring import words
from tests.figures.network.test_print import figure_at
from tests.printing import scenes_of
from visprop.export.paper import Paper
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Box
from visprop.figures.base.style import TEXT_SIZE
from visprop.figures.moment import ViewOptions
from visprop.figures.views import VIEWS
from visprop.notation.expression.numbers import padded
from visprop.scenario.builtin import open_scenario

POSTER = (1024, 1448)
"""One that stands, as a page of letters of eight points."""


@pytest.mark.parametrize(
    "name, points",
    [("linear", (238, 180)), ("two-neurons", POSTER), ("xor", (345, 480)), ("neuron", (238, 330)), ("iris", POSTER)],
)
def test_headings_stand_near_to_the_network_on_a_page_higher_than_it(name, points):
    _, figure = figure_at(name, points)
    headings = [bounds(one) for one in labels(figure) if re.match(r"layer|inputs?$", words(one))]
    first = min(top for _, top, _, _ in headings)
    below = [bounds(one)[1] for one in labels(figure) if bounds(one)[1] > first + 3.0 * TEXT_SIZE]
    assert 0.0 < min(below) - first < 6.5 * TEXT_SIZE


@pytest.mark.parametrize("name", ["linear", "shared-bias"])
def test_cost_and_targets_stand_near_below_a_network_without_a_key(name):
    _, figure = figure_at(name, (238, 330))
    (cost,) = [one for one in labels(figure) if words(one).startswith("c ≈")]
    above = max(bounds(one)[3] for one in labels(figure) if one.y < cost.y - 1.0)
    assert bounds(cost)[1] - above < 3.0 * TEXT_SIZE


@pytest.mark.parametrize(
    "name, points", [("layers", (960, 540)), ("layers", (482, 660)), ("iris", (345, 480)), ("linear", (238, 180))]
)
def test_an_input_is_told_in_one_line_where_it_has_room(name, points):
    frame, figure = figure_at(name, points)
    count = len(frame.x)
    told = [words(one) for one in labels(figure) if re.match(r"x\d? [=≈]", words(one))]
    assert len(told) == count
    assert all(re.search(r"[=≈] −?[\d.]+$", word) for word in told)


def test_a_number_of_a_row_has_as_many_digits_as_the_rest_of_its_column():
    """a of layer 1 is 0.2965 among others, which with two digits is 0.30, and not 0.3."""
    (here,) = scenes_of("layers", open_scenario("layers"), (1.0,))
    (figure,) = Paper(345.0).figures(VIEWS["network"], here.moment, ViewOptions())
    told = {str(one.key): words(one) for one in labels(figure) if one.key is not None}
    rows = [told[f"a1[{j}]"].lstrip("0.") for j in range(1, 5)]
    assert len(set(map(len, rows))) == 1, rows
    assert any(row.endswith("0") for row in rows), rows


def test_rows_beside_tables_are_as_wide_as_their_numbers_where_gaps_have_room():
    """Between tables no number stands on a line."""
    _, figure = figure_at("layers", (482, 340))
    rows = [one for one in figure.shapes if isinstance(one, Box) and one.radius and one.width > 6 * one.height]
    assert rows
    assert all("." in words(one) for one in labels(figure) if one.key is not None and one.key.letter == "a" and one.key.layer)
    digits = [len(words(one).split(".")[1]) for one in labels(figure) if one.key is not None and str(one.key).startswith("a1[")]
    assert min(digits) >= 3


def test_a_picture_in_a_narrow_column_is_as_high_as_its_letters_ask_for():
    """Two neurons above one another have a and δ above and below them, and the lines between them room to part."""
    (here,) = scenes_of("xor", open_scenario("xor"), (0.8,))
    (figure,) = Paper(238.0).figures(VIEWS["network"], here.moment, ViewOptions())
    assert 180.0 < figure.height < 238.0
    upper, lower = (next(one.y for one in labels(figure) if str(one.key) == key) for key in ("b1[1]", "b1[2]"))
    assert lower - upper > 60.0
    (cost,) = Paper(238.0).figures(VIEWS["cost"], here.moment, ViewOptions())
    assert cost.height > 150.0


@pytest.mark.parametrize(
    "value, digits, written",
    [
        (0.2965, 2, "0.30"), (0.5, 2, "0.5"), (-0.49996, 4, "−0.5000"), (-0.5, 4, "−0.5"), (1.0004, 3, "1.00"), (1.0, 3, "1"),
        (0.0, 4, "0"), (1.2e-7, 3, "1.2×10⁻⁷"), (123456.7, 3, "123000"), (float("nan"), 3, "not a number"),
    ],
)  # fmt: skip
def test_a_number_of_a_column_has_zeros_at_its_end_where_it_is_cut(value, digits, written):
    assert padded(value, digits) == written
