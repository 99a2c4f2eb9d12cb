"""The command line: without a display, with clear errors."""

import csv
import json
import os
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from functools import cache

import numpy as np
import pytest

from tests.latex import parse_strictly
from tests.pictures import ink_difference, read_picture
from visprop.cli.arguments import print_json
from visprop.cli.main import main
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.key import Key
from visprop.engine.objective import Objective
from visprop.export.paper import Paper
from visprop.export.png import figure_image
from visprop.export.registry import formats_of
from visprop.figures.base.style import DARK, ON_SCREEN
from visprop.figures.choices import Camera, EdgeValue, Held, Layers, Legend, PlaneChoice, Shown
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.scale import Scale
from visprop.figures.views import VIEWS
from visprop.kinds.options import all_options
from visprop.notation.explanations.pages import Subject
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.files.document import Document, load, save
from visprop.scenario.run import Run
from visprop.scenario.stop import NEVER
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.swarm.flying import flown
from visprop.timeline.swarm.plan import SwarmPlan, seeds_from
from visprop.timeline.timeline import Timeline


def endless(folder, name):
    """A built-in scenario without an end, as a file."""
    scenario = open_scenario(name)
    path = folder / f"endless {name}.visprop"
    save(Document(Run(scenario.with_training(replace(scenario.training, stop=NEVER)))), path)
    return str(path)


def test_list_names_the_built_in_scenarios(capsys):
    assert main(["list"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "scenarios"
    benches, at = (next(i for i, line in enumerate(lines) if line.startswith(part)) for part in ("benches", "data sets"))
    assert [line.split()[0] for line in lines[:benches]] == [
        *("neuron", "shared-bias", "linear", "two-neurons", "layers", "xor", "sine", "autocoding", "iris"),
        *("circle", "quadrants", "gauss", "spiral", "digits", "edge"),
    ]
    assert {"and", "or", "exclusive-or", "sine", "spiral", "digits"} <= {line.split()[0] for line in lines[at + 1 :]}


def test_trace_gives_every_number(capsys, two):
    assert main(["trace", "two-neurons", "--at", "5.1"]) == 0
    found = json.loads(capsys.readouterr().out)
    p = two.descent().run(two.p0, 0, 5)
    np.testing.assert_array_equal(found["p"], p)
    assert found["names"] == list(two.network.names)
    assert (len(found["a"]), len(found["z"]), len(found["delta"])) == (5, 4, 4)
    (w, b), *_ = two.network.layers(p)
    np.testing.assert_allclose(found["z"][0], w @ np.array(found["x"]) + b, atol=1e-12)
    names = dict(zip(found["names"], found["grad"], strict=True))
    assert names["w1[2,1]"] == pytest.approx(found["delta"][0][1] * found["x"][0], abs=1e-15)


def test_train_saves_and_writes_a_history(capsys, tmp_path, two):
    saved, history = tmp_path / "t.visprop", tmp_path / "h.csv"
    assert main(["train", "two-neurons", "--epochs", "10", "--save", str(saved), "--history", str(history), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["updates"] == 20
    np.testing.assert_array_equal(load(saved).run.scenario.p0, two.descent().run(two.p0, 0, 20))
    rows = list(csv.reader(history.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["update", "phi"]
    assert len(rows) == 22
    assert float(rows[-1][1]) == found["cost"]
    assert float(rows[1][1]) == two.network.mean_cost(two.p0, two.data.x, two.data.y)


@pytest.mark.parametrize("name", ["two-neurons", "iris"])
def test_each_row_of_a_history_is_that_of_its_update(tmp_path, name):
    assert main(["train", name, "--updates", "700", "--history", str(tmp_path / "h.csv")]) == 0
    _, *rows = csv.reader((tmp_path / "h.csv").read_text(encoding="utf-8").splitlines())
    scenario = open_scenario(name)
    assert [int(update) for update, _ in rows] == list(range(701))
    for update in (0, 1, 255, 256, 257, 699, 700):
        p = scenario.descent().run(Run(scenario).state(), 0, update)[: scenario.p0.size]
        assert rows[update][1] == repr(scenario.objective.value(p))


def all_of_history(path, *words):
    """The rows of a history, by its updates."""
    assert main(["train", *words, "--history", str(path)]) == 0
    _, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    return {int(update): phi for update, phi in rows}


@pytest.mark.parametrize("every", ["1", "7", "30", "1000", "epoch"])
def test_a_history_that_leaves_updates_out_has_the_start_the_end_and_the_same_numbers(tmp_path, every):
    whole = all_of_history(tmp_path / "whole.csv", "iris", "--updates", "700", "--save", str(tmp_path / "whole.visprop"))
    words = ("iris", "--updates", "700", "--save", str(tmp_path / "part.visprop"), "--history-every", every)
    found = all_of_history(tmp_path / "part.csv", *words)
    stride = open_scenario("iris").schedule.updates_per_epoch if every == "epoch" else int(every)
    assert list(found) == sorted({*range(0, 701, stride), 700})
    assert found == {update: whole[update] for update in found}
    # The training is the same to the last bit.
    assert (tmp_path / "part.visprop").read_bytes() == (tmp_path / "whole.visprop").read_bytes()


def test_a_training_that_goes_on_tells_the_same_updates(tmp_path):
    assert main(["train", "iris", "--updates", "11", "--save", str(tmp_path / "on.visprop")]) == 0
    found = all_of_history(tmp_path / "h.csv", str(tmp_path / "on.visprop"), "--updates", "20", "--history-every", "7")
    assert list(found) == [11, 14, 21, 28, 31]


def test_a_history_by_the_epoch_makes_few_passes_of_all_rows(tmp_path, monkeypatch):
    passes = []
    values = Objective.values
    monkeypatch.setattr(Objective, "values", lambda self, stack: passes.append(len(stack)) or values(self, stack))
    all_of_history(tmp_path / "h.csv", "iris", "--epochs", "10", "--history-every", "epoch")
    assert sum(passes) == 10


@pytest.mark.parametrize("ending", ["json", "npz"])
def test_a_history_has_the_same_numbers_in_every_format(tmp_path, ending):
    for path in (tmp_path / "h.csv", tmp_path / f"h.{ending}"):
        assert main(["train", "iris", "--updates", "40", "--history", str(path)]) == 0
    _, *rows = csv.reader((tmp_path / "h.csv").read_text(encoding="utf-8").splitlines())
    path = tmp_path / f"h.{ending}"
    found = np.load(path) if ending == "npz" else json.loads(path.read_text(encoding="utf-8"))
    assert list(found["update"]) == list(range(41))
    assert [float(phi) for phi in found["phi"]] == [float(phi) for _, phi in rows]


def test_a_trace_has_the_same_numbers_in_every_format(tmp_path, capsys):
    assert main(["trace", "two-neurons", "--at", "5.1"]) == 0
    whole = json.loads(capsys.readouterr().out)
    for ending in ("json", "csv", "npz"):
        assert main(["trace", "two-neurons", "--at", "5.1", "-o", str(tmp_path / f"t.{ending}")]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads((tmp_path / "t.json").read_text(encoding="utf-8")) == whole
    arrays = np.load(tmp_path / "t.npz")
    assert arrays["grad"].tolist() == whole["grad"]
    assert arrays["names"].tolist() == whole["names"]
    assert [arrays[f"a{at}"].tolist() for at in range(5)] == whole["a"]
    assert [arrays[f"delta{at}"].tolist() for at in range(1, 5)] == whole["delta"]
    rows = list(csv.reader((tmp_path / "t.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["name", "value", "derivative"]
    found = {name: (value, slope) for name, value, slope in rows[1:]}
    assert len(found) == len(rows) - 1
    assert found["w1[2,1]"] == tuple(repr(whole[part][whole["names"].index("w1[2,1]")]) for part in ("p", "grad"))
    assert found["z3[2]"] == (repr(whole["z"][2][1]), repr(whole["delta"][2][1]))
    assert found["a4[1]"] == (repr(whole["a"][4][0]), "")
    assert float(found["c"][0]) == whole["cost"]


def test_check_passes_and_its_status_tells(capsys, monkeypatch):
    assert main(["check", "iris"]) == 0
    assert capsys.readouterr().out.startswith("passed")
    wrong = replace(ACTIVATIONS["tanh"], slope=lambda z, a: 1.0001 * (1.0 - a * a))
    # Registered as it is, it would be refused.
    monkeypatch.setattr(ACTIVATIONS, "_prove", lambda entry: None)
    monkeypatch.setitem(ACTIVATIONS, "tanh", wrong)
    assert main(["check", "iris", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["passed"] is False
    verdicts = dict(zip(found["names"], found["verdicts"], strict=True))
    # The last layer's own gradient does not know of the wrong slope.
    last = {verdict for name, verdict in verdicts.items() if name[1] == "2"}
    assert last == {"right"}
    assert verdicts["w1[1,1]"] == "wrong"


def example_of(view):
    """A scenario of which a view has something to draw."""
    return "autocoding" if view.name == "codes" else "xor"


def export_words(view, path):
    """A call that asks for a view as it stands in the registry."""
    words = ["export", example_of(view), "--view", view.name, "--at", "3.2.3", "-o", str(path)]
    return words + (["--of", "w1[1,2]"] if view.needs_selection else [])


OF_DOCUMENTS = ("tikz", "pdf_tex", "typ")
"""What documents set: tests of its own compile it (tests/export/documents)."""
EXPORTS = [
    (view, found.suffix)
    for view in VIEWS.values() if "swarm" not in view.uses for found in formats_of(view) if found.suffix not in OF_DOCUMENTS
]  # fmt: skip
"""Those of a swarm are written by `visprop swarm`."""


@pytest.mark.parametrize("view, suffix", EXPORTS, ids=lambda value: getattr(value, "name", value))
def test_every_view_is_exported_in_each_of_its_formats(tmp_path, view, suffix, qapp):
    path = tmp_path / f"a.{suffix}"
    assert main([*export_words(view, path), *(["--dpi", "72"] if suffix == "png" else [])]) == 0
    if suffix == "tex":
        parse_strictly(path.read_text(encoding="utf-8"))
        return
    if suffix == "csv":
        header, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        assert rows
        assert all(len(row) == len(header) for row in rows)
        return
    # The picture itself, against what the painter draws of the same moment.
    timeline = Timeline(Run(open_scenario(example_of(view))))
    line = timeline.program.update_line - 1 if view.whole_example else 3
    moment = NetworkMoment(timeline.frame(Position(3, 2, line)), History(timeline))
    moment = replace(moment, selected=Key.weight(1, 1, 2)) if view.needs_selection else moment
    (figure,) = Paper().figures(view, moment, ViewOptions())
    wanted = figure_image(figure, 1.0)
    # The hundreds of hairlines of a surface are at least a pixel wide in PDFium.
    assert ink_difference(read_picture(path, wanted.size()), wanted) < (0.06 if view.name == "landscape3d" else 0.04)


def shape_of(value):
    """A figure as plain values, which can be compared."""
    if isinstance(value, np.ndarray):
        return value.tobytes()
    if is_dataclass(value):
        return [shape_of(getattr(value, field.name)) for field in fields(value)]
    return [shape_of(one) for one in value] if isinstance(value, tuple | list) else repr(value) if not callable(value) else ""


OTHERS = {
    "theme": DARK, "digits": 9, "notation": NOTATIONS["euler"], "dress": DRESSES["any"], "grid": 11,
    "scale": Scale((-9.0, 9.0), (-9.0, 9.0), (0.0, 9.0), widest=99.0),
    "edges": EdgeValue.UPDATE, "symbols": True, "form": "disc", "equation": False, "editing": True, "constants": True,
    "layers": Layers.HEAT, "wordless": True, "key": Legend.NONE, "lettering": ON_SCREEN, "changes": True,
    "plane": PlaneChoice(seed=3, ranges=((-0.5, 0.7), (-0.3, 0.9))), "solid": True, "camera": Camera(10.0, 70.0), "tangent": True,
    "example_steps": True, "colour_bar": True, "log_cost": True, "ranges": ((0.5, 2.5), (0.1, 0.2)),
    "along": Key.bias(2, 1), "eta": 0.125, "reach": 0.25, "curvature": True, "curves": ("curvature",),
    "shows": Shown.WORST, "inputs": (2, 1), "held": Held.ROW, "stage": 0.25,
    "each_run": True, "subject": Subject.ERRATA, "line": 1, "whole": True, "steps": True, "sums": True, "brief": True,
}  # fmt: skip
"""Another value of each option."""


UNSEEN = {
    # Nothing to abridge in so small a net, no surface, not Euler's notation.
    "": {"whole", "camera", "steps"},
    # Of the update; below an equation there is room for buttons; the sentence stands in the window.
    "network": {"whole", "sums", "editing", "wordless"},
    "pseudocode": {"brief"},  # there is room for all
    "slice": {"dress"},  # along −∇φ
    "history": {"dress"},  # no quantity is watched
    "equations": {"whole", "steps", "sums", "plane", "along"},  # of the update
    "terms": {"whole", "sums"},
    "partials": {"whole"},
    "codes": {"digits"},  # neither has a code
    "output": {"held", "dress"},  # no other inputs; of one constant alone the bias is called otherwise
    "hidden": {"camera"},  # no cube
    "cost-functions": {"digits"},  # ½ in both
    "side-by-side": {"whole", "sums"},  # of the update
    "now": {"sums"},  # of two terms
    "descent": {"whole", "plane"},  # of the two steepest
    "derivation": {"whole", "steps", "sums"},  # through layers of one neuron
    "swarm-map": {"dress"},  # begun from seeds
}
"""What a view declares, and what yet changes nothing in these two moments."""


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_depends_on_the_choices_that_it_declares_and_on_no_others(name):
    """It is drawn again when what it declares changes, so it may depend on nothing else."""
    # With all that is off at first and shows more.
    view, plain = VIEWS[name], ViewOptions(NetworkChoices(equation=True), grid=15)
    moments = [moment_of("xor", Position(3, 4, 6)), moment_of("linear", Position(3, 1, 7))]

    def drawn(*changed):
        options = plain
        for option in changed:
            options = options.choose(option, OTHERS[option.name])
        return [shape_of(view.draw(moment, options, view.size)) for moment in moments]

    before, every = drawn(), all_options()
    assert OTHERS.keys() == every.keys()
    others = [option for option in every.values() if option not in view.choices]
    assert drawn(*others) == before, f"{name} is drawn from one of {[o.name for o in others if drawn(o) != before]}"
    for option in view.choices:
        if option.name not in UNSEEN.get(name, UNSEEN[""]):
            assert drawn(option) != before, f"{name} declares {option.name}, which changes nothing"


@cache
def moment_of(scenario, position):
    timeline = Timeline(Run(open_scenario(scenario)))
    swarm = flown(SwarmPlan(timeline.scenario, 600, (timeline.scenario.training.eta,), seeds_from(0, 12), 0.01))
    return NetworkMoment(timeline.frame(position), History(timeline), selected=Key.weight(1, 1, 1), swarm=swarm)


def test_what_has_no_room_in_a_figure_is_said_and_refused_where_all_numbers_are_required(tmp_path, capsys):
    words = ["export", "layers", "--at", "3", "--size", "150x110"]
    assert main([*words, "-o", str(tmp_path / "a.svg")]) == 0
    told = capsys.readouterr().err
    assert "not shown for want of room: weights" in told
    assert told.endswith("key\n")
    assert main([*words, "--require", "numbers", "-o", str(tmp_path / "b.svg")]) == 2
    told = capsys.readouterr().err
    assert "no room for weights" in told
    assert "key" not in told
    assert not (tmp_path / "b.svg").exists()
    assert main([*words[:-1], "1000x700", "--require", "numbers", "-o", str(tmp_path / "c.svg")]) == 0
    assert capsys.readouterr().err == ""


def test_contours_without_room_for_their_numbers_are_said_and_refused_where_hardly_one_is_left(tmp_path, capsys):
    words = ["export", "two-neurons", "--at", "9", "--view", "landscape", "--require", "numbers"]
    assert main([*words, "--size", "238x228", "-o", str(tmp_path / "a.svg")]) == 0
    assert "not shown for want of room: 1 contour\n" in capsys.readouterr().err
    assert main([*words, "--size", "70x60", "-o", str(tmp_path / "b.svg")]) == 2
    assert "contours" in capsys.readouterr().err
    assert main([*words, "--size", "160x150", "--colour-bar", "-o", str(tmp_path / "c.svg")]) == 0


def test_equations_are_exported_as_latex(tmp_path):
    path = tmp_path / "e.tex"
    words = ["export", "linear", "--view", "equations", "--notation", "leibniz", "--at", "0.1.6", "-o", str(path)]
    for alone in ([], ["--standalone"]):
        assert main([*words, *alone]) == 0
        text = path.read_text(encoding="utf-8")
        assert (r"\documentclass" in text) is bool(alone)
        assert r"\frac{\partial c}{\partial w_{4}}" in text


def test_the_listing_is_exported_as_latex_with_headings_numbers_and_values(tmp_path):
    path = tmp_path / "p.tex"
    assert main(["export", "linear", "--view", "pseudocode", "--at", "1", "--digits", "3", "-o", str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    for words in ("backward pass", r"\makebox[1.5em][r]{10}", r"\Vert\Delta p\Vert \approx"):
        assert words in text


def test_the_planes_directions_range_and_grid_are_chosen(tmp_path, qapp):
    sizes = {}
    for words in ("gradient", "random", "pca", "curvature"):
        path = tmp_path / f"{words}.svg"
        choice = ["--directions", words, "--range", "-1,1,-.5,1", "--grid", "21", "--turn", "30,40", "--tangent"]
        assert main(["export", "xor", "--view", "landscape3d", *choice, "--at", "20", "-o", str(path)]) == 0
        sizes[words] = path.read_bytes()
    assert len(set(sizes.values())) == 4


def test_a_training_without_an_end_asks_for_one(tmp_path, capsys):
    path = endless(tmp_path, "xor")
    assert main(["train", path]) == 2
    assert "--updates" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words, message",
    [
        (["trace", "nothing"], "no file nothing and no built-in scenario"),
        (["trace", "xor", "--at", "1.9"], "update 1 has examples 1 to 4, not 9"),
        (["trace", "xor", "--at", "x"], "is not UPDATE"),
        (["trace", "xor", "-o", "a.txt"], "it is written as .json, .csv, .npz"),
        (["trace", "xor", "--curvature", "-o", "a.csv"], "are told in JSON or NPZ"),
        (["train", "xor", "--history", "a.txt"], "it is written as .csv, .json, .npz"),
        (["train", "xor", "--updates", "-1"], "not a whole number"),
        (["train", "xor", "--history-every", "0", "--history", "a.csv"], "not a whole number"),
        (["train", "xor", "--history-every", "epoch"], "add --history FILE"),
        (["export", "xor", "-o", "a.bmp"], "svg, pdf, png"),
        (["export", "xor", "--dress", "constant", "-o", "a.svg"], "it is for networks with one neuron in each layer"),
        (["export", "linear", "--dress", "constant", "-o", "a.svg"], "all equal, and frozen"),
        (["export", "linear", "--view", "cost", "--dress", "any", "-o", "a.svg"], "--dress"),
        (["export", "linear", "--view", "pseudocode", "--theme", "dark", "-o", "a.tex"], "--theme means nothing for pseudocode"),
        (["export", "linear", "--standalone", "-o", "a.pdf"], "--standalone means nothing for network"),
        (["export", "xor", "--view", "equations", "--crop", "-o", "a.tex"], "--crop means nothing for equations"),
        (["export", "xor", "-o", "a.csv"], "network is written as svg, pdf, png, tikz, pdf_tex, typ"),
        (
            ["export", "xor", "--view", "equations", "--theme", "dark", "-o", "a.tex"],
            "--theme means nothing for",
        ),
        (
            ["export", "xor", "--view", "equations", "--size", "300x200", "-o", "a.tex"],
            "--size means nothing for",
        ),
        (["export", "xor", "-o", "a.svg", "--steps"], "--steps means nothing for network as svg"),
        (["export", "xor", "-o", "a.svg", "--dpi", "72"], "--dpi means nothing for network as svg"),
        (["export", "xor", "--view", "slice", "--tangent", "-o", "a.svg"], "--tangent means nothing for slice"),
        (["export", "xor", "--view", "derivation", "--of", "x[1]", "-o", "a.svg"], "not a weight, a bias or a neuron"),
        (["export", "xor", "-o", "a.svg", "--size", "1x1"], "60 to 10000"),
        (["export", "xor", "--view", "landscape", "--x", "w9[1,1]", "-o", "a.svg"], "the network has 2 layers"),
        (["export", "xor", "--view", "landscape", "--x", "w1", "-o", "a.svg"], "not a single parameter"),
        (["export", "xor", "--view", "derivation", "-o", "a.svg"], "needs --of"),
        (["export", "xor", "--view", "landscape", "--directions", "up", "-o", "a.svg"], "invalid choice"),
        (["export", "xor", "--accent", "positive=red", "-o", "a.svg"], "is not NAME=#RRGGBB"),
        (["export", "xor", "--accent", "paper=#000000", "-o", "a.svg"], "is not NAME=#RRGGBB"),
        (["export", "xor", "--accent", "negative=#ffcc00", "-o", "a.svg"], "cannot be read: its contrast to the paper is 1.5"),
        (["export", "xor", "--view", "cost", "--at", "0", "-o", "a.svg"], "No curve yet"),
        (["export", "xor", "--view", "history", "--at", "0", "-o", "a.svg"], "No curve yet"),
        (["export", "xor", "--view", "codes", "-o", "a.svg"], "This one is 2-2-1"),
        (["export", "xor", "--view", "landscape", "--range", "-2,-3", "-o", "a.svg"], "ends above its beginning"),
        (["export", "xor", "--view", "landscape", "--range", "2,1", "-o", "a.svg"], "ends above its beginning"),
        (["export", "xor", "--view", "landscape", "--range", "1", "-o", "a.svg"], "is not 2 or 4 numbers"),
        (["export", "xor", "--view", "landscape", "--grid", "3", "-o", "a.svg"], "5 to 10001"),
        (["export", "xor", "--view", "landscape3d", "--turn", "10,120", "-o", "a.svg"], "0 to 90 degrees"),
        (["export", "xor", "--view", "slice", "--x", "w1", "-o", "a.svg"], "not a single parameter"),
        (["export", "xor", "--view", "unwound", "-o", "a.svg"], "needs --of"),
        (["export", "xor", "--view", "history", "--curves", "speed", "-o", "a.svg"], "neither gradient, step"),
        (["export", "xor", "--view", "history", "--curves", "a7[1]", "-o", "a.svg"], "the network has no a7[1]"),
        (["export", "xor", "--view", "cost", "--curves", "step", "-o", "a.svg"], "--curves means nothing for cost"),
        (["xor", "more"], "unrecognized arguments: more"),
        (["frobnicate", "more"], "unrecognized arguments: more"),
    ],
)
def test_an_error_is_one_line_and_status_2(capsys, words, message, qapp):
    assert main(words) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert error.startswith("visprop: ")


def test_a_training_that_diverges_says_so(capsys, tmp_path):
    sine = open_scenario("sine")
    save(Document(Run(sine.with_training(replace(sine.training, eta=50.0)))), tmp_path / "wild.visprop")
    assert main(["train", str(tmp_path / "wild.visprop"), "--updates", "1000"]) == 2
    assert "overflowed" in capsys.readouterr().err


def run_module(*words, **env):
    clean = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [sys.executable, "-m", "visprop", *words], capture_output=True, text=True, check=False, env={**clean, **env}
    )


def test_without_a_display_the_window_says_so_in_one_line(capsys, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "no display" in error
    assert "All commands but bench work without one" in error


def test_who_reads_no_further_is_told_nothing_and_ends_the_command_as_unix_tools_end():
    """`visprop list | true`, and a reader who goes in the midst of what does not fit into a pipe at once."""
    for words in (["list"], ["trace", "spiral"]):
        with subprocess.Popen([sys.executable, "-m", "visprop", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            run.stdout.close()
            assert run.stderr.read() == b""
            assert run.wait() == 128 + 13, words


def test_export_needs_no_display(tmp_path):
    done = run_module("export", "linear", "-o", str(tmp_path / "a.pdf"))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "a.pdf").exists()


def test_a_new_scenario_has_the_title_that_is_given(tmp_path):
    path = tmp_path / "a.visprop"
    assert main(["new", "--sizes", "2,3,1", "--title", "A first net", "--notes", "of mine", "-o", str(path)]) == 0
    scenario = load(path).run.scenario
    assert (scenario.title, scenario.notes) == ("A first net", "of mine")
    assert main(["new", "--sizes", "2,3,1", "--title", "two\nlines", "-o", str(path)]) == 2


@pytest.mark.parametrize("name", builtin_names())
def test_every_built_in_scenario_has_an_end(name):
    stop = open_scenario(name).training.stop
    assert stop.limit("updates") or stop.limit("epochs")


WRONG = [
    ["export", "xor", "--view", "network", "--at", "0", "--dress", "any", "-o", "a.svg"],
    ["export", "xor", "--view", "landscape", "--x", "w9[1,1]", "-o", "a.svg"],
    ["export", "xor", "--view", "terms", "--of", "c", "-o", "a.svg"],
    ["export", "xor", "--view", "network", "--at", "5.9.9", "-o", "a.svg"],
    ["trace", "xor", "--at", "x"],
    ["check", "xor", "--at", "1.9"],
    ["new", "--sizes", "2,3", "--activations", "foo", "-o", "n.visprop"],
    ["new", "--sizes", "2,0", "-o", "n.visprop"],
    ["new", "--data", "iris", "--cost", "perceptron", "-o", "n.visprop"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_what_was_given_wrongly_is_told_as_such(words, capsys):
    assert main(words) == 2
    told = capsys.readouterr().err
    assert told.startswith("visprop: ")
    assert "error of the program" not in told
    assert told.count("\n") == 1


def test_an_error_of_the_program_is_no_error_of_its_user(monkeypatch, capsys):
    def wrong(*_):
        raise ValueError("operands could not be broadcast together")

    monkeypatch.setattr("visprop.timeline.timeline.Timeline.frame", wrong)
    assert main(["trace", "xor"]) == 2
    assert capsys.readouterr().err.startswith("visprop: an error of the program, ValueError: operands could not be broadcast")


@pytest.mark.parametrize("name, is_taken", [
    ("w1[1,2]", True), ("b2[1]", True), ("a1[2]", True), ("line3", False), ("c", False), ("layer2", False), ("x[1]", False),
])  # fmt: skip
def test_a_page_is_about_a_weight_a_bias_or_a_neuron(tmp_path, capsys, name, is_taken):
    code = main(["export", "two-neurons", "--view", "unwound", "--at", "1", "--of", name, "-o", str(tmp_path / "a.svg")])
    told = capsys.readouterr().err
    assert (code == 0) is is_taken, told
    assert ("is not a weight, a bias or a neuron" in told) is not is_taken
    assert (tmp_path / "a.svg").exists() is is_taken


@pytest.mark.parametrize(
    "words, why",
    [
        (("xor", "--view", "hidden", "--stage", "3"), "stages are 0 to 1"),
        (("xor", "--view", "hidden", "--stage", "-1"), "number of layers from 0"),
        (("iris", "--view", "output", "--inputs", "1,9"), "no input 9, but 4"),
        (("iris", "--view", "output", "--inputs", "2,2"), "two different inputs"),
        (("sine", "--view", "output", "--shows", "confusion"), "the targets are no classes"),
    ],
)
def test_what_output_and_bent_space_cannot_show_is_refused(words, why, tmp_path, capsys):
    assert main(["export", *words, "-o", str(tmp_path / "a.pdf")]) == 2
    assert why in capsys.readouterr().err


def test_output_and_bent_space_are_exported_as_they_are_chosen(tmp_path):
    for at, words in enumerate(
        (
            ("iris", "--view", "output", "--shows", "map", "--inputs", "3,4", "--held", "row"),
            ("iris", "--view", "output", "--shows", "worst"),
            ("digits", "--view", "output", "--of", "a1[4]"),
            ("xor", "--view", "hidden", "--stage", "0.75"),
            ("autocoding", "--view", "hidden", "--turn", "20,30"),
        )
    ):
        path = tmp_path / f"{at}.svg"
        assert main(["export", *words, "--at", "5", "-o", str(path)]) == 0
        assert path.stat().st_size > 2000


def test_numbers_that_are_not_finite_are_null_in_json(capsys):
    print_json({"one": float("nan"), "some": [1.5, float("inf"), {"deep": (-np.inf, 2)}], "text": "inf", "no": False})
    assert json.loads(capsys.readouterr().out) == {
        "one": None,
        "some": [1.5, None, {"deep": [None, 2]}],
        "text": "inf",
        "no": False,
    }


def test_colours_of_ones_own_are_declared_once_for_all_panels(tmp_path):
    path = tmp_path / "a.svg"
    accents = ["--accent", "positive=#006600", "--accent", "backward=#440044"]
    assert main(["export", "xor", "--view", "network,slice", "--at", "20", *accents, "-o", str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    assert text.count("#006600") > 4
    assert "#440044" in text
    assert "#00448a" not in text


def test_in_grey_nothing_has_a_hue(tmp_path):
    for view in ("network", "landscape", "landscape3d", "output", "history", "slice", "hidden", "cost"):
        path = tmp_path / f"{view}.svg"
        assert main(["export", "circle", "--view", view, "--at", "20", "--theme", "grey", "-o", str(path)]) == 0
        colours = set(re.findall("#([0-9a-f]{6})", path.read_text(encoding="utf-8").split("</desc>")[1]))
        assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours if not colour.startswith("v")), view
