"""A training that differs in its settings alone, run in lockstep with another from the same p0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from visprop.engine.arrays import Array
from visprop.engine.optimisers import OPTIMISERS, PLAIN
from visprop.engine.schedule import STRATEGIES
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.diverged import Diverged
from visprop.timeline.history import History, Past
from visprop.timeline.timeline import Timeline
from visprop.timeline.work import AT_ONCE, BUDGET, Work

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
        return replace(training.with_optimiser(self.optimiser), strategy=self.strategy, batch_size=self.batch_size, eta=self.eta)


class Contender:
    """A contender at an update.

    Attributes:
        name: its settings in a few words.
        timeline: its training.
        history: the samples of it.
        update: where it is; it stays at the last update at which all is finite.
        stopped: why it does not go on; empty if it does.
    """

    def __init__(self, run: Run, settings: ContenderSettings, work: Work = AT_ONCE) -> None:
        scenario = run.scenario
        training = settings.applied_to(scenario.training)
        self.settings = settings
        self.name = describe(training, len(scenario.train))
        start = run.continued(scenario.with_training(training), run.update, scenario.p0, run.memory)
        self.timeline = Timeline(start, BUDGET // 4, work, with_costs=False)
        self.history = History(self.timeline)
        self.update = run.update
        self.stopped = ""

    def seen(self, pace: float) -> Rival:
        """What a picture knows of it."""
        return Rival(self.name, self.history, self.update, self.timeline.parameters(self.update), pace)

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


@dataclass(frozen=True, eq=False)
class Rival:
    """What a picture knows of a contender: where it is, and where it has been.

    Attributes:
        name: its settings in a few words.
        past: the samples of it.
        update: where it is.
        p: its parameters there.
        pace: how many updates of the training that it is compared with one of its own stands for.
    """

    name: str
    past: Past
    update: int
    p: Array
    pace: float

    def at_once(self) -> Rival:
        """The same, waiting for all samples."""
        return replace(self, past=self.past.at_once(self.update))


def identity(scenario: Scenario, training: Training) -> tuple[object, ...]:
    """What tells one training from another on a scenario's rows: batches of all of them are the full batch."""
    schedule = scenario.with_training(training).schedule
    is_whole = schedule.size >= schedule.count
    order = () if is_whole else (schedule.shuffle, schedule.seed if schedule.shuffle else 0)
    return (schedule.size, order, training.optimiser, training.constants, training.eta)


def distinct(scenario: Scenario, settings: Iterable[ContenderSettings]) -> tuple[ContenderSettings, ...]:
    """Those that differ from the scenario's own training and from each other, in their order."""
    seen, found = {identity(scenario, scenario.training)}, list[ContenderSettings]()
    for one in settings:
        name = identity(scenario, one.applied_to(scenario.training))
        if name not in seen:
            seen.add(name)
            found.append(one)
    return tuple(found)


def describe(training: Training, count: int) -> str:
    """The settings in a few words, on so many rows: `Adam, batches of 10, η = 0.01`; plain descent is not mentioned."""
    size = STRATEGIES[training.strategy].size(count, training.batch_size)
    name = training.strategy if size < count or training.strategy == "online" else "full_batch"
    strategy = STRATEGIES[name].words.format(training.batch_size)
    optimiser = "" if training.optimiser == PLAIN else f"{OPTIMISERS[training.optimiser].words}, "
    return f"{optimiser}{strategy}, η = {training.eta_schedule.in_words(training.eta)}"
