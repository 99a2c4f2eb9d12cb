"""The registry of kinds of experiments."""

from __future__ import annotations

from visprop.engine.registry import Registry
from visprop.kinds.kind import Kind
from visprop.kinds.network import NETWORK
from visprop.scenario.any_run import AnyRun
from visprop.timeline.experiment import Experiment
from visprop.timeline.work import AT_ONCE, Work

KINDS: Registry[Kind] = Registry((NETWORK,))
"""Every kind by its name; the first one is that of a file that names none."""


def kind_of(run: AnyRun) -> Kind:
    """The kind of a run."""
    return KINDS[run.kind]


def experiment_of(run: AnyRun, budget: int, work: Work = AT_ONCE) -> Experiment:
    """What is stepped through of a run, within so many bytes."""
    return kind_of(run).experiment(run, budget, work)
