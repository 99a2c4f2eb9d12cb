"""The trainings that run beside the session's own, in lockstep."""

from __future__ import annotations

from visprop.scenario.run import Run
from visprop.session.changes import Changes
from visprop.timeline.contender import MAX_CONTENDERS, Contender, ContenderSettings, distinct
from visprop.timeline.parts import Part
from visprop.timeline.work import AT_ONCE, Work


class Comparison:
    """Up to three other trainings from the same start.

    Attributes (to be read):
        settings: of each.
        contenders: the trainings themselves.
        by_examples: whether they are compared after equally many examples, instead of after equally many updates.
    """

    def __init__(self, run: Run, changes: Changes, work: Work = AT_ONCE) -> None:
        self._changes = changes
        self._run, self._work = run, work
        self.settings: tuple[ContenderSettings, ...] = ()
        self.contenders: tuple[Contender, ...] = ()
        self.by_examples = False

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.contenders)

    def clear(self) -> None:
        """Run no other trainings any more."""
        self.settings, self.contenders, self.by_examples = (), (), False
        self._changes.note(Part.COMPARISON)

    def choose(self, settings: tuple[ContenderSettings, ...], by_examples: bool) -> None:
        """Run other trainings in lockstep, each at its beginning; of those that are one training on these rows the first."""
        self.settings, self.by_examples = settings[:MAX_CONTENDERS], by_examples
        self.begin(self._run)

    def begin(self, run: Run) -> None:
        """Begin again from the start of a run, with its data."""
        self._run = run
        found = distinct(run.scenario, self.settings)
        if len(found) < len(self.settings):
            self._changes.tell("Left out of the comparison: trainings that are the same on these rows")
        self.settings = found
        self.contenders = tuple(Contender(run, settings, self._work) for settings in found)
        self._changes.note(Part.COMPARISON)

    def pace(self, contender: Contender) -> float:
        """How many of the training's updates one of a contender's stands for."""
        if not self.by_examples:
            return 1.0
        return contender.timeline.scenario.schedule.size / self._run.scenario.schedule.size

    def update_of(self, contender: Contender, update: int) -> int:
        """The update at which a contender is when the training is at one."""
        first = self._run.update
        return first + int((update - first) / self.pace(contender) + 1e-9)

    def advance(self, update: int, seconds: float) -> int:
        """Bring all towards where the training is at an update, for so many seconds; how far all of them have come."""
        reached = update
        for contender in self.contenders:
            wanted = self.update_of(contender, reached)
            got = contender.advance(wanted, seconds / len(self.contenders))
            if got < wanted:
                reached = self._run.update + int((got - self._run.update) * self.pace(contender))
        if self.contenders:
            self._changes.note(Part.COMPARISON)
        return reached
