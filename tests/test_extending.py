"""A toy of each kind, added through its registry alone, and used everywhere: what docs/extending.md promises."""

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from tests.agreement import disagreement
from tests.latex import parse_strictly
from visprop.cli.main import main
from visprop.engine.activation import Activation
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.backprop import mean_gradient
from visprop.engine.check import check
from visprop.engine.costs import COSTS, PAIRS
from visprop.engine.derivation import Derivation, Result, Row
from visprop.engine.fast import explained
from visprop.engine.landscape import Plane, surface
from visprop.engine.optimiser import Optimiser
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.pair import Cost, Pair
from visprop.export.formats import Format
from visprop.export.registry import FORMATS
from visprop.figures.base.shapes import Figure, Label
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import plain
from visprop.figures.dock import Dock
from visprop.figures.network.forms.registry import FORMS, Form
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.figures.views import VIEWS, View
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Equation
from visprop.notation.latex_document import document
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS, equations
from visprop.scenario.data.datasets import DATASETS, DataSet
from visprop.scenario.files.document import loads
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

# σ(z) = 1 − exp(−z), whose slope is 1 − σ.
TOY_ACTIVATION = Activation(
    name="saturating",
    words="saturating",
    plain="sat",
    is_letter=False,
    value=lambda z: 1.0 - np.exp(-z),
    slope=lambda z, a: 1.0 - a,
    is_slope_of_a=True,
    back=None,
    bend=lambda z, a, slope: -slope,
    ahead=None,
    back_bend=None,
    kinks=(),
    is_bounded=False,
    is_positive=(False, False),
    sigmoid=None,
    jacobian=None,
    fast=explained(lambda z: 1.0 - np.exp(-z), lambda z, a: 1.0 - a),
    derivation=lambda n: Derivation(
        "The saturating function",
        (Row("β", "-z", "z", "-1", "multiplication by −1"), Row("a", "1 - exp(β)", "β", "-exp(β)", "exponential rule")),
        (Result("a", "z", "1 - a"),),
        is_chain=True,
    ),
)


def _toy_derivation(n):
    return Derivation("Triple squared error", (Row("c", "3*(y - a)^2", "a", "6*(a - y)", "power rule"),))


TOY_PAIR = Pair(
    value=lambda y, z, a: 3.0 * np.square(y - a).sum(axis=-1),
    gradient=lambda y, a: 6.0 * (a - y),
    bend=lambda y, a: np.full_like(a, 6.0),
    corner=None,
    delta=None,
    fast_delta=None,
    needs_z=False,
    of_squares=None,
    term="(y - a)^2",
    factor="3",
    slope="6*(a - y)",
    inner="y - a",
    vectorised="3*norm2(y - a)",
    derivation=_toy_derivation,
    refuse_targets=lambda y: "toys are small" if np.abs(y).max() > 9.0 else "",
)


def _toy_step(given):
    return -given.eta * (given.g + given.memory[0]), (given.g,)


TOY_OPTIMISER = Optimiser(
    name="echo",
    words="Echo",
    memory=("e",),
    constants=(),
    ranges=(),
    rules=(("Δ", "-η*(g + e)"), ("e", "g")),
    stepped=_toy_step,
    called=lambda buffers: [
        (np.add, (buffers.g, buffers.memory[0], buffers.scratch)),
        (np.copyto, (buffers.memory[0], buffers.g)),
        (np.multiply, (buffers.scratch, buffers.clock.eta, buffers.g)),
    ],
    edge=None,
    compared_at=None,
)


@pytest.fixture
def toys(monkeypatch):
    """All toys in their registries, for one test."""
    monkeypatch.setitem(ACTIVATIONS, "saturating", TOY_ACTIVATION)
    monkeypatch.setitem(COSTS, "triple", Cost("triple", "triple squared error", lambda n: TOY_PAIR))
    monkeypatch.setitem(OPTIMISERS, "echo", TOY_OPTIMISER)
    monkeypatch.setitem(DATASETS, "line", DataSet("line", "a line", lambda seed, n, noise: (np.zeros((n, 2)), np.arange(n) % 2)))


def toy_scenario(cost="triple", last="saturating"):
    document = {
        "visprop": 1,
        "title": "toys",
        "network": {"sizes": [2, 3, 2], "activations": ["saturating", last], "cost": cost},
        "parameters": {"init": "uniform", "scale": 0.5},
        "data": {"dataset": "line", "points": 6},
        "training": {"strategy": "mini_batch", "batch_size": 4, "eta": 0.05, "optimiser": "echo"},
    }
    return loads(json.dumps(document), Path()).run.scenario


@pytest.mark.parametrize("cost, last", [("triple", "saturating"), ("triple", "logistic"), ("half_squared_error", "saturating")])
def test_toys_are_trained_on_both_paths_and_their_gradient_is_right(toys, cost, last):
    scenario = toy_scenario(cost, last)
    data = scenario.data
    assert check(scenario.objective, scenario.p0).passed
    p, memory = scenario.p0, (np.zeros_like(scenario.p0),)
    for k in range(20):
        rows = scenario.schedule.examples(k)
        step, memory = scenario.optimiser.step(
            mean_gradient(scenario.network, p, data.x[rows], data.y[rows]), p, memory, 0.05, k + 1
        )
        p = p + step
    descent = scenario.descent()
    fast = descent.run(descent.initial(scenario.p0), 0, 20)
    np.testing.assert_allclose(fast[: p.size], p, rtol=1e-10, atol=1e-12)


def test_toys_have_a_surface(toys):
    scenario = toy_scenario()
    plane, grid = Plane.of_parameters(scenario.p0, 0, 12), np.linspace(-0.5, 0.5, 5)
    found = surface(scenario.network, plane, grid, grid, scenario.data.x, scenario.data.y)
    for i, j in np.ndindex(5, 5):
        p = scenario.p0 + grid[j] * plane.u + grid[i] * plane.v
        assert found[i, j] == pytest.approx(scenario.network.mean_cost(p, scenario.data.x, scenario.data.y), rel=1e-12)


@pytest.mark.parametrize("notation", NOTATIONS)
def test_toys_are_written_in_every_notation(toys, notation):
    scenario = toy_scenario()
    timeline = Timeline(Run(scenario))
    frame = timeline.frame(Position(1, scenario.schedule.size_of(1), timeline.program.update_line))
    for line in frame.program.lines:
        for equation in equations(Quantities(frame), line, NOTATIONS[notation], whole=True):
            assert equation.is_definition or disagreement(equation) < 1e-12, equation.left.plain
    text = document(
        [e for line in frame.program.lines for e in equations(Quantities(frame), line, NOTATIONS[notation], whole=True)]
    )
    assert "sat" in text
    parse_strictly(text)


def test_toys_are_derived_rule_by_rule(toys):
    timeline = Timeline(Run(toy_scenario()))
    frame = timeline.frame(Position(0, 1, timeline.program.update_line - 1))
    blocks = page(frame, Question(Subject.DERIVATIVES)).blocks
    titles = [block.text for block in blocks if hasattr(block, "text")]
    assert {"The saturating function", "Triple squared error"} <= set(titles)
    known = [block for block in blocks if isinstance(block, Equation) and block.is_known]
    assert all(disagreement(equation) < 1e-9 for equation in known)


def test_a_toy_refuses_targets_in_words(toys):
    document = {
        "visprop": 1,
        "network": {"sizes": [1, 1], "activations": ["saturating"], "cost": "triple"},
        "parameters": {"init": "uniform"},
        "data": {"x": [[1]], "y": [[10]]},
        "training": {},
    }
    with pytest.raises(ValueError, match="data: toys are small"):
        loads(json.dumps(document), Path())


def _first_equation(q, line, scope):
    return islice(COMPONENTS.equations(q, line, scope), 1)


def test_a_toy_notation_view_and_format_are_found_by_the_command_line(toys, monkeypatch, tmp_path, qapp):
    monkeypatch.setitem(
        NOTATIONS,
        "toy",
        Notation("toy", "a toy", _first_equation, COMPONENTS.listing, COMPONENTS.passed, COMPONENTS.reached, COMPONENTS.slope),
    )
    monkeypatch.setitem(
        VIEWS,
        "toy",
        View("toy", "Toy", "A toy", ("frame", "digits"), lambda moment, options, size: toy_figure(moment, options, size)),
    )
    monkeypatch.setitem(
        FORMATS, "txt", Format("txt", "text", (), lambda document, options: document.figure.shapes[0].runs[0].text.encode())
    )
    assert main(["export", "xor", "--view", "toy", "--at", "2", "--digits", "7", "-o", str(tmp_path / "a.txt")]) == 0
    assert (tmp_path / "a.txt").read_text() == "update 2, 7 digits"
    words = ["export", "xor", "--view", "equations", "--notation", "toy", "--at", "0.1.1", "-o", str(tmp_path / "a.tex")]
    assert main(words) == 0
    assert (tmp_path / "a.tex").read_text().count("z^{1}_{1}") == 1


def toy_figure(moment, options, size):
    words = plain(f"update {moment.frame.done}, {options.digits} digits")
    return Figure(*size, LIGHT.paper, (Label(10, 10, words, 12.0, LIGHT.ink),))


def test_a_toy_form_of_a_neuron_is_drawn_where_it_is_chosen(monkeypatch, two):
    form = Form(
        "dot", "dot", "A dot with its activation", lambda buffers: (buffers.number + 8.0, 2.0 * buffers.text),
        lambda _: 0.0, lambda _: 0.0, 4,
        lambda node: [Label(node.x, node.y, (*plain("dot "), *node.written(node.a, node.wide)), node.text, node.theme.ink)],
    )  # fmt: skip
    monkeypatch.setitem(FORMS, "dot", form)
    frame = Timeline(Run(two)).frame(Position(0, 1, 4))
    figure = network_figure(frame, (640, 400), NetworkOptions(NetworkChoices(form="dot")))
    shown = ["".join(run.text for run in shape.runs) for shape in figure.shapes if isinstance(shape, Label)]
    assert sum(words.startswith(("dot 0.", "dot .")) for words in shown) == 8


def test_a_toy_view_has_a_dock_a_menu_entry_and_an_export(qtbot, monkeypatch, tmp_path):
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QMenu

    from visprop.qt.window.main_window import MainWindow
    from visprop.scenario.builtin import open_scenario
    from visprop.session.session import Session

    view = View("toy", "Toy", "A toy", ("frame", "digits"), toy_figure, dock=Dock({"step": "curves"}))
    monkeypatch.setitem(VIEWS, "toy", view)
    session = Session(Run(open_scenario("xor")))
    window = MainWindow(session, QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.docks.bring_up("toy")
    qtbot.waitUntil(lambda: window.views["toy"].figure is not None, timeout=60_000)
    session.playback.go(Position(3))
    qtbot.waitUntil(lambda: window.views["toy"].figure.shapes[0].runs[0].text == "update 3, 4 digits", timeout=60_000)
    menus = window.findChildren(QMenu)
    assert any(action.text() == "Toy" for menu in menus for action in menu.actions())
    dialog = window.dialogs.export_dialog("toy")
    assert dialog.form.view is view
    dialog.form.file.edit.setText(str(tmp_path / "toy.svg"))
    dialog.on_save()
    assert "update 3" in (tmp_path / "toy.svg").read_text(encoding="utf-8")


def test_what_is_missing_in_an_entry_is_an_error_at_once():
    with pytest.raises(TypeError, match="missing"):
        Activation(name="half", words="half")
    with pytest.raises(ValueError, match="needs a slope, or a product with its Jacobian"):
        replace(TOY_ACTIVATION, slope=None)
    with pytest.raises(ValueError, match="uses colour, which neither moment nor options have"):
        View("toy", "Toy", "A toy", ("colour",), toy_figure)
    with pytest.raises(ValueError, match="one of figures, one of pages or one of tables"):
        Format("txt", "text", ())


def test_pairs_that_have_no_entry_are_refused_in_words(monkeypatch):
    from visprop.engine.network import Network

    with pytest.raises(ValueError, match="cross_entropy needs logistic or softmax in the last layer"):
        Network((1, 1), ("tanh",), "cross_entropy")
    monkeypatch.setitem(PAIRS, ("tanh", "cross_entropy"), TOY_PAIR)
    assert Network((1, 1), ("tanh",), "cross_entropy").pair is TOY_PAIR
