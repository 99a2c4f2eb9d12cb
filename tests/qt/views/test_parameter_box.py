"""A parameter is chosen by its symbol, which is that of the pictures, or by typing its name."""

import pytest

from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.notation.naming import Naming
from visprop.notation.notations.dresses import DRESSES
from visprop.qt.panels.parameter_box import MAX_LISTED, parameter_box

NETWORK = Network((2, 2, 1), ("logistic", "logistic"))
LARGE = Network((64, 30, 10), ("logistic", "logistic"))


@pytest.fixture
def box(qtbot):
    box = parameter_box("Line", "Along which line", "along −∇φ")
    qtbot.addWidget(box)
    box.chosen_keys = []
    box.chosen.connect(box.chosen_keys.append)
    return box


def typed(box, text):
    box.lineEdit().selectAll()
    box.lineEdit().insert(text)
    box.lineEdit().editingFinished.emit()


def test_the_list_has_the_symbols_of_the_pictures(box):
    box.show_choice(NETWORK, Naming(NETWORK.sizes), Key.bias(1, 2))
    assert box.currentText() == "b¹₂"
    listed = [box.itemText(i) for i in range(box.count())]
    assert listed == ["along −∇φ", "w¹₁₁", "w¹₁₂", "b¹₁", "w¹₂₁", "w¹₂₂", "b¹₂", "w²₁₁", "w²₁₂", "b²₁"]


@pytest.mark.parametrize(
    "text, wanted",
    [("w2[1,2]", Key.weight(2, 1, 2)), ("w²₁₂", Key.weight(2, 1, 2)), (" b1[1] ", Key.bias(1, 1)), ("along −∇φ", None)],
)
def test_a_name_and_a_symbol_choose_the_same(box, text, wanted):
    box.show_choice(NETWORK, Naming(NETWORK.sizes), Key.bias(1, 2))
    typed(box, text)
    assert box.chosen_keys == [wanted]
    assert box.key == wanted


@pytest.mark.parametrize("text", ["w3[1,1]", "w2", "a1[1]", "nothing", ""])
def test_what_names_no_single_parameter_is_put_back(box, text):
    box.show_choice(NETWORK, Naming(NETWORK.sizes), Key.bias(1, 2))
    typed(box, text)
    assert box.chosen_keys == []
    assert box.currentText() == "b¹₂"


def test_another_dress_has_other_symbols(box):
    for dress in DRESSES.values():
        naming = Naming(NETWORK.sizes, dress)
        box.show_choice(NETWORK, naming, Key.weight(2, 1, 2))
        assert box.currentText() == naming.text(Key.weight(2, 1, 2))
        assert box.itemText(1).startswith(dress.weight)


def test_in_a_large_network_the_chosen_one_alone_is_listed_and_others_are_typed(box):
    assert LARGE.parameter_count > MAX_LISTED
    box.show_choice(LARGE, Naming(LARGE.sizes), Key.weight(1, 12, 3))
    assert box.currentText() == "w¹₁₂,₃"
    assert box.count() == 2
    typed(box, "w2[10,30]")
    assert box.chosen_keys == [Key.weight(2, 10, 30)]
    box.show_choice(LARGE, Naming(LARGE.sizes), box.key)
    assert box.currentText() == "w²₁₀,₃₀"
