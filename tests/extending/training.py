"""Newcomers that a training is made of."""

from dataclasses import replace

import numpy as np
from PySide6.QtWidgets import QMenu

from tests.extending.world import World, newcomer, offered, scenario_of, tree
from visprop.cli.main import main
from visprop.engine.activation import Activation
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.costs import COSTS, PAIRS
from visprop.engine.derivation import Derivation, Result, Row
from visprop.engine.fast import explained
from visprop.engine.key import Key
from visprop.engine.optimiser import Optimiser, Range
from visprop.engine.optimiser import explained as explained_rule
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.pair import Cost, Pair
from visprop.engine.rates import RATE_RULES, RateRule
from visprop.engine.schedule import STRATEGIES, Strategy
from visprop.qt.dialogs.compare import CompareDialog
from visprop.qt.views.layer_tools import fill_layer_menu
from visprop.scenario.planted.error import Caught, PlantedError
from visprop.scenario.planted.passing import PassPieces
from visprop.scenario.planted.registry import ERRORS
from visprop.scenario.stop import CONDITIONS, Condition
from visprop.timeline.doctor.ailments import AILMENTS, Ailment
from visprop.timeline.doctor.remedies import Remedy
from visprop.timeline.doctor.signs import Signs


def elu(z):
    return np.where(z > 0.0, z, 0.5 * np.expm1(np.minimum(z, 0.0)))


def elu_slope(z, a):
    return np.where(z > 0.0, 1.0, a + 0.5)


# A kink at 0, a constant of its own, and a slope that is told of z in one case and of a in the other.
ELU = Activation(
    name="half_elu", words="half ELU", plain="ELU", is_letter=False, value=elu, slope=elu_slope,
    is_slope_of_a=False, back=None, bend=lambda z, a, slope: np.where(z > 0.0, 0.0, slope), ahead=None, back_bend=None,
    kinks=(0.0,), is_bounded=False, is_positive=(False, True), sigmoid=None, jacobian=None,
    fast=explained(elu, elu_slope),
    derivation=lambda n: Derivation(
        "The exponential linear unit, with ½",
        (
            Row("a", "z", "z", "1", "if z is above 0"),
            Row("α", "exp(z)", "z", "exp(z)", "exponential rule"),
            Row("a", "(α - 1)/2", "α", "1/2", "if it is below"),
        ),
    ),
)  # fmt: skip


@newcomer("activation")
def activation(world: World) -> None:
    world.add(ACTIVATIONS, ELU)
    path = world.file(tree(network={"sizes": [2, 3, 2], "activations": ["half_elu", "half_elu"]}))
    world.trained(path)
    assert r"\mathrm{ELU}" in world.written(scenario_of(path))
    assert "The exponential linear unit, with ½" in world.derived(scenario_of(path))
    world.visprop("new", "--sizes", "2,3,1", "--activations", "half_elu", "-o", world.folder / "made.visprop")
    assert scenario_of(world.folder / "made.visprop").network.activations == ("half_elu", "half_elu")
    window = world.open(path)
    assert "half ELU" in [action.text() for action in layer_actions(window)]
    del ACTIVATIONS["half_elu"]
    assert "network.activations[0]: expected one of logistic" in world.refused("train", path, "--updates", 1)
    ACTIVATIONS["half_elu"] = ELU


def pinball(y, z, a):
    return (0.9 * np.maximum(y - a, 0.0) + 0.1 * np.maximum(a - y, 0.0)).sum(axis=-1)


# Two cases, none of them a square, and not the same on both sides.
PINBALL = Pair(
    value=pinball, gradient=lambda y, a: 0.1 * np.heaviside(a - y, 1.0) - 0.9 * np.heaviside(y - a, 1.0),
    bend=lambda y, a: 0.0 * a, corner=lambda y, a: a - y, delta=None, fast_delta=None, needs_z=False, of_squares=None,
    term="(9*relu(y - a) + relu(a - y))/10", factor="1", slope="(wrong(y - a) - 9*wrong(a - y))/10", inner="", vectorised="",
    derivation=lambda n: Derivation(
        "The pinball",
        (
            Row("α", "relu(y - a)", "a", "-wrong(a - y)", "−1 where a is below y, else 0"),
            Row("β", "relu(a - y)", "a", "wrong(y - a)", "1 where a is above y, else 0"),
            Row("c", "(9*α + β)/10", "a", "(9*dα + dβ)/10", "sum rule"),
        ),
    ),
    refuse_targets=lambda y: "" if np.isfinite(y).all() else "the pinball needs finite targets",
)  # fmt: skip


@newcomer("cost")
def cost(world: World) -> None:
    world.add(COSTS, Cost("pinball", "pinball, for the 90 % quantile", lambda n: PINBALL))
    path = world.file(tree(network={"sizes": [2, 3, 2], "activations": ["tanh", "identity"], "cost": "pinball"}))
    world.trained(path)
    assert "The pinball" in world.derived(scenario_of(path))
    world.visprop("new", "--sizes", "2,3,1", "--cost", "pinball", "-o", world.folder / "made.visprop")
    assert scenario_of(world.folder / "made.visprop").network.cost == "pinball"
    assert "pinball, for the 90 % quantile" in [action.text() for action in layer_actions(world.open(path))]


# Of counts: it goes with outputs above 0 alone, and its δ is no a − y.
POISSON = Pair(
    value=lambda y, z, a: (a - y * np.log(a)).sum(axis=-1), gradient=lambda y, a: 1.0 - y / a,
    bend=lambda y, a: y / (a * a), corner=None, delta=None, fast_delta=None, needs_z=False, of_squares=None,
    term="a - y*ln(a)", factor="1", slope="1 - y/a", inner="", vectorised="",
    derivation=lambda n: Derivation(
        "Poisson's cost", (Row("c", "a - y*ln(a)", "a", "1 - y/a", "logarithm rule"),), (Result("c", "a", "(a - y)/a"),)
    ),
    refuse_targets=lambda y: "counts are from 0 on" if np.min(y) < 0.0 else "",
)  # fmt: skip


@newcomer("a cost with one activation")
def pair(world: World) -> None:
    world.add(COSTS, Cost("poisson", "Poisson's, for counts", None))
    world.add(PAIRS, POISSON, ("softplus", "poisson"))
    network = {"sizes": [2, 3, 2], "activations": ["tanh", "softplus"], "cost": "poisson"}
    world.trained(world.file(tree(network=network)))
    assert "Poisson's cost" in world.derived(scenario_of(world.file(tree(network=network))))
    wrong = world.file(tree(network={**network, "activations": ["tanh", "tanh"]}))
    assert "poisson needs softplus in the last layer" in world.refused("train", wrong, "--updates", 1)
    below = world.file(tree(network=network, data={"x": [[0, 1]], "y": [[-1, 2]]}))
    assert "data: counts are from 0 on" in world.refused("check", below)


def decayed(given):
    """Two memories, p, the number of the update, and a constant that no other has."""
    b1, b2, far, eps = (given.c[name] for name in ("β1", "β2", "γ", "ε"))
    m = b1 * given.memory[0] + (1.0 - b1) * given.g
    s = b2 * given.memory[1] + (1.0 - b2) * given.g**2
    ahead = (b1 * m + (1.0 - b1) * given.g) / (1.0 - b1**given.t)
    return -given.eta * (ahead / (np.sqrt(s / (1.0 - b2**given.t)) + eps) + far * given.p), (m, s)


NADAMW = Optimiser(
    name="nadamw", words="NAdam with decay", memory=("m", "s"), constants=(("β1", 0.8), ("β2", 0.99), ("ε", 1e-8), ("γ", 0.02)),
    ranges=(
        Range("beta1", "share of the last mean", 0.0, 1.0), Range("beta2", "share of the last mean square", 0.0, 1.0),
        Range("epsilon", "what keeps from dividing by 0", 1e-300, 1.0), Range("far", "what draws p to 0", 0.0, 5.0),
    ),
    rules=(
        ("m", "β1*m + (1 - β1)*g"), ("s", "β2*s + (1 - β2)*g^2"),
        ("Δ", "-η*(((β1*m + (1 - β1)*g)/(1 - β1t))/(sqrt(s/(1 - β2t)) + ε) + γ*p)"),
    ),
    stepped=decayed, called=explained_rule(decayed), edge=None, compared_at=0.05,
)  # fmt: skip


@newcomer("optimiser")
def optimiser(world: World) -> None:
    world.add(OPTIMISERS, NADAMW)
    settings = {"optimiser": "nadamw", "constants": {"far": 0.5}}
    path = world.file(
        tree(settings, parameters={"init": "normal", "seed": 2, "frozen": ["b1"], "tied": [["w1[1,1]", "w2[1,1]"]]})
    )
    world.trained(path)
    assert "NAdam with decay" in world.written(scenario_of(path))
    wrong = world.file(tree({"optimiser": "nadamw", "constants": {"far": 5}}), "wrong.visprop")
    assert "training.constants.far: expected a number below 5" in world.refused("train", wrong, "--updates", 1)
    window = world.open(path)
    window.docks.bring_up("training")
    form = window.docks.panels["training"].form
    assert "NAdam with decay" in offered(form.optimiser)
    assert form.constants.fields["γ"].text() == "0.5"
    assert "NAdam with decay" in offered(window.docks.panels["scenario"].optimiser)
    dialog = CompareDialog(window.session, window)
    assert "NAdam with decay" in offered(dialog.rows[0].optimiser)
    del OPTIMISERS["nadamw"]
    assert "training.optimiser: expected one of gradient_descent" in world.refused("train", path, "--updates", 1)
    OPTIMISERS["nadamw"] = NADAMW


@newcomer("strategy")
def strategy(world: World) -> None:
    half = Strategy("half", "half of all", "half of all", lambda count, batch: max(1, count // 2), has_size=False, has_order=True)
    world.add(STRATEGIES, half)
    path = world.file(tree({"strategy": "half", "shuffle": True, "seed": 3}))
    world.trained(path)
    assert scenario_of(path).schedule.size == 3
    window = world.open(path)
    window.docks.bring_up("training")
    form = window.docks.panels["training"].form
    assert form.strategy.currentText() == "half of all"
    assert not form.batch.isEnabled()


@newcomer("schedule of η")
def schedule(world: World) -> None:
    # Neither steps nor ever falling: it goes down to a share of η₀, and up again.
    world.add(
        RATE_RULES,
        RateRule(
            "waves", "in waves", "how many updates a wave has", "what is left of η at its lowest",
            ", in waves of {every} updates down to {factor:g} of it",
            lambda eta, k, every, factor: eta * (factor + (1.0 - factor) * 0.5 * (1.0 + float(np.cos(2.0 * np.pi * k / every)))),
        ),
    )  # fmt: skip
    path = world.file(tree({"eta_schedule": {"rule": "waves", "every": 8, "factor": 0.25}}))
    world.trained(path)
    assert [round(scenario_of(path).eta(k), 12) for k in (0, 4, 8)] == [0.05, 0.0125, 0.05]
    window = world.open(path)
    window.docks.bring_up("training")
    form = window.docks.panels["training"].form
    assert (form.rule.currentText(), form.every.toolTip()) == ("in waves", "How many updates a wave has")
    assert "η = 0.05, in waves of 8 updates down to 0.25 of it" in window.docks.panels["scenario"]._more.text()


# One has a range with an end, the other looks back by more epochs than its limit says.
RIGHT = Condition(
    "right", "a share of {:g} is right", False, 0.0, 1.0, 0.9,
    measure=lambda sums, p: None if (found := sums.quality(p, False)) is None else found[1] if found[1] is not None else np.nan,
    holds=lambda shares, limit: shares[0] >= limit,
)  # fmt: skip
FLAT = Condition(
    "flat", "φ fell by less than {:g} in three epochs", False, 0.0, np.inf, 0.001,
    measure=lambda sums, p: sums.phi(p), holds=lambda costs, limit: len(costs) == 4 and costs[3] - costs[0] < limit,
    back=lambda limit: 3,
)  # fmt: skip


@newcomer("condition that ends a training")
def stop(world: World) -> None:
    world.add(CONDITIONS, RIGHT)
    world.add(CONDITIONS, FLAT)
    ends = {"eta": 1.0, "stop": {"updates": 4000, "right": 1.0}}
    path = world.file(tree(ends))
    world.trained(path)
    assert "(a share of 1 is right)" in world.visprop("train", path, "--updates", 4000, "--save", world.folder / "end.visprop")
    assert scenario_of(world.folder / "end.visprop").training.stop.limits == (("updates", 4000), ("right", 1.0))
    flat = world.file(tree({"stop": {"flat": 0.01, "updates": 4000}}))
    assert "in three epochs" in world.visprop("train", flat)
    wrong = world.file(tree({"stop": {"right": 1.5}}))
    assert "training.stop.right: expected a number from 0 to 1" in world.refused("train", wrong, "--updates", 1)
    window = world.open(world.file(tree(ends)))
    window.docks.bring_up("training")
    panel = window.docks.panels["training"]
    panel.form.limits["right"].field.setText("2")
    panel._on_apply()
    assert "“2” is not a number from 0 to 1" in panel.error.text()
    panel.form.limits["right"].field.setText("0.75")
    panel._on_apply()
    assert window.session.scenario.training.stop.limit("right") == 0.75
    told = window.docks.panels["scenario"]._more
    world.qtbot.waitUntil(lambda: "ends when a share of 0.75 is right" in told.text(), timeout=60_000)
    assert window.session.playback.run_to_stop()
    world.qtbot.waitUntil(lambda: not window.session.playback.running, timeout=60_000)
    assert "a share of 0.75 is right" in window.message.text()
    del CONDITIONS["right"]
    assert "training.stop.right: unknown field" in world.refused("train", world.folder / "end.visprop", "--updates", 1)
    CONDITIONS["right"] = RIGHT


def layer_actions(window):
    """What can be done with the last layer."""
    menu = QMenu(window)
    fill_layer_menu(menu, window.session, window.session.scenario.network.depth)
    return menu.actions()


def heavy(looks):
    return Signs(2, "δ of layer 2 is there") if looks[-1].delta[1] > 0.0 else None


# It is about a layer, explains another, and its remedy is an edit of the training.
HEAVY = Ailment(
    "heavy", "Layer {} is heavy", heavy,
    Remedy(
        "a penalty", lambda scenario, layer: f"a penalty for layer {layer}",
        lambda run, layer: run.scenario.with_training(replace(run.scenario.training, l2=0.25)),
    ),
)  # fmt: skip


@newcomer("what goes wrong in a training")
def ailment(world: World) -> None:
    world.add(AILMENTS, HEAVY)
    path = world.file(tree())
    world.printed()
    assert main(["doctor", str(path)]) == 1
    assert "Layer 2 is heavy, since update 0: δ of layer 2 is there" in world.printed()
    window = world.open(path)
    window.actions_["doctor"].trigger()
    card = window.docks.panels["doctor"].cards["heavy"]
    world.qtbot.waitUntil(lambda: card.isVisible() and card.title.text() == "Layer 2 is heavy", timeout=60_000)
    card.remedy.click()
    assert window.session.scenario.training.l2 == 0.25
    window.session.edits.undo()
    assert window.session.scenario.training.l2 == 0.0


def half_back(f, layer, delta):
    return 0.5 * (delta @ f.layers[layer][0])


@newcomer("planted error")
def planted_error(world: World) -> None:
    error = PlantedError(
        "half-back", "Only half of it comes back", "$δ^1 = \\frac{1}{2} (w^2)^⊤ δ^2 ⊙ σ′(z^1)$", "$δ^1 = (w^2)^⊤ δ^2 ⊙ σ′(z^1)$",
        "The lower layers learn half as fast.", ("The last layer is right.", "Divide by what nudging says."), Caught.BY_GRADIENT,
        lambda scenario: scenario.network.depth > 1, lambda named: named("two-neurons"), PassPieces(returned=half_back),
    )  # fmt: skip
    world.add(ERRORS, error)
    path = world.file(tree(network={"sizes": [2, 3, 2], "activations": ["tanh", "logistic"]}))
    assert main(["check", str(path), "--planted", "half-back"]) == 1
    assert "FAILED" in world.printed()
    window = world.open(path)
    hunt = window.adapter.hunt
    numbers = [number for number in range(1, len(ERRORS) + 1) if hunt.begin(number, False) and hunt.case.error is error]
    assert numbers
    assert hunt.begin(numbers[0], False)
    assert hunt.accuse(Key("line", hunt.case.wrong.line.number))
    assert hunt.name(hunt.case.choices.index(error))
