"""A training that differs in its settings alone, run in lockstep with another from the same p0."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visprop.engine.optimisers import OPTIMISERS, PLAIN
from visprop.engine.schedule import STRATEGIES
from visprop.scenario.run import Run
from visprop.scenario.scenario import Training
from visprop.timeline.history import History
from visprop.timeline.timeline import Diverged, Timeline

MAX_CONTENDERS = 3
"""How many trainings are compared with one, so that there are four in all."""


@dataclass(frozen=True)
class ContenderSettings:
    """What a contender has other than the scenario.

    Attributes:
        strategy, batch_size, eta, optimiser: as in `Training`.
    """

    strategy: str
    batch_size: int
    eta: float
    optimiser: str

    def applied_to(self, training: Training) -> Training:
        """The training with these settings."""
        return replace(training, strategy=self.strategy, batch_size=self.batch_size, eta=self.eta, optimiser=self.optimiser)


class Contender:
    """A contender at an update.

    Attributes:
        name: its settings in a few words.
        timeline: its training.
        history: the samples of it.
        update: where it is; it stays at the last update at which all is finite.
        stopped: why it does not go on; empty if it does.
    """

    def __init__(self, run: Run, settings: ContenderSettings) -> None:
        scenario = run.scenario
        training = settings.applied_to(scenario.training)
        self.settings = settings
        self.name = describe(training)
        self.timeline = Timeline(run.continued(scenario.with_training(training), run.update, scenario.p0, run.memory))
        self.history = History(self.timeline)
        self.update = run.update
        self.stopped = ""

    def advance(self, update: int, seconds: float = float("inf")) -> int:
        """Go towards an update for so many seconds; tells which one is reached. One that has diverged counts as there."""
        try:
            self.update = self.timeline.advance(update, seconds)
            self.timeline.parameters(self.update)
        except Diverged as stop:
            self.stopped = str(stop)
            self.update = min(update, stop.breakdown.before.update)
            return update
        if self.update == update:
            self.stopped = ""
        return self.update


def describe(training: Training) -> str:
    """The settings in a few words: `Adam, batches of 10, η = 0.01`; plain descent is not mentioned."""
    strategy = STRATEGIES[training.strategy].words.format(training.batch_size)
    optimiser = "" if training.optimiser == PLAIN else f"{OPTIMISERS[training.optimiser].words}, "
    return f"{optimiser}{strategy}, η = {training.eta_schedule.in_words(training.eta)}"
