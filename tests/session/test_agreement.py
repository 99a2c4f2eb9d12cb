"""One truth: wherever a quantity is shown, it has one value at a position, and every run is there again to the bit."""

import json
import random
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agreement import disagreement
from tests.random_networks import constrained_scenario
from tests.usual import usual
from visprop.cli.trace import _document
from visprop.engine.key import Key
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.rates import EtaSchedule
from visprop.figures.choices import EdgeValue
from visprop.figures.cost_drawing import moment_curves, moment_slice
from visprop.figures.landscape_work import finished_landscape
from visprop.figures.moment import ViewOptions
from visprop.figures.network.edges.values import edge_values
from visprop.figures.network.hints import hint
from visprop.figures.plots.plot_options import SliceOptions
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS, equations
from visprop.scenario.data.split import Split
from visprop.scenario.files.document import Document, dumps, loads
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.position import Position, Unit
from visprop.timeline.quantity import quantity
from visprop.timeline.timeline import Timeline
from visprop.timeline.update_check import check_update


def whole_scenario(seed):
    """Everything at once: penalties, frozen and tied parameters, an optimiser, a falling η, a test part, scaling."""
    rng = np.random.default_rng([seed, 2])
    scenario = constrained_scenario(seed)
    data = scenario.data
    if len(data) > 3 and rng.integers(2):
        data = data.with_split(Split(0.3, int(rng.integers(100))))
    if scenario.network.cost == "half_squared_error" and rng.integers(2):
        data = data.with_scaling(str(rng.choice(["standard", "unit"])))
    schedules = [EtaSchedule(), EtaSchedule("step", 2, 0.5), EtaSchedule("inverse", 3)]
    training = replace(
        scenario.training,
        optimiser=str(rng.choice(list(OPTIMISERS))),
        eta=0.02,
        eta_schedule=schedules[rng.integers(3)],
        batch_size=min(scenario.training.batch_size, len(data.train_rows)),
    )
    return replace(scenario, data=data, training=training)


whole_scenarios = st.builds(whole_scenario, st.integers(0, 2**32 - 1))


def told(text, name):
    """The number that a tool tip tells of something; None if it tells none."""
    found = re.search(rf"{re.escape(name)} = (\S+)", text)
    return None if found is None else float(found[1].replace("−", "-").replace("·10^", "e"))


_QUANTITY = re.compile("([zaδ])[⁰¹²³⁴⁵⁶⁷⁸⁹]+[₀-₉]+")


def assert_same(ours, theirs):
    """Both are unknown, or the same to the bit."""
    assert (ours is None) == (theirs is None)
    if ours is not None:
        assert ours == theirs or (np.isnan(ours) and np.isnan(theirs))


@settings(max_examples=80)
@given(whole_scenarios, st.integers(0, 3), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_quantity_has_one_value_wherever_it_is_shown(scenario, update, at_example, at_line):
    session = Session(Run(scenario))
    walk = session.playback.experiment.walk
    example = 1 + at_example % walk.schedule.size_of(update)
    session.playback.go(Position(update, example, at_line % (walk.last_line(update, example) + 1)))
    frame, network = session.playback.frame, scenario.network
    layer = 1 + at_line % network.depth
    weight = Key.weight(layer, 1 + at_example % network.sizes[layer], 1 + at_line % network.sizes[layer - 1])
    bias = Key.bias(layer, weight.j)
    # Watch, tool tip and network.
    name = session.naming.text
    for key, letter in ((weight, "dw"), (bias, "db")):
        tip = hint(frame, key if key.k else Key.unit(layer, key.j), session.naming)
        assert_same(quantity(frame, key), told(tip, f"{'weight' if key.k else 'bias'} {name(key)}"))
        assert_same(quantity(frame, Key(letter, layer, key.indices)), told(tip, f"update Δ{name(key)}"))
    neuron = hint(frame, Key.unit(layer, bias.j), session.naming)
    z, a, delta = (name(Key(letter, layer, bias.indices)) for letter in "zad")
    for letter, word in (("z", f"weighted input {z}"), ("a", f"activation {a}"), ("d", f"{delta} = ∂c/∂{z}")):
        assert_same(quantity(frame, Key(letter, layer, bias.indices)), told(neuron, word))
    shown = {value: edge_values(frame, layer, value) for value in (EdgeValue.WEIGHT, EdgeValue.UPDATE)}
    at = (weight.j - 1, weight.k - 1)
    assert shown[EdgeValue.WEIGHT][at] == quantity(frame, weight)
    drawn = shown[EdgeValue.UPDATE]
    assert_same(None if drawn is None or np.isnan(drawn[at]) else drawn[at], quantity(frame, Key("dw", layer, weight.indices)))
    # φ: watch, cost curve, landscape, slice, file.
    moment = session.moment()
    phi = quantity(frame, Key("phi"))
    assert phi == frame.scenario.objective.value(frame.p)
    assert moment_curves(moment)[0].costs[-1] == phi
    along = next((key for key in network.parameters if scenario.free[network.single(key)]), None)
    if along is not None:
        line = moment_slice(moment, ViewOptions(SliceOptions(along=along), grid=5))
        assert line.cost == phi
        assert line.x == quantity(frame, along)
    if scenario.freedom.count >= 2:
        landscape = finished_landscape(moment, ViewOptions(grid=3))
        assert landscape.cost == phi
        axes = [quantity(frame, key) for key in landscape.basis.keys]
        np.testing.assert_allclose(landscape.here, axes, rtol=1e-12, atol=1e-12)
    # The file.
    run = loads(dumps(Document(session.edits.present_run()), Path()), Path()).run
    assert run.scenario.p0.tobytes() == frame.p.tobytes()
    assert run.scenario.objective.value(run.scenario.p0) == phi
    assert run.update == frame.done


@settings(max_examples=60)
@given(whole_scenarios, st.integers(0, 3), st.sampled_from(list(NOTATIONS.values())))
def test_every_equation_of_every_line_gives_the_numbers_that_are_shown(scenario, update, notation):
    timeline = Timeline(Run(scenario))
    end = timeline.walk.update_end(update + 1)
    for line in timeline.program.lines:
        frame = timeline.frame(replace(end, line=line.number))
        for equation in equations(Quantities(frame), line, notation):
            if equation.is_known:
                assert disagreement(equation) < 1e-9
            found = _QUANTITY.fullmatch(equation.left.plain)
            if found is not None and equation.left.key is not None and equation.left.key.number:
                key = Key({"δ": "d"}.get(found[1], found[1]), equation.left.key.number, (equation.left.key.j,))
                assert_same(quantity(frame, key), float(equation.left.value()))


@settings(max_examples=40)
@given(whole_scenarios, st.integers(0, 4))
def test_trace_and_update_check_tell_the_same(scenario, update):
    timeline = Timeline(Run(scenario))
    frame = timeline.frame(Position(update, 1, timeline.program.update_line - 1))
    document = json.loads(json.dumps(_document(frame)))
    assert document["p"] == frame.p.tolist()
    assert document["cost"] == quantity(frame, Key("c"))
    assert document["z"][-1][0] == quantity(frame, Key("z", scenario.network.depth, (1,)))
    assert document["delta"][0][0] == quantity(frame, Key("d", 1, (1,)))
    ended = timeline.frame(timeline.walk.update_end(update + 1))
    again = check_update(timeline, update)
    assert again.passed, again.sentence
    np.testing.assert_allclose(ended.mean_step, again.again, rtol=1e-7, atol=1e-9)


# Runs


class Witness:
    """Notes the state of every run and position that one has been at, and finds it there again."""

    def __init__(self, session):
        self.session, self.seen = session, {}

    def look(self):
        """The state of now is the one that was here before."""
        playback, branch = self.session.playback, self.session.runs.present
        frame = playback.frame
        now = (frame.p.tobytes(), frame.p_before.tobytes(), *(part.tobytes() for part in frame.memory))
        before = self.seen.setdefault((id(branch), playback.position), (branch, now))
        assert before[1] == now, f"{branch.name} at {playback.position} is another one"


def act(session, rng):
    """One edit, undo, redo, step or jump."""
    playback, edits, network = session.playback, session.edits, session.scenario.network
    training = session.scenario.training
    acts = [
        lambda: playback.step(rng.choice(list(Unit)), rng.random() < 0.4),
        lambda: playback.step(rng.choice(list(Unit)), rng.random() < 0.4),
        lambda: playback.go(playback.experiment.walk.update_end(playback.experiment.walk.first + rng.randrange(40))),
        lambda: edits.set_parameter(network.parameter(rng.randrange(network.parameter_count)), rng.uniform(-1, 1)),
        lambda: edits.set_training(replace(training, eta=rng.choice([0.01, 0.02, 0.05]))),
        lambda: edits.set_training(replace(training, optimiser=rng.choice(list(OPTIMISERS)))),
        lambda: edits.set_training(replace(training, l2=rng.choice([0.0, 0.1]), shuffle=rng.random() < 0.5)),
        lambda: edits.move_to(playback.frame.p + 0.1),
        edits.reset,
        edits.new_weights,
        edits.undo, edits.undo, edits.undo, edits.redo, edits.redo,
    ]  # fmt: skip
    rng.choice(acts)()


@pytest.mark.parametrize("seed", usual(range(6), range(3)))
def test_a_thousand_edits_undos_steps_and_jumps_find_every_run_again_to_the_bit(seed):
    rng = random.Random(seed)
    session = Session(Run(whole_scenario(seed)))
    witness = Witness(session)
    for i in range(1000):
        act(session, rng)
        while session.playback.seeking is not None:
            session.playback.tick(0.0)
        witness.look()
        if i % 100 == 99:
            assert_goes_on_from_its_file(session)
    assert len(session.runs.branches) > 100


def assert_goes_on_from_its_file(session):
    """Saved and reopened, the run goes on as it would have."""
    run = session.edits.present_run()
    again = loads(dumps(Document(run), Path()), Path()).run
    ours, theirs = Timeline(run), Timeline(again)
    for later in (run.update, run.update + 1, run.update + 17):
        assert ours.parameters(later).tobytes() == theirs.parameters(later).tobytes()
