"""What every bench has, by one more that is a single entry: its files, the command line, a session of it."""

import json
import subprocess
import sys

import pytest

from tests.toy_bench import ENTRY, SQUARING
from visprop.benches.controls import Number, Text
from visprop.benches.run import BenchRun
from visprop.benches.values import Values
from visprop.cli.main import main
from visprop.kinds.files import dumps, loads, open_any
from visprop.kinds.registry import KINDS
from visprop.scenario.files.document import Document
from visprop.scenario.files.fields import FieldError
from visprop.session.keeping import keep, read, take_up
from visprop.session.session import Session
from visprop.timeline.position import Position, Unit


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setitem(KINDS, "squaring", SQUARING)


def file_of(**values):
    return json.dumps({"visprop": 2, "kind": "squaring", "title": "Mine", "bench": values})


def test_a_file_says_what_is_set_and_for_the_rest_it_is_as_at_first(tmp_path):
    found = loads(file_of(x=-0.1), tmp_path)
    assert found.run.values == {"x": -0.1, "word": "it", "way": "square", "halved": False}
    assert found.run.title == "Mine"


def test_a_file_is_reopened_bit_for_bit_where_it_was_and_with_its_beginning(tmp_path):
    begun = BenchRun.new(ENTRY)
    run = begun.put({"x": 0.1 + 0.2, "way": "cube"}).begun_as(begun)
    again = loads(dumps(Document(run, "1", "bench"), tmp_path), tmp_path)
    assert (again.at, again.workspace) == ("1", "bench")
    assert again.run == run
    assert again.run.begun.values == begun.values


@pytest.mark.parametrize(
    "values, told",
    [
        ({"x": 5}, "bench.x: expected a number from -4 to 4, got 5"),
        ({"x": "1"}, "bench.x: expected a number"),
        ({"word": "two words"}, "bench.word: 'two words' is not one word"),
        ({"way": "root"}, 'bench.way: expected one of square, cube, got "root"'),
        ({"halved": 1}, "bench.halved: expected true or false, got 1"),
        ({"y": 1}, "bench.y: unknown field"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_path(tmp_path, values, told):
    with pytest.raises(FieldError) as error:
        loads(file_of(**values), tmp_path)
    assert str(error.value).startswith(told)


def test_a_session_of_it_steps_sets_undoes_and_is_kept():
    session = Session(open_any("bench:squaring").run)
    session.playback.set_reduce_motion(True)
    session.playback.step(Unit.LINE)
    assert session.moment().frame.state == 2.25
    assert session.own.put({"x": 3.0})
    # It is looked at where it was set.
    assert (session.playback.position, session.moment().frame.state) == (Position(1), 9.0)
    session.own.put({"x": 2.0})
    session.own.put({"x": 1.0})
    assert session.edits.undo_text == "x typed"
    again = take_up_anew(session)
    assert (again.own.values["x"], again.playback.position) == (1.0, Position(1))
    # What is dragged is one entry.
    session.edits.undo()
    assert session.own.values["x"] == 1.5
    session.edits.redo()
    assert session.own.values["x"] == 1.0
    session.edits.reset()
    assert session.own.values["x"] == 1.5


def take_up_anew(session):
    again = Session(open_any("two-neurons").run)
    take_up(again, read(keep(session).text()))
    return again


def test_what_does_not_fit_is_refused_in_words():
    session, told = Session(BenchRun.new(ENTRY)), []
    session.changes.listen(told.append)
    assert not session.own.put({"x": 9.0})
    assert told == ["Not done (x): x is to be from -4 to 4"]
    with pytest.raises(ValueError, match="there is nothing called 'z' to be set"):
        BenchRun.new(ENTRY).put({"z": 1.0})


def test_a_control_that_starts_with_what_does_not_fit_is_refused_when_it_is_made():
    with pytest.raises(ValueError, match="the control 'x': it starts with what does not fit: x is to be from 0 to 1"):
        Number("x", "x", "A number", low=0.0, high=1.0, start=2.0)
    with pytest.raises(ValueError, match="Word is to be a text of at most"):
        Text("word", "Word", "A word", start="a" * 501, check=str.strip)


def test_values_are_equal_by_what_is_set():
    assert Values({"x": 1.0}) == Values({"x": 1.0}) != Values({"x": 2.0})
    assert hash(Values({"x": 1.0}).put({"x": 2.0})) == hash(Values({"x": 2.0}))


def test_the_command_line_exports_its_pictures_and_lists_it(tmp_path, capsys, qapp):
    path = tmp_path / "a.svg"
    assert main(["export", "bench:squaring", "--view", "squaring-picture", "--at", "1", "-o", str(path)]) == 0
    assert "it: 2.25" in path.read_text()
    assert main(["list"]) == 0
    assert "  squaring" in capsys.readouterr().out
    assert main(["export", "bench:circle", "-o", str(path)]) == 2
    assert capsys.readouterr().err.startswith("visprop: there is no bench 'circle', but")
    assert main(["export", "bench:squaring", "--view", "network", "-o", str(path)]) == 2
    assert "network is no view of the bench Squaring; there are squaring-picture, squaring-page" in capsys.readouterr().err


def test_the_registry_loads_no_bench_before_it_is_wanted():
    told = (
        "import sys, visprop.kinds.registry; print([m for m in sys.modules if m.startswith(('visprop.benches.', 'visprop.fig'))])"
    )
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout
    own = {"values", "controls", "bench", "entry", "run", "by_name", "files", "registry"}
    assert {name.split(".")[2] for name in eval(found)} <= own


def test_what_is_set_may_be_told_on_the_command_line(tmp_path, capsys, qapp):
    path = tmp_path / "a.svg"
    told = ["--set", "x=1/4", "--set", "word=that", "--set", "way=cube", "--set", "halved=on"]
    assert main(["export", "bench:squaring", *told, "-o", str(path)]) == 0
    assert "that: 0.25" in path.read_text()
    for wrong, said in (
        ("x", "'x' is not NAME=VALUE"),
        ("x=9", "x is to be from -4 to 4"),
        ("z=1", "there is nothing called 'z' to be set"),
        ("halved=yes", "Halved is to be on or off"),
        ("word=two words", "'two words' is not one word"),
    ):
        assert main(["export", "bench:squaring", "--set", wrong, "-o", str(path)]) == 2
        assert said in capsys.readouterr().err
    assert main(["export", "xor", "--set", "x=1", "-o", str(path)]) == 2
    assert "--set is about benches, and means nothing for a network's run" in capsys.readouterr().err
