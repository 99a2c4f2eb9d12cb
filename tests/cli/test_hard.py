"""What a terminal must bear: interruption, any encoding, hostile texts, a wrong display; nothing is overwritten by mistake."""

import json
import linecache
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from tests.cli.test_cli import endless, run_module
from visprop.cli.main import main
from visprop.cli.streams import say
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document, load, save
from visprop.scenario.run import Run


@pytest.mark.parametrize("way", ["the same", "by another path"])
def test_a_history_never_overwrites_the_scenario(tmp_path, capsys, way, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "net.visprop"
    save(Document(Run(open_scenario("linear"))), path)
    before = path.read_bytes()
    history = path if way == "the same" else tmp_path / "." / "net.visprop"
    assert main(["train", "net.visprop", "--updates", "3", "--history", str(history)]) == 2
    assert "would overwrite" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert main(["train", "linear", "--updates", "3", "--history", "b.csv", "--save", "b.csv"]) == 2


def test_ctrl_c_keeps_what_was_trained(tmp_path):
    words = ["train", endless(tmp_path, "linear"), "--updates", str(10**12), "--save", str(tmp_path / "a.visprop"), "--json"]
    with subprocess.Popen([sys.executable, "-m", "visprop", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        time.sleep(2.5)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)
    assert child.returncode == 130
    assert err == b""
    report = json.loads(out)
    assert report["stopped"] == "interrupted"
    assert load(tmp_path / "a.visprop").run.update == report["updates"] > 0


def test_a_history_that_is_interrupted_is_whole(tmp_path):
    words = ["train", endless(tmp_path, "linear"), "--updates", str(10**7), "--history", str(tmp_path / "h.csv")]
    with subprocess.Popen([sys.executable, "-m", "visprop", *words], stdout=subprocess.PIPE) as child:
        time.sleep(2.5)
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=30)
    assert child.returncode == 130
    lines = (tmp_path / "h.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "update,phi"
    assert [int(line.split(",")[0]) for line in lines[1:]] == list(range(len(lines) - 1))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["endless linear.visprop", "h.csv"]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_every_encoding_prints(encoding):
    done = run_module("train", "linear", "--updates", "2", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, "")
    assert ("φ = 0." if encoding == "utf-8" else "phi = 0.") in done.stdout
    done = run_module("trace", "linear", PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout)["title"] == open_scenario("linear").title


def test_no_control_character_reaches_the_terminal(capsys, tmp_path):
    evil = replace(open_scenario("linear"), title="\x1b[31mred\x07")
    save(Document(Run(evil)), tmp_path / "a.visprop")
    assert main(["train", str(tmp_path / "a.visprop"), "--updates", "1", "--json"]) == 0
    assert main(["trace", str(tmp_path / "\x1b[31m.visprop")]) == 2
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err
    say("a\x1bb\nc")
    assert capsys.readouterr().out == "a\\x1bb\nc\n"


@pytest.mark.parametrize(
    "words, message",
    [
        (["export", "linear", "--view", "slice", "--eta", "nan", "-o", "a.svg"], "'nan' is not a number above 0"),
        (["export", "linear", "--dpi", "inf", "-o", "a.png"], "'inf' is not a number above 0"),
        (["export", "linear", "--dpi", "0", "-o", "a.png"], "'0' is not a number above 0"),
        (["export", "linear", "--view", "slice", "--directions", "pca", "-o", "a.svg"], "--directions means nothing for slice"),
        (["export", "linear", "--at", "1" + "0" * 20, "-o", "a.svg"], "at most 12 digits"),
        (["export", "linear", "--view", "derivation", "--of", "bananas", "-o", "a.svg"], "'bananas' is not a name"),
        (["trace", "/dev/zero"], "not a regular file"),
        (["--workspace", "kitchen"], "invalid choice"),
    ],
)
def test_a_wrong_word_gets_the_right_answer(capsys, words, message):
    assert main(words) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_an_error_of_the_program_is_one_line_and_told_in_full_with_debug(capsys, monkeypatch):
    from visprop.cli import listing

    def broken(arguments):
        raise AssertionError("oh")

    monkeypatch.setattr(listing, "run", broken)
    assert main(["list"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "AssertionError: oh" in error
    assert main(["list", "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_display_that_does_not_answer_is_told_in_one_line():
    done = run_module(DISPLAY=":987")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert ":987 does not answer" in done.stderr


def test_all_missing_libraries_are_named_in_one_command(monkeypatch):
    from visprop.paint import qt_libraries

    missing = {"libEGL.so.1", "libxcb-cursor.so.0", "libxcb-icccm.so.4"}
    monkeypatch.setattr(qt_libraries, "_can_be_loaded", lambda library: library not in missing)
    monkeypatch.setattr(sys, "platform", "linux")
    told = qt_libraries._advice(qt_libraries.missing_libraries(for_window=True), "libEGL.so.1: cannot open")
    assert "sudo apt install libegl1 libxcb-cursor0 libxcb-icccm4" in told
    assert "\n" not in told
    assert qt_libraries.missing_libraries(for_window=False) == ["libEGL.so.1"]


def test_a_module_that_is_imported_after_qt_is_not_read_for_its_words(tmp_path, monkeypatch):
    # PySide6 looks through the source of each for its own name, which is a fifth of the start.
    from visprop.paint.qt_libraries import import_qt

    (tmp_path / "imported_after_qt.py").write_text("NUMBER = 3\n")
    monkeypatch.syspath_prepend(tmp_path)
    import_qt()
    import imported_after_qt

    assert imported_after_qt.NUMBER == 3
    assert str(tmp_path / "imported_after_qt.py") not in linecache.cache


def test_the_window_opens_where_it_is_told(tmp_path):
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
    done = subprocess.run([sys.executable, "-c", LOOKED], capture_output=True, text=True, env=env, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["3.1.2", "descend"]


LOOKED = """
import sys
from PySide6.QtWidgets import QApplication
from visprop.qt.window import application
from visprop.qt.window.main_window import MainWindow
from visprop.session import playback

# One slice, however busy the machine is.
playback.SEEK_BUDGET = 30.0
shown = MainWindow.show
def look(window):
    shown(window)
    print(window.session.playback.position, window.session.window.workspace)
    window.close_at_once()
    QApplication.exit(0)
MainWindow.show = look
QApplication.exec = lambda self=None: 0
sys.exit(application.run("xor", "3.1.2", "descend"))
"""
