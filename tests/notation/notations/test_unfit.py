"""Which dress a network may wear: each refusal has its case, and what is refused for one reason is taken without it.

And for any sizes what is asked for is written, and nothing beside it.
"""

from dataclasses import replace

import numpy as np
import pytest

from visprop.notation.explanations.pages import Question
from visprop.notation.notations.dresses import DRESSES, written_in
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def refusals(scenario):
    """The dresses that a scenario may not wear, each with the reason."""
    return {name: reason for name, dress in DRESSES.items() if (reason := dress.unfit(scenario))}


def test_a_bias_tied_to_a_weight_has_no_chain_of_functions():
    linear = open_scenario("linear")
    assert not any("tied" in reason for reason in refusals(linear).values())
    p = linear.p0.copy()
    p[1] = p[0]
    tied = replace(linear, p0=p, tied=(("w1[1,1]", "b1[1]"),))
    found = {name for name, reason in refusals(tied).items() if "no bias is tied to a weight" in reason}
    assert found
    # Weights tied to weights are as good as free ones.
    p = linear.p0.copy()
    p[2] = p[0]
    assert refusals(replace(linear, p0=p, tied=(("w1[1,1]", "w2[1,1]"),))) == refusals(linear)


def test_a_network_with_several_neurons_in_a_layer_and_one_without(two):
    linear = open_scenario("linear")
    assert set(refusals(two).values()) <= {
        "it is for networks with one neuron in each layer",
        "it is for networks whose biases are one constant: all equal, and frozen",
    }
    assert "it is for networks with several neurons in a layer" in refusals(linear).values()
    assert "it is for networks with several neurons in a layer" not in refusals(two).values()


@pytest.mark.parametrize("value, frozen, is_constant", [(0.5, True, True), (0.5, False, False), (None, True, False)])
def test_constant_biases_are_all_equal_and_frozen(value, frozen, is_constant):
    linear = open_scenario("linear")
    p = linear.p0.copy()
    biases = [linear.network.single(key) for key in linear.network.parameters if key.letter == "b"]
    if value is not None:
        p[biases] = value
    names = tuple(linear.network.names[i] for i in biases) if frozen else ()
    reasons = refusals(replace(linear, p0=p, frozen=names)).values()
    assert any("one constant" in reason for reason in reasons) is not is_constant
    assert len(np.unique(p[biases])) == (1 if value is not None else 4)


@pytest.mark.parametrize("layer", [1, 2])
@pytest.mark.parametrize("name", NOTATIONS)
def test_for_any_sizes_an_error_a_weight_and_a_bias_are_each_told_alone(name, layer):
    timeline = Timeline(Run(open_scenario("layers")))
    frame = timeline.frame(Position(0, 1, timeline.program.update_line - 1))
    question = Question(notation=NOTATIONS[name], dress=DRESSES["general"])
    written, q = written_in(question.dress, question.notation), question.quantities(frame)
    passed, weight, bias = written.passed(q, layer, (0,)), written.slope(q, layer, 0, 0), written.slope(q, layer, 0, None)
    lefts = [[equation.left.plain.rstrip("ⱼₖ").rstrip("¹ˡ") for equation in found] for found in (passed, weight, bias)]
    assert lefts[0] in (["δ"], ["d"], ["∂c/∂z"], ["∂c/∂a"])
    assert lefts[1:] == [["Δw"], ["Δb"]]
