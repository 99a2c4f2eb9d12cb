"""The entry of a network's run; its pictures are imported when they are wanted, as a process that reads files wants none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from visprop.engine.registry import late
from visprop.kinds.kind import Kind
from visprop.scenario.files.document import NETWORK as NETWORK_FILE
from visprop.scenario.run import Run

if TYPE_CHECKING:
    from visprop.figures.moment import NetworkMoment
    from visprop.figures.views import View
    from visprop.timeline.position import Position
    from visprop.timeline.timeline import Timeline


def _moment(timeline: Timeline, position: Position, is_whole: bool) -> NetworkMoment:
    from visprop.figures.moment import NetworkMoment
    from visprop.timeline.history import History

    at = replace(position, line=timeline.program.update_line - 1) if is_whole else position
    return NetworkMoment(frame=timeline.frame(at), history=History(timeline))


def _views() -> Mapping[str, View]:
    from visprop.figures.views import VIEWS

    return VIEWS


NETWORK = Kind(
    name=Run.kind,
    words="a network's run",
    file=NETWORK_FILE,
    experiment=late("visprop.timeline.timeline", "Timeline"),
    moment=_moment,
    views=_views,
    session=late("visprop.session.network_part", "NetworkPart"),
    window=late("visprop.qt.window.network_window", "network_window"),
    numbers=late("visprop.timeline.by_name", "NetworkNumbers"),
)
"""A network's run: stepped through line by line, trained, edited."""
