"""`visprop trace --curvature`: the largest curvature, and the law that holds."""

import json
from dataclasses import replace

import numpy as np
import pytest

from visprop.cli.main import main
from visprop.engine.curvature import top_curvatures
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document, save
from visprop.scenario.run import Run
from visprop.timeline.sharpness import divisor, largest
from visprop.timeline.timeline import Timeline


def curvature_told(capsys, *words):
    assert main(["trace", *words, "--curvature"]) == 0
    return json.loads(capsys.readouterr().out)


def test_trace_writes_all_second_derivatives_with_the_names_of_what_is_free(capsys, tmp_path):
    path = tmp_path / "h.npy"
    assert main(["trace", "shared-bias", "--at", "2", "--hessian", str(path)]) == 0
    told, found, scenario = json.loads(capsys.readouterr().out), np.load(path), open_scenario("shared-bias")
    assert told["hessian"] == str(path)
    p = scenario.descent().run(scenario.p0, 0, 2)
    freedom, step = scenario.freedom, 1e-5
    for name in (told["hessian_names"][0], told["hessian_names"][-1]):
        at = told["hessian_names"].index(name)
        assert scenario.network.single(name) == freedom.leaders[at]
        move = step * freedom.spread(np.eye(freedom.count)[at])
        wanted = (scenario.objective.slope(p + move) - scenario.objective.slope(p - move)) / (2 * step)
        np.testing.assert_allclose(found[at], wanted, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(
    "words, said",
    [
        ("trace xor --workers 2", "--workers and --dask are about ∇²φ: say where it is to be written, with --hessian FILE.npy"),
        ("trace xor --hessian no/such/folder/a.npy", "no/such/folder"),
        ("trace xor --hessian a.csv", "a.csv: ∇²φ is written as FILE.npy"),
        ("trace xor --hessian a.npy --workers 2 --dask tcp://a:1", "not allowed with argument"),
        ("export xor --view network -o a.svg --workers 2", "--workers and --dask are about landscape and landscape3d"),
        ("export bench:slope -o a.svg --workers 2", "mean nothing for slope-picture"),
        ("export xor --view landscape -o a.svg --grid 10002", "5 to 10001"),
    ],
)
def test_what_cannot_be_done_elsewhere_is_refused_in_a_line(words, said, capsys):
    assert main(words.split()) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_second_derivatives_of_a_network_that_no_memory_holds_are_refused_in_words(tmp_path, capsys):
    path = tmp_path / "large.visprop"
    assert main(["new", "--sizes", "200,200,1", "-o", str(path)]) == 0
    assert main(["trace", str(path), "--hessian", str(tmp_path / "a.npy")]) == 2
    assert "∇²φ of 40,401 parameters has 2e+09 numbers; it is written of 30,000 at most" in capsys.readouterr().err


def test_trace_tells_the_curvature_and_the_law_that_holds(capsys, tmp_path):
    found = curvature_told(capsys, "edge", "--at", "8000")
    assert found["lambda_max"] == pytest.approx(found["edge"], rel=0.005)
    assert (found["law"], found["kinks"]) == ("gradient descent: 2/η", 0)
    assert "lambda_preconditioned" not in found
    sine = open_scenario("sine")
    told = curvature_told(capsys, "sine", "--at", "3")
    p = sine.descent().run(sine.p0, 0, 3)
    assert told["lambda_max"] == top_curvatures(sine.objective, p)[0][0]
    assert told["edge"] is None
    assert "batch sharpness" in told["law"]
    edge = open_scenario("edge")
    adam = edge.with_training(replace(edge.training, optimiser="adam", eta=0.02))
    save(Document(Run(adam)), tmp_path / "adam.visprop")
    told = curvature_told(capsys, str(tmp_path / "adam.visprop"))
    assert told["lambda_preconditioned"] is None
    told = curvature_told(capsys, str(tmp_path / "adam.visprop"), "--at", "40")
    timeline = Timeline(Run(adam))
    scale = divisor(adam, timeline.memory(40), 40)
    assert told["lambda_preconditioned"] == largest(adam, timeline.parameters(40), scale)
    assert told["edge"] == pytest.approx(38 / 0.02)
