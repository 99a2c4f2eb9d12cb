"""What is compared differs; numbers agree wherever they stand; what is typed one after another is one run."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import random_scenario
from visprop.figures.cost_drawing import moment_lines
from visprop.qt.dialogs.compare import CompareDialog, _optimisers, _rates, _strategies, settings_of
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.diverged import Diverged
from visprop.timeline.position import Unit


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([_strategies, _optimisers, _rates]))
def test_no_two_trainings_that_are_compared_are_one(seed, preset):
    scenario = random_scenario(seed)
    session = Session(Run(scenario))
    count = len(scenario.train)
    session.compare(tuple(preset(settings_of(scenario.training), count)), False)
    beside = session.comparison.contenders
    for one in beside:
        assert "batches of" not in one.name or int(one.name.split("batches of ")[1].split(",")[0]) < count
    # The first update of momentum is that of plain descent.
    epoch = 1 + 2 * max(contender.timeline.scenario.schedule.updates_per_epoch for contender in beside) if beside else 1
    session.comparison.advance(epoch, 10.0)
    try:
        p = [session.runs.present.timeline.parameters(epoch), *(one.timeline.parameters(epoch) for one in beside)]
    except Diverged:
        # Of a rate at which numbers overflow there is nothing to be compared.
        return
    # Where all ReLUs of a layer are dead the examples have one gradient, whatever their order.
    first = scenario.network.layers(np.arange(scenario.p0.size))[0][0].astype(int)
    if np.isfinite(p).all() and np.any(p[0][first] != scenario.p0[first]):
        for i, one in enumerate(p):
            assert not any(np.array_equal(one, other) for other in p[:i])


@pytest.mark.parametrize("name, count", [("linear", 0), ("neuron", 1), ("xor", 2), ("iris", 2)])
def test_of_few_rows_there_are_few_strategies(qapp, name, count):
    session = Session(Run(open_scenario(name)))
    session.compare(tuple(_strategies(settings_of(session.scenario.training), len(session.scenario.train))), False)
    assert len(session.comparison.contenders) == count


@pytest.mark.parametrize("ticked", [(0,), (1,), (2,), (0, 2), (1, 2), (0, 1, 2)])
def test_dialogue_map_and_curves_give_a_training_one_number(qapp, ticked):
    session = Session(Run(open_scenario("iris")))
    dialog = CompareDialog(session)
    dialog._take(_optimisers(settings_of(session.scenario.training), 150))
    for i, row in enumerate(dialog.rows):
        row.on.setChecked(i in ticked)
    told = [row.on.text() for row in dialog.rows if row.on.isChecked()]
    dialog._apply()
    assert told == [f"training {number}" for number in range(2, 2 + len(ticked))]
    session.playback.step(Unit.UPDATE)
    lines, _ = moment_lines(session.moment())
    names = dict.fromkeys(line.name.split(":")[0] for line in lines)
    rivals = [contender.name for contender in session.comparison.contenders]
    assert list(names)[1:] == [f"{i}, {name}" for i, name in enumerate(rivals, start=2)]
    assert next(iter(names)).startswith("1, ")


def test_cancel_leaves_the_comparison_as_it_is(qapp):
    session = Session(Run(open_scenario("xor")))
    session.compare(tuple(_rates(settings_of(session.scenario.training), 4))[:1], False)
    before = session.comparison.settings
    dialog = CompareDialog(session)
    dialog._take([])
    dialog.reject()
    assert session.comparison.settings == before


def test_eleven_weights_typed_are_one_run_with_a_name():
    session = Session(Run(open_scenario("xor")))
    before, keys = session.playback.frame.p.copy(), session.scenario.network.parameters
    for i, key in enumerate(keys):
        session.network_edits.set_values({key: 0.1 * i}, is_typed=True)
        assert session.edits.undo_text == {0: "w1[1,1] typed", 1: "w1[1,1], w1[1,2] typed"}.get(i, f"{i + 1} values typed")
    assert len(session.runs.branches) == 2
    assert session.runs.present.name == f"{len(keys)} values typed"
    assert session.playback.frame.p.tolist() == [0.1 * i for i in range(len(keys))]
    session.edits.undo()
    assert np.array_equal(session.playback.frame.p, before)
    session.edits.redo()
    assert session.playback.frame.p.tolist() == [0.1 * i for i in range(len(keys))]


def test_what_is_typed_after_a_step_is_another_run():
    session = Session(Run(open_scenario("xor")))
    first, second = session.scenario.network.parameters[:2]
    session.edits.set_parameter(first, 0.5, is_typed=True)
    session.playback.step(Unit.UPDATE)
    session.edits.set_parameter(second, 0.25, is_typed=True)
    assert [branch.name for branch in session.runs.branches] == ["opened", "w1[1,1] typed", "w1[1,2] typed"]
    session.data_edits.set_cells({(0, 1): 0.5}, is_typed=True)
    # Another kind of edit typed right after joins it: nothing has happened since.
    assert session.runs.branches[-1].name == "row 1, column 2, w1[1,2] typed"
