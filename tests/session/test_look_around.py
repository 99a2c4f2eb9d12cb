"""Looking around: a hint stands until what it says was done, and ends in play."""

import pytest

from visprop.scenario.run import Run
from visprop.session.look_around import HINTS, LookAround
from visprop.session.session import Session
from visprop.timeline.position import Unit


@pytest.fixture
def session(two):
    session = Session(Run(two))
    session.playback.set_reduce_motion(True)
    return session


def test_each_hint_is_fulfilled_by_doing_it_and_the_last_one_ends_in_play(session):
    around = LookAround(session)
    assert around.hint == ""
    around.begin()
    assert around.hint == HINTS[0].words
    session.playback.step(Unit.LINE, back=True)
    assert around.index == 0
    session.playback.step(Unit.LINE)
    assert around.index == 1
    session.playback.step(Unit.LINE)
    assert around.index == 1
    session.playback.step(Unit.LINE, back=True)
    session.playback.step(Unit.LINE, back=True)
    assert around.index == 2
    session.playback.run()
    assert around.index is None
    assert session.playback.running


def test_it_can_be_skipped(session):
    around = LookAround(session)
    around.begin()
    around.skip()
    session.playback.step(Unit.LINE)
    assert around.hint == ""


def test_another_workspace_ends_it(session):
    around = LookAround(session)
    around.begin()
    session.window.choose("lesson")
    assert around.index is None


def test_whoever_has_gone_on_further_goes_back_from_there(session):
    around = LookAround(session)
    around.begin()
    session.playback.step(Unit.LINE)
    for _ in range(4):
        session.playback.step(Unit.LINE)
    assert "←" in around.hint
    session.playback.step(Unit.LINE, back=True)
    assert "Space" in around.hint
