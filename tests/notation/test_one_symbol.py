"""A quantity has one symbol: in network, listing, equations, tool tips, plots and LaTeX, whatever the dress."""

import re

import pytest

from tests.usual import FEW
from visprop.engine.key import Key
from visprop.figures.base.shapes import Label
from visprop.figures.choices import PlaneChoice
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.network.hints import hint
from visprop.figures.network.options import NetworkChoices
from visprop.figures.plots.plot_options import LandscapeOptions, SliceOptions
from visprop.figures.views import VIEWS
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Beside, Equation
from visprop.notation.latex_document import document
from visprop.notation.layout.text import SUBSCRIPTS, SUPERSCRIPTS, plain
from visprop.notation.naming import Naming
from visprop.notation.notations.dresses import DRESSES, written_in
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def cases(*left_out):
    """Each built-in scenario in each dress that fits, but for some; of few scenarios in the usual run."""
    return [
        pytest.param(name, dress.name, marks=() if name in FEW else pytest.mark.long)
        for name in builtin_names()
        for dress in DRESSES.values()
        if dress.name not in left_out and not dress.unfit(open_scenario(name))
    ]


AROUND = re.compile(r"^Δ(?:_φ )?[₀-₉]*|^[mvsu]\[|\]$|^D?φ\(|^Σₑ ")
"""What may stand about a parameter's symbol in that of a quantity."""


def moment_of(name):
    timeline = Timeline(Run(open_scenario(name)))
    return NetworkMoment(timeline.frame(Position(0, 1, timeline.program.update_line - 1)), History(timeline))


def words(figure):
    """Every label of a figure in plain text."""
    raised = {0: str, 1: lambda text: text.translate(SUPERSCRIPTS), -1: lambda text: text.translate(SUBSCRIPTS)}
    return {
        "".join(raised[run.script](run.text) for run in label.runs)
        for shape in figure.shapes
        for label in [shape, *getattr(shape, "shapes", ())]
        if isinstance(label, Label)
    }


def equations_of(blocks):
    for block in blocks:
        if isinstance(block, Equation):
            yield block
        elif isinstance(block, Beside):
            yield from block.equations


@pytest.mark.parametrize("name, dress", cases())
def test_every_symbol_of_every_page_is_what_naming_says(name, dress):
    moment, dress = moment_of(name), DRESSES[dress]
    frame = moment.frame
    naming = Naming.of(frame.scenario, dress)
    about, seen = Key.weight(1, 1, 1), set()
    for notation in NOTATIONS.values():
        questions = [Question(Subject.LINE, notation, line=line.number, dress=dress) for line in frame.program.lines]
        explained = (Subject.WHY, Subject.UNWOUND, Subject.TERMS, Subject.PARTIALS, Subject.DESCENT)
        questions += [Question(subject, notation, about, dress=dress) for subject in explained]
        for question in questions:
            for equation in equations_of(page(frame, question).blocks):
                for side in (equation.left, equation.right, *equation.further):
                    for leaf in side.leaves():
                        if leaf.key is not None and leaf.key.is_parameter and "/" not in leaf.plain and "r" not in leaf.plain:
                            inner = AROUND.sub("", leaf.plain).split(" ")[0].rstrip(")")
                            assert inner == naming.text(leaf.key), f"{leaf.plain} for {leaf.key}, {notation.name}"
                            seen.add(inner)
    if not dress.is_general and not dress.has_types:
        assert naming.text(about) in seen


@pytest.mark.parametrize("name, dress", cases())
def test_the_network_and_the_tool_tips_use_the_same_names(name, dress):
    moment, dress = moment_of(name), DRESSES[dress]
    network = moment.frame.scenario.network
    naming = Naming.of(moment.frame.scenario, dress)
    drawn = words(VIEWS["network"].draw(moment, ViewOptions(NetworkChoices(symbols=True), dress=dress), (1400.0, 900.0)))
    if network.parameter_count <= 40:
        weights = [key for key in network.parameters if key.k]
        assert {naming.text(key) for key in weights} <= drawn
        assert {naming.text(Key.unit(layer, 1)) for layer in range(1, network.depth + 1)} <= drawn
    for key in (network.parameters[0], network.parameters[-1]):
        tip = hint(moment.frame, key if key.k else Key.unit(key.layer, key.j), naming)
        if not dress.has_numbers or not dress.has(key.letter):
            assert " = " not in tip or dress.has_numbers
            continue
        assert f"{naming.text(key)} = " in tip
        assert f"Δ{naming.text(key)} = " in tip or "frozen" in tip or not dress.has_biases or moment.frame.own_step is None


@pytest.mark.parametrize("name, dress", cases())
def test_the_plots_call_their_axes_by_the_same_names(name, dress):
    moment, dress = moment_of(name), DRESSES[dress]
    scenario = moment.frame.scenario
    naming = Naming.of(scenario, dress)
    free = [key for key in scenario.network.parameters if scenario.free[scenario.network.single(key)]][:2]
    plane = LandscapeOptions(plane=PlaneChoice(names=tuple(free)))
    options = ViewOptions(plane, SliceOptions(along=free[0]), dress=dress, grid=5)
    assert naming.text(free[0]) in words(VIEWS["slice"].draw(moment, options, (480.0, 400.0)))
    assert {naming.text(key) for key in free} <= words(VIEWS["landscape"].draw(moment, options, (480.0, 480.0)))


@pytest.mark.parametrize("name, dress", cases("general", "layers"))
def test_the_listing_of_a_linear_net_uses_them_too(name, dress):
    moment, dress = moment_of(name), DRESSES[dress]
    frame = moment.frame
    q = Quantities(frame, dress)
    if not q.is_linear:
        return
    naming = Naming.of(frame.scenario, dress)
    for notation in NOTATIONS.values():
        written = written_in(dress, notation)
        said = " ".join(plain(found.node) for line in frame.program.lines for found in written.listing(q, line))
        for layer in range(1, frame.program.depth + 1):
            assert naming.text(Key.weight(layer, 1, 1)) in said
            assert naming.text(Key.bias(layer, 1)) in said or not dress.is_opened or not dress.has_biases
        source = document(page(frame, Question(Subject.LINE, notation, line=frame.program.depth, dress=dress)).blocks)
        assert f"{dress.weight}_{{{frame.program.depth}}}" in source
