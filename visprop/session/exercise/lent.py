"""A session of its own for an exercise: the user's is put aside, and is there again, untouched, when it is left."""

from __future__ import annotations

from visprop.scenario.run import Run
from visprop.session.keeping import keep
from visprop.session.session import Session
from visprop.timeline.timeline import Timeline

_WORKSPACE = "step"


class Lent:
    """Lends a run to a session, and takes the user's back.

    Args:
        session: whose.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._runs: object = None
        self._timeline: Timeline | None = None
        self._is_mine = False

    def begin(self, run: Run, at: str = "") -> None:
        """Go on with a run, at a position of it; how things are shown stays."""
        session = self._session
        if session.aside is None:
            session.put_aside(keep(session))
            self._is_mine = True
        options = session.options
        session.lend(run, at)
        session.view.lend(options)
        if session.window.workspace != _WORKSPACE:
            session.window.choose(_WORKSPACE)
        self.note()

    def here(self) -> None:
        """Go on with the run that is open, as a lesson has one of its own already."""
        self._is_mine = False
        self.note()

    def note(self) -> None:
        """Take what is open for its own."""
        self._runs = self._session.runs
        timeline = self._session.playback.experiment
        self._timeline = timeline if isinstance(timeline, Timeline) else None

    @property
    def timeline(self) -> Timeline:
        """What it is about."""
        assert self._timeline is not None, "only asked for once it has begun"
        return self._timeline

    @property
    def is_gone(self) -> bool:
        """Whether something else was opened."""
        return self._session.runs is not self._runs

    @property
    def is_changed(self) -> bool:
        """Whether another experiment has been made of it, by an edit."""
        return self._session.playback.experiment is not self._timeline

    def leave(self) -> None:
        """Let the user's own be there again."""
        is_back, self._is_mine = self._is_mine and not self.is_gone, False
        self._runs = self._timeline = None
        if is_back:
            self._session.take_back()
