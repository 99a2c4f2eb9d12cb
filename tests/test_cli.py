"""The command line: without a display, with clear errors."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from visprop.cli.main import main
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files import load, save


def test_list_names_the_built_in_scenarios(capsys):
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines()] == ["linear", "two-neurons", "xor", "sine", "iris"]


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
    np.testing.assert_array_equal(load(saved).p0, two.descent().run(two.p0, 0, 20))
    rows = list(csv.reader(history.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["update", "phi"]
    assert len(rows) == 22
    assert float(rows[-1][1]) == found["cost"]
    assert float(rows[1][1]) == two.network.mean_cost(two.p0, two.data.x, two.data.y)


def test_check_passes_and_its_status_tells(capsys, monkeypatch):
    assert main(["check", "iris"]) == 0
    assert capsys.readouterr().out.startswith("passed")
    monkeypatch.setattr("visprop.engine.check.TOLERANCE", 0.0)
    assert main(["check", "iris", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["passed"] is False


@pytest.mark.parametrize(
    "view",
    [
        "network",
        "landscape",
        "landscape3d",
        "slice",
        "cost",
        "pseudocode",
        "equations",
        "derivation",
        "unwound",
        "derivatives",
        "errata",
    ],
)
@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_every_view_is_exported_in_every_format(tmp_path, view, suffix, qapp):
    path = tmp_path / f"a.{suffix}"
    assert main(["export", "xor", "--view", view, "--of", "w1[1,2]", "--at", "3.2.3", "-o", str(path), "--dpi", "72"]) == 0
    start = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}[suffix]
    assert path.read_bytes().startswith(start)
    assert path.stat().st_size > 1500


def test_equations_are_exported_as_latex(tmp_path):
    path = tmp_path / "e.tex"
    assert main(["export", "linear", "--view", "equations", "--notation", "leibniz", "--at", "0.1.6", "-o", str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    assert r"\documentclass" in text
    assert r"\frac{\partial c}{\partial w_{4}}" in text


def test_the_planes_directions_range_and_grid_are_chosen(tmp_path, qapp):
    sizes = {}
    for words in ("gradient", "random", "pca"):
        path = tmp_path / f"{words}.svg"
        choice = ["--directions", words, "--range=-1,1", "--grid", "21", "--turn", "30,40", "--tangent"]
        assert main(["export", "xor", "--view", "landscape3d", *choice, "--at", "20", "-o", str(path)]) == 0
        sizes[words] = path.read_bytes()
    assert len(set(sizes.values())) == 3


@pytest.mark.parametrize(
    "words, message",
    [
        (["trace", "nothing"], "no file nothing and no built-in scenario"),
        (["trace", "xor", "--at", "1.9"], "update 1 has examples 1 to 4, not 9"),
        (["trace", "xor", "--at", "x"], "is not UPDATE"),
        (["train", "xor"], "--updates"),
        (["train", "xor", "--updates", "-1"], "not a whole number"),
        (["export", "xor", "-o", "a.bmp"], "svg, pdf, png"),
        (["export", "xor", "-o", "a.svg", "--size", "1x1"], "60 to 10000"),
        (["export", "xor", "--view", "landscape", "--x", "w9[1,1]", "-o", "a.svg"], "the network has 2 layers"),
        (["export", "xor", "--view", "landscape", "--x", "w1", "-o", "a.svg"], "not a single parameter"),
        (["export", "xor", "--view", "derivation", "-o", "a.svg"], "needs --of"),
        (["export", "xor", "--view", "landscape", "--directions", "up", "-o", "a.svg"], "invalid choice"),
        (["export", "xor", "--view", "landscape", "--range", "2,1", "-o", "a.svg"], "ends above its beginning"),
        (["export", "xor", "--view", "landscape", "--range", "1", "-o", "a.svg"], "is not 2 or 4 numbers"),
        (["export", "xor", "--view", "landscape", "--grid", "3", "-o", "a.svg"], "5 to 1001"),
        (["export", "xor", "--view", "landscape3d", "--turn", "10,120", "-o", "a.svg"], "0 to 90 degrees"),
        (["export", "xor", "--view", "slice", "--x", "w1", "-o", "a.svg"], "not a single parameter"),
        (["export", "xor", "--view", "unwound", "-o", "a.svg"], "needs --of"),
        (["xor", "more"], "unexpected 'more'"),
        (["frobnicate", "more"], "unexpected 'more'"),
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
    save(sine.with_training(replace(sine.training, eta=50.0)), tmp_path / "wild.visprop")
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


def test_export_needs_no_display(tmp_path):
    done = run_module("export", "linear", "-o", str(tmp_path / "a.pdf"))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "a.pdf").exists()
