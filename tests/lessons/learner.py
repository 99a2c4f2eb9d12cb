"""A learner who reads a lesson: answers each question wrongly first, reads the hints, and then answers it."""

from dataclasses import dataclass
from typing import Any

from visprop.engine.key import Key
from visprop.lessons.conditions import Asks
from visprop.session.exercise.settings import Stage
from visprop.timeline.position import Unit


@dataclass(frozen=True)
class Put:
    """Sets something of a bench."""

    name: str
    value: Any

    def __call__(self, session):
        session.own.put({self.name: self.value})


@dataclass(frozen=True)
class Write:
    """Writes a term: one of the examples, or behind the λ that is there one that every keyboard has."""

    example: str
    typed: str

    def __call__(self, session):
        session.own.put({"term": self.example})


@dataclass(frozen=True)
class Both:
    """Does one thing after the other."""

    acts: tuple[Any, ...]

    def __call__(self, session):
        for act in self.acts:
            act(session)


@dataclass(frozen=True)
class Weigh:
    """Gives a weight or bias another value, and steps to a line again."""

    key: Key
    value: float
    line: int

    def __call__(self, session):
        session.network_edits.set_parameter(self.key, self.value)
        while session.playback.position.line < self.line:
            session.playback.step(Unit.LINE)


@dataclass(frozen=True)
class Train:
    """Trains for 150 updates."""

    def __call__(self, session):
        session.playback.go(session.playback.experiment.walk.update_end(150))
        now = 0.0
        while session.playback.is_moving:
            now += 0.02
            session.playback.tick(now)


@dataclass(frozen=True)
class Insert:
    """Inserts layers."""

    count: int = 1

    def __call__(self, session):
        for _ in range(self.count):
            session.network_edits.add_layer(min(2, session.scenario.network.depth))


@dataclass(frozen=True)
class AddUnit:
    """Adds a neuron to a hidden layer."""

    def __call__(self, session):
        session.network_edits.add_unit(2)


@dataclass(frozen=True)
class Retype:
    """Writes a sign of a term for another one, and steps on in it."""

    old: str
    new: str
    steps: int

    def __call__(self, session):
        session.own.put({"term": session.own.values["term"].replace(self.old, self.new)})
        for _ in range(self.steps):
            session.playback.step(Unit.LINE)


def weigh(key, value, line):
    """Of a parameter by its name."""
    return Weigh(Key.parse(key), value, line)


ACTS = {
    ("01-functions", "Change something"): Retype("+", "×", 5),
    ("01-functions", "Build something"): Write("λw b v.σ(w × v + b)", "w b v.w*v + b"),
    ("02-approximation", "Change something"): Train(),
    ("02-approximation", "Build something"): Insert(),
    ("03-descent", "Change something"): Put("eta", 9.0),
    ("03-descent", "Build something"): Put("p", 1.0),
    ("04-plane", "Change something"): Put("eta", 2.0),
    ("04-plane", "Build something"): Both((Put("x", 0.0), Put("z", 0.0))),
    ("05-notations", "Change something"): Put("at_x", 1.57),
    ("05-notations", "Build something"): Put("function", "three"),
    ("06-layers", "Change something"): weigh("w3[1,1]", 6.0, 3),
    ("06-layers", "Build something"): Insert(),
    ("07-linear-net", "Change something"): Put("layer", 4),
    ("07-linear-net", "Build something"): Insert(),
    ("08-chain-rule", "Change something"): Put("x", 0.0),
    ("08-chain-rule", "Build something"): Put("count", 3),
    ("09-deltas", "Change something"): Train(),
    ("09-deltas", "Build something"): Insert(2),
    ("10-neuron", "Change something"): Both((Put("w1", 3.0), Put("x1", 3.0), Put("b", 3.0))),
    ("10-neuron", "Build something"): Put("count", 5),
    ("11-derivatives", "Change something"): Put("x", 1.0),
    ("11-derivatives", "Build something"): Put("count", 3),
    ("12-instantiated", "Change something"): weigh("w2[1,1]", 0.5, 9),
    ("12-instantiated", "Build something"): Train(),
    ("13-blame", "Change something"): weigh("w4[1,1]", -0.5, 7),
    ("13-blame", "Build something"): Insert(),
    ("14-two-neurons", "Change something"): weigh("w4[2,1]", 0.8, 7),
    ("14-two-neurons", "Build something"): AddUnit(),
    ("15-vectors", "Change something"): Train(),
    ("15-vectors", "Build something"): AddUnit(),
    ("16-any-sizes", "Change something"): Train(),
    ("16-any-sizes", "Build something"): Insert(),
    ("17-failures", "Change something"): weigh("b1[1]", 3.0, 5),
    ("17-failures", "Build something"): weigh("w1[1,1]", 0.25, 5),
}
"""What a learner does where something is to be done, by chapter and step."""


def wrong_answer(attempt, numbers):
    """An answer that is not right."""
    asks = attempt.step.asks
    right = asks.right(numbers)
    if asks.asks is Asks.NUMBER:
        return "7.25" if right != "7.25" else "1"
    return str((int(right) + 1) % len(asks.choices(numbers)))


def wrong_text(text):
    """Other numbers than those, or another shape."""
    return " ".join("7.25" for _ in text.split()) if "×" not in text else "9 × 9"


def execute(algorithm):
    """Execute lines; each choice and each value is wrong first where there is something wrong to choose, and has its hints."""
    while algorithm.is_asking:
        if algorithm.stage is Stage.NEXT:
            ready = algorithm.work.ready
            for is_right in (False, True):
                offer = next((i for i, one in enumerate(algorithm.offers) if (one in ready) is is_right), None)
                assert offer is None or algorithm.choose(offer) is is_right
        else:
            right = algorithm.task.told(algorithm.work.after, is_shape=algorithm.stage is Stage.SHAPE)
            assert not algorithm.answer(wrong_text(right))
            assert algorithm.said.told
            while algorithm.has_hint:
                algorithm.hint()
            assert algorithm.answer(right)


def answer_step(course, name):
    """Answer the step that one is at: wrongly, with all its hints, and then as it should be."""
    attempt = course.attempt
    asks = attempt.step.asks
    if asks is None:
        return
    if asks.asks is Asks.ACT:
        assert not course.answer("1")
        ACTS[name, attempt.step.title](course.session)
    elif asks.asks is Asks.LINES:
        assert not course.answer("1")
        execute(course.algorithm)
    else:
        then = course.numbers_at(is_then=True)
        assert not course.answer(wrong_answer(attempt, then))
        assert attempt.verdict.told
        for _ in attempt.step.hints:
            course.hint()
        assert attempt.hints == len(attempt.step.hints)
        assert course.answer(asks.right(then))
    assert not attempt.is_open
