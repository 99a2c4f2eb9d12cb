"""Keys: one parser and one printer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visprop.engine.key import Key

number = st.integers(1, 999)
keys = st.one_of(
    st.builds(Key.weight, number, number, number),
    st.builds(Key.bias, number, number),
    st.builds(Key.unit, st.integers(0, 99), number),
    st.builds(lambda letter, layer, j: Key(letter, layer, (j,)), st.sampled_from(["z", "d", "db"]), number, number),
    st.builds(lambda layer, j, k: Key("dw", layer, (j, k)), number, number, number),
    st.builds(lambda letter, j: Key(letter, 0, (j,)), st.sampled_from(["x", "y"]), number),
    st.builds(lambda letter, n: Key(letter, n), st.sampled_from(["w", "b", "layer", "line", "row", "path"]), number),
    st.sampled_from([Key("c"), Key("phi"), Key("line", 0)]),
)


@given(keys)
def test_what_is_printed_is_read_again(key):
    assert Key.parse(str(key)) == key
    greek = {"d": "δ", "dw": "Δw", "db": "Δb", "phi": "φ"}
    if key.letter in greek:
        assert Key.parse(greek[key.letter] + str(key).removeprefix(key.letter)) == key


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("w2[1,2]", Key.weight(2, 1, 2)),
        (" w2 [ 1 , 2 ] ", Key.weight(2, 1, 2)),
        ("delta4[1]", Key("d", 4, (1,))),
        ("Δw2[1,2]", Key("dw", 2, (1, 2))),
        ("φ", Key("phi")),
        ("a1[2]", Key.unit(1, 2)),
        ("line0", Key("line", 0)),
        ("row17", Key("row", 17)),
    ],
)
def test_names_are_read(text, wanted):
    assert Key.parse(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["", "w", "w[1,2]", "w2[1]", "b2[1,2]", "w0[1,1]", "a1", "z0[1]", "x1[1]", "x", "c1", "c[1]", "layer", "layer0", "line[1]",
     "w2[0,1]", "w2[1,2", "w²[1,2]", "w2[1,2]x", "q1", "path0", "w9999999999[1,1]", "δa2[1]", "Δa2[1]", "deltaa2[1]"],
)  # fmt: skip
def test_what_is_no_key_is_refused(text):
    with pytest.raises(ValueError, match="is not a name, such as"):
        Key.parse(text)


@given(st.text(max_size=12))
def test_no_text_does_more_than_be_read_or_be_refused(text):
    try:
        key = Key.parse(text)
    except ValueError:
        return
    assert Key.parse(str(key)) == key


def test_where_a_key_stands_in_the_network():
    assert Key.parse("d2[3]").place == Key.parse("b2[3]").place == Key.unit(2, 3)
    assert Key.unit(2, 3).parameter == Key.bias(2, 3)
    assert Key.weight(2, 1, 2).place == Key.weight(2, 1, 2).parameter == Key.weight(2, 1, 2)
    assert not Key.unit(0, 1).is_neuron
