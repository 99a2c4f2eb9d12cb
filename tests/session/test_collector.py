"""Cycles are collected in the window's thread alone: widgets in them may be freed nowhere else."""

import gc
import threading

import pytest

from visprop.session.background import Background
from visprop.session.collector import aside, collect_all, collect_here, end_the_start, leave_old_ones, rest_at_the_start
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


def wake():
    """Let the collector go on, as soon as nothing is done beside any more that another test has begun."""
    while not gc.isenabled():
        collect_here()


def test_nothing_is_collected_in_another_thread():
    wake()
    Cycle.freed_in.clear()
    gc.collect()
    Cycle()
    thread = threading.Thread(target=aside(much_work))
    thread.start()
    thread.join()
    assert Cycle.freed_in == []
    assert not gc.isenabled()
    wake()
    gc.collect()
    assert Cycle.freed_in == [threading.main_thread()]


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
    wake()
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


@pytest.fixture
def own_collector():
    """The collector, awake, whoever put it to rest; and as it was for whoever comes after."""
    wake()
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def collections_of_all():
    return gc.get_stats()[2]["collections"]


def test_what_has_lived_long_is_looked_through_only_when_told_to(own_collector):
    # By itself it would: where there is little that has lived long, new objects are soon a fourth of it.
    gc.freeze()
    gc.collect()
    gc.set_threshold(100, 2, 2)
    before = collections_of_all()
    much_work()
    assert collections_of_all() > before
    gc.unfreeze()
    leave_old_ones()
    before, kept = collections_of_all(), [Cycle()]
    much_work()
    assert collections_of_all() == before
    Cycle.freed_in.clear()
    kept.clear()
    collect_all()
    assert len(Cycle.freed_in) == 1
    assert gc.get_freeze_count() > 0


def test_what_the_start_leaves_behind_is_collected_when_there_is_time(own_collector):
    Cycle.freed_in.clear()
    rest_at_the_start()
    Cycle()
    much_work()
    end_the_start()
    collect_here()
    assert gc.isenabled()
    much_work()
    Cycle.freed_in.clear()
    collect_all()
    assert len(Cycle.freed_in) >= 1
    assert gc.get_freeze_count() > 0


def test_cycles_that_come_later_are_collected_though_the_program_is_spared(own_collector):
    collect_all()
    spared = gc.get_freeze_count()
    Cycle.freed_in.clear()
    Cycle()
    collect_all()
    assert len(Cycle.freed_in) == 1
    assert gc.get_freeze_count() <= spared
