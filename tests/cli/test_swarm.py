"""`visprop swarm`: what it says, as JSON, as a table, as a figure, and what it refuses."""

import csv
import io
import json
import re

import numpy as np
import pytest
from PySide6.QtCore import QSize

from tests.pictures import read_picture
from visprop.cli.main import main
from visprop.cli.swarm_figure import swarm_flags, swarm_views
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.timeline import Timeline


def told(capsys, *words):
    assert main(["swarm", *words]) == 0
    return capsys.readouterr().out


def test_it_says_how_many_reach_the_goal_and_where_the_others_end(capsys):
    first, valley = told(capsys, "xor", "--runs", "64").splitlines()
    assert first == "75 % of 64 runs reach φ ≤ 0.001, within 3,000 updates; 16 end at φ ≈ 0.0627"
    assert valley.startswith("φ ≈ 0.0627: runs 4, 6, 8, 20, 32, 36, 39, 41 and 8 more")


def test_each_rate_has_a_line_of_its_own(capsys):
    lines = told(capsys, "xor", "--runs", "8", "--eta", "0.5,2").splitlines()
    assert [line.split(":")[0] for line in lines[1:3]] == ["η = 0.5", "η = 2"]


def test_json_holds_each_run_which_is_that_of_its_seed(capsys):
    found = json.loads(told(capsys, "spiral", "--runs", "3", "--seed", "7", "--epochs", "1", "--eta", "0.1", "--json"))
    assert (found["runs"], found["updates"], found["goal"]) == (3, 40, 0.01)
    assert [member["seed"] for member in found["members"]] == [7, 8, 9]
    scenario = open_scenario("spiral")
    training = scenario.training.__class__(**{**scenario.training.__dict__, "eta": 0.1, "seed": 8})
    timeline = Timeline(Run(scenario.with_training(training).with_new_weights(8)))
    assert found["members"][1]["phi"] == scenario.objective.value(timeline.parameters(40))
    assert len(found["rates"][0]["quartiles"]["0.5"]) == len(found["samples"])


def test_a_table_has_a_row_a_run(capsys):
    rows = list(csv.DictReader(io.StringIO(told(capsys, "xor", "--runs", "2", "--eta", "1,2", "--updates", "5", "--csv"))))
    assert [(row["run"], row["eta"], row["seed"], row["updates"]) for row in rows] == [
        ("1", "1.0", "0", "5"), ("2", "1.0", "1", "5"), ("3", "2.0", "0", "5"), ("4", "2.0", "1", "5"),
    ]  # fmt: skip


def test_what_diverges_has_no_cost(capsys):
    found = json.loads(told(capsys, "sine", "--runs", "2", "--eta", "1000", "--updates", "60", "--json"))
    assert found["diverged"] == 2
    assert [member["phi"] for member in found["members"]] == [None, None]
    assert "2 diverge" in told(capsys, "sine", "--runs", "2", "--eta", "1000", "--updates", "60")


def test_a_grid_of_starts_names_its_parameters(capsys):
    words = ("xor", "--start", "w1[1,1]=-1:1:2", "--start", "b2[1]=0:3:3", "--updates", "2", "--csv")
    rows = list(csv.DictReader(io.StringIO(told(capsys, *words))))
    assert [(row["w1[1,1]"], row["b2[1]"]) for row in rows] == [
        ("-1.0", "0.0"), ("1.0", "0.0"), ("-1.0", "1.5"), ("1.0", "1.5"), ("-1.0", "3.0"), ("1.0", "3.0"),
    ]  # fmt: skip


def test_what_it_draws_are_the_views_of_a_swarm_with_their_flags(capsys):
    assert list(swarm_views()) == ["swarm", "swarm-map", "swarm-cloud", "swarm-cloud3d"]
    with pytest.raises(SystemExit):
        main(["swarm", "--help"])
    told = capsys.readouterr().out
    assert "{swarm,swarm-map,swarm-cloud,swarm-cloud3d}" in told
    names = {flag.told.name for flag in swarm_flags()}
    assert names >= {"--theme", "--log", "--each", "--digits", "--x", "--directions", "--range", "--dpi", "--letters"}
    assert not names & {"--form", "--at", "--of", "--curves"}
    assert all(name in told for name in names)


def test_a_cloud_is_drawn_in_the_plane_that_is_asked_for(tmp_path, capsys):
    path = tmp_path / "a.svg"
    words = ("xor", "--runs", "5", "--updates", "9", "-o", str(path), "--view", "swarm-cloud", "--letters")
    told(capsys, *words, "--x", "w1[2,1]", "--y", "b2[1]", "--range=-7.5,7.5")
    # Both axes go from −7.5 to 7.5; the upright one is marked at −5, 0 and 5, and the other at even numbers.
    marks = re.findall(r">(−?[0-9]+)<", path.read_text(encoding="utf-8"))
    assert marks[:10] == ["−6", "−4", "−2", "0", "2", "4", "6", "−5", "0", "5"]


@pytest.mark.parametrize("view", swarm_views())
def test_its_views_are_written_as_figures(view, tmp_path, capsys):
    path = tmp_path / "a.png"
    told(capsys, "xor", "--runs", "9", "--updates", "50", "-o", str(path), "--view", view, "--dpi", "40", "--theme", "dark")
    assert len(np.unique(read_picture(path, QSize(200, 150)).reshape(-1, 3), axis=0)) > 10


@pytest.mark.parametrize(
    "words, said",
    [
        ("xor --runs 4097", "argument --runs: '4097' is not a whole number from 1 to 4096"),
        ("xor --runs 2000 --eta 1,2,3", "a swarm has 1 to 4096 runs, not 6000"),
        ("xor --eta 1,1", "names a rate twice"),
        ("xor --eta 0", "'0' is not a number above 0"),
        ("xor --start w1[1,1]=0:1:3", "--start is given twice"),
        ("xor --start w1[1,1]=0:1:3 --start w1[1,1]=0:1:3", "two parameters that are not the same"),
        ("xor --start w9[1,1]=0:1:3 --start w1[1,1]=0:1:3", "the network has 2 layers"),
        ("xor --start w1[1,1]=1:0:3 --start w1[1,1]=0:1:3", "the range ends above its beginning"),
        ("xor --start w1[1,1]=0:1:3 --start b2[1]=0:1:3 --runs 4", "not both"),
        ("xor --start w1[1,1]=0:1:3 --start b2[1]=0:1:3 --seed 4", "--seed is about seeds, and --start about a grid"),
        ("xor --start w1[1,1]=-4:4:32:9 --start b2[1]=0:1:3", "'w1[1,1]=-4:4:32:9' is not NAME=LOW:HIGH:COUNT"),
        ("xor --start w1[1,1]=-4:4 --start b2[1]=0:1:3", "'w1[1,1]=-4:4' is not NAME=LOW:HIGH:COUNT"),
        ("xor --view swarm-map", "--view is about a figure: say where it is to be written, with -o FILE"),
        ("xor --log", "--log is about a figure"),
        ("xor --size 400x300", "--size is about a figure"),
        ("xor --dpi 90 --json", "--dpi is about a figure"),
        ("xor --view landscape -o a.svg", "invalid choice: 'landscape'"),
        ("xor --nonsense", "unrecognized arguments: --nonsense"),
        ("xor -o a.odt", "swarm is written as svg, pdf, png"),
        ("xor --updates 1 --runs 1 -o a.svg --view swarm-map --log", "--log means nothing for swarm-map"),
        ("bench:slope", "this command is about a network's run"),
    ],
)
def test_what_is_no_swarm_is_refused_in_a_line(words, said, capsys):
    assert main(["swarm", *words.split()]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_export_says_who_draws_a_swarm(tmp_path, capsys):
    assert main(["export", "xor", "--view", "swarm", "-o", str(tmp_path / "a.svg")]) == 2
    assert "visprop swarm SCENARIO --view swarm" in capsys.readouterr().err
