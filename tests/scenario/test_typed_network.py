"""A network is typed as textbooks print it, and is that network to the bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visprop.engine.network import Network
from visprop.scenario.typed_network import Typed, own_network, typed_matrix, typed_sizes

WAYS = {
    "lines": ("\n", " "),
    "semicolons": ("; ", " "),
    "commas": ("; ", ", "),
    "tight": (";", ","),
    "tabs": ("\n", "\t"),
    "latex": (" ; ", " & "),
    "brackets": ("], [", ", "),
}


def written(matrix, way):
    between_rows, between = WAYS[way]
    text = between_rows.join(between.join(repr(float(value)) for value in row) for row in matrix)
    return f"[[{text}]]" if way == "brackets" else text


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(sorted(WAYS)))
def test_a_network_in_any_way_of_writing_is_that_network(seed, way):
    rng = np.random.default_rng(seed)
    sizes = tuple(int(n) for n in rng.integers(1, 5, int(rng.integers(2, 5))))
    network = Network(sizes, ("logistic",) * (len(sizes) - 1))
    p = rng.normal(size=network.parameter_count)
    x, y = rng.normal(size=(int(rng.integers(1, 4)), sizes[0])), rng.uniform(size=(1, sizes[-1]))
    y = np.repeat(y, len(x), axis=0)
    layers = network.layers(p)
    pairs = zip(x.tolist(), y.tolist(), strict=True)
    examples = "\n".join(" -> ".join(" ".join(map(repr, part)) for part in pair) for pair in pairs)
    typed = Typed(
        "-".join(map(str, sizes)),
        tuple(written(w, way) for w, _ in layers),
        tuple(written(b[None], way) for _, b in layers),
        examples,
    )
    found = own_network(typed)
    assert found.network == network
    assert np.array_equal(found.p0, p)
    assert np.array_equal(found.data.raw[0], x)
    assert np.array_equal(found.data.raw[1], y)
    assert found.title == "–".join(map(str, sizes)) + " network"


@pytest.mark.parametrize(
    "text, wanted",
    [("2-3-1", (2, 3, 1)), ("2, 3, 1", (2, 3, 1)), ("2 3 1", (2, 3, 1)), ("2–3–1", (2, 3, 1)), ("2 → 1", (2, 1))],
)
def test_sizes_are_read_however_they_are_written(text, wanted):
    assert typed_sizes(text) == wanted


@pytest.mark.parametrize("text", ["", "2", "0-1", "2-x", "2-1025", "a", "2--", "-"])
def test_what_are_no_sizes_is_refused(text):
    with pytest.raises(ValueError, match="such as 2-3-1"):
        typed_sizes(text)


def test_a_matrix_may_hold_formulas_decimal_commas_and_lose_its_lines():
    assert typed_matrix("1/2 exp(0); -1 0,5", 2, 2).tolist() == [[0.5, 1.0], [-1.0, 0.5]]
    assert typed_matrix("1 2 3 4", 2, 2).tolist() == [[1.0, 2.0], [3.0, 4.0]]
    # A column of biases, as it stands in a textbook.
    assert typed_matrix("1\n2\n3", 1, 3).tolist() == [[1.0, 2.0, 3.0]]


@pytest.mark.parametrize(
    "typed, message",
    [
        (Typed("2-1", ("1 2 3",)), "Weights of layer 1: row 1 needs 2 numbers, not 3"),
        (Typed("2-2", ("1 2",)), "Weights of layer 1: 2 rows needed, not 1"),
        (Typed("2-1", (), ("1 2",)), "Biases of layer 1"),
        (Typed("2-1", (), (), "1 2"), "Examples: row 1 needs 3 numbers, not 2"),
        (Typed("2-1", ("a b",)), "Weights of layer 1"),
        (Typed("2-x"), "Sizes"),
    ],
)
def test_what_does_not_fit_is_said_of_its_field(typed, message):
    with pytest.raises(ValueError, match=message):
        own_network(typed)


def test_what_is_left_empty_is_drawn_and_made_up():
    found = own_network(Typed("2-3-1"))
    assert len(found.data) == 1
    assert np.unique(found.p0[found.network.is_weight]).size == 9
