"""Types by hand: f_l : ℝ^(n_l (n_{l−1} + 1)) → ℝ^{n_{l−1}} → ℝ^{n_l}, and what is left of them once p_l is applied."""

import pytest

from tests.benches.composition.given_networks import SHAPES, states, values
from visprop.benches.composition.bench import BENCH
from visprop.benches.composition.forms import type_of, whole_type
from visprop.notation.latex_document import text_rows


def told(equation):
    return text_rows(equation)[0]


@pytest.mark.parametrize(
    "shape, types",
    [
        ("2-3-1", ["f₁ : ℝ⁹ → ℝ² → ℝ³", "f₂ : ℝ⁴ → ℝ³ → ℝ"]),
        # Row 14 of the errata: with full connections 28, 15 and 4 parameters, 47 in all (row 11).
        ("Figure 2", ["f₁ : ℝ²⁸ → ℝ⁶ → ℝ⁴", "f₂ : ℝ¹⁵ → ℝ⁴ → ℝ³", "f₃ : ℝ⁴ → ℝ³ → ℝ"]),
    ],
)
def test_a_layer_takes_its_parameters_first_and_then_what_comes_before_it(shape, types):
    state = states(values(SHAPES[shape], layer=1))[0]
    assert [told(type_of(state, layer, is_applied=False)) for layer in range(1, state.depth + 1)] == types


def test_with_its_parameters_a_layer_is_a_function_of_one_argument():
    state = states(values(SHAPES["2-3-1"]))[-1]
    assert told(type_of(state, 1, is_applied=True)) == "f₁ p₁ : ℝ² → ℝ³"
    assert told(type_of(state, 2, is_applied=True)) == "f₂ p₂ : ℝ³ → ℝ"
    assert told(type_of(state, 3, is_applied=True)) == "C y : ℝ → ℝ"
    assert told(whole_type(state)) == "f_N p : ℝ² → ℝ"


def test_layers_that_are_one_function_bear_one_name():
    state = states(BENCH.start)[0]
    assert told(type_of(state, 3, is_applied=False)) == "f : ℝ² → ℝ → ℝ"
    assert told(type_of(state, 3, is_applied=True)) == "f p₃ : ℝ → ℝ"


def test_as_many_parameters_as_the_types_say_are_there():
    for network in SHAPES.values():
        state = states(values(network, layer=1))[0]
        sizes = network.network.sizes
        counts = [state.parameters(layer).size for layer in range(1, state.depth + 1)]
        assert counts == [n * m + n for m, n in zip(sizes, sizes[1:], strict=False)]
        assert sum(counts) == len(network.p)
