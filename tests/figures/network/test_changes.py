"""What changed, and why: values of before the update, the two factors of δ, what hardly learns, and a path's factors."""

import re

import numpy as np
import pytest

from tests.figures.measuring import faults, flat, words
from tests.figures.network.test_network import timeline_of
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.key import Key
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Disc, Label, Segments
from visprop.figures.base.style import ON_SCREEN
from visprop.figures.choices import Legend
from visprop.figures.network.hints import hint
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.notation.dress import NEURONS
from visprop.notation.explanations.paths import path_sum
from visprop.notation.expression.expr import SYMBOLS
from visprop.notation.naming import Naming
from visprop.timeline.position import Position

CHANGES = NetworkChoices(lettering=ON_SCREEN, changes=True)


def at_line(name, line, update=3):
    timeline = timeline_of(name)
    number = {"update": timeline.program.update_line, "last": timeline.program.update_line - 1}.get(line, line)
    return timeline.frame(Position(update, timeline.run.scenario.schedule.size_of(update), number))


def struck_texts(figure):
    """The texts that a short level line in their own colour goes through."""
    labels = [shape for shape in flat(figure.shapes) if isinstance(shape, Label)]
    lines = [s for s in flat(figure.shapes) if isinstance(s, Segments) and len(s.ends) == 1]
    found = []
    for label in labels:
        left, top, right, bottom = bounds(label)
        for line in (line for line in lines if line.colour == label.colour):
            x1, y1, x2, y2 = line.ends[0]
            is_as_long = left - 2 <= x1 <= left and right <= x2 <= right + 2
            if y1 == y2 and top < y1 < bottom and is_as_long:
                found.append(words(label))
    return found


def written(value):
    """Four digits, by Python's own rounding."""
    return f"{value:.4g}".replace("-", "−")


def test_at_the_update_line_each_weight_has_its_value_before_struck_through():
    frame = at_line("two-neurons", "update")
    figure = network_figure(frame, (930, 560), NetworkOptions(CHANGES))
    assert not faults(figure)
    struck, told = struck_texts(figure), [words(s) for s in flat(figure.shapes) if isinstance(s, Label)]
    network = frame.scenario.network
    for (before, _), (after, _) in zip(network.layers(frame.p_before), network.layers(frame.p_next), strict=True):
        for old, new in zip(before.ravel(), after.ravel(), strict=True):
            assert written(old) in struck
            assert written(new) in told
    assert any("struck through" in text for text in told)


@pytest.mark.parametrize("name", ["two-neurons", "xor", "iris", "quadrants", "layers"])
@pytest.mark.parametrize("pane", [(340, 240), (640, 400), (930, 560), (1440, 749)])
def test_values_of_before_are_in_the_way_of_nothing_and_of_a_layer_there_are_all_or_none(name, pane):
    frame = at_line(name, "update")
    choices = [NetworkChoices(lettering=ON_SCREEN, changes=changes) for changes in (True, False)]
    with_, without = (network_figure(frame, pane, NetworkOptions(chosen)) for chosen in choices)
    assert not faults(with_)
    biases = [key for key in frame.scenario.network.parameters if key.letter == "b"]
    weights = {key.layer: frame.scenario.network.sizes[key.layer] * frame.scenario.network.sizes[key.layer - 1] for key in biases}
    # Layers' counts add up to what is struck: no other number can be made of whole layers than such a sum.
    sums = {0}
    for count in [*weights.values(), *frame.scenario.network.sizes[1:]]:
        sums |= {known + count for known in sums}
    assert len(struck_texts(with_)) in sums
    assert not struck_texts(without)


def test_before_the_update_line_and_at_speed_nothing_is_struck():
    assert not struck_texts(network_figure(at_line("two-neurons", "last"), (930, 560), NetworkOptions(CHANGES)))
    assert not struck_texts(network_figure(at_line("two-neurons", "update"), (930, 560), NetworkOptions(CHANGES, quick=True)))


def by_hand(frame):
    """a, what comes back and σ′ of each layer of a logistic network with half squared error, written out once more."""
    layers = frame.scenario.network.layers(frame.p_before)
    activations = [frame.x]
    for w, b in layers:
        activations.append(1.0 / (1.0 + np.exp(-(w @ activations[-1] + b))))
    back, found = activations[-1] - frame.y, {}
    for at in range(len(layers), 0, -1):
        slope = activations[at] * (1.0 - activations[at])
        found[at] = back, slope
        back = layers[at - 1][0].T @ (back * slope)
    return found


@pytest.mark.parametrize("key", ["a1[1]", "a2[2]", "a3[1]", "a4[2]"])
def test_a_neuron_in_focus_shows_what_comes_back_and_its_own_slope(key):
    frame, place = at_line("two-neurons", "last"), Key.parse(key)
    figure = network_figure(frame, (930, 560), NetworkOptions(NetworkChoices(lettering=ON_SCREEN), focus=place))
    back, slope = (values[place.j - 1] for values in by_hand(frame)[place.layer])
    (told,) = [words(s) for s in flat(figure.shapes) if isinstance(s, Label) and "comes back" in words(s)]
    assert written(back) in told
    assert written(slope) in told
    tip = hint(frame, place, Naming.of(frame.scenario, NEURONS))
    numbers = [float(found.replace("−", "-")) for found in re.findall(r"(?:comes back|own slope).*= (−?[\d.]+)", tip)]
    np.testing.assert_allclose(numbers, [back, slope], rtol=1e-9)
    assert not faults(figure)


def test_while_no_delta_is_known_there_are_no_factors():
    frame = at_line("two-neurons", 4)
    figure = network_figure(frame, (930, 560), NetworkOptions(focus=Key.unit(3, 1)))
    assert not any("comes back" in words(s) for s in flat(figure.shapes) if isinstance(s, Label))


def bars(figure):
    """The bars of neurons that hardly learn, above the key."""
    found = [s for s in flat(figure.shapes) if isinstance(s, Segments) and abs(s.width - 2.2) < 1e-9 and s.colour == (24, 28, 34)]
    return sum(len(s.ends) for s in found)


@pytest.mark.parametrize("name", ["iris", "xor", "spiral", "autocoding", "quadrants"])
def test_a_bar_marks_each_neuron_whose_slope_is_under_a_twentieth_of_its_largest(name):
    frame = at_line(name, "last", update=40)
    largest = {"logistic": 0.25, "tanh": 1.0, "relu": 1.0, "identity": 1.0}
    wanted = 0
    for layer, activation in enumerate(frame.scenario.network.activations, start=1):
        if activation in largest:
            wanted += int((np.abs(frame.slope(layer)) < 0.05 * largest[activation]).sum())
    figure = network_figure(frame, (1440, 749), NetworkOptions(NetworkChoices(lettering=ON_SCREEN, key=Legend.NONE)))
    assert bars(figure) == wanted
    key = network_figure(frame, (1440, 749), NetworkOptions(NetworkChoices(lettering=ON_SCREEN, key=Legend.LINE)))
    assert any("hardly learns" in words(s) for s in flat(key.shapes) if isinstance(s, Label)) == (wanted > 0)


@pytest.mark.parametrize(
    "name, largest", [("logistic", 0.25), ("tanh", 1.0), ("bipolar_logistic", 0.5), ("relu", 1.0), ("gelu", 1.1289)]
)
def test_the_largest_slope_of_an_activation(name, largest):
    # GELU's at z = √2: Φ(√2) + √2 φ(√2) = 0.92135 + 0.20755.
    assert ACTIVATIONS[name].largest_slope == pytest.approx(largest, abs=1e-4)


@pytest.mark.parametrize("key", ["w1[1,2]", "w2[2,1]", "b3[1]", "w4[1,1]"])
def test_a_paths_factors_have_the_names_and_the_numbers_of_the_equation(key):
    frame, parameter = at_line("two-neurons", "last"), Key.parse(key)
    for route in path_sum(frame, parameter).routes[:4]:
        figure = network_figure(frame, (930, 560), NetworkOptions(NetworkChoices(lettering=ON_SCREEN), route=route))
        told = ["".join(run.text for run in s.runs) for s in flat(figure.shapes) if isinstance(s, Label) and s.behind]
        factors = [factor for at, factor in route.factors if at.layer >= route.layer or at.letter == "y"]
        assert np.prod([factor.number() for _, factor in route.factors]) == pytest.approx(route.product.number())
        for factor in factors:
            assert any(text.endswith(written(factor.number())) for text in told), factor.text(SYMBOLS)
        # Each with its name: the number alone would be one of many.
        assert sum("≈" in text or "=" in text for text in told) == len(factors)


@pytest.mark.parametrize("key", ["a1[1]", "a2[1]", "a2[2]", "a3[2]"])
def test_of_two_rows_the_factors_stand_on_the_side_without_edges(key):
    frame, place = at_line("two-neurons", "last"), Key.parse(key)
    figure = network_figure(frame, (930, 760), NetworkOptions(NetworkChoices(lettering=ON_SCREEN), focus=place))
    told = next(s for s in flat(figure.shapes) if isinstance(s, Label) and "comes back" in words(s))
    rims = [s.y for s in flat(figure.shapes) if isinstance(s, Disc) and s.radius > 20]
    assert told.y < min(rims) if place.j == 1 else told.y > max(rims)
    assert not faults(figure)
