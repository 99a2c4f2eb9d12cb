"""The runs of a session: a tree, as each edit begins a new run from a moment of another; they share one memory budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from visprop.kinds.registry import experiment_of
from visprop.scenario.any_run import AnyRun
from visprop.timeline.experiment import Experiment
from visprop.timeline.position import Position
from visprop.timeline.work import AT_ONCE, BUDGET, Work


@dataclass(frozen=True)
class Words:
    """What a run is called.

    Attributes:
        title: a line.
        notes: any text.
        is_builtin: whether they are those of a scenario that comes with the program, which what is rebuilt of it does not keep.
    """

    title: str
    notes: str
    is_builtin: bool = False

    def on(self, run: AnyRun) -> Any:
        """A run with these words."""
        return run.called(self.title, self.notes)


@dataclass(eq=False)
class Branch:
    """One run of the tree.

    Attributes:
        timeline: the run, to be stepped through.
        parent: the run that it began from; None for the one that was opened.
        origin: the run whose start a reset leads to.
        name: what began it.
        left_at: where we were in it when it was left.
        words: its title and notes.
        is_compared: whether its curves are drawn like those of the present run.
    """

    timeline: Experiment
    parent: Branch | None
    origin: AnyRun
    name: str
    left_at: Position
    words: Words
    is_compared: bool = False

    @property
    def went_to(self) -> int:
        """The last update that it was trained to, wherever in it one was when it was left."""
        return max(self.timeline.reached, self.timeline.walk.done(self.left_at))


class Runs:
    """The tree, and the branch that we are on.

    Args:
        run: the one that was opened.
        work: who does what takes long.
        budget: the memory that all of them may hold, in bytes; the one that we are on has half of it.
        is_builtin: whether it comes with the program.
    """

    def __init__(self, run: AnyRun, work: Work = AT_ONCE, budget: int = BUDGET, is_builtin: bool = False) -> None:
        self._budget, self._work = budget, work
        words = Words(run.title, run.notes, is_builtin)
        timeline = experiment_of(run, budget // 2, work)
        self.present = Branch(timeline, None, run.begun, "opened", timeline.walk.start, words)
        self.branches = [self.present]

    @property
    def words(self) -> Words:
        """What the present run is called."""
        return self.present.words

    def call(self, before: Words, now: Words) -> None:
        """Call all runs otherwise that are called so."""
        for branch in self.branches:
            if branch.words == before:
                branch.words = now

    @property
    def budget_mb(self) -> int:
        """The memory that all runs may hold, in MB."""
        return round(self._budget / 1e6)

    @property
    def compared(self) -> list[Branch]:
        """The runs that the present one is compared with."""
        return [branch for branch in self.branches if branch.is_compared and branch is not self.present]

    def set_budget(self, budget: int) -> None:
        """Choose how many bytes all runs may hold."""
        self._budget = budget
        for branch in self.branches:
            is_present = branch is self.present
            branch.timeline.set_budget(budget // 2 if is_present else budget // 2 // len(self.branches))

    def grow(self, run: AnyRun, name: str, new_origin: bool) -> Branch:
        """A new branch from the present one; it does not become the present one yet."""
        return self.add(run, self.present, run if new_origin else self.present.origin, name)

    def add(self, run: AnyRun, parent: Branch, origin: AnyRun, name: str) -> Branch:
        """A new branch of any other."""
        timeline = experiment_of(run, self._budget // 2, self._work)
        branch = Branch(timeline, parent, origin, name, timeline.walk.start, parent.words)
        self.branches.append(branch)
        return branch

    def begin_anew(self, branch: Branch, run: AnyRun, name: str, position: Position) -> None:
        """Let a branch in which nothing has happened yet, but that one has come to a position of it, begin otherwise."""
        branch.timeline = experiment_of(run, self._budget // 2, self._work)
        branch.left_at, branch.name = branch.timeline.walk.entered_at(position), name

    def go_to(self, branch: Branch, leaving: Position) -> None:
        """Make a branch the present one; the one that is left keeps the state of the position at which it is."""
        left = self.present
        self.present = branch
        if left is not branch:
            left.left_at = leaving
            left.timeline.rest(leaving)
        self.set_budget(self._budget)
