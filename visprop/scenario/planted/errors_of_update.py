"""The errors of the update: what each changes, and all that is told of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.objective import Freedom, Objective
from visprop.engine.optimiser import Given, Optimiser
from visprop.scenario.planted.error import Caught, PlantedError
from visprop.scenario.planted.homes import has_batches, of, trained_by, with_frozen, with_ties
from visprop.scenario.planted.updating import UpdatePieces
from visprop.scenario.scenario import Scenario

_Stepped = tuple[Array, tuple[Array, ...]]
_PASSES = "Every pass is right, of each example: the gradient check has nothing to say."
_RULE = "Write the optimiser's rule down, and compute one Δ with what the picture shows."


def _total(gradients: Sequence[Array], nominal: int) -> Array:
    return np.asarray(np.sum(np.stack(gradients), axis=0))


def _by_nominal(gradients: Sequence[Array], nominal: int) -> Array:
    return _total(gradients, nominal) / nominal


def _last_alone(gradients: Sequence[Array], nominal: int) -> Array:
    return gradients[-1] / len(gradients)


def _shared_penalty(objective: Objective, p: Array, size: int) -> Array:
    return objective.penalty_gradient(p) / size


def _penalty_on_all(objective: Objective, p: Array, size: int) -> Array:
    return objective.l1 * np.sign(p) + objective.l2 * p


def _ungathered(freedom: Freedom, gradient: Array) -> Array:
    """Of a tied group the gradient of its first member alone."""
    return gradient[freedom.leaders]


def _felt_by_all(freedom: Freedom, slope: Array, gradient: Array) -> Array:
    return np.where(freedom.free, freedom.spread(slope), gradient)


def _uphill(optimiser: Optimiser, given: Given) -> _Stepped:
    step, memory = optimiser.stepped(given)
    return -step, memory


def _before_it_is_added(optimiser: Optimiser, given: Given) -> _Stepped:
    """The step of what was remembered before this gradient came."""
    _, memory = optimiser.stepped(given)
    return -given.eta * given.memory[0], memory


def _forgetful(optimiser: Optimiser, given: Given) -> _Stepped:
    nothing = tuple(np.zeros_like(part) for part in given.memory)
    return optimiser.stepped(given._replace(memory=nothing))


def _uncorrected(optimiser: Optimiser, given: Given) -> _Stepped:
    """As after infinitely many updates, when 1 − βᵗ is 1."""
    c = given.c
    _, (m, s, *_) = optimiser.stepped(given)
    decay = given.eta * c.get("λ", 0.0) * given.p
    return -given.eta * m / (np.sqrt(s) + c["ε"]) - decay, (m, s)


def _within_the_root(optimiser: Optimiser, given: Given) -> _Stepped:
    c = given.c
    _, memory = optimiser.stepped(given)
    if "β1" not in c:
        return -given.eta * given.g / np.sqrt(memory[0] + c["ε"]), memory
    mean, square = memory[0] / (1.0 - c["β1"] ** given.t), memory[1] / (1.0 - c["β2"] ** given.t)
    decay = given.eta * c.get("λ", 0.0) * given.p
    return -given.eta * mean / np.sqrt(square + c["ε"]) - decay, memory


def _unsquared(optimiser: Optimiser, given: Given) -> _Stepped:
    """The mean of |g| stands for that of g²."""
    c = given.c
    _, memory = optimiser.stepped(given)
    decay = c["β2"] if "β2" in c else c["α"]
    s = decay * given.memory[-1] + (1.0 - decay) * np.abs(given.g)
    if "β1" not in c:
        return -given.eta * given.g / (np.sqrt(s) + c["ε"]), (s,)
    mean, square = memory[0] / (1.0 - c["β1"] ** given.t), s / (1.0 - c["β2"] ** given.t)
    return -given.eta * mean / (np.sqrt(square) + c["ε"]) - given.eta * c.get("λ", 0.0) * given.p, (memory[0], s)


def _exchanged(optimiser: Optimiser, given: Given) -> _Stepped:
    c = given.c
    return optimiser.stepped(given._replace(c={**c, "β1": c["β2"], "β2": c["β1"]}))


def _has_uneven(scenario: Scenario) -> bool:
    schedule = scenario.schedule
    return schedule.size > 1 and len(scenario.train) % schedule.size != 0


def _has_frozen(scenario: Scenario) -> bool:
    return not scenario.free.all()


def _has_free_groups(scenario: Scenario) -> bool:
    return scenario.freedom.count < int(scenario.free.sum())


def _has_penalty(scenario: Scenario) -> bool:
    return scenario.objective.has_penalty


UPDATE_ERRORS = (
    PlantedError(
        "no-mean", "The mean over the batch is missing: its examples' gradients are only added up",
        "$Δw = −η Σ \\frac{∂c_e}{∂w}$", "$Δw = −\\frac{η}{m} Σ \\frac{∂c_e}{∂w}$",
        "The step grows with the batch, so that an η that was good for one size thrashes with another.",
        (_PASSES, "What the update adds is too large: by which factor?", "How many examples are in the batch?"),
        Caught.BY_UPDATE, has_batches, of("xor"), update=UpdatePieces(mean=_total),
    ),
    PlantedError(
        "nominal-size", "The last, smaller batch of an epoch is divided by the size of a full one",
        "$Δw = −\\frac{η}{m} Σ \\frac{∂c_e}{∂w}$, with m of a full batch",
        "$Δw = −\\frac{η}{m} Σ \\frac{∂c_e}{∂w}$, with m as many as it has",
        "The examples that come last count less than the others, in every epoch.",
        (_PASSES, "Most updates are right as well: go to the last one of an epoch.", "How many examples does that one have?"),
        Caught.BY_UPDATE, _has_uneven, of("xor", strategy="mini_batch", batch_size=3), update=UpdatePieces(mean=_by_nominal),
    ),
    PlantedError(
        "last-example", "= stands for += over the examples: only the last one of the batch counts",
        "$Δw = −\\frac{η}{m} \\frac{∂c_m}{∂w}$", "$Δw = −\\frac{η}{m} Σ \\frac{∂c_e}{∂w}$",
        "A buffer is overwritten by each example where it should be added to.",
        (_PASSES, _RULE, "Compare Δ with what each of the examples would do alone."),
        Caught.BY_UPDATE, has_batches, of("xor"), update=UpdatePieces(mean=_last_alone),
    ),
    PlantedError(
        "penalty-by-batch", "The penalty is divided by the size of the batch",
        "$Δw = −η (\\frac{∂c}{∂w} + \\frac{λ_2}{m} w)$", "$Δw = −η (\\frac{∂c}{∂w} + λ_2 w)$",
        "The mean is one over examples, and the penalty is about none of them: it is added once, after the mean.",
        (_PASSES, "Biases move as they should.", "The weights shrink too little: by which factor?"),
        Caught.BY_UPDATE, lambda s: _has_penalty(s) and has_batches(s), of("xor", l2=0.3),
        update=UpdatePieces(penalty=_shared_penalty),
    ),
    PlantedError(
        "penalty-on-biases", "Biases are penalised as well",
        "$\\frac{∂φ}{∂b} = \\frac{∂c}{∂b} + λ_2 b$", "$\\frac{∂φ}{∂b} = \\frac{∂c}{∂b}$",
        "φ has the weights alone in its penalty: where a neuron's threshold lies says nothing about how steep it is.",
        ("Every δ is right.", "Both checks accuse, and both the same parameters.", "Which letter do those have that are wrong?"),
        Caught.BY_BOTH, lambda s: _has_penalty(s) and bool(s.free[~s.network.is_weight].any()), of("two-neurons", l2=0.3),
        update=UpdatePieces(penalty=_penalty_on_all),
    ),
    PlantedError(
        "shared-sum", "Of a shared parameter only the first place counts: the sum is forgotten",
        "$\\frac{∂c}{∂b} = δ_1$", "$\\frac{∂c}{∂b} = Σ δ_l$, over all places of b",
        "A parameter that stands at several places acts at each of them, and its derivative is the sum.",
        ("Every δ is right.", "Most parameters are right.", "What do those have in common that are wrong?"),
        Caught.BY_BOTH, _has_free_groups, with_ties("two-neurons", ("b2[1]", "b2[2]"), ("w2[1,1]", "w2[2,2]")),
        update=UpdatePieces(gathered=_ungathered),
    ),
    PlantedError(
        "frozen-moves", "What is frozen is updated all the same",
        "$Δw = −η \\frac{∂c}{∂w}$ for every w", "$Δw = 0$ where w is frozen",
        "A frozen parameter has a gradient, but no coordinate in φ.",
        (_PASSES, "Most parameters move as they should.", "Which of them should not move at all?"),
        Caught.BY_UPDATE, _has_frozen, with_frozen("two-neurons", "b1", "w2[1,2]"), update=UpdatePieces(felt=_felt_by_all),
    ),
    PlantedError(
        "uphill", "The sign of the update is wrong: it climbs",
        "$Δw = +η \\frac{∂c}{∂w}$", "$Δw = −η \\frac{∂c}{∂w}$",
        "The gradient points to where φ grows. Descent goes against it.",
        (_PASSES, "Does φ fall?", "Compare the sign of one Δ with that of its gradient."),
        Caught.BY_UPDATE, lambda s: True, of("two-neurons"), update=UpdatePieces(stepped=_uphill),
    ),
    PlantedError(
        "stale-velocity", "The velocity of before the gradient is used: what is remembered is stale",
        "$Δw = −η v$, and then $v ← β v + \\frac{∂c}{∂w}$", "$v ← β v + \\frac{∂c}{∂w}$, and then $Δw = −η v$",
        "Every step is one update late, and the first does nothing.",
        (_PASSES, "What does the first update do?", _RULE),
        Caught.BY_UPDATE, trained_by("momentum"), of("two-neurons", optimiser="momentum"),
        update=UpdatePieces(stepped=_before_it_is_added),
    ),
    PlantedError(
        "lost-memory", "What the optimiser remembers is cleared before each update",
        "$v ← \\frac{∂c}{∂w}$", "$v ← β v + \\frac{∂c}{∂w}$",
        "The first update is right. A memory that is made anew in the loop, and not before it, does this.",
        (_PASSES, "The first update is right as well: go to the second.", _RULE),
        Caught.BY_UPDATE, lambda s: bool(s.optimiser.memory), of("two-neurons", optimiser="momentum"),
        update=UpdatePieces(stepped=_forgetful),
    ),
    PlantedError(
        "adam-uncorrected", "Adam's means are not corrected for having begun at 0",
        "$Δw = −η \\frac{m}{r + ε}$, where $r^2 = s$",
        "$Δw = −η \\frac{\\hat{m}}{r + ε}$, where $r^2 = \\hat{s}$: m and s divided by 1 − β₁ᵗ and 1 − β₂ᵗ",
        "At first m is a tenth and s a thousandth of what it should be: the first steps are three times too large.",
        (_PASSES, "How large is the first step of Adam? It is about η, whatever the gradient.", _RULE),
        Caught.BY_UPDATE, trained_by("adam", "adamw"), of("two-neurons", optimiser="adam", eta=0.05),
        update=UpdatePieces(stepped=_uncorrected),
    ),
    PlantedError(
        "epsilon-in-root", "ε stands inside the root",
        "$Δw = −η \\frac{g}{r}$, where $r^2 = s + ε$", "$Δw = −η \\frac{g}{r + ε}$, where $r^2 = s$",
        "Its root is far larger than ε: where gradients are small, steps are much smaller than they should be.",
        (_PASSES, "Steps of large gradients are right, those of small ones are not.", _RULE),
        Caught.BY_UPDATE, trained_by("rmsprop", "adam", "adamw"),
        of("two-neurons", optimiser="rmsprop", eta=0.05, constants=(("ε", 1e-3),)),
        update=UpdatePieces(stepped=_within_the_root),
    ),
    PlantedError(
        "unsquared", "The mean of |g| stands under the root, not that of g²",
        "s ← α s + (1 − α) |g|", "$s ← α s + (1 − α) g^2$",
        "Only the root of squares has the unit of a gradient, so that a step has that of η.",
        (_PASSES, "Halve the gradient in your mind: a first step of RMSProp or Adam does not change.", _RULE),
        Caught.BY_UPDATE, trained_by("rmsprop", "adam", "adamw"), of("two-neurons", optimiser="rmsprop", eta=0.05),
        update=UpdatePieces(stepped=_unsquared),
    ),
    PlantedError(
        "exchanged-betas", "β₁ and β₂ are exchanged",
        "$m ← β_2 m + (1 − β_2) g$, $s ← β_1 s + (1 − β_1) g^2$", "$m ← β_1 m + (1 − β_1) g$, $s ← β_2 s + (1 − β_2) g^2$",
        "The direction is remembered too long and the size too short. The first update is the same.",
        (_PASSES, "The first update is right as well: go to the second.", _RULE),
        Caught.BY_UPDATE, trained_by("adam", "adamw"), of("two-neurons", optimiser="adam", eta=0.05),
        update=UpdatePieces(stepped=_exchanged),
    ),
)  # fmt: skip
"""All of them, from the mean over the batch to the optimiser's rule."""
