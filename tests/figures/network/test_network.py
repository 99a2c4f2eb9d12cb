"""The network's picture: nothing in another's way at any size, what flows, and what may be drawn when."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from operator import mul

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.measuring import faults, flat, texts, words
from tests.figures.seen import edges_of
from tests.figures.test_style import contrast
from tests.large import large_scenario
from tests.usual import usual
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.figures.base.lines import passed
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Label, Path, Segments
from visprop.figures.base.style import DARK, LIGHT, ON_SCREEN, PRINTED
from visprop.figures.choices import EdgeValue
from visprop.figures.network.forms.registry import FORMS
from visprop.figures.network.layout.plan import network_layout
from visprop.figures.network.layout.request import Request
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.notation.expression.numbers import number, padded, without_zero
from visprop.notation.notations.dresses import DRESSES
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SHAPES = [(2, 2, 2, 2, 2), (1, 8, 1), (4, 8, 3), (8, 3, 8), (64, 30, 10)]
OTHERS = [(238, 300), (360, 240), (470, 330), (500, 180), (700, 170), (860, 380), (1000, 640), (1400, 500)]
SIZES = [(238, 170), (345, 230), (700, 220), (640, 400)]


def made(sizes, *, names=False):
    """A scenario of random numbers."""
    rng = np.random.default_rng(0)
    network = Network(sizes, (*("tanh",) * (len(sizes) - 2), "logistic"))
    x, y = rng.uniform(0, 1, (5, sizes[0])), rng.uniform(0, 1, (5, sizes[-1]))
    words = tuple(f"input {i}" for i in range(sizes[0])) if names else ()
    return Scenario(
        "made",
        network,
        rng.normal(size=network.parameter_count),
        Data(x, y, input_names=words),
        Training("online", 1, 0.1, 0, False),
    )


@cache
def timeline_of(name):
    """The time line of a built-in scenario, or of one of random numbers."""
    return Timeline(Run(open_scenario(name) if isinstance(name, str) else made(name)))


def frames(name, update=3):
    """The frame at each line of an update's last example."""
    timeline = timeline_of(name)
    example = timeline.run.scenario.schedule.size_of(update)
    return [timeline.frame(Position(update, example, line.number)) for line in timeline.program.lines]


@pytest.mark.parametrize("size", usual(SIZES + OTHERS, SIZES))
@pytest.mark.parametrize("name", [*builtin_names(), *SHAPES], ids=str)
def test_no_text_is_in_the_way_of_anything(name, size):
    for frame in frames(name):
        assert not faults(network_figure(frame, size, NetworkOptions()))
    # Names are the same at every line.
    assert not faults(network_figure(frame, size, NetworkOptions(NetworkChoices(symbols=True))))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["xor", "linear", "sine", (2, 2, 2, 2, 2), (4, 3, 2)], ids=str)
def test_no_text_is_in_the_way_whatever_the_form(name, form):
    for frame in frames(name):
        for size in ((345, 230), (1100, 640)):
            assert not faults(network_figure(frame, size, NetworkOptions(NetworkChoices(form=form))))


@pytest.mark.parametrize("name", [*usual(builtin_names()), *SHAPES], ids=str)
def test_no_text_is_in_the_way_whatever_is_shown(name):
    frame = frames(name)[-1]
    dresses = [dress for dress in DRESSES.values() if not dress.unfit(frame.scenario)]
    choices = [NetworkOptions(NetworkChoices(edges=edges)) for edges in EdgeValue] + [
        NetworkOptions(dress=dress) for dress in dresses
    ]
    choices += [NetworkOptions(digits=9), NetworkOptions(theme=DARK), NetworkOptions(head_room=70.0)]
    for options in choices:
        for size in ((345, 230), (640, 400), (1000, 640)):
            assert not faults(network_figure(frame, size, options))


def test_a_layout_is_the_same_in_both_themes():
    light, dark = (network_figure(frames("xor")[4], (640, 400), NetworkOptions(theme=theme)) for theme in (LIGHT, DARK))
    assert [type(shape) for shape in light.shapes] == [type(shape) for shape in dark.shapes]
    assert texts(light) == texts(dark)


CROWDED = [(2, 6, 4, 1), (4, 4, 6), (1, 5, 7), (4, 8, 1), (2, 4, 8), (2, 2, 1, 1, 3, 9), (7, 4, 2, 1, 1, 1), (1, 1, 1, 2, 5, 5)]
"""Of at most forty edges, with so many neurons or layers that their numbers find little room."""


@pytest.mark.parametrize("name", [*builtin_names(), (2, 2, 2, 2, 2), (1, 8, 1), *CROWDED], ids=str)
@pytest.mark.parametrize("size", [(640, 400), (1000, 640)])
def test_up_to_forty_edges_every_weight_has_its_number_or_those_of_its_layer_are_said_to_be_left_out(name, size):
    frame = frames(name)[0]
    network = frame.scenario.network
    weights = np.concatenate([w.ravel() for w, _ in network.layers(frame.p)])
    if len(weights) > 40:
        assert not faults(network_figure(frame, size))
        return
    figure = network_figure(frame, size)
    shown = [float(text.replace("−", "-")) for text in texts(figure) if re.fullmatch(r"−?(\d+\.?\d*|\.\d+)", text)]
    left_out = next((one.what for one in figure.omitted if one.what.startswith("weights")), "none")
    assert size[0] < 1000 or left_out == "none" or network.depth > 3
    for layer, (own, _) in enumerate(network.layers(frame.p), start=1):
        if left_out != "weights" and str(layer) not in left_out:
            assert all(np.abs(np.array(shown) - weight).min() <= 0.051 * abs(weight) for weight in own.ravel())


@pytest.mark.parametrize("page", [(640, 400), (760, 430), (900, 500)])
@pytest.mark.parametrize("sizes", [(2, 2, 2, 2, 2), (3, 2, 2)], ids=str)
def test_the_numbers_of_lines_that_cross_stand_clear_of_the_crossing(sizes, page):
    layout = network_layout(Request(sizes, page, 4, (False,) * (len(sizes) - 1)))
    assert [at.shape for at in layout.weights_at] == [(n, before) for before, n in pairwise(sizes)]
    for layer, at in enumerate(layout.weights_at, start=1):
        assert np.isfinite(at).all()
        ends = layout.edge_ends(layer)
        if at.shape == (2, 2):
            down, up = (ends[j, k, 1] + at[j, k] * (ends[j, k, 3] - ends[j, k, 1]) for j, k in ((1, 0), (0, 1)))
            assert abs(down - up) > 1.5 * layout.text
        else:
            # Those of more neurons stand in one column.
            xs = ends[:, :, 0] + at * (ends[:, :, 2] - ends[:, :, 0])
            assert np.ptp(xs) < 1.0


@pytest.mark.parametrize(
    "sizes, page, lettering, in_column",
    [
        ((3, 2, 2), (640, 400), PRINTED, False), ((3, 2, 2), (760, 430), PRINTED, False), ((3, 2, 2), (930, 560), PRINTED, True),
        ((3, 2, 2), (1400, 500), PRINTED, True), ((3, 2, 2), (760, 430), ON_SCREEN, False),
        ((3, 2, 2), (930, 560), ON_SCREEN, True), ((2, 2, 2, 2, 2), (930, 560), ON_SCREEN, False),
        ((2, 2, 2, 2, 2), (1440, 749), ON_SCREEN, True), ((2, 2, 2, 2, 2), (930, 560), PRINTED, False),
    ],
)  # fmt: skip
def test_numbers_of_two_by_two_edges_stand_in_a_column_where_what_flows_has_room_beside_them(sizes, page, lettering, in_column):
    layout = network_layout(Request(sizes, page, 4, (False,) * (len(sizes) - 1), lettering=lettering))
    for layer, (at, flows) in enumerate(zip(layout.weights_at, layout.flows_at, strict=True), start=1):
        if at.shape == (2, 2):
            ends = layout.edge_ends(layer)
            xs = ends[:, :, 0] + at * (ends[:, :, 2] - ends[:, :, 0])
            assert bool(np.ptp(xs) < 1.0) is in_column
            assert bool(np.isfinite(flows).all()) is in_column


@pytest.mark.parametrize("name", builtin_names())
@pytest.mark.parametrize("size", [(640, 400), (760, 430), (900, 500)])
def test_wherever_a_lecture_shows_it_there_is_a_cost(name, size):
    shown = texts(network_figure(frames(name)[3], size, NetworkOptions(head_room=70.0 if size[0] > 640 else 0.0)))
    assert any("c ≈" in text or "c =" in text or text == "c" for text in shown)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 10), min_size=2, max_size=6).filter(lambda n: sum(map(mul, n, n[1:])) <= 40), st.data())
def test_in_any_network_of_forty_edges_all_of_a_layer_have_a_place_for_their_numbers_or_none(sizes, data):
    page = (float(data.draw(st.integers(640, 1200))), float(data.draw(st.integers(400, 800))))
    layout = network_layout(Request(tuple(sizes), page, data.draw(st.integers(2, 6)), (False,) * (len(sizes) - 1)))
    assert [at.shape for at in layout.weights_at] == [(n, before) for before, n in pairwise(sizes)]
    assert all(np.isnan(at).any() == np.isnan(at).all() for at in layout.weights_at)
    assert not any(np.isfinite(layout.weights_at[table.layer - 1]).any() for table in layout.tables)
    assert len(sizes) > 3 or layout.tables or not any(np.isnan(at).any() for at in layout.weights_at)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", [(2, 2, 2, 2, 2), (2, 8, 1), (6, 4, 3, 1), *CROWDED], ids=str)
def test_lines_behind_a_number_are_so_pale_that_it_is_read(name, theme):
    for frame in frames(name):
        shapes = network_figure(frame, (640, 400), NetworkOptions(theme=theme)).shapes
        numbers = [s for s in shapes if isinstance(s, Label) and re.fullmatch(r"−?[\d.]+", "".join(r.text for r in s.runs))]
        lines = [s for s in shapes if isinstance(s, Segments)]
        assert len(numbers) >= sum(map(mul, name, name[1:]))
        boxes = [(left + 0.2, top + 0.2, right - 0.2, bottom - 0.2) for left, top, right, bottom in map(bounds, numbers)]
        for line in lines:
            for i in np.flatnonzero(passed(line.ends, boxes).any(axis=0)):
                assert contrast(line.colour, numbers[i].colour) > 2.5, numbers[i]


def test_what_is_not_computed_yet_is_not_shown():
    # Worked by plain Python from the scenario's own numbers.
    scenario = open_scenario("two-neurons")
    a, activations = scenario.data.x[0], []
    for w, b in scenario.network.layers(scenario.p0):
        a = 1.0 / (1.0 + np.exp(-(w @ a + b)))
        activations.append([f"{value:.4g}" for value in a])
    timeline = Timeline(Run(scenario))
    for line in timeline.program.lines:
        shown = " ".join(texts(network_figure(timeline.frame(Position(0, 1, line.number)), (900, 500))))
        for layer, values in enumerate(activations, start=1):
            assert all((value in shown) is (line.number >= layer) for value in values)
        assert ("c ≈" in shown) is (line.number >= timeline.program.cost_line)
        assert shown.count("δ") >= 8  # Each has its place from the beginning.


def test_what_flows_runs_along_its_edges_before_the_result_appears():
    frame = Timeline(Run(open_scenario("two-neurons"))).frame(Position(0, 1, 2))

    def flow(progress):
        figure = network_figure(frame, (900, 500), progress=progress)
        # Above the key, which has a mark for it.
        thin = [s.ends for s in figure.shapes if isinstance(s, Segments) and s.colour == LIGHT.forward and s.ends.max() < 400]
        tips = [s for s in figure.shapes if isinstance(s, Path) and s.fill == LIGHT.forward and s.lines[0][:, 1].max() < 400]
        return np.vstack(thin)[:, [0, 2]].max(), len(tips), " ".join(texts(figure))

    (early, heads, before), (late, _, _), (_, _, after) = flow(0.1), flow(0.5), flow(1.0)
    assert early < late
    assert heads == 4
    value = f"{frame.a(2)[0]:.4g}"
    assert value not in before
    assert value in after


def test_the_products_that_flow_stand_on_their_lines():
    frame = Timeline(Run(made((2, 2, 2)))).frame(Position(0, 1, 2))
    shown = texts(network_figure(frame, (1000, 560)))
    weights = frame.scenario.network.layers(frame.p_before)[1][0]
    for product in (weights * frame.a(1)).ravel():
        assert f"{product:.4g}".replace("-", "−") in shown


@pytest.mark.parametrize("sizes", [(2, 2, 2), (4, 8, 3), (12, 16, 8), (64, 30, 10)])
def test_the_sign_of_an_edge_is_told_without_colour(sizes):
    frame = Timeline(Run(made(sizes))).frame(Position())
    figure = network_figure(frame, (960, 720))
    hues = {LIGHT.negative: True, LIGHT.positive: False}
    lines = [s for s in figure.shapes if isinstance(s, Segments) and s.colour in hues]
    assert {s.dashed for s in lines} == {True, False}
    assert all(s.dashed is hues[s.colour] for s in lines)


def test_a_disc_of_a_negative_activation_bears_a_minus():
    timeline = Timeline(Run(made((64, 30, 10))))
    frame = timeline.frame(Position(0, 1, 3))
    figure = network_figure(frame, (960, 640))
    marks = [s for s in figure.shapes if isinstance(s, Segments) and s.colour == LIGHT.paper]
    assert sum(len(s.ends) for s in marks) == int((frame.a(1) < 0.0).sum()) + 1  # and the key


def drawn_edges(frame, size, layer):
    """How many edges into a layer a line lies on."""
    figure = network_figure(frame, size, NetworkOptions())
    ends = {tuple(np.round(line, 3)) for key, line in edges_of(figure) if key.layer == layer}
    lines = [line for shape in flat(figure.shapes) if isinstance(shape, Segments) for line in shape.ends]
    return len(ends & {tuple(np.round(line, 3)) for line in lines})


def test_of_a_crowd_the_strongest_are_drawn_and_the_count_is_said():
    frame = Timeline(Run(made((64, 30, 10)))).frame(Position(0, 1, 3))
    # In print, as the window shows it, and as it is exported unless a size is asked for.
    for size in ((960, 640), (770, 430), (640, 400)):
        shown = " ".join(texts(network_figure(frame, size, NetworkOptions(focus=Key.unit(1, 16)))))
        told = re.search("the strongest ([0-9]+) of 1,920 and ([0-9]+) of 300 are drawn", shown)
        assert [drawn_edges(frame, size, layer) for layer in (1, 2)] == [int(count) for count in told.groups()], size
        assert "8 × 8 pixels" in shown
        assert "cost c" in shown
        assert "neuron 16 of layer 1, ringed:" in shown or size != (960, 640)


@pytest.mark.parametrize("form, letters", [("opened", "bzad"), ("closed", "bad"), ("row", "bad"), ("card", "bad")])
def test_each_number_of_a_neuron_is_pointed_at_as_what_it_tells(form, letters):
    timeline = timeline_of("two-neurons")
    frame = timeline.frame(Position(0, 1, timeline.program.backward_line(1)))
    figure = network_figure(frame, (1400, 700), NetworkOptions(NetworkChoices(form=form)))
    network = frame.scenario.network
    for layer in range(1, network.depth + 1):
        quantities = {"b": network.layers(frame.p)[layer - 1][1], "z": frame.z(layer), "a": frame.a(layer)}
        quantities["d"] = frame.delta(layer)
        for letter in letters:
            for j, value in enumerate(quantities[letter], start=1):
                written = tuple(one(float(value), digits) for digits in (4, 3, 2, 1) for one in (number, padded))
                written = (*written, *map(without_zero, written))
                told = [s for s in figure.shapes if isinstance(s, Label) and words(s).endswith(written)]
                assert told, (letter, layer, j)
                boxes = [bounds(label) for label in told]
                keys = [figure.key_at((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in boxes]
                assert Key(letter, layer, (j,)) in keys


def test_inputs_with_names_are_no_picture():
    frame = Timeline(Run(made((64, 30, 10), names=True))).frame(Position())
    assert "pixels" not in " ".join(texts(network_figure(frame, (960, 640))))


def test_a_large_network_is_drawn_by_few_calls():
    frame = Timeline(Run(large_scenario())).frame(Position(0, 1, 2))
    lines = [s for s in flat(network_figure(frame, (800, 500)).shapes) if isinstance(s, Segments)]
    assert sum(len(s.ends) for s in lines) < 700
    assert len(lines) < 250


def test_the_linear_net_has_its_passes_and_its_table():
    frame = frames("linear")[-2]
    shown = " ".join(texts(network_figure(frame, (960, 532))))
    for layer in range(1, 5):
        for value in (frame.a(layer)[0], frame.d(layer)[0], frame.delta(layer)[0], *frame.update(layer)[0].ravel()):
            assert f"{value:.4g}".replace("-", "−") in shown
    assert "Forward pass" in shown
    assert "Backward pass" in shown


@pytest.mark.parametrize("sizes, size", [((3, 4, 2), (1000, 700)), ((64, 30, 10), (640, 400)), ((12, 3), (1000, 700))], ids=str)
def test_outputs_bear_their_own_names_and_inputs_theirs(sizes, size):
    scenario = made(sizes)
    inputs, outputs = ([f"{letter}{i}" for i in range(n)] for letter, n in zip("it", (sizes[0], sizes[-1]), strict=True))
    data = replace(scenario.data, input_names=tuple(inputs), target_names=tuple(outputs))
    figure = network_figure(Timeline(Run(replace(scenario, data=data))).frame(Position(0, 1, 3)), size)
    told = {words(label): label for label in flat(figure.shapes) if isinstance(label, Label)}
    places = [
        next(group for group in figure.targets if group.key(0) == key).ends
        for key in (Key("x", 0, (1,)), Key.unit(len(sizes) - 1, 1))
    ]
    assert set(outputs) <= told.keys()
    for names, ends in zip((inputs, outputs), places, strict=True):
        for i, name in enumerate(names):
            if name in told:
                left, right = ends[i, 0], ends[i, 2]
                assert told[name].x < left if names is inputs else told[name].x > right
                assert np.abs(ends[:, 1] - told[name].y).argmin() == i
