"""The right side of the network: the targets, the cost, and the ways from the outputs to it."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import COST
from visprop.figures.base.shapes import Box, Colour, Label, Path, Segments, Shape, Targets, single, units
from visprop.figures.base.style import EMPHASIS, LINE, MIN_SIZE, SMALL_SIZE, TEXT_SIZE, mix
from visprop.figures.base.text import Run, numbered, plain, width
from visprop.figures.network.layout import Layout
from visprop.figures.network.options import NetworkOptions
from visprop.notation.expression.numbers import equal_to
from visprop.timeline.frame import Frame

MAX_TARGETS = 12
"""Networks with more outputs do not show the targets."""


class OutputColumn:
    """Draws targets and cost.

    Args:
        frame: what is known.
        layout: where they stand.
        options: how they are drawn.
        known: whether the cost may be shown.
        now: whether the present line computes it.
    """

    def __init__(self, frame: Frame, layout: Layout, options: NetworkOptions, known: bool, now: bool) -> None:
        self._frame, self._layout, self._options = frame, layout, options
        self._theme, self._known, self._now = options.theme, known, now
        self._outputs: Array = layout.units[-1]
        self._text = self._cost_runs()
        self._half = width(self._text, TEXT_SIZE) / 2 + 9

    @property
    def shows_targets(self) -> bool:
        """Whether there are few enough outputs."""
        return len(self._outputs) <= MAX_TARGETS

    def shapes(self) -> list[Shape]:
        """All of it, from the back to the front."""
        theme, (cx, cy) = self._theme, self._layout.cost
        shapes = self._arms(mix(theme.paper, theme.forward if self._now and self._known else theme.faint, 0.6))
        if self.shows_targets:
            shapes += self._target_shapes()
        rim, rim_width = (theme.forward, EMPHASIS) if self._now else (theme.ink, LINE)
        shapes.append(Box(cx - self._half, cy - 15, 2 * self._half, 30, theme.node, rim, rim_width, 6))
        ink = theme.ink if self._known or self._options.with_names else theme.faint
        shapes.append(Label(cx, cy, self._text, TEXT_SIZE, ink))
        return shapes

    def cost_place(self) -> Targets:
        """Where the cost can be pointed at."""
        cx, cy = self._layout.cost
        return single(COST, (cx - self._half, cy, cx + self._half, cy), 15.0)

    def target_places(self) -> Targets:
        """Where the targets can be pointed at."""
        x = np.full(len(self._outputs), self._layout.targets_x)
        return units("y", 0, np.column_stack((x, self._outputs[:, 1])), 9.0)

    def _cost_runs(self) -> tuple[Run, ...]:
        if self._options.with_names or not self._known or self._frame.cost is None:
            return (Run("c", italic=True),)
        return (Run("c", italic=True), *plain(f" {equal_to(self._frame.cost, self._options.digits)}"))

    def _arms(self, colour: Colour) -> list[Shape]:
        """The ways from the outputs past their targets to the cost."""
        outputs, x = self._outputs, self._layout.targets_x
        start, end, cy = outputs[0][0] + self._layout.radii[-1], self._layout.cost[0] - self._half, self._layout.cost[1]
        if not self.shows_targets:
            funnel = np.array([(start + 3, outputs[0][1]), (end, cy), (start + 3, outputs[-1][1])])
            return [Path((funnel,), colour, LINE)]
        arms = [(start, y, x - 4, y) for y in outputs[:, 1]] + [(x + 4, y, end, cy) for y in outputs[:, 1]]
        return [Segments(np.array(arms), colour, LINE)]

    def _target_shapes(self) -> list[Shape]:
        theme, x, outputs = self._theme, self._layout.targets_x, self._outputs
        names = self._frame.scenario.data.target_names
        size = min(TEXT_SIZE, max(MIN_SIZE, 0.42 * (outputs[1][1] - outputs[0][1]))) if len(outputs) > 1 else TEXT_SIZE
        shapes: list[Shape] = []
        for i, y in enumerate(outputs[:, 1]):
            name = numbered("y", len(self._frame.y), i + 1)
            value = equal_to(float(self._frame.y[i]), self._options.digits)
            runs = name if self._options.with_names else (*name, *plain(f" {value}"))
            shapes.append(Label(x, y - 9, runs, size, theme.ink, down=1.0, behind=theme.paper))
            shapes.append(Box(x - 4, y - 4, 8, 8, theme.paper, theme.ink, LINE))
            if names:
                shapes.append(Label(x, y + 9, plain(names[i]), SMALL_SIZE, theme.faint, down=0.0, behind=theme.paper))
        return shapes
