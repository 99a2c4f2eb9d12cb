"""σ as a curve, the point (z, a), its tangent with rise and run, and the zones in which it is nearly flat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from visprop.benches.neuron.look import A, Words, Z, applied
from visprop.benches.neuron.saturation import flat_zones
from visprop.benches.neuron.state import Neuron, Seen
from visprop.engine.arrays import Array
from visprop.figures.base.axes import Axes, tick_texts, ticks
from visprop.figures.base.placing import CLOSE, Room, around, resampled
from visprop.figures.base.shapes import Box, Clip, Disc, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import Theme, mix
from visprop.figures.base.text import plain, width
from visprop.notation.expression.numbers import equal_to, number

_MARGIN = 0.07
"""What stays free above and below the curve, of its height."""
_LEAST_RISE = 5.0
_NARROW, _BROAD = 26.0, 200.0
"""Where a run of 1 is so wide, it is taken: the rise is the slope then."""
_SHADE = 0.10
_ALONE, _BESIDE = (0.85, 0.75, 0.93, 0.2, 0.1, 0.65), (0.3, 0.25, 0.35, 0.85, 0.1)
"""At which shares of it the curve's name may stand: away from tanh, if that is drawn."""


def curve_points(reach: float) -> Array:
    """The z at which a curve is drawn: evenly over the axis, and close together about 0, where it bends."""
    near = min(reach, 8.0)
    # Both sides of 0, where the step jumps.
    return np.unique(np.concatenate((np.linspace(-reach, reach, 601), np.linspace(-near, near, 401), [0.0, 1e-9 * reach])))


def height_range(neuron: Neuron) -> tuple[float, float]:
    """From where to where the curve's axis goes."""
    z = curve_points(neuron.reach)
    heights = [neuron.of(z), *([np.tanh(z)] if neuron.shows_tanh else [])]
    low, high = min(float(one.min()) for one in heights), max(float(one.max()) for one in heights)
    margin = _MARGIN * (high - low)
    return low - margin, high + margin


@dataclass(frozen=True)
class Curve:
    """The curve on a page.

    Attributes:
        neuron: whose.
        axes: where it is drawn.
        theme: the colours.
        digits: significant digits.
    """

    neuron: Neuron
    axes: Axes
    theme: Theme
    digits: int

    @cached_property
    def point(self) -> Points:
        """The place of (z, a)."""
        found: Points = self.axes.to_page(np.array([self.neuron.z]), np.array([self.neuron.a]))[0]
        return found

    def ground(self) -> list[Shape]:
        """What lies behind all lines: the zones, and the rules with their numbers."""
        return [Clip(self.axes.rectangle, (*self._shades(), self._grid())), *self._heights()]

    def shapes(self) -> list[Shape]:
        """The lines, the point and the words that are seen at the step."""
        neuron, theme = self.neuron, self.theme
        inside: list[Shape] = [*self._triangle()]
        if neuron.sees(Seen.SLOPE):
            inside.append(Path((self._tangent,), theme.backward, 1.6, dashed=True))
        if neuron.shows_tanh:
            inside.append(Path((self._tanh,), theme.faint, 1.4, dashed=True))
        inside.append(Path((self._line,), theme.ink, 2.2))
        return [Clip(self.axes.rectangle, tuple(inside)), *self._drop(), *self._words()]

    # Lines

    @cached_property
    def _line(self) -> Points:
        z = curve_points(self.neuron.reach)
        return self.axes.to_page(z, self.neuron.of(z))

    @cached_property
    def _tanh(self) -> Points:
        z = curve_points(self.neuron.reach)
        return self.axes.to_page(z, np.tanh(z))

    @cached_property
    def _tangent(self) -> Points:
        neuron = self.neuron
        ends = np.array([-neuron.reach, neuron.reach])
        return self.axes.cut(self.axes.to_page(ends, neuron.a + neuron.slope * (ends - neuron.z)))

    def _levels(self) -> Points:
        """The places of the ticks of a."""
        ys = self.axes.y_ticks
        return self.axes.to_page(np.zeros(len(ys)), np.array(ys))[:, 1]

    def _grid(self) -> Shape:
        axes = self.axes
        return Segments(
            np.array([(axes.x, y, axes.x + axes.width, y) for y in self._levels()]).reshape(-1, 4), self.theme.rule, 0.8
        )

    def _heights(self) -> list[Shape]:
        """The numbers of the axis of a, and its name."""
        axes, theme = self.axes, self.theme
        bottom = axes.y + axes.height - 0.5 * axes.small
        found: list[Shape] = [
            Label(axes.x - 8, float(y), runs, axes.small, theme.faint, across=1.0)
            for runs, y in zip(tick_texts(axes.y_ticks), self._levels(), strict=True)
            if y < bottom
        ]
        return [*found, Label(axes.x - 34.0, axes.y + 0.5 * axes.text, A, axes.text, theme.ink, across=1.0)]

    def _drop(self) -> list[Shape]:
        """The point, and the way to it from the axis of a."""
        x, y = map(float, self.point)
        theme = self.theme
        return [
            Segments(np.array([(self.axes.x, y, x, y)]), theme.forward, 1.2, dashed=True),
            Disc(x, y, 5.0, theme.forward, theme.paper, 1.6),
        ]

    # Rise and run

    @cached_property
    def _corners(self) -> Points | None:
        """(z, a), the end of the run and that of the rise; None where the rise is too small to be seen."""
        neuron, axes = self.neuron, self.axes
        if not neuron.sees(Seen.SLOPE):
            return None
        run = self.run
        z, a = neuron.z, neuron.a
        corners = axes.to_page(np.array([z, z + run, z + run]), np.array([a, a, a + neuron.slope * run]))
        tall = abs(float(corners[2, 1] - corners[1, 1]))
        return corners if tall >= _LEAST_RISE and axes.y <= corners[2, 1] <= axes.y + axes.height else None

    @property
    def run(self) -> float:
        """A round number that is to be seen, towards the middle where the point is far from it."""
        neuron, unit = self.neuron, self.axes.width / (2 * self.neuron.reach)
        found = 1.0 if _NARROW < unit < _BROAD else max(ticks(0.0, neuron.reach / 3.0, 2))
        return found if neuron.z <= neuron.reach / 2 else -found

    def _triangle(self) -> list[Shape]:
        corners = self._corners
        if corners is None:
            return []
        hue = self.theme.backward
        fill = mix(self.theme.paper, hue, 0.1)
        return [Path((corners,), None, 0.0, fill, closed=True), Path((corners,), hue, 1.2)]

    # Where it is flat

    @cached_property
    def zones(self) -> list[tuple[float, float]]:
        """From where to where σ is nearly flat."""
        reach = self.neuron.reach
        return flat_zones(self.neuron.slopes, -reach, reach) if self.neuron.sees(Seen.SATURATION) else []

    def _places(self) -> list[tuple[float, float]]:
        axes = self.axes
        return [tuple(float(x) for x in axes.to_page(np.array(zone), np.zeros(2))[:, 0]) for zone in self.zones]  # type: ignore[misc]

    def _shades(self) -> list[Shape]:
        shade = mix(self.theme.paper, self.theme.backward, _SHADE)
        return [Box(left, self.axes.y, right - left, self.axes.height, shade, None) for left, right in self._places()]

    # Words

    def _words(self) -> list[Shape]:
        """Names beside lines and points, where there is room."""
        axes, theme, neuron = self.axes, self.theme, self.neuron
        left, top, wide, high = axes.rectangle
        x, y = map(float, self.point)
        lines = [resampled(self._line, CLOSE), resampled(np.array([(left, y), (x, y)]), CLOSE)]
        lines += [resampled(self._tangent, CLOSE)] if neuron.sees(Seen.SLOPE) else []
        lines += [resampled(self._tanh, CLOSE)] if neuron.shows_tanh else []
        corners = self._corners
        lines += [] if corners is None else [resampled(corners, CLOSE)]
        # The line from the balance comes from above.
        lines.append(resampled(np.array([(x, top), (x, y)]), CLOSE))
        room = Room((left + 2, top + 2, left + wide - 2, top + high - 2), lines, [(x - 7, y - 7, x + 7, y + 7)])
        shapes: list[Shape] = []
        point = (*plain("("), *Z, *plain(", "), *A, *plain(")"))
        shapes += room.put(around(x, y, 10.0, self._label(point, theme.forward)))
        if corners is not None:
            shapes += self._told_triangle(room, corners)
        shapes += self._told_zones(room)
        name = applied(neuron.activation, Z)
        shapes += self._beside(room, self._line, self._label(name, theme.ink), _BESIDE if neuron.shows_tanh else _ALONE)
        if neuron.shows_tanh:
            words = (*plain("tanh("), *Z, *plain(")"))
            shapes += self._beside(room, self._tanh, self._label(words, theme.faint), (0.15, 0.25, 0.35, 0.07, 0.8))
        return shapes

    def _label(self, runs: Words, hue: tuple[int, int, int]) -> Label:
        return Label(0.0, 0.0, runs, self.axes.text, hue, behind=self.theme.paper)

    @staticmethod
    def _beside(room: Room, line: Points, label: Label, shares: tuple[float, ...]) -> list[Label]:
        places = [line[int(share * (len(line) - 1))] for share in shares]
        return room.put(one for x, y in places for one in around(float(x), float(y), 9.0, label))

    def _told_triangle(self, room: Room, corners: Points) -> list[Shape]:
        """Run and rise beside their sides."""
        theme, neuron = self.theme, self.neuron
        small = self.axes.small
        (x, y), (end, _), (_, tip) = (map(float, corner) for corner in corners)
        rise = Label(0.0, 0.0, plain(f"rise {equal_to(neuron.slope * self.run, self.digits)}"), small, theme.backward)
        run = Label(0.0, 0.0, plain(f"run {number(self.run)}"), small, theme.backward)
        right, up = end > x, tip < y
        # Further away where tanh passes right beside.
        beside = [
            replace(rise, x=end + (far if right else -far), y=(y + tip) / 2, across=0.0 if right else 1.0)
            for far in (7.0, 20.0, 34.0)
        ]
        under = [replace(run, x=(x + end) / 2, y=y + (far if up else -far), down=0.0 if up else 1.0) for far in (6.0, 16.0, 26.0)]
        found = room.put((*beside[:1], *around(end, tip, 9.0, rise), *beside[1:]))
        if found:
            found += room.put((*under[:1], *around((x + end) / 2, y, 6.0, run), *under[1:]))
        return list(found)

    def _told_zones(self, room: Room) -> list[Shape]:
        """What the zones are called, and below it where each ends."""
        axes, theme = self.axes, self.theme
        shapes: list[Shape] = []
        for (left, right), (first, last) in zip(self._places(), self.zones, strict=True):
            # The end that is a border of flatness, and not one of the axis.
            is_last = last < self.neuron.reach
            x, across = (right - 4.0, 1.0) if is_last else (left + 4.0, 0.0)
            name = Label(x, 0.0, plain("saturated"), axes.small, theme.backward, across=across, bold=True)
            if width(name.runs, axes.small, bold=True) > right - left - 6.0:
                continue
            found = room.put(replace(name, y=axes.y + share * axes.height) for share in (0.12, 0.3, 0.5, 0.7, 0.88))
            shapes += found
            ends = (*Z, *plain(f" {equal_to(last if is_last else first, self.digits)}"))
            is_all = not is_last and first <= -self.neuron.reach
            if found and not is_all and width(ends, axes.small) <= right - left - 6.0:
                shapes += room.put(
                    replace(found[0], y=found[0].y + way * 1.6 * axes.small, runs=ends, bold=False) for way in (1.0, -1.0)
                )
        return shapes
