"""What can be tried: other experiments made of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.key import Key
from visprop.engine.registry import require
from visprop.scenario.initialisers import Initial
from visprop.scenario.parameters import with_initial, with_values
from visprop.scenario.rebuilding import with_activation
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.timeline.doctor.rates import larger_rate, smaller_rate
from visprop.timeline.doctor.vitals import dead_neurons


@dataclass(frozen=True)
class Remedy:
    """One remedy.

    Attributes:
        short: what is done, in two or three words.
        words: the same for the experiment and the layer that it is about.
        change: the run that would begin now, its p as that of the scenario, and the layer → the scenario that is tried.
        is_from_before: whether it is tried from just before the first cause, and not from where one is.
        is_beginning: whether a reset leads to what it begins with.
    """

    short: str
    words: Callable[[Scenario, int], str]
    change: Callable[[Run, int], Scenario]
    is_from_before: bool = False
    is_beginning: bool = False

    def __post_init__(self) -> None:
        require(self, "remedy", name=self.short)


def _initial(scenario: Scenario) -> Initial:
    """Weights drawn so that neither a nor δ grows or fades from layer to layer, smaller for large inputs."""
    hidden = scenario.network.activations[:-1] or scenario.network.activations
    is_he = any(not ACTIVATIONS[name].is_bounded and name != "identity" for name in hidden)
    large = float(np.sqrt(np.mean(scenario.train.x**2)))
    return Initial("he" if is_he else "xavier", float(f"{1.0 / max(1.0, large):.1g}"), scenario.initial.seed)


def _drawing(scenario: Scenario, layer: int) -> str:
    return f"draw all weights anew, {'He' if _initial(scenario).init == 'he' else 'Xavier'}"


def _drawn(run: Run, layer: int) -> Scenario:
    return with_initial(run.scenario, _initial(run.scenario))


def _squashing(scenario: Scenario) -> list[int]:
    """The hidden layers whose σ′ is small everywhere."""
    return [i for i, name in enumerate(scenario.network.activations[:-1], start=1) if name == "logistic"]


def _steepening(scenario: Scenario, layer: int) -> str:
    is_any = bool(_squashing(scenario))
    return ("tanh in the hidden layers, and " if is_any else "") + _drawing(scenario, layer)


def _steeper(run: Run, layer: int) -> Scenario:
    """tanh, whose slope at 0 is 1 and not ¼, in the place of the logistic function."""
    scenario = run.scenario
    for one in _squashing(scenario):
        scenario = with_activation(scenario, one, "tanh")
    return with_initial(scenario, _initial(scenario))


def _lifting(scenario: Scenario, layer: int) -> str:
    return "raise the biases of dead neurons, so that each fires for half of the rows"


def _lifted(run: Run, layer: int) -> Scenario:
    """Each dead neuron's bias raised to where z > 0 for half of the rows, layer after layer, as each feeds the next."""
    scenario = run.scenario
    for i in range(scenario.network.depth):
        with np.errstate(all="ignore"):
            step = list(scenario.network.passes(scenario.p0, scenario.train.x))[i]
        lifts = {Key.bias(i + 1, j): float(step.biases[j - 1] - np.median(step.z[:, j - 1])) for j in dead_neurons(step)}
        free = [key for key in lifts if scenario.free[scenario.network.single(key)]]
        # What is tied takes the value that is set last: the highest, so that each of them fires.
        scenario = with_values(scenario, {key: lifts[key] for key in sorted(free, key=lifts.__getitem__)})
    return scenario


def _slower(run: Run, layer: int) -> Scenario:
    return run.scenario.with_training(replace(run.scenario.training, eta=smaller_rate(run)))


def _faster(run: Run, layer: int) -> Scenario:
    return run.scenario.with_training(replace(run.scenario.training, eta=larger_rate(run)))


DRAW = Remedy("other weights", _drawing, _drawn, is_beginning=True)
STEEPEN = Remedy("tanh, other weights", _steepening, _steeper, is_beginning=True)
LIFT = Remedy("higher biases", _lifting, _lifted)
SLOW_DOWN = Remedy(
    "a smaller η", lambda scenario, layer: "a smaller learning rate η, from just before it", _slower, is_from_before=True
)
SPEED_UP = Remedy(
    "a larger η", lambda scenario, layer: "a larger learning rate η, the largest with which φ still goes down at once", _faster
)
