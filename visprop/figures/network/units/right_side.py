"""The right side of the network: the targets, the cost, and the ways from the outputs to it; of many outputs, bars."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import COST
from visprop.figures.base.lines import interrupted
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Box, Colour, Label, Path, Points, Segments, Shape, Targets, single, units
from visprop.figures.base.style import EMPHASIS, LINE, mix
from visprop.figures.base.text import CAP_HEIGHT, Run, numbered, plain, width
from visprop.figures.network.forms.node import fitted, set_number, shortenings
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.layout.request import MOST_TARGETS
from visprop.figures.network.measures import EDGES, LINES, PAGE, REACH, RIGHT
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.passes import arrival
from visprop.notation.expression.numbers import equal_to, number
from visprop.timeline.frame import Frame


class OutputColumn:
    """Draws targets and cost.

    Args:
        frame: what is known.
        layout: where they stand.
        options: how they are drawn.
        known: whether the cost may be shown.
        flows: 1 where the present line goes forward to the cost, −1 where it comes back from it, else 0.
        progress: how far the present line is on its way.
    """

    def __init__(self, frame: Frame, layout: Layout, options: NetworkOptions, known: bool, flows: int, progress: float) -> None:
        self._frame, self._layout, self._options = frame, layout, options
        self._theme, self._known, self._flows, self._progress = options.theme, known, flows, progress
        self._outputs: Array = layout.units[-1]

    @property
    def shows_targets(self) -> bool:
        """Whether there are few enough outputs."""
        return self._layout.right != "foot" and len(self._outputs) <= MOST_TARGETS

    @property
    def shows_cost(self) -> bool:
        """Whether there is room for the cost."""
        return self._layout.right != "foot"

    def shapes(self) -> list[Shape]:
        """All of it, from the back to the front."""
        if not self.shows_cost:
            return []
        theme, layout, (cx, cy) = self._theme, self._layout, self._layout.cost
        labels = self._target_labels() if self.shows_targets else []
        shapes: list[Shape] = self._arms(labels)
        x = layout.targets_x
        if self.shows_targets:
            side = 2 * RIGHT.square if self._pitch > 12 else RIGHT.square_share * self._pitch
            shapes += [Box(x - side / 2, y - side / 2, side, side, theme.paper, theme.ink, LINE) for y in self._outputs[:, 1]]
        shapes += labels
        rim, line = (theme.forward, EMPHASIS) if self._flows > 0 and self._known else (theme.ink, LINE)
        wide, high = layout.cost_size
        shapes.append(Box(cx - wide / 2, cy - high / 2, wide, high, theme.paper, rim, line, RIGHT.cost_corner))
        has_number = self._known and not self._options.names_only and self._frame.cost is not None
        ink = theme.forward if has_number else theme.ink if self._options.names_only else theme.faint
        shapes.append(Label(cx, cy, self._cost_runs(has_number), layout.text, ink, bold=has_number and self._flows > 0))
        return shapes

    def cost_place(self) -> Targets:
        """Where the cost can be pointed at."""
        (cx, cy), (wide, high) = self._layout.cost, self._layout.cost_size
        return single(COST, (cx - wide / 2 + high / 2, cy, cx + wide / 2 - high / 2, cy), high / 2)

    def target_places(self) -> Targets:
        """Where the targets can be pointed at."""
        x = np.full(len(self._outputs), self._layout.targets_x)
        return units("y", 0, np.column_stack((x, self._outputs[:, 1])), REACH.target)

    @property
    def _pitch(self) -> float:
        return float(np.min(np.diff(self._outputs[:, 1]))) if len(self._outputs) > 1 else RIGHT.alone

    def _cost_runs(self, has_number: bool) -> tuple[Run, ...]:
        name = (Run("c", italic=True),)
        if not has_number:
            return name
        cost, room = float(self._frame.cost or 0.0), self._layout.cost_size[0] - 8
        for digits in shortenings(cost, self._layout.digits):
            runs = (*name, *set_number(f" {equal_to(cost, digits)}", self._layout.is_short))
            if width(runs, self._layout.text, bold=True) < room:
                return runs
        return fitted(cost, self._layout.digits, room, self._layout.text, bold=True, is_short=self._layout.is_short)

    def _arms(self, labels: Iterable[Label]) -> list[Shape]:
        """The ways from the outputs past their targets to the cost."""
        colour: Colour = mix(self._theme.faint, self._theme.paper, RIGHT.pale)
        start = float(self._outputs[0][0]) + self._layout.nodes[-1][0] / 2 + 3
        ways = [self._way(start, float(y)) for y in self._outputs[:, 1]]
        gaps = [(box[0] - 2, box[1], box[2] + 2, box[3]) for box in map(bounds, labels)]
        if not self.shows_targets:
            (cx, cy), (wide, _) = self._layout.cost, self._layout.cost_size
            funnel = np.array([(start, self._outputs[0][1]), (cx - wide / 2, cy), (start, self._outputs[-1][1])])
            return [Path((funnel,), colour, LINE)]
        pieces = [interrupted(np.concatenate(ends), gaps) for way in ways for ends in zip(way, way[1:], strict=False)]
        shapes: list[Shape] = [Segments(np.vstack(pieces), colour, 1.0)]
        if self._flows:
            hue = self._theme.forward if self._flows > 0 else self._theme.backward
            share = arrival(self._progress)
            parts = [_part(way if self._flows > 0 else way[::-1], share) for way in ways]
            cut = [interrupted(np.concatenate(ends), gaps) for part in parts for ends in zip(part, part[1:], strict=False)]
            shapes.append(Segments(np.vstack(cut), hue, LINES.way))
        return shapes

    def _way(self, start: float, y: float) -> Points:
        """From an output to the cost, as a line with corners."""
        (cx, cy), (wide, high) = self._layout.cost, self._layout.cost_size
        if abs(y - cy) < high / 2:
            return np.array([(start, y), (cx - wide / 2, y)])
        edge = cy - high / 2 if y < cy else cy + high / 2
        return np.array([(start, y), (cx, y), (cx, edge)])

    def _target_labels(self) -> list[Label]:
        layout, theme, x = self._layout, self._theme, self._layout.targets_x
        names = self._frame.scenario.data.target_names
        size = min(layout.text, RIGHT.text_share * self._pitch)
        if size < layout.least:
            return []
        labels: list[Label] = []
        for i, y in enumerate(map(float, self._outputs[:, 1])):
            name = numbered("y", len(self._frame.y), i + 1)
            target = float(self._frame.y[i])
            # An input that is tried out has no target.
            is_bare = self._options.names_only or bool(np.isnan(target))
            runs = name if is_bare else (*name, *set_number(f" {equal_to(target, layout.digits)}", layout.is_short))
            under = layout.right == "stacked" and y > layout.cost[1]
            if layout.targets_aside:
                labels.append(Label(x + 9, y, runs, size, theme.ink, across=0.0))
                continue
            labels.append(Label(x, y + (9 if under else -9), runs, size, theme.ink, down=0.0 if under else 1.0))
            if names and not under and self._pitch > RIGHT.named * size:
                words = plain(names[i])
                if width(words, layout.small) < RIGHT.target * size + 80 and layout.right == "beside":
                    labels.append(Label(x, y + 9, words, layout.small, theme.faint, down=0.0))
        return labels


def _part(way: Points, share: float) -> Points:
    """A line with corners as far as a share of its length."""
    lengths = np.hypot(*np.diff(way, axis=0).T)
    left = max(share, EDGES.begun) * float(lengths.sum())
    points = [way[0]]
    for start, end, length in zip(way, way[1:], lengths, strict=False):
        if left >= length:
            points.append(end)
            left -= float(length)
            continue
        points.append(start + (end - start) * left / max(float(length), 1e-9))
        break
    return np.array(points)


class OutputBars:
    """Draws many outputs as bars of one length with their numbers, the greatest bold, the targets marked.

    Args:
        frame: what is known.
        layout: where they stand.
        options: how they are drawn.
        shows: whether the outputs may be shown.
        known: whether the cost may be shown.
    """

    def __init__(self, frame: Frame, layout: Layout, options: NetworkOptions, shows: bool, known: bool) -> None:
        self._frame, self._layout, self._options, self._known = frame, layout, options, known
        self._theme, self._outputs = options.theme, layout.units[-1]
        self._a = frame.a(frame.program.depth) if shows else None
        start = float(self._outputs[0][0]) + layout.nodes[-1][0] / 2
        number_wide = width(plain("−0.0000"), layout.small, bold=True)
        self._first = start + RIGHT.bar_start * layout.text
        self._last = layout.page[0] - layout.margin - number_wide - 6

    def shapes(self) -> list[Shape]:
        """The bars with names, numbers and marks, and the cost above them."""
        # An input that is tried out has no targets, and so no marks.
        theme, layout, y = self._theme, self._layout, np.nan_to_num(self._frame.y)
        values = np.zeros_like(y) if self._a is None else np.nan_to_num(self._a)
        low, high = min(0.0, float(np.min(values)), float(np.min(y))), max(1.0, float(np.max(values)), float(np.max(y)))
        zero = self._at(0.0, low, high)
        thick = min(RIGHT.bar[0], RIGHT.bar[1] * float(np.min(np.diff(self._outputs[:, 1]))))
        shapes: list[Shape] = []
        names = self._frame.scenario.data.target_names
        best = int(np.argmax(values)) if self._a is not None else -1
        size = min(layout.small, max(layout.least, RIGHT.bar_text * thick))
        for i, at in enumerate(map(float, self._outputs[:, 1])):
            shapes.append(Box(self._first, at - thick / 2, self._last - self._first, thick, theme.wash, None))
            name = names[i] if names and width(plain(names[i]), size) < 2.0 * layout.text else str(i + 1)
            place = self._first - RIGHT.bar_name * layout.text
            if self._has_words(size):
                shapes.append(Label(place, at, plain(name), size, theme.ink, across=1.0, bold=i == best))
            if self._a is not None:
                end = self._at(float(values[i]), low, high)
                hue = mix(theme.paper, theme.forward, RIGHT.bar_tint)
                shapes.append(Box(min(zero, end), at - thick / 2, abs(end - zero), thick, hue, None))
                if self._has_words(size):
                    runs = plain(number(float(self._a[i]), layout.digits))
                    ink = theme.ink if i == best else theme.faint
                    shapes.append(Label(layout.page[0] - RIGHT.edge, at, runs, size, ink, across=1.0, bold=i == best))
            if y[i] != 0.0:
                mark = self._at(float(y[i]), low, high)
                shapes.append(Segments(np.array([(mark, at - thick / 2 - 3, mark, at + thick / 2 + 3)]), theme.ink, LINES.target))
        return shapes + self._cost(y)

    def _has_words(self, size: float) -> bool:
        """Whether names and numbers have room, below each other and with a bar between them."""
        pitch = float(np.min(np.diff(self._outputs[:, 1])))
        return pitch >= RIGHT.bar_pitch * size and self._last > self._first

    def _at(self, value: float, low: float, high: float) -> float:
        return self._first + (value - low) / (high - low) * (self._last - self._first)

    def cost_place(self) -> Targets:
        """Where the cost can be pointed at."""
        end, y = self._layout.page[0] - RIGHT.edge, self._cost_y
        return single(COST, (end - 70, y, end - 10, y), REACH.cost)

    @property
    def _cost_y(self) -> float:
        return self._layout.top - PAGE.heading * self._layout.text

    def _cost(self, y: Array) -> list[Shape]:
        if not self._layout.has_headings:
            return []
        runs: tuple[Run, ...] = (*plain("cost "), Run("c", italic=True))
        cost = self._frame.cost
        known = self._known and cost is not None and not self._options.names_only
        if known:
            runs = (*runs, *plain(f" {equal_to(float(cost or 0.0), self._layout.digits)}"))
        hue = self._theme.forward if known else self._theme.faint
        end, wide = self._layout.page[0] - RIGHT.edge, width(runs, self._layout.text)
        # The heading of the outputs stands at its left.
        if end - wide < float(self._outputs[0][0]) + width(plain("layer 2, output"), self._layout.text) / 2 + RIGHT.from_heading:
            return []
        return [Label(end, self._cost_y, runs, self._layout.text, hue, across=1.0), *self._columns_told(y)]

    def _columns_told(self, y: Array) -> list[Shape]:
        """Below the cost, over the bars: what their numbers are, and what the line across one of them is."""
        size, end = self._layout.small, self._layout.page[0] - RIGHT.edge
        at = self._cost_y + PAGE.heading_line * self._layout.text
        shapes: list[Shape] = [Label(end, at, (Run("a", italic=True),), size, self._theme.faint, across=1.0)]
        words, half = plain("target"), CAP_HEIGHT * size
        if not y.any() or self._first + 3 * half + width(words, size) > self._last:
            return shapes
        shapes.append(Segments(np.array([(self._last, at - half, self._last, at + half)]), self._theme.ink, LINES.target))
        return [*shapes, Label(self._last - half, at, words, size, self._theme.faint, across=1.0)]
