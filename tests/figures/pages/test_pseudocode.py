"""The listing defines what it names."""

import re
from dataclasses import replace

import numpy as np
import pytest

from tests.figures.measuring import faults
from visprop.engine.network import Network
from visprop.figures.base.shapes import Box, Label
from visprop.figures.base.style import LIGHT
from visprop.figures.pages.pseudocode import pseudocode_figure
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
@pytest.mark.parametrize("name", builtin_names())
def test_z_is_defined_once_wherever_it_is_named(name, notation):
    scenario = open_scenario(name)
    frame = Timeline(Run(scenario)).frame(Position())
    for dress in DRESSES.values():
        if dress.unfit(scenario):
            continue
        figure = pseudocode_figure(Quantities(frame, dress), 900.0, LIGHT, notation=notation)
        texts = ["".join(run.text for run in shape.runs) for shape in figure.shapes if isinstance(shape, Label)]
        is_named = any(re.search(r"(?<![a-zA-Z])z", text) for text in texts)
        # In a heading once, or by a statement of each layer that needs it.
        in_headings = sum("with z = Σ" in text for text in texts)
        is_stated = any(re.match(r"z[^ ]* = ", text) for text in texts)
        assert in_headings + is_stated == is_named


def listing(name, width):
    scenario = open_scenario(name) if isinstance(name, str) else name
    timeline = Timeline(Run(scenario))
    frame = timeline.frame(Position(0, scenario.schedule.size_of(0), timeline.program.update_line))
    return pseudocode_figure(Quantities(frame), width, LIGHT)


def kept(figure):
    """What each line of the program says that it is kept for, by the line's number."""
    numbers = {round(float(y)): int(key.number) for key, y in lines_with_places(figure)}
    labels = [(shape, "".join(run.text for run in shape.runs)) for shape in figure.shapes if isinstance(shape, Label)]
    return {numbers[round(shape.y)]: re.findall(r"\d+", text) for shape, text in labels if text.startswith("kept")}


def lines_with_places(figure):
    (targets,) = figure.targets
    return [(targets.key(i), targets.ends[i, 1]) for i in range(len(targets.ends))]


def test_each_line_of_the_forward_pass_names_the_lines_that_use_what_it_computes():
    # Worked by hand for four layers. Lines 6 … 9 compute δ and Δ of layers 4 … 1: Δ of layer l takes a of layer l − 1, and δ of
    # layer l its own σ′(z); that of the last layer takes its own a.
    assert kept(listing("two-neurons", 900.0)) == {0: ["9"], 1: ["8", "9"], 2: ["7", "8"], 3: ["6", "7"], 4: ["6"]}
    # A layer whose activation is the identity has no σ′ to take its z.
    network = Network((2, 3, 2), ("identity", "logistic"))
    plain = replace(open_scenario("two-neurons"), network=network, p0=np.ones(network.parameter_count), tied=(), frozen=())
    assert kept(listing(plain, 900.0)) == {0: ["5"], 1: ["4"], 2: ["4"]}


@pytest.mark.parametrize("width", [240.0, 320.0, 380.0, 440.0, 520.0, 900.0])
@pytest.mark.parametrize("name", ["two-neurons", "xor", "iris", "linear"])
def test_what_is_kept_stands_beside_nothing_else(name, width):
    assert not faults(listing(name, width))


def test_the_line_that_is_pointed_at_is_framed_as_high_as_it_is():
    scenario = open_scenario("two-neurons")
    timeline = Timeline(Run(scenario))
    frame = timeline.frame(Position(0, 1, timeline.program.update_line))
    places = dict(lines_with_places(pseudocode_figure(Quantities(frame), 420.0, LIGHT)))
    for key, y in places.items():
        figure = pseudocode_figure(Quantities(frame), 420.0, LIGHT, pointed=key)
        (box,) = [shape for shape in figure.shapes if isinstance(shape, Box) and shape.fill is None and shape.width > 400.0]
        assert box.y < y < box.y + box.height
        others = [at for other, at in places.items() if other != key]
        assert not [at for at in others if box.y < at < box.y + box.height]


@pytest.mark.parametrize(
    "name, dress, left",
    [
        ("two-neurons", "neurons", "Δw and Δb"), ("iris", "neurons", "Δw and Δb"), ("linear", "neurons", "Δw and Δb"),
        ("linear", "any", "Δp"), ("shared-bias", "constant", "Δw"),
    ],
)  # fmt: skip
def test_a_brief_listing_gives_each_line_one_row_and_says_what_it_leaves_out(name, dress, left):
    scenario = open_scenario(name)
    timeline = Timeline(Run(scenario))
    q = Quantities(timeline.frame(Position(0, 1, timeline.program.update_line - 1)), DRESSES[dress])
    narrow, wide = (pseudocode_figure(q, width, LIGHT, is_brief=True) for width in (340.0, 1200.0))

    def texts(figure):
        return ["".join(run.text for run in shape.runs) for shape in figure.shapes if isinstance(shape, Label)]

    backward = range(timeline.program.backward_line(timeline.program.depth), timeline.program.update_line)
    rows = [key.number for key, _ in lines_with_places(narrow)]
    assert [rows.count(number) for number in backward] == [1] * len(backward)
    assert f"backward pass; each line gives its {left} too" in texts(narrow)
    assert not faults(narrow)
    # Where there is room they stand in columns, and nothing is left out.
    assert "backward pass" in texts(wide)
    assert sum(text.startswith("Δ") for text in texts(wide)) >= len(backward)
