"""What is missing in an entry, or contradicts itself, is refused at once, with the entry's name and the field."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from tests.extending.training import ELU, NADAMW, PINBALL
from tests.extending.window import SPECS, ActionSpec
from tests.toy_kind import HALVING
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.costs import COSTS, PAIRS
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.pair import Cost
from visprop.engine.rates import RATE_RULES
from visprop.engine.schedule import STRATEGIES
from visprop.engine.written import FUNCTIONS, value
from visprop.export.registry import FORMATS
from visprop.figures.network.forms.registry import FORMS
from visprop.figures.views import VIEWS
from visprop.kinds.registry import KINDS
from visprop.notation.expression.expr import Variable
from visprop.notation.expression.from_formula import _FUNCTIONS, expression
from visprop.notation.glossary import Term
from visprop.notation.notations.dresses import WORN
from visprop.notation.notations.registry import NOTATIONS
from visprop.qt.window.network_window import PANELS, network_window
from visprop.scenario.data.column_types import TYPES
from visprop.scenario.data.datasets import DATASETS
from visprop.scenario.data.missing import FILLINGS
from visprop.scenario.data.scaling import SCALINGS
from visprop.scenario.initialisers import INITIALISERS
from visprop.scenario.sets import SETS
from visprop.scenario.stop import CONDITIONS, Stop
from visprop.scenario.workspaces import WORKSPACES
from visprop.timeline.doctor.ailments import AILMENTS

REGISTRIES = (
    ACTIVATIONS, COSTS, PAIRS, OPTIMISERS, STRATEGIES, RATE_RULES, DATASETS, SETS, SCALINGS, INITIALISERS, CONDITIONS, TYPES,
    FILLINGS, NOTATIONS, WORN, FORMS, VIEWS, WORKSPACES, PANELS, SPECS, FORMATS, KINDS,
    AILMENTS,
)  # fmt: skip


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda registry: type(next(iter(registry.values()))).__name__)
def test_the_numbers_of_the_programs_own_entries_hold(registry):
    for name, entry in list(registry.items()):
        registry[name] = entry


ENTRIES = [
    ("the activation 'half_elu': words is to be a text", lambda: replace(ELU, words=" ")),
    ("the activation 'half_elu': value is to be a function", lambda: replace(ELU, value=None)),
    ("the cost 'c': with_any is to be a function, not 3", lambda: Cost("c", "c", 3)),
    ("the pair with the term 'a': factor is to be a text", lambda: replace(PINBALL, term="a", factor="")),
    ("the optimiser 'nadamw': rules are to give Δ", lambda: replace(NADAMW, rules=NADAMW.rules[:2])),
    ("the optimiser 'nadamw': constants and ranges", lambda: replace(NADAMW, ranges=NADAMW.ranges[:2])),
    ("the optimiser 'nadamw': constant β1 is to be from 0", lambda: NADAMW.with_constants({"β1": 1.5})),
    ("the schedule of η 'step': told is to have the gap", lambda: replace(RATE_RULES["step"], told="")),
    ("the strategy 'mini_batch': words are to have a gap", lambda: replace(STRATEGIES["mini_batch"], words="batches")),
    ("the ailment 'dead': it cannot explain itself", lambda: replace(AILMENTS["dead"], hidden_by=frozenset({"dead"}))),
    ("the data set 'and': uses are to be among", lambda: replace(SETS["and"], uses=frozenset({"colour"}))),
    ("the scaling 'none': 'none' is the name for none", lambda: replace(SCALINGS["unit"], name="none")),
    ("the initialiser 'he': scale is to be from 0", lambda: replace(INITIALISERS["he"], scale=-1.0)),
    ("the condition 'cost': words are to have one gap", lambda: replace(CONDITIONS["cost"], words="φ is low")),
    ("the condition 'cost': measure and holds belong", lambda: replace(CONDITIONS["cost"], holds=None)),
    ("the condition 'updates': it is of a count", lambda: replace(CONDITIONS["updates"], update=None)),
    ("the condition 'cost': low ≤ usual ≤ high", lambda: replace(CONDITIONS["cost"], usual=-1.0)),
    ("the type of a column 'date': what is one-hot is not read", lambda: replace(TYPES["date"], is_one_hot=True)),
    ("the filling 'mean': words is to be", lambda: replace(FILLINGS["mean"], words="")),
    ("the notation 'euler': listing is to be a function", lambda: replace(NOTATIONS["euler"], listing="")),
    ("the dress 'any': weight is w or p", lambda: replace(WORN["any"].dress, weight="v")),
    ("the form of a neuron 'disc': most is to be", lambda: replace(FORMS["disc"], most=-1)),
    ("the view 'cost': page_uses are those of a page", lambda: replace(VIEWS["cost"], page_uses=("now",))),
    ("the workspace 'step': wide is to have the places", lambda: replace(WORKSPACES["step"], upper=("picture", "map"))),
    (
        "the workspace 'data': next_unit is to be one of line, example, update, epoch",
        lambda: replace(network_window(), workspaces={"data": replace(WORKSPACES["data"], next_unit="decade")}),
    ),
    ("the panel 'watch': make is to be a function", lambda: replace(PANELS["watch"], make=None)),
    ("the command 'x': menu and does belong together", lambda: ActionSpec("x", "X", "", "x", menu="&Train")),
    ("the command 'x': there is no menu 'Attic'", lambda: ActionSpec("x", "X", "", "x", menu="Attic", does=print)),
    ("the word 'κ': meaning is to be a text", lambda: Term("κ", "kappa", "")),
    ("the kind of experiment 'halving': words is to be a text", lambda: replace(HALVING, words="")),
    (
        "the kind of experiment 'halving': its files are to name",
        lambda: replace(HALVING, file=replace(HALVING.file, workspaces=())),
    ),
    ("the format 'svg': uses are to be among", lambda: replace(FORMATS["svg"], uses=("smell",))),
]


@pytest.mark.parametrize("message, make", ENTRIES, ids=[message.split(":")[0] for message, _ in ENTRIES])
def test_an_entry_that_is_not_whole_is_refused_when_it_is_made(message, make):
    with pytest.raises(ValueError, match=message):
        make()


def one_for_each(seed, n, noise):
    """A class for each point."""
    return np.ones((n, 2)), np.arange(n)


def ends(eta, k, every, factor):
    """A rate that is 0 from some update on."""
    return eta * (k < 7)


NUMBERS = [
    (ACTIVATIONS, "the activation 'half_elu': slope is not that of value", replace(ELU, slope=lambda z, a: 0.9 + 0.0 * z)),
    (ACTIVATIONS, "the activation 'half_elu': fast and value differ", replace(ELU, fast=ACTIVATIONS["tanh"].fast)),
    (ACTIVATIONS, "the activation 'half_elu': is_bounded", replace(ELU, is_bounded=True)),
    (ACTIVATIONS, "the activation 'half_elu': is_positive: σ is not", replace(ELU, is_positive=(True, True))),
    (
        ACTIVATIONS,
        "the activation 'relu': is_positive: σ′ is not",
        replace(ACTIVATIONS["relu"], is_positive=(False, True)),
    ),
    (ACTIVATIONS, "the activation 'half_elu': is_slope_of_a", replace(ELU, is_slope_of_a=True)),
    (COSTS, "the cost 'c': gradient is not that of value", replace(PINBALL, gradient=lambda y, a: a - y, slope="a - y")),
    (COSTS, "the cost 'c': slope 'a - y' is not the gradient", replace(PINBALL, slope="a - y")),
    (COSTS, "the cost 'c': term .* not the value", replace(PINBALL, factor="2")),
    (COSTS, "the formula 'a.3': of powers only squares", replace(PINBALL, term="a^3")),
    (COSTS, "the cost 'c': it refuses shares", replace(PINBALL, refuse_targets=lambda y: "none is right")),
    (OPTIMISERS, "'nadamw': rules and stepped differ", replace(NADAMW, rules=(*NADAMW.rules[:2], ("Δ", "-η*m")))),
    (OPTIMISERS, "'nadamw': called and stepped differ", replace(NADAMW, called=OPTIMISERS["adam"].called)),
    (
        RATE_RULES,
        "'step': value is to be above 0",
        replace(RATE_RULES["step"], value=lambda eta, k, every, factor: eta * (k < 7)),
    ),
    (STRATEGIES, "'online': size is to be a whole number", replace(STRATEGIES["online"], size=lambda count, batch: 0)),
    (
        DATASETS,
        "'xor': make is to give a label 0 or 1",
        replace(DATASETS["xor"], make=lambda s, n, noise: (np.ones((n, 2)), np.arange(n))),
    ),
    (SCALINGS, "'unit': constants is to give", replace(SCALINGS["unit"], constants=lambda values: (0.0, 1.0))),
    (INITIALISERS, "'he': draw is to give 13 numbers", replace(INITIALISERS["he"], draw=lambda network, seed, scale: np.ones(3))),
]


@pytest.mark.parametrize("registry, message, entry", NUMBERS, ids=[message for _, message, _ in NUMBERS])
def test_numbers_that_contradict_one_another_are_refused_when_they_are_registered(registry, message, entry):
    before = dict(registry)
    made = Cost("c", "c", lambda n: entry) if registry is COSTS else entry
    with pytest.raises(ValueError, match=message):
        registry[made.name] = made
    assert dict(registry) == before


def test_an_entry_stands_under_its_own_name():
    with pytest.raises(ValueError, match="the entry 'half_elu' cannot be registered as 'elu'"):
        ACTIVATIONS["elu"] = ELU


def test_a_stop_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="there is no condition 'colour'"):
        Stop(colour=1)
    for limit in (0, 1.5, inf):
        with pytest.raises(ValueError, match="the condition 'updates' needs a whole number from 1"):
            Stop(updates=limit)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_formula_has_the_number_that_its_equation_has(name):
    assert set(FUNCTIONS) == set(_FUNCTIONS)
    for number in (0.3, 0.9, 1.7):
        x = np.array([number])
        assert expression(f"{name}(x)", {"x": Variable("x", x)}).value() == pytest.approx(
            value(f"{name}(x)", {"x": x}), rel=1e-15
        )
