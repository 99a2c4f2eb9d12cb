"""The same quantity has the same hue as symbol and as number."""

from visprop.figures.base.shapes import Formula
from visprop.figures.base.style import LIGHT
from visprop.figures.pages.equations import equations_page
from visprop.notation.expression.expr import NUMBERS
from visprop.notation.expression.numbers import numeral
from visprop.notation.layout.latex import latex
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS, equations
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def test_numbers_have_the_hue_of_their_quantity():
    frame = Timeline(Run(open_scenario("linear"))).frame(Position(0, 1, 7))
    found = equations(Quantities(frame), frame.line, NOTATIONS["components"])
    shapes = equations_page(found, 700, LIGHT, NUMBERS).shapes
    hues = {latex(shape.node): shape.colour for shape in shapes if isinstance(shape, Formula)}
    weights, biases = frame.scenario.network.layers(frame.p_before)[2]
    for value, hue in (
        (frame.delta(4)[0], LIGHT.backward),
        (frame.delta(3)[0], LIGHT.backward),
        (frame.a(2)[0], LIGHT.forward),
        (weights[0, 0], LIGHT.positive),
        (biases[0], LIGHT.negative),
    ):
        assert hues[latex(numeral(float(value)))] == hue
    assert hues[r"\delta_{3}"] == LIGHT.backward


def test_eulers_d_is_of_the_backward_pass():
    frame = Timeline(Run(open_scenario("linear"))).frame(Position(0, 1, 7))
    shapes = equations_page(equations(Quantities(frame), frame.line, NOTATIONS["euler"]), 700, LIGHT, NUMBERS).shapes
    hues = {latex(shape.node): shape.colour for shape in shapes if isinstance(shape, Formula)}
    assert hues["d_{3}"] == hues["d_{4}"] == hues[latex(numeral(float(frame.d(4)[0])))] == LIGHT.backward
    assert hues["a_{3}"] == LIGHT.forward
