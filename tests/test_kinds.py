"""A second kind of experiment, added by one entry alone: its files, the command line, and a session of it without a window."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.toy_kind import HALVING, Halving, write_file
from visprop.cli.main import main
from visprop.kinds.files import dumps, load, loads
from visprop.kinds.registry import KINDS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document
from visprop.scenario.files.fields import FieldError
from visprop.scenario.run import Run
from visprop.session.keeping import keep, read, take_up
from visprop.session.session import Session
from visprop.timeline.position import Position, Unit


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setitem(KINDS, "halving", HALVING)


def test_a_file_tells_its_kind_and_one_of_a_network_need_not(tmp_path):
    found = load(write_file(tmp_path / "a.visprop", 5.0, moment={"at": "1", "workspace": "hall"}))
    assert (found.run, found.at, found.workspace) == (Halving(5.0, "Eight"), "1", "hall")
    assert loads(dumps(found, tmp_path), tmp_path) == found
    network = dumps(Document(Run(open_scenario("xor"))), tmp_path)
    assert "kind" not in json.loads(network)
    assert isinstance(loads(network, tmp_path).run, Run)


@pytest.mark.parametrize(
    "changed, told",
    [
        ({"kind": "tripling"}, 'kind: expected one of halving, got "tripling"'),
        ({"kind": 3}, "kind: expected one of halving, got 3"),
        ({"network": {}}, "network: unknown field"),
        ({"halving": {"value": -1}}, "halving.value: expected a number from 0"),
        ({"moment": {"workspace": "step"}}, "moment.workspace: expected one of bench, hall"),
        ({"visprop": 1}, "kind: unknown field"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_path(tmp_path, changed, told):
    path = write_file(tmp_path / "a.visprop")
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))
    with pytest.raises(FieldError) as error:
        load(path)
    assert str(error.value).startswith(told)


def test_a_program_without_the_kind_refuses_its_file(tmp_path, monkeypatch, capsys, qapp):
    path = write_file(tmp_path / "a.visprop")
    monkeypatch.delitem(KINDS, "halving")
    assert main(["export", str(path), "-o", str(tmp_path / "a.svg")]) == 2
    assert capsys.readouterr().err.startswith("visprop: kind: expected one of")


def test_the_command_line_exports_its_views_at_a_position(tmp_path, capsys, qapp):
    path = str(write_file(tmp_path / "a.visprop"))
    assert main(["export", path, "--view", "halving-page", "--at", "2", "-o", str(tmp_path / "a.tex")]) == 0
    assert "step 2 of 2: the number is 2" in (tmp_path / "a.tex").read_text(encoding="utf-8")
    # Without a view it is the first of its own.
    assert main(["export", path, "--theme", "dark", "-o", str(tmp_path / "a.svg")]) == 0
    assert "<title>" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    for words, told in (
        (["export", path, "--view", "network", "-o", "a.svg"], "network is no view of a number that is halved; there are"),
        (["export", "xor", "--view", "halving-page", "-o", "a.svg"], "halving-page is no view of a network's run"),
        (["export", path, "--at", "3", "-o", "a.svg"], "is not a position from 0 to 2"),
        (["export", path, "--edges", "gradient", "-o", "a.svg"], "--edges means nothing for halving-picture"),
        (["train", path, "--updates", "1"], "holds a number that is halved; this command is about a network's run"),
        (["trace", path], "this command is about a network's run"),
        (["check", path], "this command is about a network's run"),
    ):
        capsys.readouterr()
        assert main(words) == 2
        assert told in capsys.readouterr().err


def test_a_session_of_it_steps_edits_undoes_and_is_kept():
    session = Session(Halving(8.0))
    session.playback.step(Unit.LINE)
    session.edits.change("double", lambda run: Halving(2.0 * run.value, run.title))
    assert (session.playback.frame.value, session.playback.position) == (8.0, Position(1))
    session.playback.step(Unit.UPDATE)
    again = Session(Run(open_scenario("neuron")))
    take_up(again, read(keep(session).text()))
    assert (again.kind, again.playback.frame.value) == (HALVING, 4.0)
    again.edits.return_to(again.runs.branches[0])
    assert again.playback.frame.value == 4.0
    session.edits.undo()
    assert (session.playback.frame.value, session.playback.position) == (4.0, Position(1))
    session.edits.reset()
    assert session.runs.present.timeline.run.value == 8.0


def test_runs_of_two_kinds_are_no_session():
    session = Session(Halving(8.0))
    session.edits.change("double", lambda run: Halving(16.0, run.title))
    tree = json.loads(keep(session).text())
    tree["runs"][1]["document"] = dumps(Document(Run(open_scenario("neuron"))), Path("/nonexistent"))
    with pytest.raises(FieldError, match="runs: the runs of a session are of one kind"):
        read(json.dumps(tree))


STARTED = """
import sys
from tests.toy_kind import HALVING
from visprop.kinds.registry import KINDS
KINDS["halving"] = HALVING
from PySide6.QtWidgets import QApplication
from visprop.qt.window import application
from visprop.qt.window.main_window import MainWindow

shown = MainWindow.show
def look(window):
    shown(window)
    QApplication.processEvents()
    print(window.session.kind.name, window.session.playback.position, window.session.window.workspace, window.windowTitle())
    window.close_at_once()
    QApplication.exit(0)
MainWindow.show = look
QApplication.exec = lambda self=None: 0
sys.exit(application.run(sys.argv[1], *sys.argv[2:]))
"""


def test_the_application_is_started_with_it(tmp_path):
    path = write_file(tmp_path / "a.visprop", moment={"at": "2"})
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "PATH": "",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    for words, told in (
        ([], "halving 2.1.0 bench"),
        (["1", "hall"], "halving 1.1.0 hall"),
        (["7"], "visprop: --at: '7' is not a position from 0 to 2"),
        (["", "step"], "visprop: --workspace: a number that is halved has bench, hall"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", STARTED, str(path), *words], capture_output=True, text=True, env=environment, check=False
        )
        assert (done.stdout + done.stderr).startswith(told), done.stderr
