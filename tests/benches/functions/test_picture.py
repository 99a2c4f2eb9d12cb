"""The picture of every example at every step: nothing stands in another's way, and values pass through boxes."""

from dataclasses import replace

import numpy as np
import pytest

from tests.benches.functions.made import Maker, any_term
from tests.benches.functions.shown import drawn, moments
from tests.figures.measuring import faults, texts
from visprop.benches.functions.examples import EXAMPLES
from visprop.benches.functions.layout import text
from visprop.benches.functions.terms import Number
from visprop.benches.functions.types import REAL, Arrow
from visprop.engine.key import Key
from visprop.figures.base.shapes import Box, Label, Segments
from visprop.figures.base.style import DARK, LIGHT

TERMS = tuple(dict.fromkeys(example.text for example in EXAMPLES))
SIZES = ((420.0, 300.0), (640.0, 400.0), (1060.0, 520.0))


@pytest.mark.parametrize("term", TERMS)
def test_each_example_is_drawn_with_nothing_in_anothers_way(term):
    for i, moment in enumerate(moments(term)):
        theme = DARK if i % 2 else LIGHT
        for size in SIZES:
            assert faults(drawn(moment, size, theme=theme)) == [], (i, size)


@pytest.mark.parametrize("term", TERMS)
def test_each_example_is_drawn_as_boxes_in_the_other_theme_and_with_all_brackets_too(term):
    for moment in moments(term, brackets=True)[:2]:
        for theme in (DARK, LIGHT):
            assert faults(drawn(moment, theme=theme)) == []


@pytest.mark.parametrize("term", TERMS)
def test_each_example_fits_at_the_usual_size_in_letters_that_can_be_read(term):
    figure = drawn(moments(term)[0])
    sizes = [shape.size for shape in figure.shapes if isinstance(shape, Label)]
    assert min(sizes) >= 8.0
    # As boxes, and not as the list of parts that stands for what is too large.
    assert not any(shape.colour == LIGHT.rule for shape in figure.shapes if isinstance(shape, Segments))


@pytest.mark.parametrize("seed", range(24))
def test_any_term_is_drawn_at_each_of_its_ends(seed):
    rng = np.random.default_rng(seed)
    term = any_term(rng, 4) if seed % 2 else Maker(seed, 0.5).term((REAL, Arrow(REAL, REAL))[seed // 2 % 2], 4)
    written = text(term)
    if len(written) > 500:
        term, written = Number(1.0), "1"
    steps = moments(written)
    for moment in (steps[0], steps[len(steps) // 2], steps[-1]):
        for size in SIZES[:2]:
            assert faults(drawn(moment, size)) == []


def boxes(figure, theme=LIGHT):
    return [shape for shape in figure.shapes if isinstance(shape, Box) and shape.colour == theme.ink]


def test_a_curried_function_is_a_box_in_a_box_and_partial_application_leaves_the_smaller_one():
    steps = moments("(λx y.x + y) 2 3", between=False)
    outer, inner = boxes(drawn(steps[0]))
    assert outer.x < inner.x
    assert outer.x + outer.width > inner.x + inner.width
    assert outer.y < inner.y
    assert outer.y + outer.height > inner.y + inner.height
    assert len(boxes(drawn(steps[1]))) == 1
    assert boxes(drawn(steps[2])) == []
    # What goes in stands left of the boxes, and the sockets have the names of the variables.
    labels = {"".join(run.text for run in shape.runs): shape for shape in drawn(steps[0]).shapes if isinstance(shape, Label)}
    assert labels["2"].x < outer.x
    assert labels["3"].x < outer.x
    assert labels["x + y"].x > inner.x
    assert labels["2"].y < labels["3"].y


def test_the_value_that_goes_in_next_has_the_colour_of_the_variable():
    figure = drawn(moments("(λx y.x + y) 2 3")[0])
    hot = [shape for shape in figure.shapes if isinstance(shape, Segments) and shape.colour == LIGHT.bound and shape.width < 4.0]
    assert len(hot) == 1
    assert sum(isinstance(shape, Box) and shape.fill == LIGHT.now for shape in figure.shapes) == 2


def test_what_is_put_stands_at_its_socket():
    assert "[2/x]" in texts(drawn(moments("(λx y.x + y) 2 3")[1]))
    assert "[2/x]" not in texts(drawn(moments("(λx y.x + y) 2 3")[0]))
    # The variable that is renamed for it is so in its box as well.
    renamed = texts(drawn(moments("(λx y.x + y) y")[1]))
    assert "x + y1" in renamed
    assert "x + y" not in renamed


def test_composed_functions_stand_in_the_order_in_which_a_value_passes_them():
    figure = drawn(moments("(φ1 ∘ φ2) x")[0])
    labels = {"".join(run.text for run in shape.runs): shape for shape in figure.shapes if isinstance(shape, Label)}
    assert labels["x"].x < labels["φ2"].x < labels["φ1"].x
    assert len({labels[name].y for name in ("x", "φ2", "φ1")}) == 1


def test_star_gives_each_function_the_argument_at_its_place():
    figure = drawn(moments("(φ1, φ2) ★ (p1, p2)")[0])
    labels = {"".join(run.text for run in shape.runs): shape for shape in figure.shapes if isinstance(shape, Label)}
    assert labels["p1"].y == labels["φ1"].y < labels["p2"].y == labels["φ2"].y


def test_types_stand_at_wires():
    found = texts(drawn(moments("∘")[0]))
    assert "(τ1 → τ2) × (τ3 → τ1)" in found
    assert "τ3 → τ2" in found
    assert texts(drawn(moments("λx y.x + y")[0])).count("ℝ") >= 2
    assert "y : ℝ" in texts(drawn(moments("λx y.x + y")[0]))


def test_what_does_not_fit_has_a_rim_and_the_reason_below():
    first, parts, refused = moments("(λ(x, y). x + y) 2 3")

    def rims(moment):
        return [shape for shape in drawn(moment).shapes if isinstance(shape, Box) and shape.colour == LIGHT.negative]

    assert (rims(first), rims(parts), len(rims(refused))) == ([], [], 1)
    assert "(x, y) : ℝ × ℝ" in texts(drawn(refused))
    reason = [one for one in texts(drawn(refused)) if one.startswith("2 is a number")]
    assert len(reason) == 1
    assert len(rims(moments("λx.x x")[2])) == 1


def test_a_term_that_is_too_large_for_boxes_is_a_list_of_its_parts():
    figure = drawn(moments("λf x." + "f (" * 30 + "x" + ")" * 30)[0])
    assert any(isinstance(shape, Segments) and shape.colour == LIGHT.rule for shape in figure.shapes)
    assert faults(figure) == []
    rows = [shape for shape in figure.shapes if isinstance(shape, Label) and len(shape.runs) > 60]
    assert [row.x for row in rows] == sorted({row.x for row in rows})
    assert len(rows) > 5


def test_what_is_too_long_for_its_row_ends_with_dots():
    figure = drawn(moments("λf x." + "f (" * 45 + "x" + ")" * 45)[0], SIZES[0])
    assert faults(figure) == []
    assert any(one.endswith("…") for one in texts(figure))


def test_a_part_that_is_pointed_at_on_the_page_is_brought_out_in_line_and_boxes():
    (moment,) = moments("(f_L2 ∘ f_L1) x")[:1]
    # The third part, behind the whole and the composition, is its outer function.
    pointed = replace(moment, pointed=Key("layer", 3))
    grounds = [shape for shape in drawn(pointed).shapes if isinstance(shape, Box) and shape.fill == LIGHT.now]
    boxes_of = [shape for shape in drawn(pointed).shapes if isinstance(shape, Label) and texts_of(shape) == "fL2"]
    for ground, label in zip((grounds[0], grounds[-1]), boxes_of, strict=True):
        assert ground.x < label.x < ground.x + ground.width
        assert ground.y < label.y < ground.y + ground.height
    assert faults(drawn(pointed)) == []
    nothing = replace(moment, pointed=Key("layer", 99))
    assert len(drawn(nothing).shapes) == len(drawn(moment).shapes)


def texts_of(label):
    return "".join(run.text for run in label.runs)
