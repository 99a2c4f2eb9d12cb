"""Between the session and the widgets: who is told in which turn."""

from PySide6.QtCore import QObject

from tests.qt.settling import settle
from visprop.qt.adapter import Adapter
from visprop.timeline.parts import Part


class Listener(QObject):
    def __init__(self, adapter):
        super().__init__()
        self.adapter, self.heard, self.called, self.wants_more = adapter, 0, 0, 0
        adapter.watch(self.hear, (Part.OPTIONS,))

    def hear(self):
        self.heard += 1

    def call(self):
        self.called += 1
        if self.called < self.wants_more:
            self.adapter.soon(self.call)

    def fail(self):
        raise ZeroDivisionError


def test_a_call_is_made_once_however_often_it_is_asked_for(qapp, session):
    listener = Listener(Adapter(session))
    for _ in range(3):
        listener.adapter.soon(listener.call)
    assert listener.called == 0
    settle()
    assert listener.called == 1


def test_work_that_takes_all_of_each_turn_keeps_nobody_from_hearing(qapp, session, monkeypatch):
    monkeypatch.setattr("visprop.qt.adapter._TURN_SECONDS", 0.0)
    listener = Listener(Adapter(session))
    listener.wants_more = 50
    listener.adapter.soon(listener.call)
    session.changes.note(Part.OPTIONS)
    listener.adapter._deliver_some()
    assert listener.heard == 1


def test_a_call_that_fails_keeps_nobody_from_hearing(qtbot, session):
    listener = Listener(Adapter(session))
    with qtbot.captureExceptions() as caught:
        listener.adapter.soon(listener.fail)
        listener.adapter.soon(listener.call)
        session.changes.note(Part.OPTIONS)
        qtbot.waitUntil(lambda: listener.heard == 1 and listener.called == 1, timeout=60_000)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


def test_whoever_is_gone_is_not_called(qapp, session):
    adapter = Adapter(session)
    listener = Listener(adapter)
    adapter.soon(listener.call)
    del listener
    session.changes.note(Part.OPTIONS)
    settle()
    assert adapter._calls == []
