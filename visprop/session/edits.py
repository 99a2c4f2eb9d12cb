"""What the user changes in the experiment, with undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from visprop.scenario.any_run import AnyRun
from visprop.scenario.files.fields import MAX_NAME, MAX_NOTES
from visprop.session.changes import Changes
from visprop.session.playback import Playback
from visprop.session.runs import Branch, Runs, Words
from visprop.timeline.parts import Part
from visprop.timeline.position import Position


@dataclass(frozen=True, eq=False)
class Entry:
    """An edit in the list of undo.

    Attributes:
        text: what it is called.
        before: the branch that it was made on, and the position there.
        after: the branch that it began.
        words: what the runs were called before and after, of an entry that changes these alone; else None.
        typed: the places that were typed into, which more may join until the run moves on; empty for other edits.
    """

    text: str
    before: tuple[Branch, Position]
    after: Branch
    words: tuple[Words, Words] | None = None
    typed: frozenset[str] = frozenset()


_FEW = 2
"""So many places that were typed into are named."""


def _listed(places: frozenset[str]) -> str:
    """Places by their names, or how many there are."""
    return ", ".join(sorted(places)) if len(places) <= _FEW else f"{len(places)} values"


class Edits:
    """Changes the experiment: each change begins a new run from where one is, and is an entry of undo. Nothing is deleted.

    What can be changed is its kind's own affair: a subclass names its edits, and a kind that needs none has `change`.

    Args:
        runs: the tree in which runs begin.
        playback: where one is.
        began: is told each run that is gone to.
        changes: who is told.
    """

    def __init__(self, runs: Runs, playback: Playback, began: Callable[[AnyRun], None], changes: Changes) -> None:
        self._playback, self._began, self._changes = playback, began, changes
        self.begin(runs)

    def begin(self, runs: Runs) -> None:
        """Change other runs from now on; nothing that was done before can be undone in them."""
        self._runs = runs
        self._done: list[Entry] = []
        self._undone: list[Entry] = []

    @property
    def undo_text(self) -> str:
        """What undo would take back; empty if there is nothing."""
        return self._done[-1].text if self._done else ""

    @property
    def done(self) -> tuple[Entry, ...]:
        """What undo can take back, the oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Entry, ...]:
        """What redo can do again, the next first."""
        return tuple(reversed(self._undone))

    @property
    def redo_text(self) -> str:
        """What redo would do again; empty if there is nothing."""
        return self._undone[-1].text if self._undone else ""

    # Of what kind a run is, is known where it is edited.

    def present_run(self) -> Any:
        """The run that would begin now, counting on from the frame that is shown; so it is saved, too."""
        return self._runs.present.timeline.run_at(self._playback.frame)

    def beginning(self) -> Any:
        """The run that Reset begins: where the origin does, with what is experimented with now."""
        present = self._runs.present
        return self._runs.words.on(present.timeline.run.restarted(present.origin))

    def saved_run(self) -> Any:
        """The run as a file holds it: as it is, and the beginning that Reset leads to."""
        return self._runs.words.on(self.present_run()).begun_as(self.beginning())

    def describe(self, title: str, notes: str) -> None:
        """Call the runs otherwise: a title of one line, and notes. An entry of undo; nothing else changes."""
        before, now = self._runs.words, Words(" ".join(title.split())[:MAX_NAME], notes.strip()[:MAX_NOTES])
        if (now.title, now.notes) == (before.title, before.notes):
            return
        place = (self._runs.present, self._playback.position)
        self._done.append(Entry("change title or notes", place, self._runs.present, (before, now)))
        self._undone = []
        self._call(before, now)

    def _call(self, before: Words, now: Words) -> None:
        self._runs.call(before, now)
        self._changes.note(Part.EDITS)

    def change(
        self, text: str, change: Callable[[Any], AnyRun], new_origin: bool = False, typed: frozenset[str] = frozenset()
    ) -> bool:
        """Change what is experimented with, in a run of its own. Whether it was done: a refusal is told.

        Args:
            text: what the entry of undo is called.
            change: the run that would begin now → the one that begins; it may raise ValueError.
            new_origin: whether a reset is to lead back to the start of the new run.
            typed: the places that are typed into: as long as nothing else happens, what is typed one after another is one run.
        """
        if self._runs.present.timeline is not self._playback.experiment:
            return self.refuse(text, "something else is open")
        self._playback.pause()
        try:
            run = change(self.present_run())
        except ValueError as error:
            return self.refuse(text, str(error))
        if typed and self._goes_on_typing:
            self._join(run, typed)
        else:
            self._begin(f"{_listed(typed)} typed" if typed else text, run, new_origin, typed)
        return True

    @property
    def _goes_on_typing(self) -> bool:
        """Whether the last edit was typed as well, and nothing has happened in its run since, where it was entered."""
        last, present = self._done[-1] if self._done else None, self._runs.present
        if last is None or not last.typed or last.after is not present or self._undone:
            return False
        is_fresh = self._playback.position == present.left_at and present.timeline.is_fresh
        is_alone = not any(branch.parent is present for branch in self._runs.branches)
        return is_fresh and is_alone and not present.is_compared and present.name == last.text

    def end_typing(self) -> None:
        """Let nothing more be typed into the present run: it is kept elsewhere as it is now."""
        if self._done and self._done[-1].typed:
            self._done[-1] = replace(self._done[-1], typed=frozenset())

    def _join(self, run: AnyRun, typed: frozenset[str]) -> None:
        """Take what is typed into the run that was begun by typing."""
        last = self._done[-1]
        every = last.typed | typed
        text = f"{_listed(every)} typed"
        self._done[-1] = replace(last, text=text, typed=every)
        last.after.words = self._words_of(run)
        self._runs.begin_anew(last.after, run, text, self._playback.position)
        self._go_to(last.after, last.after.left_at)

    def refuse(self, text: str, reason: str) -> bool:
        """Tell that an edit is not done, and why."""
        self._changes.tell(f"Not done ({text}): {reason}")
        return False

    def _begin(self, text: str, run: AnyRun, new_origin: bool, typed: frozenset[str] = frozenset()) -> None:
        position = self._playback.position
        if self._playback.experiment.walk.is_unfinished(position):
            self._changes.tell(f"The run goes on from update {run.update}; the update that was not finished is dropped")
        words = self._words_of(run)
        branch = self._runs.grow(run, text, new_origin)
        branch.words = words
        branch.left_at = branch.timeline.walk.entered_at(position)
        self._done.append(Entry(text, (self._runs.present, position), branch, typed=typed))
        self._undone = []
        self._go_to(branch, branch.left_at)

    def _words_of(self, run: AnyRun) -> Words:
        """What the runs are called once another one begins: what is one's own is no built-in scenario any more."""
        words, now = self._runs.words, self._runs.present.timeline.run
        return words if not words.is_builtin or run.is_about_the_same(now) else Words(run.own_title, "")

    def _go_to(self, branch: Branch, position: Position) -> None:
        self._runs.go_to(branch, self._playback.position)
        self._playback.set_experiment(branch.timeline, position)
        self._began(branch.timeline.run)
        self._playback.catch_up()
        self._changes.note(Part.EDITS)

    def undo(self) -> None:
        """Take the last edit back: return to the run and position before."""
        if self._done:
            self._playback.pause()
            entry = self._done.pop()
            self._undone.append(entry)
            self._changes.tell(f"Undone: {entry.text}")
            self._follow(entry, entry.before, 0)

    def redo(self) -> None:
        """Do again what was taken back: return to the run that it began, where it was left."""
        if self._undone:
            self._playback.pause()
            entry = self._undone.pop()
            self._done.append(entry)
            self._changes.tell(f"Done again: {entry.text}")
            self._follow(entry, (entry.after, entry.after.left_at), 1)

    def _follow(self, entry: Entry, place: tuple[Branch, Position], side: int) -> None:
        """Bring back the place, or the words, before (0) or after (1) an entry."""
        if entry.words is None:
            self._go_to(*place)
        else:
            self._call(entry.words[1 - side], entry.words[side])

    def return_to(self, branch: Branch) -> None:
        """Go back to another run, where it was left; undo leads back to this one. One of another file is not gone to."""
        if branch not in self._runs.branches:
            return
        self._playback.pause()
        self._done.append(Entry(f"return to “{branch.name}”", (self._runs.present, self._playback.position), branch))
        self._undone = []
        self._go_to(branch, branch.left_at)

    def reset(self) -> None:
        """Go back to the start of the first run, with what was changed since; no entry of undo if that is this run's own."""
        begun, own = self.beginning(), self._runs.present.timeline.run
        if own.starts_as(begun):
            self._playback.go(self._playback.experiment.walk.start)
            return
        self._playback.pause()
        self._begin("reset", begun, new_origin=False)
