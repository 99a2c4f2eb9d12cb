"""The equations: what is written is right, comes in its step, and holds at the ends of the ranges."""

import math

import numpy as np
import pytest

from tests.benches.neuron.seen import LARGE, STEPS, drawn, written
from visprop.engine.activations import ACTIVATIONS
from visprop.notation.expression.blocks import Beside, Equation, Note
from visprop.notation.expression.expr import SYMBOLS

KINDS = [name for name, one in ACTIVATIONS.items() if one.is_elementwise]


def headings(blocks):
    return [block.text for block in blocks if isinstance(block, Note) and block.is_heading]


def told(blocks):
    """Left and right side of every equation in a row, in plain text."""
    rows = [one for block in blocks if isinstance(block, Beside) for one in block.equations]
    return {one.left.text(SYMBOLS): f"{one.sign} {one.right.text(SYMBOLS)}" for one in rows}


def equation(blocks, left):
    return next(one for one in blocks if isinstance(one, Equation) and one.left.plain == left)


def test_each_step_puts_its_own_part_on_top_and_keeps_those_before():
    found = [headings(written(step)) for step in STEPS]
    assert found[0] == ["Inputs and weights"]
    assert found[1] == ["Inputs, weights and their products"]
    for before, after in zip(found[1:], found[2:], strict=False):
        assert after[1:] == before
    assert found[7][0] == "tanh is σ, twice as steep, twice as high and 1 lower"


def test_the_table_has_every_input_its_weight_and_their_product():
    assert told(written(1)) == {
        "x₁": "= 1.5", "w₁": "= 0.75", "w₁ x₁": "= 1.125", "x₂": "= −0.5", "w₂": "= 1.25", "w₂ x₂": "= −0.625",
        "x₃": "= 1", "w₃": "= −0.5", "w₃ x₃": "= −0.5", "b": "= −0.5",
    }  # fmt: skip
    assert told(written(0, count=1, w1=1 / 3))["w"] == "≈ 0.3333"


def test_z_is_written_out_with_all_eight_inputs():
    z = equation(written(2, count=8), "z")
    assert z.right.text(SYMBOLS) == "w₁·x₁ + w₂·x₂ + w₃·x₃ + w₄·x₄ + w₅·x₅ + w₆·x₆ + w₇·x₇ + w₈·x₈ + b"
    assert z.result == 0.75


def test_a_and_its_slope_come_from_z():
    blocks = written(4)
    a = 1.0 / (1.0 + math.exp(0.5))
    assert equation(blocks, "a").result == pytest.approx(a, abs=1e-15)
    slopes = [one.result for one in blocks if isinstance(one, Equation) and one.left.plain == "da/dz"]
    assert slopes == pytest.approx([a * (1.0 - a)] * 2, abs=1e-15)


def test_tanh_is_written_line_by_line_from_sigma_and_each_line_has_its_number():
    found = equation(written(7), "tanh z")
    for side in (found.right, *found.further):
        assert side.number() == pytest.approx(math.tanh(-0.5), abs=1e-15)
    assert found.right.text(SYMBOLS) == "2·σ(2·z) − 1"


def test_the_saturation_says_where():
    notes = [block.text for block in written(5) if isinstance(block, Note)]
    assert "On this axis it is saturated below z ≈ −4.585 and above z ≈ 4.585." in notes
    everywhere = [block.text for block in written(5, activation="step") if isinstance(block, Note)]
    assert "On this axis it is saturated everywhere." in everywhere


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("b", [-1000.0, 0.0, 30.0, 1000.0])
def test_every_activation_has_a_page_that_agrees_with_its_own_numbers(name, b):
    with np.errstate(all="ignore"):
        for block in written(7, activation=name, b=b):
            if isinstance(block, Equation) and block.is_known and np.isfinite(block.left.number()):
                assert block.result == pytest.approx(block.left.number(), rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("width", [300.0, 700.0])
@pytest.mark.parametrize("set_", [{}, {"count": 1}, {"count": 8}, LARGE], ids=["first", "one", "eight", "large"])
def test_the_page_is_laid_out_at_every_step(set_, width):
    for step in STEPS:
        figure = drawn("neuron-page", step, (width, 400.0), **set_)
        assert figure.height > 60.0
