"""Editing network, parameters and data: what is kept is kept to the bit, and every edit is undone and redone without a trace."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from visprop.engine.key import Key
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.split import Split
from visprop.scenario.files.document import Document, dumps, loads
from visprop.scenario.initialisers import INITIALISERS, Initial
from visprop.scenario.run import Run
from visprop.scenario.sets import Wish, builtin_sets
from visprop.session.session import Session
from visprop.timeline.position import Unit

FOLDER = Path("/")


@pytest.fixture
def session():
    return Session(Run(open_scenario("two-neurons")))


def layers(session):
    scenario = session.scenario
    return scenario.network.layers(session.playback.frame.p)


def test_a_neuron_more_leaves_the_other_weights_to_the_bit(session):
    session.playback.step(Unit.UPDATE)
    before = [(w.copy(), b.copy()) for w, b in layers(session)]
    assert session.network_edits.add_unit(2)
    after = layers(session)
    assert session.scenario.network.sizes == (2, 2, 3, 2, 2)
    for layer, ((w, b), (new_w, new_b)) in enumerate(zip(before, after, strict=True), start=1):
        rows, columns = w.shape
        np.testing.assert_array_equal(new_w[:rows, :columns], w, err_msg=f"layer {layer}")
        np.testing.assert_array_equal(new_b[:rows], b)
    # Where it stood the count goes on.
    assert session.playback.frame.done == 1


def test_a_neuron_less_takes_its_own_weights_alone(session):
    (w1, b1), (w2, _) = (layers(session)[0], layers(session)[1])
    assert session.network_edits.remove_unit(1, 1)
    (new_w1, new_b1), (new_w2, _) = (layers(session)[0], layers(session)[1])
    assert session.scenario.network.sizes == (2, 1, 2, 2, 2)
    np.testing.assert_array_equal(new_w1, w1[1:])
    np.testing.assert_array_equal(new_b1, b1[1:])
    np.testing.assert_array_equal(new_w2, w2[:, 1:])


def test_a_layer_more_and_less(session):
    kept = layers(session)[0]
    assert session.network_edits.add_layer(2)
    assert session.scenario.network.sizes == (2, 2, 2, 2, 2, 2)
    np.testing.assert_array_equal(layers(session)[0][0], kept[0])
    assert session.network_edits.remove_layer(2)
    assert session.scenario.network.sizes == (2, 2, 2, 2, 2)
    assert not session.network_edits.remove_layer(4)
    assert not session.network_edits.remove_layer(0)


def test_a_row_of_neurons_goes_on_as_a_row():
    for name, sizes in (("linear", (1, 1, 1, 1, 1, 1)), ("neuron", (3, 3, 1))):
        session = Session(Run(open_scenario(name)))
        assert session.network_edits.add_layer(1)
        assert session.scenario.network.sizes == sizes


def test_what_cannot_be_is_told_and_changes_nothing(session):
    told = []
    session.changes.listen(told.append)
    before = session.scenario
    for _ in range(2):
        session.network_edits.remove_unit(1)
    assert session.scenario.network.sizes[1] == 1
    assert told[-1].endswith("a layer has at least one unit")
    session.edits.undo()
    assert session.scenario is before
    # Targets of 0.8 and 0.1 are no probabilities that softmax could give to one class each.
    assert not session.network_edits.set_activation(1, "softmax")
    assert "softmax belongs to the last layer" in told[-1]
    assert session.scenario is before


def test_the_cost_takes_an_activation_with_it_that_fits():
    session = Session(Run(open_scenario("xor")))
    assert session.network_edits.set_activation(2, "tanh")
    assert session.network_edits.set_cost("cross_entropy")
    assert session.scenario.network.activations == ("tanh", "logistic")
    assert session.network_edits.set_activation(2, "identity")
    assert session.scenario.network.cost == "half_squared_error"


def test_tied_parameters_take_one_value_and_are_let_go(session):
    first, second, third = Key.weight(1, 1, 1), Key.weight(1, 1, 2), Key.bias(2, 1)
    assert session.network_edits.tie([first, second])
    assert session.network_edits.tie([third, first])
    network, p = session.scenario.network, session.playback.frame.p
    group = [network.single(key) for key in (first, second, third)]
    assert len(set(p[group].tolist())) == 1
    assert session.network_edits.freeze([second], True)
    assert not session.scenario.free[group].any()
    assert session.network_edits.untie([third])
    assert session.scenario.tied == (("w1[1,1]", "w1[1,2]"),)
    assert session.network_edits.freeze([first], False)
    assert session.scenario.free[group].tolist() == [True, True, False]


def test_new_columns_of_a_table_keep_the_hidden_layers():
    session = Session(Run(open_scenario("iris")))
    kept = session.scenario.network.layers(session.playback.frame.p)[0]
    data = builtin_sets()["circle"].make(Wish(points=20))
    assert session.data_edits.replace("circle", data)
    assert session.scenario.network.sizes == (2, 8, 1)
    assert session.scenario.network.activations == ("tanh", "tanh")
    np.testing.assert_array_equal(session.scenario.network.layers(session.playback.frame.p)[0][1], kept[1])
    session.playback.step(Unit.EPOCH)
    session.edits.reset()
    assert session.scenario.network.sizes == (2, 8, 1)
    session.edits.undo()
    session.edits.undo()
    assert session.scenario.network.sizes == (4, 8, 3)


def test_cells_and_rows_of_the_data(session):
    assert session.data_edits.set_cells({(0, 0): 0.25, (0, 3): 0.5})
    assert session.scenario.data.x.tolist() == [[0.25, 0.2], [0.1, 0.7]]
    assert session.scenario.data.y.tolist()[0] == [0.8, 0.5]
    assert session.data_edits.remove_rows([1])
    assert session.data_edits.add_rows(np.array([[1.0, 2.0, 3.0, 4.0]]))
    assert session.scenario.data.y.tolist() == [[0.8, 0.5], [3.0, 4.0]]
    assert session.data_edits.remove_rows([0])
    assert session.scenario.data.x.tolist() == [[1.0, 2.0]]
    assert not session.data_edits.remove_rows([0])


def fingerprint(session):
    run = session.edits.present_run()
    return dumps(Document(run), FOLDER)


def random_edit(session, rng):
    network, editing, data = session.scenario.network, session.network_edits, session.data_edits
    layer = rng.randrange(1, network.depth + 1)
    parameters = [network.parameter(rng.randrange(network.parameter_count)) for _ in range(rng.randint(1, 3))]
    rows, columns = len(session.scenario.data), network.sizes[0] + network.sizes[-1]
    choices = (
        lambda: editing.add_unit(rng.randrange(network.depth + 1)),
        lambda: editing.remove_unit(rng.randrange(network.depth + 1), 1),
        lambda: editing.add_layer(layer) if network.depth < 5 else None,
        lambda: editing.remove_layer(layer),
        lambda: editing.set_activation(layer, rng.choice(["logistic", "tanh", "relu", "identity", "softmax"])),
        lambda: editing.set_cost(rng.choice(["half_squared_error", "cross_entropy"])),
        lambda: editing.set_values({key: rng.uniform(-1, 1) for key in parameters}),
        lambda: editing.freeze(parameters, rng.random() < 0.5),
        lambda: editing.tie(parameters),
        lambda: editing.untie(parameters),
        lambda: editing.draw(Initial(rng.choice(list(INITIALISERS)), 0.5, rng.randrange(9))),
        lambda: data.set_cells({(rng.randrange(rows), rng.randrange(columns)): float(rng.randint(0, 1))}),
        lambda: data.add_rows(np.full((rng.randint(1, 3), columns), 0.5)),
        lambda: data.remove_rows([rng.randrange(rows)]),
        lambda: data.set_split(rng.choice([None, Split(0.4, 1)])),
        lambda: data.set_scaling(rng.choice(["", "standard", "unit"])),
        lambda: data.replace("other", builtin_sets()[rng.choice(["xor", "and", "sine", "circle"])].make(Wish(points=8))),
        session.edits.new_weights,
        session.edits.reset,
        lambda: session.playback.step(rng.choice(list(Unit))),
    )
    rng.choice(choices)()


@given(st.integers(0, 2**32 - 1))
@example(3698)
@settings(max_examples=6, deadline=None)
def test_random_edits_are_undone_and_redone_without_a_trace(seed):
    rng, session = random.Random(seed), Session(Run(open_scenario("xor")))
    seen, entries = [fingerprint(session)], 0
    for _ in range(40):
        done = len(session.edits.done)
        random_edit(session, rng)
        if len(session.edits.done) > done:
            seen.append(fingerprint(session))
            entries += 1
        else:
            seen[-1] = fingerprint(session)
        again = loads(seen[-1], FOLDER).run
        assert dumps(Document(again), FOLDER) == seen[-1]
        # The examples are those that were there, not only written alike.
        np.testing.assert_array_equal(again.scenario.data.x, session.scenario.data.x)
        np.testing.assert_array_equal(again.scenario.data.y, session.scenario.data.y)
    # 1,000 steps back and forth: each stop is the one that was there.
    at = entries
    for _ in range(1000 // 15):
        back = rng.randint(0, at)
        for _ in range(back):
            session.edits.undo()
        at -= back
        assert fingerprint(session) == seen[at]
        on = rng.randint(0, entries - at)
        for _ in range(on):
            session.edits.redo()
        at += on
        assert fingerprint(session) == seen[at]
