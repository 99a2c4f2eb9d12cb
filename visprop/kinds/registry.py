"""The registry of kinds of experiments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visprop.benches.registry import BENCHES
from visprop.engine.registry import Registry
from visprop.kinds.benches import bench_kind
from visprop.kinds.kind import Kind, Offer
from visprop.kinds.network import NETWORK
from visprop.scenario.any_run import AnyRun
from visprop.timeline.work import AT_ONCE, Work

if TYPE_CHECKING:
    from visprop.timeline.experiment import Experiment

KINDS: Registry[Kind] = Registry((NETWORK, *map(bench_kind, BENCHES.values())))
"""Every kind by its name; the first one is that of a file that names none."""


def offers() -> dict[str, Offer]:
    """What can be begun with beside the files that come with the program, by the names of the kinds."""
    return {name: kind.offer for name, kind in KINDS.items() if kind.offer is not None}


def kind_of(run: AnyRun) -> Kind:
    """The kind of a run."""
    return KINDS[run.kind]


def experiment_of(run: AnyRun, budget: int, work: Work = AT_ONCE) -> Experiment:
    """What is stepped through of a run, within so many bytes."""
    return kind_of(run).experiment(run, budget, work)
