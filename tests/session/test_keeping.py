"""A session that is kept and taken up again is the same to the bit."""

import random

import numpy as np
import pytest

from tests.random_networks import random_scenario
from visprop.engine.key import Key
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.fields import FieldError
from visprop.scenario.run import Run
from visprop.session.keeping import keep, read, take_up
from visprop.session.session import Session
from visprop.timeline.contender import ContenderSettings
from visprop.timeline.position import Position, Unit


def wait(session):
    while session.playback.seeking is not None:
        session.playback.tick(0.0)


def at(session, position):
    session.playback.go(position)
    wait(session)


def test_what_was_only_looked_at_is_not_kept(two):
    session = Session(Run(two))
    session.selection.select(Key.parse("w1[1,1]"))
    session.playback.step(Unit.LINE)
    assert keep(session) is None


def test_trained_updates_are_work(two):
    session = Session(Run(two))
    at(session, Position(2999, 1, 10))
    kept = keep(session)
    assert kept is not None
    assert kept.update == 3000
    again = Session(Run(open_scenario("linear")))
    take_up(again, read(kept.text()))
    wait(again)
    assert again.playback.position == session.playback.position
    np.testing.assert_array_equal(again.playback.frame.p, session.playback.frame.p)
    assert again.has_work


def test_nothing_is_left_to_keep_once_it_is_saved(two, tmp_path):
    session = Session(Run(two))
    at(session, Position(4, 1, 10))
    session.mark_saved(tmp_path / "a.visprop")
    assert keep(session) is None


@pytest.mark.parametrize("seed", range(6))
def test_the_whole_tree_of_runs_comes_back(seed):
    rng = random.Random(seed)
    session = Session(Run(random_scenario(seed)))
    for _ in range(12):
        act = rng.randrange(4)
        if act == 0:
            at(session, Position(session.playback.frame.done + rng.randint(1, 5)))
        elif act == 1:
            network = session.scenario.network
            free = [i for i in range(network.parameter_count) if session.scenario.freedom.free[i]]
            if free:
                session.edits.set_parameter(network.parameter(rng.choice(free)), rng.uniform(-1, 1))
        elif act == 2:
            session.edits.undo()
        else:
            session.playback.step(Unit.LINE)
    kept = keep(session)
    if kept is None:
        assert not session.is_modified
        return
    again = Session(Run(open_scenario("linear")))
    take_up(again, read(kept.text()))
    wait(again)
    assert len(again.runs.branches) == len(session.runs.branches)
    for one, other in zip(again.runs.branches, session.runs.branches, strict=True):
        assert one.name == other.name
        assert one.left_at == (session.playback.position if other is session.runs.present else other.left_at)
        assert (one.parent is None) == (other.parent is None)
        end = other.timeline.walk.first + 3
        np.testing.assert_array_equal(one.timeline.parameters(end), other.timeline.parameters(end))
    np.testing.assert_array_equal(again.playback.frame.p, session.playback.frame.p)


def test_the_trainings_beside_it_come_back(two):
    session = Session(Run(two))
    at(session, Position(5))
    session.compare((ContenderSettings("online", 1, 0.1, "adam"), ContenderSettings("full_batch", 1, 2.0, "momentum")), True)
    wait(session)
    kept = keep(session)
    again = Session(Run(open_scenario("linear")))
    take_up(again, read(kept.text()))
    wait(again)
    assert again.comparison.settings == session.comparison.settings
    assert again.comparison.by_examples
    assert again.playback.position == session.playback.position
    for one, other in zip(again.comparison.contenders, session.comparison.contenders, strict=True):
        assert one.update == other.update
        np.testing.assert_array_equal(one.timeline.parameters(one.update), other.timeline.parameters(other.update))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"visprop_session": 2}', '{"visprop_session": 1, "runs": []}', "1" * 5000]
)
def test_what_is_no_kept_session_is_refused(text):
    with pytest.raises(FieldError):
        read(text)
