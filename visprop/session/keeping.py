"""The whole session as text, to be taken up again: its runs, where each was left, and where one is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from visprop.kinds.files import dumps, loads
from visprop.scenario.any_run import AnyRun
from visprop.scenario.files.document import Document
from visprop.scenario.files.fields import Field, FieldError
from visprop.scenario.files.whole import Stamp
from visprop.session.progress import Progress
from visprop.session.runs import Runs, Words
from visprop.session.session import Session

VERSION = 1
"""Of the format, in its field `visprop_session`; another one is not taken up."""
MOST_RUNS = 50
"""Of more runs only the present one is kept, from where it is."""
MOST_BYTES = 50_000_000
"""The same of runs that are larger together."""
_BYTES = 20
"""As many bytes a number takes as text."""


@dataclass(frozen=True, eq=False)
class KeptRun:
    """A run of the tree, by numbers in the list of all.

    Attributes:
        run: its scenario and start.
        parent: the run that it began from; −1 for none.
        origin: the run whose start a reset leads to.
        name: what began it.
        at: where one was in it, as text.
    """

    run: AnyRun
    parent: int
    origin: int
    name: str
    at: str


@dataclass(frozen=True, eq=False)
class Kept:
    """A session as it was.

    Attributes:
        runs: every run, parents first.
        present: the one that one was on.
        path: its file; None for none.
        workspace: the arrangement of the window.
        title: of the scenario.
        update: how many updates were done.
        own: what its kind keeps beside the runs, as fields of the document.
        is_builtin: whether the runs are called as a scenario that comes with the program.
        revision: what tells it from other states of the session, of which `Progress` is kept.
        stamp: how the file at `path` looked when it was opened or saved; None if there was none.
    """

    runs: tuple[KeptRun, ...]
    present: int
    path: str | None
    workspace: str
    title: str
    update: int
    own: Mapping[str, Any] = field(default_factory=dict)
    is_builtin: bool = False
    revision: str = ""
    stamp: Stamp | None = None

    @property
    def size(self) -> int:
        """How many numbers it has at most."""
        return sum(kept.run.size for kept in self.runs)

    def bare(self) -> Kept:
        """The same, to be handed over to a process."""
        return replace(self, runs=tuple(replace(kept, run=kept.run.bare()) for kept in self.runs))

    def text(self) -> str:
        """As a text, that `read` reads."""
        nowhere = Path("/nonexistent")
        runs = [
            {
                "document": dumps(Document(kept.run, kept.at), nowhere), "parent": kept.parent, "origin": kept.origin,
                "name": kept.name,
            }
            for kept in self.runs
        ]  # fmt: skip
        tree = {
            "visprop_session": VERSION, "title": self.title, "update": self.update, "path": self.path,
            "workspace": self.workspace, "present": self.present, "runs": runs,
            **self.own, "is_builtin": self.is_builtin, "revision": self.revision, "stamp": self.stamp,
        }  # fmt: skip
        return json.dumps(tree, ensure_ascii=False)


def keep(session: Session, revision: str = "") -> Kept | None:
    """What of a session would be lost; None if all of it is as it was opened or saved. Of a lesson nothing is kept."""
    if session.aside is not None:
        found: Kept | None = session.aside.kept
        return None if found is None else replace(found, revision=revision)
    playback, branches, present = session.playback, session.runs.branches, session.runs.present
    done = playback.frame.done
    if not session.has_work:
        return None
    walk = playback.experiment.walk
    size = _BYTES * sum(branch.timeline.run.size for branch in branches)
    is_whole = size <= MOST_BYTES and len(branches) <= MOST_RUNS
    shown = branches if is_whole else [present]
    number = {id(branch): i for i, branch in enumerate(shown)}
    by_run = {id(branch.timeline.run): i for i, branch in enumerate(shown)}
    runs = tuple(
        KeptRun(
            branch.words.on(branch.timeline.run) if is_whole else session.edits.saved_run(),
            number.get(id(branch.parent), -1),
            by_run.get(id(branch.origin), 0),
            branch.name,
            walk.text(playback.position) if branch is present else branch.timeline.walk.text(branch.left_at),
        )
        for branch in shown
    )
    path = None if session.path is None else str(session.path)
    return Kept(
        runs, number[id(present)], path, session.window.workspace, session.title, done, session.own.kept(),
        session.runs.branches[0].words.is_builtin, revision, session.stamp,
    )  # fmt: skip


_SHARED = frozenset(
    {"visprop_session", "title", "update", "path", "workspace", "present", "runs", "is_builtin", "revision", "stamp"}
)
"""The fields of a kept session of any kind."""


def read(text: str) -> Kept:
    """A kept session from its text.

    Raises:
        FieldError: the text is none.
    """
    try:
        root = Field(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise FieldError(f"the kept session: {error}") from error
    if root["visprop_session"].whole(0, 10**6) != VERSION:
        raise root["visprop_session"].error("it was kept by another version")
    runs = tuple(_read_run(field, i) for i, field in enumerate(root["runs"].items()))
    path = None if root["path"].value is None else root["path"].text(10_000)
    present = root["present"].whole(0, len(runs) - 1)
    if len({one.run.kind for one in runs}) > 1:
        raise root["runs"].error("the runs of a session are of one kind")
    own = {name: value for name, value in root.value.items() if name not in _SHARED}
    return Kept(
        runs, present, path, root["workspace"].text(), root["title"].text(), root["update"].whole(0, 10**12), own,
        root.get("is_builtin", False).flag(), root.get("revision", "").text(),
        _read_stamp(root.get("stamp", [])),
    )  # fmt: skip


def _read_stamp(field: Field) -> Stamp | None:
    numbers = [] if field.value is None else [one.whole(0, 1 << 62) for one in field.items()]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None


def _read_run(field: Field, number: int) -> KeptRun:
    document = loads(field["document"].text(1 << 40), Path("/nonexistent"))
    parent, origin = field["parent"].whole(-1, number - 1), field["origin"].whole(0, 10**6)
    return KeptRun(document.run, parent, min(origin, number), field["name"].text(), document.at)


_REPLAYED = 20_000_000
"""So many parameters are trained anew in a second or two."""


def gone_on(kept: Kept, progress: Progress) -> Kept:
    """A session with its present run as far as it has come: by its numbers, where training it anew would take long."""
    one = kept.runs[kept.present]
    run = one.run.gone_on(progress.update, progress.numbers) if progress.revision == kept.revision else None
    if run is None:
        return kept
    is_there = progress.update <= kept.update
    if (progress.update - one.run.update) * progress.largest <= _REPLAYED:
        moved = one if is_there else replace(one, at=str(progress.update))
    else:
        # Of an update that is done, the positions are before the run that goes on from it.
        is_held = is_there and one.at.partition(".")[0] == str(progress.update)
        moved = replace(one, run=run, at=one.at if is_held else "", name=f"{one.name}, from update {progress.update}")
    runs = (*kept.runs[: kept.present], moved, *kept.runs[kept.present + 1 :])
    return replace(kept, runs=runs, update=max(kept.update, progress.update))


def take_up(session: Session, kept: Kept) -> None:
    """Go on with a session where it was.

    Raises:
        FieldError: a run has no such position; then nothing is changed.
    """
    first, *others = kept.runs
    runs = Runs(first.run, session.background, is_builtin=kept.is_builtin)
    for one in others:
        parent = runs.branches[max(0, one.parent)]
        branch = runs.add(one.run, parent, kept.runs[one.origin].run.begun, one.name)
        told = (one.run.title, one.run.notes)
        if told != (parent.words.title, parent.words.notes):
            branch.words = Words(*told)
    try:
        for branch, one in zip(runs.branches, kept.runs, strict=True):
            branch.left_at = branch.timeline.walk.parse(one.at) if one.at else branch.timeline.walk.start
    except ValueError as error:
        raise FieldError(f"the kept session: {error}") from error
    own = session.part_of(runs).read_kept(Field(kept.own))
    session.adopt(runs, runs.branches[kept.present], None if kept.path is None else Path(kept.path), kept.stamp)
    session.own.take_up(own)
