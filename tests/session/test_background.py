"""Work beside the window."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from tests.large import large_scenario
from visprop.scenario.run import Run
from visprop.scenario.stop import Stop
from visprop.session.background import Background
from visprop.session.session import Session
from visprop.timeline.position import Position, Unit
from visprop.timeline.work import LIMIT


@pytest.fixture
def arrived():
    return threading.Event()


@pytest.fixture
def background(arrived):
    made = Background(arrived.set)
    yield made
    made.close()


def test_little_work_is_done_at_once_and_much_in_another_thread(background, arrived):
    assert background.ask("a", LIMIT, threading.get_ident) == threading.get_ident()
    assert background.ask("b", LIMIT + 1, threading.get_ident) is None
    assert arrived.wait(10)
    assert background.ask("b", LIMIT + 1, lambda: 0) not in (0, threading.get_ident())
    assert background.waiting == 0


def test_what_fails_there_fails_for_those_who_ask(background, arrived):
    background.ask("a", LIMIT + 1, lambda: 1 / 0)
    assert arrived.wait(10)
    with pytest.raises(ZeroDivisionError):
        background.ask("a", LIMIT + 1, lambda: 0)


def test_what_is_dropped_is_not_begun_and_what_is_cancelled_is_not_begun_again(background):
    go_on, begun = threading.Event(), []
    background.ask("first", LIMIT + 1, lambda: go_on.wait(10))
    background.ask("second", LIMIT + 1, lambda: begun.append("second"))
    background.drop()
    background.ask("third", LIMIT + 1, lambda: begun.append("third"))
    background.cancel()
    background.ask("third", LIMIT + 1, lambda: begun.append("third"))
    go_on.set()
    background.ask("fourth", LIMIT + 1, lambda: begun.append("fourth"))
    background.close()
    assert set(begun) <= {"fourth"}


# A session whose updates are heavy


@pytest.fixture
def heavy(monkeypatch):
    """A full batch of which an update is more work than is done at once."""
    import visprop.session.background as background

    monkeypatch.setattr(background, "LIMIT", 1e4)
    scenario = large_scenario(count=40)
    session = Session(Run(scenario.with_training(replace(scenario.training, strategy="full_batch", eta=0.1))))
    yield session
    session.background.close()


def until(session, condition):
    """Tick and ask again, as a window does, until something holds."""
    for _ in range(3000):
        if condition():
            return
        session.playback.tick(0.0)
        threading.Event().wait(0.003)
    raise AssertionError("it did not come about")


def test_an_update_that_takes_long_is_made_beside_and_is_the_same_to_the_bit(heavy):
    session, light = heavy, Session(Run(heavy.scenario))
    session.playback.step(Unit.UPDATE)
    assert session.playback.seeking is not None
    assert session.playback.frame.done == 0
    until(session, lambda: session.playback.frame.done == 1)
    light.background.is_small = lambda size: True
    light.playback.step(Unit.UPDATE)
    assert session.playback.frame.p.tobytes() == light.playback.frame.p.tobytes()
    # What it is made of is pending first, and then what it is where all is done at once.
    until(session, lambda: session.playback.frame.mean_step is not None)
    np.testing.assert_array_equal(session.playback.frame.mean_step, light.playback.frame.mean_step)
    until(session, lambda: session.playback.frame.actual_decrease is not None)
    assert session.playback.frame.actual_decrease == light.playback.frame.actual_decrease


def test_phi_is_pending_and_then_there(heavy):
    frame = heavy.playback.frame
    assert frame.phi is None
    until(heavy, lambda: frame.phi is not None)
    assert frame.phi == heavy.scenario.objective.value(frame.p)
    assert frame.at_once().phi == frame.phi


def test_running_heavy_updates_goes_on_and_ends_by_itself(heavy):
    told = []
    heavy.changes.listen(told.append)
    training = replace(heavy.scenario.training, stop=Stop(updates=3))
    heavy.edits.set_training(training)
    heavy.playback.set_speed(7)
    heavy.playback.run()
    until(heavy, lambda: not heavy.playback.running)
    assert heavy.playback.frame.done == 3
    assert told == ["The training ended after update 3: 3 updates are done"]


def test_a_jump_over_heavy_updates_can_be_cancelled(heavy):
    heavy.playback.go(Position(50))
    until(heavy, lambda: heavy.playback.seeking is None or heavy.playback.seeking[1] >= 2)
    heavy.playback.cancel_seek()
    assert heavy.playback.seeking is None
    assert 0 < heavy.playback.frame.done < 50


def test_the_cost_curve_comes_bit_by_bit(heavy):
    heavy.playback.go(heavy.playback.experiment.walk.update_end(6))
    until(heavy, lambda: heavy.playback.frame.done == 6)
    history = heavy.history
    until(heavy, lambda: 6 in history.costs(6).updates)
    known = history.costs(6)
    for update, cost in zip(known.updates, known.values, strict=True):
        assert cost == heavy.scenario.objective.value(heavy.runs.present.timeline.parameters(update))
