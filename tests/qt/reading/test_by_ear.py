"""A whole update of the two-neuron net, stepped through and heard by Qt's accessible interface alone."""

import numpy as np
import pytest
from PySide6.QtGui import QAccessible

from tests.qt.reading.reader import MORE, Ears, found, leaves, named, number_after, picture, press
from tests.qt.settling import settle
from visprop.engine.backprop import trace


def printed(value):
    """A number with four significant digits, as it is told unless others are chosen."""
    return float(f"{value:.3e}")


@pytest.fixture
def by_ear(window, session, monkeypatch):
    """What is announced on the way through the first update, and what the network's tree says at its end."""
    session.playback.set_reduce_motion(True)
    settle()
    ears = Ears(monkeypatch)
    whole = QAccessible.queryAccessibleInterface(window)
    step = found(whole, "Execute one line", MORE)
    for _ in range(10):
        press(step)
    network = picture(whole, "Network")
    return "\n".join(ears.announced), leaves(network), ears


def test_every_number_of_the_pass_is_announced(by_ear, two):
    said, network = by_ear[0], two.network
    example = two.schedule.examples(0)[0]
    passed = trace(network, two.p0, two.train.x[example], two.train.y[example])
    for layer in range(1, 5):
        for j in (1, 2):
            for letter, values in (("z", passed.z), ("a", passed.a), ("delta", passed.delta)):
                told = _sentences(said, f"{letter} {layer}, {j} equals")
                assert number_after(letter, told) == printed(values[layer][j - 1])
    for layer, (dw, db) in enumerate(network.layers(passed.gradient), start=1):
        for j in (1, 2):
            assert number_after("partial", _sentences(said, f"partial c over partial b {layer}, {j}")) == printed(db[j - 1])
            for k in (1, 2):
                told = _sentences(said, f"partial c over partial w {layer}, {j} {k}")
                assert number_after("partial", told) == printed(dw[j - 1, k - 1])
    # The update line shows the equations of the last layer; every new parameter stands in the tree.
    w, b = network.layers(two.p0 - 0.5 * passed.gradient)[-1]
    every = [(layer, "c", *network.layers(passed.gradient)[layer - 1]) for layer in range(1, 5)]
    for layer, cost, dw, db in (*every, (4, "phi B", *every[-1][2:])):
        for name, slope in (
            *((f"w {layer}, {j + 1} {k + 1}", dw[j, k]) for j, k in np.ndindex(2, 2)),
            *zip((f"b {layer}, 1", f"b {layer}, 2"), db, strict=True),
        ):
            told = _sentences(said, f"change of {name} equals minus eta times partial {cost} over")
            assert number_after("change", told) == printed(-0.5 * slope)
    for j in (1, 2):
        assert number_after("b", _sentences(said, f"b 4, {j} becomes")) == printed(b[j - 1])
        for k in (1, 2):
            assert number_after("w", _sentences(said, f"w 4, {j} {k} becomes")) == printed(w[j - 1, k - 1])
    assert number_after("c", _sentences(said, "c equals")) == printed(passed.cost)


def _sentences(said, beginning):
    """The first sentence that begins so with those that go on with it, in one."""
    lines = said.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith(beginning))
    end = at + 1
    while end < len(lines) and lines[end].startswith(("equals", "is about")):
        end += 1
    return " ".join(line.rstrip(".") for line in lines[at:end])


def test_the_tree_has_every_number_too(by_ear, two):
    tree, network = by_ear[1], two.network
    example = two.schedule.examples(0)[0]
    x, y = two.train.x[example], two.train.y[example]
    passed = trace(network, two.p0, x, y)
    p = two.p0 - 0.5 * passed.gradient
    for layer, ((w, b), (dw, db)) in enumerate(zip(network.layers(p), network.layers(passed.gradient), strict=True), start=1):
        for j in range(2):
            words = next(one for one in tree if one.startswith(f"neuron {j + 1} of layer {layer}"))
            for name, value in (
                ("bias", b[j]), ("weighted input", passed.z[layer][j]), ("activation", passed.a[layer][j]),
                ("delta", passed.delta[layer][j]), ("gradient", db[j]), ("update", -0.5 * db[j]),
            ):  # fmt: skip
                assert number_after(name, words) == printed(value), (name, words)
            for k in range(2):
                words = next(one for one in tree if one.startswith(f"weight w {layer}, {j + 1} {k + 1} "))
                assert number_after("weight", words) == printed(w[j, k])
                assert number_after("gradient", words) == printed(dw[j, k])
    for name, values in (("input x", x), ("target y", y)):
        heard = [number_after(name, words) for words in tree if words.startswith(name)]
        assert heard == pytest.approx(values, rel=1e-3)
    assert number_after("cost", next(words for words in tree if words.startswith("cost c"))) == printed(passed.cost)


def test_each_line_is_announced_once_and_where_it_is(by_ear, window):
    ears = by_ear[2]
    titles = [message.split("\n")[0].split(".")[0] for message in ears.announced]
    forward = [f"line {i}: forward, layer {i}" for i in range(1, 5)]
    backward = [f"line {10 - i}: backward, layer {i}" for i in range(4, 0, -1)]
    assert titles == [*forward, "line 5: the cost", *backward, "line 10: the update"]
    press(found(QAccessible.queryAccessibleInterface(window), "Execute one line", MORE))
    assert ears.announced[-1].startswith("update 1, example 1 (row 2 of 2).\nline 0: take the example.")


def test_the_listing_says_which_line_is_present_and_what_it_computed(by_ear, window, two):
    listing = picture(QAccessible.queryAccessibleInterface(window), "Pseudocode")
    lines = listing.child(0)
    assert [lines.child(i).state().selected for i in range(lines.childCount())] == [i == 10 for i in range(11)]
    example = two.schedule.examples(0)[0]
    a = trace(two.network, two.p0, two.train.x[example], two.train.y[example]).a[1]
    assert ", ".join(f"{value:.4f}" for value in a) in named(lines.child(1))
    assert np.all([named(lines.child(i)).startswith(f"line {i}: ") for i in range(11)])
