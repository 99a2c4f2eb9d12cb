"""Nothing is lost: the session is kept aside, errors are told once, and Ctrl+C closes the window."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest
from PySide6.QtWidgets import QDialog, QToolButton

from tests.qt.settling import settle
from visprop.engine.key import Key
from visprop.qt.window.autosave import Autosave
from visprop.qt.window.beginning import begin
from visprop.qt.window.errors import Errors
from visprop.qt.window.interrupt import ENDING, Interrupt
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.scenario.stop import Stop
from visprop.session.keeping import gone_on, keep, take_up
from visprop.session.kept_files import KeptFiles
from visprop.session.progress import Progress
from visprop.session.session import Session
from visprop.session.speeds import SPEEDS
from visprop.timeline.position import Position, Unit


@pytest.fixture
def started(window, session, tmp_path):
    """Starts of the application, each with a session of its own."""
    found = []

    def start():
        found.append(Autosave(session, tmp_path / "state", window))
        return found[-1]

    yield start
    for one in found:
        one.files.let_go()


@pytest.fixture
def autosave(started):
    return started()


def names(tmp_path):
    return sorted(path.suffix for path in (tmp_path / "state").iterdir())


def cards(window):
    (page,) = [d for d in window.findChildren(QDialog) if d.windowTitle() == "New" and d.isVisible()]
    return [button for button in page.findChildren(QToolButton) if button.text().startswith(("Go on", "Forget"))]


def until_written(qtbot, autosave):
    autosave.look()
    qtbot.waitUntil(lambda: autosave._job is None or autosave._job.done(), timeout=60_000)
    autosave._hear()
    autosave._ended = autosave._began


def test_what_was_trained_is_offered_at_the_next_start(qtbot, window, session, autosave, tmp_path, started):
    session.playback.go(Position(2999, 1, 10))
    qtbot.waitUntil(lambda: session.playback.seeking is None, timeout=60_000)
    p = session.playback.frame.p.copy()
    autosave.close()
    window.documents.open_builtin("linear")
    settle()
    later = started()
    begin(window, later)
    go_on, _ = cards(window)
    assert "update 3,000" in go_on.text()
    go_on.click()
    qtbot.waitUntil(lambda: session.playback.seeking is None, timeout=60_000)
    assert session.playback.frame.done == 3000
    assert (session.playback.frame.p == p).all()
    # It is this process that keeps it from now on.
    assert {path.stem for path in (tmp_path / "state").iterdir()} == {later.files.session.stem}


def test_nothing_is_kept_where_there_is_no_work(window, session, autosave, tmp_path):
    autosave.save()
    assert not (tmp_path / "state").exists()
    session.edits.set_parameter(Key.parse("w1[1,1]"), 2.0)
    autosave.save()
    assert names(tmp_path) == [".held", ".json", ".npz"]
    session.mark_saved(tmp_path / "a.visprop")
    autosave.save()
    assert names(tmp_path) == []


@pytest.mark.parametrize("optimiser", ["gradient_descent", "adam"])
def test_what_runs_is_kept_while_it_runs(qtbot, window, session, autosave, tmp_path, optimiser):
    """Killed after a look, it goes on from the update that was reached then: bit for bit, with what the optimiser remembers."""
    session.edits.set_training(replace(session.scenario.training, optimiser=optimiser, stop=Stop()))
    session.playback.set_speed(len(SPEEDS) - 1)
    session.playback.run()
    until_written(qtbot, autosave)
    qtbot.waitUntil(lambda: session.playback.position.update > 200, timeout=60_000)
    until_written(qtbot, autosave)
    (path,) = (tmp_path / "state").glob("*.json")
    autosave.files.let_go()
    kept, progress = KeptFiles(tmp_path / "state").take_up(path)
    assert progress.update > 200
    session.playback.pause()
    timeline = session.runs.present.timeline
    assert progress.numbers["p"].tolist() == timeline.parameters(progress.update).tolist()
    other = Session(Run(open_scenario("linear")))
    take_up(other, gone_on(kept, progress))
    while other.playback.seeking is not None:
        other.playback.tick(perf_counter())
    assert other.playback.frame.done == progress.update
    assert other.playback.frame.p.tolist() == progress.numbers["p"].tolist()
    other.playback.step(Unit.UPDATE)
    assert other.playback.frame.p.tolist() == timeline.parameters(other.playback.frame.done).tolist()
    other.edits.reset()
    assert other.playback.frame.p.tolist() == session.edits.beginning().scenario.p0.tolist()


def test_a_long_run_goes_on_without_being_trained_anew(qtbot, window, session, tmp_path):
    """Of a run of a billion updates the state is what there is to go on from."""
    kept = replace(keep_work(session), revision="7")
    far = Progress("7", 10**9, {"p": np.linspace(-1.0, 1.0, session.scenario.p0.size), "age": np.zeros(1)})
    take_up(session, gone_on(kept, far))
    assert session.playback.seeking is None
    assert session.playback.frame.done == 10**9
    assert session.playback.frame.p.tolist() == far.numbers["p"].tolist()
    session.edits.reset()
    assert session.playback.frame.done == 0
    # Of another state of the session it is not taken.
    assert gone_on(kept, replace(far, revision="8")) is kept
    assert gone_on(kept, replace(far, numbers=far.numbers | {"p": far.numbers["p"][:-1]})) is kept


def keep_work(session):
    session.edits.set_parameter(Key.parse("w1[1,1]"), 2.0)
    return keep(session)


def test_all_work_that_was_left_is_offered_and_each_is_forgotten_by_itself(qtbot, window, session, tmp_path, started):
    for i in range(3):
        window.documents.open_builtin(("linear", "xor", "neuron")[i])
        session.edits.set_parameter(session.scenario.network.parameter(0), 2.0 + i)
        autosave = started()
        autosave.close()
        os.utime(autosave.files.session, (1e9 + i, 1e9 + i))
        os.utime(autosave.files.progress, (1e9 + i, 1e9 + i))
    later = started()
    begin(window, later)
    found = cards(window)
    assert [card.text().split(":")[0] for card in found] == ["Go on", "Forget it"] * 3
    # The newest is the first.
    assert "A single neuron" in found[0].text()
    found[3].click()
    assert len(list((tmp_path / "state").glob("*.json"))) == 2
    assert [left.title for left in window.left] == ["A single neuron", "Four neurons in a row"]
    window.left[1].take_up()
    assert session.playback.frame.p[0] == 2.0
    # The other one is still offered.
    assert [left.title for left in later.files.left()] == ["A single neuron"]


def test_what_cannot_be_read_is_offered_told_and_never_deleted(window, session, autosave, tmp_path, monkeypatch, started):
    said = []
    monkeypatch.setattr("visprop.qt.window.beginning.warn", lambda *words: said.append(words[-1]))
    keep_work(session)
    autosave.close()
    autosave.files.session.write_text("{", encoding="utf-8")
    later = started()
    begin(window, later)
    window.left[0].take_up()
    assert str(autosave.files.session) in said[0]
    assert autosave.files.session.read_text(encoding="utf-8") == "{"
    # A damaged state is passed over: the session itself is there.
    other = started()
    keep_work(session)
    other.close()
    other.files.progress.write_bytes(b"PK no archive")
    kept, progress = later.files.take_up(other.files.session)
    assert kept is not None
    assert progress is None


def test_the_session_of_a_living_process_is_its_own(window, session, tmp_path, started):
    """Held by the system, not by a number, which in a container another process has: killed, it is let go."""
    keep_work(session)
    autosave = started()
    autosave.close()
    held = autosave.files.session.with_suffix(".held")
    code = f"""
import sys
from pathlib import Path
from visprop.scenario.files.lock import Lock
lock = Lock.take(Path({str(held)!r}))
print(lock is not None, flush=True)
sys.stdin.read()
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "True\n"
        later = started()
        assert later.files.left() == []
        later.files.forget(autosave.files.session)
        assert autosave.files.session.exists()
        with pytest.raises(ValueError, match="another window"):
            later.files.take_up(autosave.files.session)
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()
    assert [left.path for left in later.files.left()] == [autosave.files.session]


def test_where_nothing_can_be_kept_the_window_works_and_says_so_once(qtbot, window, session, tmp_path, started):
    (tmp_path / "state").write_text("a file where the folder would be", encoding="utf-8")
    autosave = started()
    Errors(tmp_path / "state", False, autosave.save, window)
    told = []
    session.changes.listen(told.append)
    session.edits.set_parameter(Key.parse("w1[1,1]"), 2.0)
    for _ in range(3):
        autosave.look()
    autosave.close()
    assert len([text for text in told if text.startswith("The session is not kept")]) == 1
    begin(window, autosave)
    assert window.left == []


def test_a_full_disk_is_told_and_tried_again(qtbot, window, session, autosave, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    told = []
    session.changes.listen(told.append)
    session.edits.set_parameter(Key.parse("w1[1,1]"), 2.0)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        until_written(qtbot, autosave)
        until_written(qtbot, autosave)
    assert len([text for text in told if "No space left" in text]) == 1
    assert not list((tmp_path / "state").glob("*.json"))
    until_written(qtbot, autosave)
    assert list((tmp_path / "state").glob("*.json"))


def test_an_exception_is_told_once_with_a_report_and_the_work_is_safe(qtbot, window, tmp_path, monkeypatch):
    saved = []
    errors = Errors(tmp_path, False, lambda: saved.append(True), window)
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        errors.note(*sys.exc_info())
        errors.note(*sys.exc_info())
    qtbot.waitUntil(lambda: bool(boxes_of(window)), timeout=60_000)
    settle()
    (box,) = boxes_of(window)
    assert saved == [True]
    assert box.report.count("ZeroDivisionError") == 2
    assert "visprop" in box.report
    assert "ZeroDivisionError" in errors.log.read_text(encoding="utf-8")
    box.close()


def test_an_exception_in_a_thread_is_heard(qtbot, window, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    Errors(tmp_path, False, lambda: None, window).install()
    thread = threading.Thread(target=lambda: [][1])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(boxes_of(window)), timeout=60_000)
    assert "IndexError" in boxes_of(window)[0].report
    boxes_of(window)[0].close()


def boxes_of(window):
    return [dialog for dialog in window.findChildren(QDialog) if dialog.windowTitle() == "Something went wrong"]


@pytest.mark.parametrize("number", ENDING)
def test_what_asks_the_process_to_end_closes_an_idle_window(qtbot, window, number):
    before, wakeup = [(one, signal.getsignal(one)) for one in ENDING], signal.set_wakeup_fd(-1)
    interrupt = Interrupt(window.close_at_once, window)
    try:
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    finally:
        interrupt.close()
        for one, handler in before:
            signal.signal(one, handler)
        signal.set_wakeup_fd(wakeup)
