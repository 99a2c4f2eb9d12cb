"""A learner who reads a lesson: answers each question wrongly first, reads the hints, and then answers it."""

from visprop.engine.key import Key
from visprop.lessons.conditions import Asks
from visprop.session.exercise.settings import Stage
from visprop.timeline.position import Unit


def put(**values):
    """Sets something of a bench."""
    return lambda session: session.own.put(values)


def weigh(key, value, line):
    """Gives a weight another value, and steps to a line again."""

    def act(session):
        session.network_edits.set_parameter(Key.parse(key), value)
        while session.playback.position.line < line:
            session.playback.step(Unit.LINE)

    return act


def train(session):
    """Trains for 150 updates."""
    session.playback.go(session.playback.experiment.walk.update_end(150))
    now = 0.0
    while session.playback.is_moving:
        now += 0.02
        session.playback.tick(now)


def add_layer(session):
    session.network_edits.add_layer(2)


def add_layer_first(session):
    session.network_edits.add_layer(1)


def add_layers(session):
    add_layer(session)
    add_layer(session)


def add_unit(session):
    session.network_edits.add_unit(2)


def type_term(term, steps):
    """Types another term into the bench of functions, and steps on in it."""

    def act(session):
        put(term=term)(session)
        for _ in range(steps):
            session.playback.step(Unit.LINE)

    return act


ACTS = {
    ("01-functions", "Change something"): type_term("(λx y.x × y) 2 5", 5),
    ("01-functions", "Build something"): put(term="λw b v.w × v + b"),
    ("02-approximation", "Change something"): train,
    ("02-approximation", "Build something"): add_layer_first,
    ("05-notations", "Change something"): put(at_x=1.5708),
    ("05-notations", "Build something"): put(function="three"),
    ("06-layers", "Change something"): weigh("w3[1,1]", 6.0, 3),
    ("06-layers", "Build something"): add_layer_first,
    ("07-linear-net", "Change something"): put(layer=4),
    ("07-linear-net", "Build something"): add_layer,
    ("11-derivatives", "Change something"): put(x=1.0),
    ("11-derivatives", "Build something"): put(count=3),
    ("03-descent", "Change something"): put(eta=9.0),
    ("04-plane", "Change something"): put(eta=2.0),
    ("04-plane", "Build something"): put(x=0.0, z=0.0),
    ("09-deltas", "Change something"): train,
    ("09-deltas", "Build something"): add_layers,
    ("10-neuron", "Change something"): put(b=6.0),
    ("10-neuron", "Build something"): put(count=5),
    ("12-instantiated", "Change something"): weigh("w2[1,1]", 0.5, 9),
    ("12-instantiated", "Build something"): train,
    ("03-descent", "Build something"): put(p=1.0),
    ("08-chain-rule", "Change something"): put(x=0.0),
    ("08-chain-rule", "Build something"): put(count=3),
    ("13-blame", "Change something"): weigh("w4[1,1]", -0.5, 7),
    ("13-blame", "Build something"): add_layer,
    ("14-two-neurons", "Change something"): weigh("w4[2,1]", 0.8, 7),
    ("14-two-neurons", "Build something"): add_unit,
    ("15-vectors", "Change something"): train,
    ("15-vectors", "Build something"): add_unit,
    ("16-any-sizes", "Change something"): train,
    ("16-any-sizes", "Build something"): add_layer_first,
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
