"""Nothing is lost: the session is kept aside, errors are told once, and Ctrl+C closes the window."""

import os
import signal
import sys
import threading

import pytest
from PySide6.QtWidgets import QDialog

from tests.qt.settling import settle
from visprop.engine.key import Key
from visprop.qt.window.autosave import Autosave
from visprop.qt.window.beginning import begin
from visprop.qt.window.errors import Errors
from visprop.qt.window.interrupt import Interrupt
from visprop.timeline.position import Position

GONE = 2**22 - 3
"""A number that no process of this machine has: it is above the largest that Linux gives by default."""


@pytest.fixture
def autosave(window, session, tmp_path):
    return Autosave(session, tmp_path / "state", window)


def left_by_another(autosave, tmp_path):
    """Let what is kept be that of a process that is gone."""
    mine = tmp_path / "state" / f"session-{os.getpid()}.json"
    mine.rename(tmp_path / "state" / f"session-{GONE}.json")


def test_what_was_trained_is_offered_at_the_next_start(qtbot, window, session, autosave, tmp_path):
    session.playback.go(Position(2999, 1, 10))
    qtbot.waitUntil(lambda: session.playback.seeking is None, timeout=8000)
    p = session.playback.frame.p.copy()
    autosave.close()
    left_by_another(autosave, tmp_path)
    window.documents.open_builtin("linear")
    settle()
    begin(window, autosave)
    (gallery,) = [d for d in window.findChildren(QDialog) if d.windowTitle() == "New"]
    from PySide6.QtWidgets import QToolButton

    card = next(b for b in gallery.findChildren(QToolButton) if b.text().startswith("Go on"))
    assert "update 3000" in card.text()
    card.click()
    qtbot.waitUntil(lambda: session.playback.seeking is None, timeout=8000)
    assert session.playback.frame.done == 3000
    assert (session.playback.frame.p == p).all()
    # It is this process that keeps it from now on.
    assert [path.name for path in (tmp_path / "state").iterdir()] == [f"session-{os.getpid()}.json"]


def test_nothing_is_kept_where_there_is_no_work(window, session, autosave, tmp_path):
    autosave.save()
    assert list((tmp_path / "state").iterdir()) == []
    session.edits.set_parameter(Key.parse("w1[1,1]"), 2.0)
    autosave.save()
    assert len(list((tmp_path / "state").iterdir())) == 1
    session.mark_saved(tmp_path / "a.visprop")
    autosave.save()
    assert list((tmp_path / "state").iterdir()) == []


def test_what_is_damaged_is_passed_over_and_told(window, autosave, tmp_path):
    (tmp_path / "state" / f"session-{GONE}.json").write_text("{", encoding="utf-8")
    assert autosave.left() is None
    begin(window, autosave)
    assert f"session-{GONE}.json" in window.message.text()
    assert str(tmp_path / "state") in window.message.text()
    autosave.forget()
    assert list((tmp_path / "state").iterdir()) == []


def test_the_session_of_a_living_process_is_its_own(window, autosave, tmp_path):
    (tmp_path / "state" / f"session-{os.getppid()}.json").write_text("{", encoding="utf-8")
    autosave.forget()
    assert len(list((tmp_path / "state").iterdir())) == 1


def test_an_exception_is_told_once_with_a_report_and_the_work_is_safe(qtbot, window, tmp_path, monkeypatch):
    saved = []
    errors = Errors(tmp_path, False, lambda: saved.append(True), window)
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        errors.note(*sys.exc_info())
        errors.note(*sys.exc_info())
    qtbot.waitUntil(lambda: bool(boxes_of(window)), timeout=2000)
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
    qtbot.waitUntil(lambda: bool(boxes_of(window)), timeout=2000)
    assert "IndexError" in boxes_of(window)[0].report
    boxes_of(window)[0].close()


def boxes_of(window):
    return [dialog for dialog in window.findChildren(QDialog) if dialog.windowTitle() == "Something went wrong"]


def test_ctrl_c_in_the_terminal_closes_an_idle_window(qtbot, window):
    before, wakeup = signal.getsignal(signal.SIGINT), signal.set_wakeup_fd(-1)
    interrupt = Interrupt(window.close_at_once, window)
    try:
        os.kill(os.getpid(), signal.SIGINT)
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=2000)
    finally:
        interrupt.close()
        signal.signal(signal.SIGINT, before)
        signal.set_wakeup_fd(wakeup)
