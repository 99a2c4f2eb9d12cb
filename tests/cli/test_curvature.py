"""`visprop trace --curvature`: the largest curvature, and the law that holds."""

import json
from dataclasses import replace

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
