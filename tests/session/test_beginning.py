"""A saved run is what it is, with its beginning: reopened, Reset leads there; and words belong to all runs of a session."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.session.test_editing import random_edit
from visprop.engine.optimisers import OPTIMISERS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document, dumps, loads
from visprop.scenario.files.fields import FieldError
from visprop.scenario.run import Run
from visprop.session.keeping import keep, read, take_up
from visprop.session.session import Session
from visprop.timeline.position import Unit

FOLDER = Path("/nonexistent")


def steps(session, count):
    for _ in range(count):
        session.playback.step(Unit.UPDATE)


def reopened(session):
    text = dumps(Document(session.edits.saved_run()), FOLDER)
    document = loads(text, FOLDER)
    # Saved again at once it is the same.
    assert dumps(Document(document.run), FOLDER) == text
    found = Session(Run(open_scenario("neuron")))
    found.open(document.run, None)
    return found


def state(session):
    frame = session.playback.frame
    return frame.done, frame.p, session.edits.present_run().memory


def assert_same(some, other):
    (done, p, memory), (other_done, other_p, other_memory) = state(some), state(other)
    assert done == other_done
    assert np.array_equal(p, other_p)
    assert len(memory) == len(other_memory)
    assert all(map(np.array_equal, memory, other_memory))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(sorted(OPTIMISERS)))
def test_a_reopened_run_goes_on_and_resets_as_the_one_that_was_saved(seed, optimiser):
    scenario = open_scenario("two-neurons")
    session = Session(Run(scenario.with_training(replace(scenario.training, optimiser=optimiser))))
    rng = random.Random(seed)
    steps(session, rng.randrange(4))
    for _ in range(rng.randrange(4)):
        random_edit(session, rng)
        steps(session, rng.randrange(3))
    other = reopened(session)
    kept = keep(session)
    assert_same(session, other)
    others = [other]
    if kept is not None:
        again = Session(Run(open_scenario("neuron")))
        take_up(again, read(kept.text()))
        assert_same(session, again)
        others.append(again)
    session.edits.reset()
    for one in others:
        one.edits.reset()
        assert_same(session, one)


def test_saving_what_was_trained_keeps_where_it_began():
    session = Session(Run(open_scenario("xor")))
    begun = session.scenario.p0.copy()
    steps(session, 20)
    other = reopened(session)
    assert other.playback.frame.done == 20
    other.edits.reset()
    assert other.playback.frame.done == 0
    assert np.array_equal(other.playback.frame.p, begun)


@pytest.mark.parametrize(
    "change, message",
    [
        (lambda tree: tree["beginning"]["weights"][0].pop(), "beginning.weights"),
        (lambda tree: tree["beginning"].update(update=99), "beginning.update: expected a whole number from 0 to 2"),
        (lambda tree: tree["beginning"].update(frozen=["b1"]), "beginning.frozen: unknown field"),
        (lambda tree: tree["beginning"].pop("biases"), "beginning"),
    ],
)
def test_a_beginning_that_is_none_is_refused(change, message):
    import json

    session = Session(Run(open_scenario("two-neurons")))
    steps(session, 2)
    tree = json.loads(dumps(Document(session.edits.saved_run()), FOLDER))
    assert set(tree["beginning"]) == {"weights", "biases"}
    change(tree)
    with pytest.raises(FieldError, match=message):
        loads(json.dumps(tree), FOLDER)


# Words


def test_title_and_notes_are_changed_without_a_new_run_and_undone():
    session = Session(Run(open_scenario("xor")))
    steps(session, 3)
    place, branches = session.playback.position, len(session.runs.branches)
    session.edits.describe("Mine\nown", "of a kind")
    assert (session.title, session.notes) == ("Mine own", "of a kind")
    assert (session.playback.position, len(session.runs.branches)) == (place, branches)
    assert session.is_modified
    assert loads(dumps(Document(session.edits.saved_run()), FOLDER), FOLDER).run.scenario.title == "Mine own"
    session.edits.undo()
    assert session.title == open_scenario("xor").title
    assert not session.is_modified
    session.edits.redo()
    assert session.title == "Mine own"


def test_to_be_called_as_before_is_no_edit():
    session = Session(Run(open_scenario("xor")))
    session.edits.describe(session.title, session.notes)
    assert not session.edits.undo_text
    session.edits.describe("Mine", "of a kind")
    session.edits.describe(" Mine ", "of a kind\n")
    session.edits.undo()
    assert session.title == open_scenario("xor").title
    assert not session.edits.undo_text


@pytest.mark.parametrize("edit", ["unit", "layer", "row", "cell"])
def test_a_net_of_ones_own_is_not_called_after_a_built_in_one(edit):
    session = Session(Run(open_scenario("xor")))
    session.open(Run(open_scenario("xor")), None, is_builtin=True)
    {
        "unit": lambda: session.network_edits.add_unit(1),
        "layer": lambda: session.network_edits.add_layer(1),
        "row": lambda: session.data_edits.add_rows(np.array([[0.5, 0.5, 0.5]])),
        "cell": lambda: session.data_edits.set_cells({(0, 0): 0.25}),
    }[edit]()
    assert session.title.endswith(" network")
    assert session.notes == ""
    session.edits.undo()
    assert session.title == open_scenario("xor").title
    # What was called by hand stays.
    session.edits.describe("Mine", "")
    session.network_edits.add_unit(1)
    assert session.title == "Mine"


# What is added


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["uniform", "normal", "xavier", "he"]))
def test_what_is_added_draws_weights_that_nothing_else_has(seed, init):
    from visprop.scenario.initialisers import INITIALISERS, Initial

    rng = random.Random(seed)
    session = Session(Run(open_scenario("xor")))
    scale = INITIALISERS[init].scale
    session.network_edits.draw(Initial(init, 0.0 if scale is None else scale, seed))
    for _ in range(rng.randrange(1, 6)):
        act = rng.randrange(4)
        depth = session.scenario.network.depth
        if act == 0:
            session.network_edits.add_unit(rng.randrange(depth + 1))
        elif act == 1:
            session.network_edits.add_layer(rng.randrange(1, depth + 1))
        elif act == 2 and session.scenario.network.sizes[1] > 1:
            session.network_edits.remove_unit(1, 1)
            session.network_edits.add_unit(1)
    for weights, biases in session.scenario.network.layers(session.playback.frame.p):
        rows = np.column_stack((weights, biases))
        assert np.unique(weights).size == weights.size
        cosines = [
            abs(a @ b) / (np.linalg.norm(a) * np.linalg.norm(b)) for i, a in enumerate(rows) for b in rows[:i] if len(a) > 2
        ]
        assert all(cosine < 1.0 - 1e-9 for cosine in cosines)


def test_what_is_typed_after_saving_is_not_saved(tmp_path):
    session = Session(Run(open_scenario("xor")))
    first, second = session.scenario.network.parameters[:2]
    session.edits.set_parameter(first, 0.1, is_typed=True)
    session.mark_saved(tmp_path / "a.visprop")
    assert not session.is_modified
    session.edits.set_parameter(second, 0.7, is_typed=True)
    assert session.is_modified
    assert keep(session) is not None
    session.edits.undo()
    # Undo leads back to what was saved.
    assert not session.is_modified


def test_each_run_has_its_title_and_a_kept_session_knows_whose_it_is():
    session = Session(Run(open_scenario("xor")))
    session.open(Run(open_scenario("xor")), None, is_builtin=True)
    opened = session.runs.present
    session.network_edits.add_unit(1)
    session.edits.return_to(opened)
    assert session.title == open_scenario("xor").title
    steps(session, 1)
    other = Session(Run(open_scenario("neuron")))
    take_up(other, read(keep(session).text()))
    assert other.title == session.title
    other.network_edits.add_unit(1)
    assert other.title == "2–3–1 network"
