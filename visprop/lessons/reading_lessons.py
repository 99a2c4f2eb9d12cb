"""Reading a lesson's file: what is missing, unknown or wrong is told by its path, before anybody begins with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from visprop.benches.run import BenchRun
from visprop.engine.key import Key
from visprop.kinds.files import load, open_any
from visprop.kinds.options import all_options
from visprop.kinds.registry import experiment_of, kind_of
from visprop.lessons.conditions import Condition, Execute, Reach
from visprop.lessons.lesson import MOST_EXECUTED, Lesson, Stage, Step, lines_between
from visprop.lessons.reading_conditions import key_of, paragraphs, read_condition
from visprop.scenario.any_run import AnyRun
from visprop.scenario.builtin import builtin_names
from visprop.scenario.data.regular import read_regular
from visprop.scenario.files.fields import Field, FieldError
from visprop.scenario.run import Run
from visprop.timeline.by_name import Numbers
from visprop.timeline.experiment import Experiment
from visprop.timeline.position import Position
from visprop.timeline.work import BUDGET

VERSION = 1
"""Of the format, in its field `visprop_lesson`."""
MOST_STEPS = 60
_LATEST = 500
"""A step begins at most so many updates on: nobody waits for a lesson."""
_ERRATA = 23
_STAGE = ("experiment", "set", "at", "then", "options", "select", "point", "workspace")
_TEXT = ("title", "text", "ask", "hints", "reason", "why")


def load_lesson(path: Path) -> Lesson:
    """Read a file.

    Raises:
        FieldError: a field is missing, unknown or wrong; the message begins with its path.
        OSError: the file cannot be read.
    """
    try:
        text = read_regular(path)
    except ValueError as error:
        raise FieldError(f"the file: {error}") from error
    return loads_lesson(text, path.stem, path.parent)


def loads_lesson(text: str, name: str, folder: Path) -> Lesson:
    """A lesson from the text of a file that lies in a folder, as `load_lesson` does."""
    try:
        root = Field(json.loads(text, object_pairs_hook=_once))
    except FieldError:
        raise
    except (ValueError, RecursionError) as error:
        raise FieldError(f"the file: not JSON: {error}") from error
    root.keys("visprop_lesson", "title", "chapter", "section", "about", "misprints", "test", "steps")
    root["visprop_lesson"].whole(VERSION, VERSION)
    steps = list(root["steps"].items())
    if not 1 <= len(steps) <= MOST_STEPS:
        raise root["steps"].error(f"expected 1 to {MOST_STEPS} steps, got {len(steps)}")
    return Lesson(
        name,
        root["title"].text(),
        root.get("chapter", 0).whole(0, 99),
        root.get("section", "").text(),
        root.get("about", "").text(),
        _Steps(folder).read(steps),
        tuple(one.whole(1, _ERRATA) for one in root.get("misprints", []).items()),
        root.get("test", False).flag(),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise FieldError(f"the file: {key} stands there twice")
        found[key] = value
    return found


class _Steps:
    """Reads the steps one after another; what one does not say of its experiment is as in the one before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run: AnyRun | None = None
        self._experiment: Experiment | None = None

    def read(self, fields: list[Field]) -> tuple[Step, ...]:
        return tuple(map(self._step, fields))

    def _step(self, field: Field) -> Step:
        field.keys(*_TEXT, *_STAGE)
        self._open(field)
        stage = self._stage(field)
        asks = read_condition(field["ask"]) if field.has("ask") else None
        text, hints, reason, why = (paragraphs(field.get(name, [])) for name in ("text", "hints", "reason", "why"))
        step = Step(field["title"].text(), stage, text, asks, hints, reason, why)
        self._refuse_unknown(field, step)
        return step

    def _open(self, field: Field) -> None:
        """The experiment of a step, in a time line of its own where it is another one than before."""
        if not field.has("experiment") and not field.has("set"):
            if self._run is None:
                raise field.error("the first step names its experiment")
            return
        run = self._found(field["experiment"]) if field.has("experiment") else self._run
        if run is None:
            raise field["experiment"].error("missing")
        self._run = _with_values(run, field["set"]) if field.has("set") else run
        self._experiment = experiment_of(self._run, BUDGET)

    def _found(self, field: Field) -> AnyRun:
        """A scenario or a bench that comes with the program, or a file in the lesson's own folder."""
        name = field.text()
        is_file = name not in builtin_names() and ":" not in name
        if is_file and Path(name).name != name:
            raise field.error("a file lies in the folder of the lesson")
        try:
            return load(self._folder / name).run if is_file else open_any(name).run
        except (OSError, FieldError) as error:
            raise field.error(str(error)) from error

    def _position(self, field: Field) -> Position:
        assert self._experiment is not None
        try:
            found = self._experiment.walk.parse(field.text())
        except ValueError as error:
            raise field.error(str(error)) from error
        if found.update > self._experiment.walk.first + _LATEST:
            raise field.error(f"a step begins at most {_LATEST} updates on")
        return found

    def _stage(self, field: Field) -> Stage:
        assert self._run is not None
        for name in ("at", "then"):
            if field.has(name):
                self._position(field[name])
        workspace = field.get("workspace", "lesson").choice(tuple(kind_of(self._run).file.workspaces))
        at, then = field.get("at", "").text(), field.get("then", "").text()
        selected, lit = (self._key(field, name) for name in ("select", "point"))
        return Stage(self._run, at, then, _options(field.get("options", {})), selected, lit, workspace)

    def _key(self, field: Field, name: str) -> Key | None:
        return key_of(field[name]) if field.has(name) else None

    def _refuse_unknown(self, field: Field, step: Step) -> None:
        """Refuse a number that there is not, or that is not known where it is to be read."""
        at, then = (self._numbers(field, name) for name in ("at", "then"))
        now = then if field.has("then") else at
        question = () if step.asks is None else (step.asks.question,)
        for name, some, numbers in (
            ("text", step.text, at), ("ask", question, at), ("hints", step.hints, at), ("reason", step.reason, now),
            ("why", step.why, now),
        ):  # fmt: skip
            for one in some:
                try:
                    one.refuse_unknown(numbers)
                except ValueError as error:
                    raise field[name].error(str(error)) from error
        if step.asks is not None:
            _refuse_answer(field["ask"], step.asks, at, now)
        if isinstance(step.asks, Execute):
            self._refuse_lines(field)

    def _refuse_lines(self, field: Field) -> None:
        """Refuse what cannot be executed: of a network are the lines from `at` to `then`, with hints of their own."""
        assert self._experiment is not None
        if not isinstance(self._run, Run):
            raise field["ask"].error("only of a network lines are executed")
        if field.has("hints"):
            raise field["hints"].error("the lines that are executed have hints of their own")
        walk, at, then = self._experiment.walk, self._position(field["at"]), self._position(field["then"])
        if then == walk.start or then != walk.update_end(walk.done(then)):
            raise field["then"].error("lines are executed to the end of an update")
        if not lines_between(walk, at, then):
            raise field["at"].error(f"it is to lie at most {MOST_EXECUTED} lines before then, in the same update")

    def _numbers(self, field: Field, name: str) -> Numbers:
        assert self._experiment is not None
        assert self._run is not None
        walk = self._experiment.walk
        where = walk.parse(field[name].text()) if field.has(name) else walk.start
        self._experiment.advance(self._experiment.goal_of(where), float("inf"))
        return kind_of(self._run).numbers(self._experiment.frame(where))


def _refuse_answer(field: Field, asks: Condition, at: Numbers, then: Numbers) -> None:
    """Refuse an answer that is not known once it is given, and a goal that is reached before anything is done."""
    try:
        for expression in asks.expressions():
            expression.refuse_unknown(then)
        if isinstance(asks, Reach):
            missing = [name for name in asks.value.names if not at.has(name)]
            if missing:
                raise ValueError(f"there is no {missing[0]} here")
            if asks.done_by(at, Position()):
                raise ValueError(f"{asks.value.text} is there already before anything is done")
    except ValueError as error:
        raise field.error(str(error)) from error


def _with_values(run: AnyRun, field: Field) -> AnyRun:
    """A bench in which some things are set."""
    if not isinstance(run, BenchRun):
        raise field.error("only of a bench something is set; a network is set in a file of its own")
    field.keys(*(control.name for control in run.bench.controls))
    changed = {name: run.bench.control(name).read(field[name]) for name in field.value}
    try:
        return run.put(changed)
    except ValueError as error:
        raise field.error(str(error)) from error


def _options(field: Field) -> tuple[tuple[str, str], ...]:
    """How things are shown, by the names of options, with the values that their flags take."""
    known = all_options()
    field.keys(*known)
    for name in field.value:
        try:
            known[name].read(field[name].text())
        except (ValueError, KeyError, NotImplementedError) as error:
            raise field[name].error(str(error)) from error
    return tuple((name, str(value)) for name, value in field.value.items())
