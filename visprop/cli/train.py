"""`visprop train`: the descent alone, without a time line, as fast as it goes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from visprop.cli.arguments import add_scenario, open_run, print_json, whole_number
from visprop.cli.command import UsageError
from visprop.cli.interruption import Interruption
from visprop.cli.lengths import add_length, length_of
from visprop.cli.progress import show_progress
from visprop.cli.streams import say
from visprop.cli.tables import HISTORIES, History, of_ending
from visprop.engine.arrays import Array
from visprop.scenario.data.data import Data
from visprop.scenario.files.document import Document, save
from visprop.scenario.files.whole import replacing
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.timeline.ending import Ending
from visprop.timeline.quality import Quality
from visprop.timeline.totals import Totals

_HISTORY_LIMIT = 10_000_000
"""So many rows a table of costs has at most: some 300 MB."""
_TOGETHER, _NUMBERS = 256, 1 << 14
"""φ is computed of so many updates at once at most, and of fewer where these have so many numbers: larger arrays are asked of the
system each time."""
_STRIDE = whole_number(1, 10**12)
_SLICE = 0.5
"""How often a terminal is told how far it is, in seconds."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    add_scenario(parser)
    parser.set_defaults(command=run)
    add_length(parser)
    parser.add_argument("--history", type=Path, metavar="FILE.{csv,json,npz}", help="write φ after each update")
    told = "write φ only at the start, after each N-th update and at the end, as each φ takes a pass of all rows"
    parser.add_argument("--history-every", type=_every, metavar="{N,epoch}", default=1, help=told)
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the trained scenario, to go on from there")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Train until the number of updates, or until a condition of the scenario's own ends it; write and print what came."""
    _refuse_same(arguments)
    start = open_run(arguments.scenario)
    training = Training(start, _count(arguments, start))
    with Interruption() as interruption:
        if arguments.history is not None:
            every = arguments.history_every or start.scenario.schedule.updates_per_epoch
            write_history(training, arguments.history, interruption, every)
        else:
            for _ in training.steps(_SLICE if sys.stderr.isatty() else float("inf"), interruption):
                told, is_over = f"{training.update} of {training.goal} updates", training.update >= training.goal
                show_progress(training.share, told, is_over or bool(training.reason))
    if interruption.came:
        training.reason = "interrupted"
    training.refuse_overflow()
    if arguments.save is not None:
        save(Document(training.reached, str(training.update)), arguments.save)
    report = report_of(training)
    if arguments.json:
        print_json(report)
    else:
        say(_sentence(report))
    return 130 if interruption.came else 0


def _every(text: str) -> int:
    """After how many updates φ is written; 0 for an epoch's."""
    return 0 if text == "epoch" else _STRIDE(text)


def _refuse_same(arguments: argparse.Namespace) -> None:
    """A history would destroy the scenario if it were written over it."""
    history = arguments.history
    if history is None:
        if arguments.history_every != 1:
            raise UsageError("--history-every is of a history, and there is none: add --history FILE")
        return
    for other in (Path(arguments.scenario), arguments.save):
        if other is not None and (history == other or (history.exists() and other.exists() and history.samefile(other))):
            raise UsageError(f"--history would overwrite the scenario {other}")
    of_ending(history, HISTORIES)


def _count(arguments: argparse.Namespace, start: Run) -> int:
    last = start.scenario.training.stop.last_update(start.scenario.schedule.updates_per_epoch)
    return length_of(arguments, start.scenario, None if last is None else max(0, last - start.update))


class Training:
    """A run on its way.

    Attributes (to be read):
        update: how many updates are done.
        passed: p after some updates of the last step, one a row; empty where these are not asked for.
        passed_at: the numbers of these updates.
        reason: why the scenario ended it; empty if it did not.
    """

    def __init__(self, start: Run, count: int) -> None:
        self._start, self._goal = start, start.update + count
        self._descent, self._ending = start.scenario.descent(), Ending(Totals(start.scenario))
        self._descent.stand(start.scenario.p0, start.memory, start.update, start.since)
        self.update, self.reason = start.update, ""
        self.passed, self.passed_at = np.empty((0, self.p.size)), list[int]()
        self.reason = (self._ending.reason(self.update, self.p) or "") if count else ""

    @property
    def p(self) -> Array:
        """The parameters of now, which the next step overwrites."""
        return self._descent.p

    @property
    def scenario(self) -> Scenario:
        """The experiment, with the parameters that it started from."""
        return self._start.scenario

    @property
    def first(self) -> int:
        """How many updates were done before it."""
        return self._start.update

    @property
    def goal(self) -> int:
        """The update at which it ends at the latest."""
        return self._goal

    @property
    def share(self) -> float:
        """How far it is, from 0 to 1."""
        return (self.update - self.first) / max(1, self.goal - self.first)

    @property
    def reached(self) -> Run:
        """The run that would go on from here."""
        return self._start.continued(self._start.scenario, self.update, self.p, self._descent.memory).begun_as(self._start)

    def refuse_overflow(self) -> None:
        """Say which number overflowed first, if one did by now.

        Raises:
            Diverged: where it can be told.
            UsageError: where it cannot.
        """
        # Least and greatest tell it without an array as long as p.
        if not all(np.isfinite([np.min(part), np.max(part)]).all() for part in (self.p, *self._descent.memory)):
            from visprop.timeline.timeline import Timeline

            timeline = Timeline(self._start)
            timeline.advance(self.update, float("inf"))
            timeline.frame(timeline.walk.update_end(self.update))
            raise UsageError("the cost overflowed")

    def steps(self, seconds: float, interruption: Interruption, each_of: int = 0, every: int = 1) -> Iterator[None]:
        """Go on, in steps of about so many seconds, until it ends or is interrupted.

        Where it is to keep p after every so many updates, and after the last of a step, these are at most `each_of` in a step.
        """
        most = each_of * every or 1 << 60
        count = 1
        while self.update < self._goal and not self.reason and not interruption.came:
            end = self._ending.next_look(self.update)
            step = min(most, count, self._goal - self.update, (end or self._goal) - self.update)
            began = perf_counter()
            if each_of:
                counts = _stretches(self.update, step, every)
                self.passed, self.passed_at = (
                    np.empty((len(counts), self.p.size)),
                    list(accumulate(counts, initial=self.update))[1:],
                )
                self._descent.go_on(counts, self.passed)
            else:
                self._descent.go_on([step])
            passed = perf_counter() - began
            self.update += step
            self.refuse_overflow()
            if self.update == end:
                self.reason = self._ending.reason(self.update, self.p) or ""
            # The next step takes about as long as is wanted; at most ten times as many updates, as the first ones are slow.
            count = min(most, max(1, round(count * min(10.0, min(seconds, _SLICE) / max(passed, 1e-9)))))
            yield


def _stretches(update: int, count: int, every: int) -> list[int]:
    """So many updates after another, parted after each whose number can be divided by `every`."""
    first = min(count, every - update % every)
    many, rest = divmod(count - first, every)
    return [first, *[every] * many, *([rest] if rest else [])]


def write_history(training: Training, path: Path, interruption: Interruption, every: int = 1) -> None:
    """Train, and write φ after every so many updates as a table, as the file's ending says."""
    if (training.goal - training.update) // every > _HISTORY_LIMIT:
        raise UsageError(f"a history has at most {_HISTORY_LIMIT} updates; --history-every N writes fewer")
    with replacing(path) as file:
        of_ending(path, HISTORIES)(file, _history(training, interruption, every))


def _history(training: Training, interruption: Interruption, every: int) -> History:
    """Train, and tell φ at the start, after each update whose number can be divided by `every`, and at the end."""
    objective = training.scenario.objective
    numbers = len(objective.x) * max(objective.network.sizes[1:]) + training.p.size
    together = max(1, min(_TOGETHER, _NUMBERS // numbers))
    told = training.update
    yield [told], np.array([objective.value(training.p)])
    for _ in training.steps(float("inf"), interruption, together, every):
        kept = [i for i, update in enumerate(training.passed_at) if update % every == 0]
        if kept:
            told = training.passed_at[kept[-1]]
            yield [training.passed_at[i] for i in kept], objective.values(training.passed[kept])
    if told != training.update:
        yield [training.update], np.array([objective.value(training.p)])


# What came of it


def report_of(training: Training) -> dict[str, Any]:
    """What a training has come to, by the names under which it is printed."""
    scenario, p = training.scenario, training.p
    cost = scenario.objective.value(p)
    if not np.isfinite(cost):
        raise UsageError("the cost overflowed")
    report: dict[str, Any] = {"title": scenario.title, "updates": training.update, "cost": cost}
    parts = {"train": scenario.train, "test": scenario.test}
    report |= {name: _quality(training, part) for name, part in parts.items() if len(part)}
    return report | ({"stopped": training.reason} if training.reason else {})


def _quality(training: Training, part: Data) -> dict[str, Any]:
    """Mean cost without penalties, and accuracy where targets are classes."""
    quality = Quality.of(training.scenario, training.p, part)
    return {name: value for name, value in quality._asdict().items() if value is not None}


def _sentence(report: dict[str, Any]) -> str:
    why = f" ({report['stopped']})" if "stopped" in report else ""
    lines = [f"φ = {report['cost']!r} after {report['updates']} updates{why}"]
    for name in ("train", "test"):
        if name in report:
            quality = report[name]
            accuracy = f", accuracy {quality['accuracy']:.4g}" if "accuracy" in quality else ""
            lines.append(f"{name}: mean cost {quality['cost']!r}{accuracy}")
    return "\n".join(lines)
