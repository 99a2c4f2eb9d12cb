"""Work in a process of its own: the threads that a library begins for it free nothing of the window's."""

import gc
import threading

import pytest
from PySide6.QtWidgets import QWidget

from visprop.qt.waiting import in_process
from visprop.session.collector import collect_here


@pytest.fixture
def collecting():
    """The threads in which something is collected; the collector is as eager as it can be."""
    while not gc.isenabled():
        collect_here()
    thresholds, seen = gc.get_threshold(), []

    def note(phase, told):
        seen.append(threading.current_thread())

    gc.callbacks.append(note)
    gc.set_threshold(1, 1_000_000, 1_000_000)
    yield seen
    gc.set_threshold(*thresholds)
    gc.callbacks.remove(note)


def test_nothing_is_collected_in_the_threads_that_a_process_needs(qtbot, collecting):
    parent = QWidget()
    qtbot.addWidget(parent)
    assert in_process(sorted, ([3, 1, 2],), "Sorting…", parent) == [1, 2, 3]
    others = [thread for thread in threading.enumerate() if thread is not threading.main_thread()]
    qtbot.waitUntil(lambda: collect_here() or gc.isenabled())
    assert [thread for thread in collecting if thread is not threading.main_thread()] == []
    assert not any("ExecutorManager" in type(thread).__name__ and thread.is_alive() for thread in others)
