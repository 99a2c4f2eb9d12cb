"""The entries of the benches, each of which is a kind of its own; what stands above is loaded when it is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from visprop.benches.entry import BenchEntry
from visprop.benches.files import file_part
from visprop.engine.registry import late
from visprop.kinds.kind import Kind, Offer

if TYPE_CHECKING:
    # A process that reads a file needs no pictures, and most files are those of networks.
    from visprop.benches.pictures import BenchMoment
    from visprop.benches.run import BenchExperiment
    from visprop.figures.views import View
    from visprop.timeline.position import Position


def _moment(experiment: BenchExperiment, position: Position, is_whole: bool) -> BenchMoment:
    from visprop.benches.pictures import BenchMoment

    return BenchMoment(experiment.frame(position))


def _views(entry: BenchEntry) -> Mapping[str, View]:
    return {view.name: view for view in entry.bench.views}


def bench_kind(entry: BenchEntry) -> Kind:
    """The kind of a bench."""
    return Kind(
        name=entry.name,
        words=f"the bench {entry.title}",
        file=file_part(entry),
        experiment=late("visprop.benches.run", "BenchExperiment"),
        moment=_moment,
        views=partial(_views, entry),
        session=late("visprop.session.bench_part", "BenchPart"),
        window=partial(late("visprop.qt.window.bench_window", "bench_window"), entry),
        # All that can be set of a bench is set of the bench, and stands in its file.
        options=tuple,
        offer=Offer(
            entry.title,
            entry.tip,
            entry.section,
            partial(late("visprop.benches.run", "BenchRun.new"), entry),
            partial(late("visprop.benches.run", "BenchRun.of_network"), entry) if entry.takes_network else None,
        ),
        numbers=late("visprop.benches.by_name", "BenchNumbers"),
        typed=lambda run, told: run.put_typed(told),
    )
