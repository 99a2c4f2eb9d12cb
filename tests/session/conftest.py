"""A session, and a clock that is turned by hand."""

import pytest

from visprop.scenario.run import Run
from visprop.session import playback
from visprop.session.pace import FRAME_SECONDS
from visprop.session.session import Session


class Clock:
    """Ticks a session as a window would, in no time."""

    def __init__(self, session):
        self.session, self.now = session, 100.0

    def run(self, seconds):
        """Let so much time pass."""
        for _ in range(round(seconds / FRAME_SECONDS)):
            self.now += FRAME_SECONDS
            if self.session.playback.is_moving:
                self.session.playback.tick(self.now)

    def until(self, condition, seconds=60.0):
        """Let time pass until something holds."""
        for _ in range(round(seconds / FRAME_SECONDS)):
            if condition():
                return
            self.run(FRAME_SECONDS)
        raise AssertionError("it did not come about")


@pytest.fixture(autouse=True)
def near_jumps_are_made_at_once(monkeypatch):
    """However slow the machine; what tells of slices of time goes millions of updates away, or trains beside the window."""
    monkeypatch.setattr(playback, "SEEK_BUDGET", 0.5)


@pytest.fixture
def session(two):
    return Session(Run(two))


@pytest.fixture
def clock(session):
    return Clock(session)


@pytest.fixture
def told(session):
    heard = []
    session.changes.listen(heard.append)
    return heard
