"""A sample of what `python -m tests.printing` lays out in full: every view, and networks drawn at random, on pages of print."""

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from tests.figures.measuring import flat, words
from tests.printing import COLUMNS, PAGES, USUAL, crossed, pages_of, scenes_of, too_far, wrong
from tests.random_networks import random_scenario
from visprop.export.paper import Paper
from visprop.figures.base.outlines import LEAST_INDEX, outlined
from visprop.figures.base.shapes import Figure, Label, Segments
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import plain
from visprop.figures.choices import Legend
from visprop.figures.moment import ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import open_scenario

SCENARIOS = ("two-neurons", "xor", "layers")
LABEL = Label(50.0, 50.0, plain("0.35"), 13.0, LIGHT.ink)


@cache
def scene(name):
    return scenes_of(name, open_scenario(name), (0.8,), with_swarm=True)[0]


@pytest.mark.parametrize("at, view", list(enumerate(name for name, view in VIEWS.items() if view.page is None)))
def test_a_view_is_whole_on_a_page_of_print(at, view):
    name = "autocoding" if view == "codes" else SCENARIOS[at % len(SCENARIOS)]
    assert not list(wrong(VIEWS[view], scene(name), PAGES[at % len(COLUMNS)]))


def test_rules_below_their_equations_keep_off_them():
    assert not list(wrong(VIEWS["derivatives"], scene("layers"), (238.0, 330.0)))


def test_a_row_with_a_matrix_wider_than_its_line_begins_further_left():
    """In iris 4 columns of Δw, with exponents, in letters of 8 points: their indices are to have 6."""
    (late,) = scenes_of("iris", open_scenario("iris"))
    assert not list(wrong(VIEWS["equations"], late, PAGES[0]))


@pytest.mark.parametrize("name, line", [("neuron", 1.0), ("two-neurons", 0.2), ("two-neurons", 0.8), ("sine", 0.4)])
def test_the_present_lines_equation_has_its_numbers_in_every_width(name, line):
    """Where the numbers would stand in one line in letters smaller than usual, it is set in lines."""
    (here,) = scenes_of(name, open_scenario(name), (line,))
    for width in range(200, 660, 20):
        (figure,) = Paper(float(width)).figures(VIEWS["now"], here.moment, ViewOptions())
        assert figure.shapes, width
        assert not figure.omitted, width


def words_of(figure):
    """What is said in a picture but for its numbers."""
    return {text for one in flat(figure.shapes) if isinstance(one, Label) and not re.search(r"\d", text := words(one)) and text}


@pytest.mark.parametrize(
    "name, view, told",
    [
        ("two-neurons", "slice", {"the reason of the verdict"}),
        ("two-neurons", "landscape", {"2 contours"}),
        ("sine", "output", {"what each hidden neuron adds"}),
        ("iris", "hidden", set()),
        ("autocoding", "codes", set()),
        ("xor", "cost-of-targets", set()),
    ],
)
def test_what_a_diagram_leaves_out_is_told(name, view, told):
    here = scene(name)
    (small,), (large,) = (pages_of(VIEWS[view], here, page) for page in (PAGES[0], (640.0, 640.0)))
    assert {one.what for one in small.omitted} == told
    assert not large.omitted
    assert told or not words_of(large) - words_of(small)


def test_a_map_has_room_below_for_its_key_and_its_tints():
    for name, view in (("circle", "output"), ("layers", "output"), ("iris", "hidden")):
        (figure,) = Paper(238.0).figures(VIEWS[view], scene(name).moment, USUAL)
        assert not [one for one in figure.omitted if one.what in ("key of the marks", "what the tints stand for")], name


@pytest.mark.parametrize(
    "name, view", [("xor", "output"), ("layers", "output"), ("iris", "hidden"), ("two-neurons", "landscape")]
)
def test_a_diagram_without_its_key_says_nothing_of_marks(name, view):
    (figure,) = Paper(238.0).figures(VIEWS[view], scene(name).moment, USUAL.choose(NetworkChoices.key, Legend.NONE))
    (keyed,) = Paper(238.0).figures(VIEWS[view], scene(name).moment, USUAL)
    assert "now" in words_of(keyed) - words_of(figure)
    assert not [one for one in figure.omitted if "key" in one.what]


@pytest.mark.parametrize("seed", [1, 4, 12, 15, 148])
def test_a_network_drawn_at_random_is_whole_on_a_page_of_print(seed):
    (drawn,) = scenes_of(f"net {seed}", random_scenario(seed, max_layers=2, max_units=8), (0.8,))
    for view, page in (("network", COLUMNS[seed % len(COLUMNS)]), ("hidden", COLUMNS[1])):
        assert not list(wrong(VIEWS[view], drawn, page)), view


def figure(*shapes):
    return Figure(100.0, 100.0, LIGHT.paper, shapes)


def test_what_is_wrong_would_be_found():
    line = Segments(np.array([(0.0, 60.0, 100.0, 40.0)]), LIGHT.ink)
    assert list(crossed(figure(line, LABEL))) == ["a line through '0.35'"]
    assert list(crossed(figure(LABEL, line))) == ["a line through '0.35'"]
    assert not list(crossed(figure(line, replace(LABEL, behind=LIGHT.paper))))
    assert not list(crossed(figure(Segments(line.ends + 30.0, LIGHT.ink), LABEL)))
    assert list(too_far(figure(replace(LABEL, x=99.0))))
    assert not list(too_far(figure(LABEL)))


def test_an_index_of_a_formula_is_six_points_where_its_letters_are_eight():
    """As in LaTeX, whose \\DeclareMathSizes{8}{8}{6}{5} sets it so."""

    def height(glyph):
        ys = [float(number) for number in [token for token in glyph.outline.split() if not token.isalpha()][1::2]]
        return max(ys) - min(ys)

    index, digit = (outlined(text).glyphs[-1] for text in ("x_{5}", "5"))
    # The font has figures of its own for indices, which are higher than the others made smaller.
    assert LEAST_INDEX - 0.01 <= height(index) / height(digit) < 1.0
    assert 8.0 * LEAST_INDEX >= 6.0
