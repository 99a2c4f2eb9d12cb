"""Cycles are collected in the window's thread alone: widgets in them may be freed nowhere else."""

import gc
import threading

from visprop.session.background import Background
from visprop.session.rubbish import aside, collect_here
from visprop.timeline.work import LIMIT


class Cycle:
    freed_in: list = []  # noqa: RUF012

    def __init__(self):
        self.me = self

    def __del__(self):
        self.freed_in.append(threading.current_thread())


def much_work():
    """Allocates more than enough for the collector to run by itself."""
    return len([[i] for i in range(200_000)])


def test_nothing_is_collected_in_another_thread():
    Cycle.freed_in.clear()
    collect_here()
    gc.collect()
    Cycle()
    thread = threading.Thread(target=aside(much_work))
    thread.start()
    thread.join()
    assert Cycle.freed_in == []
    collect_here()
    gc.collect()
    assert Cycle.freed_in == [threading.main_thread()]
    assert gc.isenabled()


def test_long_work_of_a_session_lets_the_collector_rest_until_the_window_wakes_it():
    background, seen, go_on = Background(), [], threading.Event()
    background.ask("key", LIMIT + 1, lambda: (seen.append(gc.isenabled()), go_on.wait(10)))
    while not seen:
        collect_here()
    assert seen == [False]
    assert not gc.isenabled()
    go_on.set()
    while background.waiting:
        pass
    while not gc.isenabled():
        collect_here()
    background.close()


def test_what_fails_beside_wakes_it_too():
    def fail():
        raise ZeroDivisionError

    thread = threading.Thread(target=lambda: calls(aside(fail)))
    thread.start()
    thread.join()
    collect_here()
    assert gc.isenabled()


def calls(work):
    try:
        work()
    except ZeroDivisionError:
        return
