"""What a figure tells in words: each kind of thing once, in the order in which data flows, and where it stands."""

import numpy as np
import pytest

from visprop.engine.key import COST, Key
from visprop.figures.base.cells import cells
from visprop.figures.base.shapes import Clip, Figure, Formula, Handle, Label, Press, Targets, edges, single, units
from visprop.figures.base.text import Run, formula_runs, plain, symbol
from visprop.figures.base.told import told_groups, words_group
from visprop.notation.layout.nodes import Index, Letter, Script

INK = (0, 0, 0)


def label(x, y, runs):
    return Label(x, y, runs, 10.0, INK, across=0.0)


def figure(shapes=(), targets=(), **more):
    return Figure(300.0, 200.0, INK, tuple(shapes), tuple(targets), **more)


def of_key(x, y, key):
    return str(key)


def test_layers_are_told_in_the_order_in_which_data_flows_each_thing_once():
    labels = Targets(lambda i: Key("z", 1, (i + 1,)), np.zeros((2, 4)), 3.0)
    targets = (
        single(COST, (250.0, 50.0, 260.0, 50.0), 5.0),
        labels,
        units("a", 1, np.array([(100.0, 40.0), (100.0, 80.0)]), 12.0),
        units("y", 0, np.array([(200.0, 40.0)]), 8.0),
        units("x", 0, np.array([(10.0, 50.0)]), 8.0),
        edges(1, np.array([[(10.0, 50.0, 100.0, 40.0)], [(10.0, 50.0, 100.0, 80.0)]]), 4.0),
    )
    found = told_groups(figure(targets=targets), of_key)
    assert [(group.name, group.count) for group in found] == [
        ("inputs", 1), ("weights into layer 1", 2), ("neurons of layer 1", 2), ("targets", 1), ("cost", 1),
    ]  # fmt: skip
    weights, neurons = found[1], found[2]
    assert [weights.item(i).name for i in range(2)] == ["w1[1,1]", "w1[2,1]"]
    assert weights.index_of(Key.parse("w1[2,1]")) == 1
    # From the upper end less its reach to the lower one and as much beyond.
    assert weights.item(1).box == (6.0, 46.0, 98.0, 38.0)
    assert neurons.item(1).box == (88.0, 68.0, 24.0, 24.0)


def test_examples_of_several_kinds_are_one_group():
    first = Targets(lambda i: Key("row", i + 1), np.zeros((3, 4)), 5.0)
    second = Targets(lambda i: Key("row", i + 10), np.ones((2, 4)), 5.0)
    (group,) = told_groups(figure(targets=(first, second)), of_key)
    assert (group.name, group.count) == ("examples", 5)
    assert [group.item(i).name for i in range(5)] == ["row1", "row2", "row3", "row10", "row11"]
    assert group.index_of(Key("row", 11)) == 4
    assert group.index_of(Key("row", 4)) is None


def test_the_cells_of_a_table_stand_where_they_are_touched():
    table = cells(2, (10.0, 20.0, 60.0, 40.0), (2, 3))
    (group,) = told_groups(figure(targets=(table,)), of_key)
    assert group.count == 6
    for i in range(6):
        item = group.item(i)
        left, top, wide, high = item.box
        assert (wide, high) == pytest.approx((20.0, 20.0))
        assert table.nearest(left + wide / 2, top + high / 2) == (0.0, i)
        assert item.name == str(Key.weight(2, i // 3 + 1, i % 3 + 1))


def test_what_has_no_words_of_its_own_is_told_by_what_stands_in_it():
    place = single(Key("layer", 2), (50.0, 50.0, 80.0, 50.0), 10.0)
    shapes = [label(55.0, 50.0, plain("doubles")), label(150.0, 50.0, plain("elsewhere"))]
    (group,) = told_groups(figure(shapes, (place,)), lambda x, y, key: "")
    assert group.item(0).name == "doubles"


def test_what_can_be_moved_and_pressed_is_told_with_what_it_does():
    handle = Handle("p₁", 40.0, 30.0, lambda x, y: {})
    press = Press("layer 1", "apply p₁", 10.0, 20.0, 50.0, 25.0, {"applied": 1})
    moved, pressed = told_groups(figure(handles=(handle,), presses=(press,)), of_key)
    assert (moved.item(0).name, moved.item(0).handle, moved.item(0).box) == ("p 1", "p₁", (26.0, 16.0, 28.0, 28.0))
    assert pressed.item(0).name == "layer 1: apply p 1"
    assert (pressed.item(0).sets, pressed.item(0).box) == ({"applied": 1}, (10.0, 20.0, 50.0, 25.0))


@pytest.mark.parametrize(
    "runs, words",
    [
        (symbol("w", "2", "12"), "w 2, 1 2"),
        (symbol("b", "2", "12"), "b 2, 12"),
        (plain("φ ≈ 1.2×10⁻⁷"), "phi is about 1.2 times 10 to the minus 7"),
        (formula_runs("a¹ⱼ = σ(Σₖ w¹ⱼₖ a⁰ₖ)"), "a 1, j equals sigma ( sum k w 1, j k a 0, k )"),
        ((Run("p", italic=True), *plain(" + Δ"), Run("p", italic=True)), "p plus change of p"),
    ],
)
def test_a_label_is_said_with_its_indices(runs, words):
    assert words_group([label(10.0, 10.0, runs)]).item(0).name == words


def test_words_and_formulas_are_told_line_by_line():
    formula = Formula(30.0, 40.0, Script(Letter("δ"), Index("2"), Index("1")), 16.0, INK)
    shapes = [
        label(10.0, 10.0, plain("first")), label(60.0, 12.0, plain("goes on")), label(10.0, 40.0, plain("here")), formula,
        Clip((0.0, 0.0, 9.0, 9.0), (label(5.0, 90.0, plain("inside")),)),
    ]  # fmt: skip
    group = words_group(shapes)
    assert [group.item(i).name for i in range(group.count)] == ["first goes on", "here delta 2, 1", "inside"]
    assert words_group([]) is None
