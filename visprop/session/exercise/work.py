"""How far an update is executed: the line at work, what of it is left, and what is offered to choose from."""

from __future__ import annotations

import random
from collections.abc import Collection

from visprop.engine.key import Key
from visprop.notation.dress import Dress
from visprop.session.exercise.settings import Settings
from visprop.session.exercise.tasks import Task, tasks_of
from visprop.timeline.diverged import Diverged
from visprop.timeline.frame import Frame
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

_OFFERED = 6
_REMEMBERED = 2


class Work:
    """The lines that a learner executes.

    Args:
        timeline: the training.
        done: how many updates are done before it.
        settings: how one executes.
        dress: as the network is dressed, which tells what its lines compute.

    Attributes (to be read):
        first: the position at which the learner's lines begin.
        end: that of the update's end.
        at: where one is: what the line after it computes is asked.
        after: the frame one line on, of which only the exercise itself knows.
        tasks: what that line asks and is not done yet.
        done: the tasks that are.
    """

    def __init__(self, timeline: Timeline, done: int, settings: Settings, dress: Dress) -> None:
        self._timeline, self._in_vectors, self.dress = timeline, settings.in_vectors, dress
        lines = settings.lines
        walk = timeline.walk
        self.end = at = walk.update_end(done + 1)
        while lines and at != Position(done):
            # To take an example is nothing to be executed.
            lines -= at.line != 0
            at = walk.before(at)
        self.first = self.at = at
        self.after: Frame = timeline.frame(at)
        self.tasks: tuple[Task, ...] = ()
        self.done: tuple[Task, ...] = ()

    def find(self) -> bool:
        """Go on to the next line that computes something; whether there is one.

        Raises:
            Diverged: a number is not finite.
        """
        while self.at != self.end:
            self.after = self._timeline.frame(self.next)
            self.tasks = self._tasks_after(self.at)
            if self.tasks:
                return True
            self.at = self.next
        self.tasks = ()
        return False

    def _tasks_after(self, at: Position) -> tuple[Task, ...]:
        """What the line after a position asks."""
        before, after = (self._timeline.frame(one) for one in (at, self._timeline.walk.after(at)))
        return tasks_of(before, after, self.dress, self._in_vectors)

    def wear(self, dress: Dress) -> bool:
        """Dress the network otherwise; whether the line at work asks something else then, which begins anew."""
        before, self.dress = self._tasks_after(self.at), dress
        return self._tasks_after(self.at) != before and self.find()

    @property
    def next(self) -> Position:
        """One line on."""
        return self._timeline.walk.after(self.at)

    @property
    def line(self) -> int:
        """The number of the line at work."""
        return self.after.position.line

    @property
    def is_done(self) -> bool:
        """Whether all of the update is executed."""
        return self.at == self.end

    def go_on(self) -> None:
        """The line at work is executed."""
        self.at = self.next

    def finish(self, task: Task) -> None:
        """A task is done."""
        self.done = (*self.done, task)
        self.tasks = tuple(one for one in self.tasks if one != task)

    def go_back(self, at: Position, done: Collection[tuple[Key, ...]]) -> None:
        """Take the last task back: it is asked again at a position, where some quantities are found already."""
        self.at, self.done = at, self.done[:-1]
        self.find()
        self.tasks = tuple(task for task in self.tasks if task.keys not in done)

    @property
    def ready(self) -> list[Task]:
        """The tasks of which all is known that they need."""
        return [task for task in self.tasks if self.needed_by(task) is None]

    def needed_by(self, task: Task) -> Task | None:
        """What of the same line has to be known before a task; None for nothing."""
        return next((other for other in self.tasks if task.needs(other)), None)

    def offers(self) -> tuple[Task, ...]:
        """Tasks that can come next, among some that come later or are done, in an order of chance that is always the same."""
        draw, ready = random.Random(f"{self.at} {len(self.tasks)}"), self.ready
        others = [task for task in (*self.tasks, *self._later(), *self.done[-_REMEMBERED:]) if task not in ready]
        found = draw.sample(ready, min(2, len(ready)))
        found += draw.sample(others, min(_OFFERED - len(found), len(others)))
        return tuple(draw.sample(found, len(found)))

    def _later(self) -> list[Task]:
        """Some of the lines after the one at work."""
        found: list[Task] = []
        at = self.next
        while at != self.end and len(found) < _OFFERED:
            try:
                found += self._tasks_after(at)[:2]
            except Diverged:
                # No line after it computes anything.
                break
            at = self._timeline.walk.after(at)
        return found
