"""The pictures of a swarm, alive: what is pointed at tells which run it is, and a click makes it a run of the tree."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.moment import ViewOptions
from visprop.figures.swarm_drawing import cloud_picture
from visprop.figures.views import View
from visprop.notation.expression.numbers import counted, equal_to
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView
from visprop.scenario.stop import CONDITIONS

_BUDGET = 0.012
"""How long the path of the present run is computed for a picture, in seconds."""


class SwarmView(SessionView):
    """Paints a view of the swarm."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent, can_zoom=True)
        self.clicked.connect(self._open)

    def _open(self, key: Key | None) -> None:
        if key is not None and key.letter == "run":
            self.session.swarming.open(key.number - 1)

    def hint(self, x: float, y: float, key: Key | None) -> str:
        swarm = self.session.swarming.swarm
        if swarm is None or key is None or key.letter != "run" or key.number > swarm.plan.count:
            return ""
        run = key.number - 1
        phi, done = equal_to(float(swarm.phi[run]), self.session.options.digits), counted(int(swarm.updates[run]), "update")
        reason = swarm.reasons[run]
        # How many updates there were has just been said.
        why = f": {reason}" if reason not in ("", CONDITIONS["updates"].words.format(swarm.updates[run])) else ""
        lines = (
            f"run {key.number:,} of {swarm.plan.count:,}: {swarm.plan.told(run)}",
            f"φ {phi} after {done}{why}",
            "The run that is open" if run == self.session.swarming.opened else "Click to open it as a run of the tree",
        )
        return "\n".join(lines)


class CloudView(SwarmView):
    """Paints the cloud; the surface under it is computed beside the window."""

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        return cloud_picture(self.session.moment(), options, size, perf_counter() + _BUDGET)
