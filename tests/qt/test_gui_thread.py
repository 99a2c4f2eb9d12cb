"""What other threads tell the window arrives, and a window that is gone meanwhile is never touched."""

import gc
import threading
import time

import shiboken6
from PySide6.QtCore import QObject

from visprop.qt.gui_thread import Caller


class Ear(QObject):
    def __init__(self):
        super().__init__()
        self.heard = []

    def hear(self, word):
        self.heard.append((word, threading.current_thread() is threading.main_thread()))


def test_what_a_thread_tells_arrives_in_the_windows(qtbot):
    ear = Ear()
    thread = threading.Thread(target=Caller(ear.hear), args=("word",))
    thread.start()
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=60_000)
    thread.join()
    assert ear.heard == [("word", True)]


def test_an_ear_that_is_gone_hears_nothing(qtbot):
    """Widgets were destroyed between the question whether they were there and the signal: the process ended."""
    stop = threading.Event()
    callers = [None]

    def ring():
        while not stop.is_set():
            line = callers[0]
            if line is not None:
                line("word")
                time.sleep(0)

    threads = [threading.Thread(target=ring) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(300):
        ear = Ear()
        callers[0] = Caller(ear.hear)
        qtbot.wait(0)
        shiboken6.delete(ear)
        del ear
    stop.set()
    for thread in threads:
        thread.join()
    gc.collect()
    qtbot.wait(20)
