"""The picture of a slice: the verdict first, then the curve, its tangent, and what the step promises and brings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.figures.base.axes import Axes, axes_shapes
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.omission import Omission
from visprop.figures.base.placing import CLOSE, Bounds, Room, around, resampled
from visprop.figures.base.shapes import Box, Clip, Disc, Figure, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import Theme, mix
from visprop.figures.base.text import Run, key_symbol, plain, width
from visprop.figures.plots.slice import AT_REST, UNSEEN, ZONES, Slice, has_zones, slice_axes
from visprop.figures.plots.slice_head import PHI, P, slice_head, stepped
from visprop.figures.scale import Scale
from visprop.notation.expression.numbers import DIGITS, equal_to, number
from visprop.notation.naming import Naming


def slice_figure(
    found: Slice, size: tuple[float, float], theme: Theme, naming: Naming, digits: int = DIGITS, scale: Scale | None = None
) -> Figure:
    """The curve, the tangent at p with run and rise, p and p + Δp, both decreases as bars and as numbers."""
    return _Picture(found, size, theme, naming, digits, scale).figure()


class _Picture:
    def __init__(
        self, found: Slice, size: tuple[float, float], theme: Theme, naming: Naming, digits: int, scale: Scale | None
    ) -> None:
        self._found, self._size, self._theme, self._naming, self._digits = found, size, theme, naming, digits
        self._axes: Axes = slice_axes(found, size, scale)
        self._walk = self._axes.to_page(found.walk, found.heights)
        finite = self._axes.to_page(found.xs, found.costs)
        self._curve = finite[np.isfinite(finite).all(axis=1)]
        ends = np.array([found.xs[0], found.xs[-1]])
        with np.errstate(over="ignore", invalid="ignore"):
            heights = found.cost + found.slope * (ends - found.x)
        edge = self._axes.to_page(found.xs, found.parabola) if found.bend is not None else np.empty((0, 2))
        self._parabola = edge[np.isfinite(edge).all(axis=1)]
        self._tangent = self._axes.cut(self._axes.to_page(ends, heights))

    def figure(self) -> Figure:
        axes, theme, found = self._axes, self._theme, self._found
        title = (*plain("along −∇"), *PHI) if found.along is None else key_symbol(found.along, self._naming)
        shapes = axes_shapes(axes, title, (), theme)
        inside: list[Shape] = [*self._triangle(), Path((self._tangent,), theme.backward, 1.6, dashed=True)]
        inside += [Path((self._curve,), theme.ink, 2.2), *self._bars()]
        if found.bend is not None:
            inside.insert(0, Path((self._parabola,), theme.faint, 1.2, dashed=True))
        for x, y in self._walk[2:]:
            inside.append(Disc(float(x), float(y), 2.4, theme.paper, theme.faint, 1.0))
        shapes.append(Clip(axes.rectangle, tuple(inside)))
        beside = [*self._words(), *slice_head(found, axes, self._size, theme, self._digits), *self._zones()]
        every, lost = parted([*shapes, *self._points(), *beside])
        return Figure(*self._size, theme.paper, every, plot=axes.rectangle, head=axes.y - 0.3 * axes.text, omitted=lost)

    def _step(self) -> tuple[Points, Points, Points, Points] | None:
        """On the page: p, the end of the run, and below it the tangent and the curve; None where there is no step."""
        found = self._found
        if len(found.walk) < 2 or found.verdict == UNSEEN:
            return None
        x = found.x + found.step
        heights = np.array([found.cost, found.cost - found.promised, found.heights[1]])
        level, tangent, curve = self._axes.to_page(np.full(3, x), heights)
        start = self._axes.to_page(np.array([found.x]), np.array([found.cost]))[0]
        return start, level, tangent, curve

    def _triangle(self) -> list[Shape]:
        """Rise and run of the tangent."""
        step = self._step()
        if step is None:
            return []
        start, level, tangent, _ = step
        fill = mix(self._theme.paper, self._theme.backward, 0.08)
        corners = np.array([start, level, tangent])
        run = self._axes.cut(np.array([start, level]))
        return [Path((corners,), None, 0.0, fill, closed=True), Path((run,), self._theme.backward, 1.2, dashed=True)]

    def _under_the_run(self) -> list[Bounds]:
        """The box of the triangle of rise and run."""
        step = self._step()
        if step is None:
            return []
        x, y = np.array(step[:3]).T
        return [(float(np.min(x)), float(np.min(y)), float(np.max(x)), float(np.max(y)))]

    def _bars(self) -> list[Shape]:
        """What is promised and what comes, side by side from one height."""
        step = self._step()
        if step is None:
            return []
        _, (x, level), (_, tangent), (_, curve) = step
        theme = self._theme
        return [
            Segments(np.array([(x - 2.5, level, x - 2.5, tangent)]), theme.backward, 3.4),
            Segments(np.array([(x + 2.5, level, x + 2.5, curve)]), theme.forward, 3.4),
        ]

    def _is_inside(self, place: Points) -> bool:
        left, top, wide, high = self._axes.rectangle
        return bool(left <= place[0] <= left + wide and top <= place[1] <= top + high)

    def _points(self) -> list[Shape]:
        theme = self._theme
        shapes: list[Shape] = []
        for i, place in enumerate(self._walk[:2]):
            if self._is_inside(place):
                x, y = float(place[0]), float(place[1])
                shapes.append(Disc(x, y, 5.0, theme.paper if i else theme.ink, theme.ink if i else theme.paper, 1.6))
        return shapes

    def _words(self) -> list[Drawn]:
        """Names beside the points and lines, where there is room for them."""
        axes, theme, found = self._axes, self._theme, self._found
        left, top, wide, high = axes.rectangle
        lines = [resampled(pair, CLOSE) for pair in (self._tangent, *self._pairs(), *_parts(self._parabola))]
        marks = [(float(x) - 6, float(y) - 6, float(x) + 6, float(y) + 6) for x, y in self._walk[:2] if np.isfinite((x, y)).all()]
        room = Room((left + 2, top, left + wide - 2, top + high - 3), lines, [*marks, *self._under_the_run()])
        shapes: list[Drawn] = []
        for name, place in zip((P, stepped(found)), self._walk[:2], strict=False):
            if self._is_inside(place):
                label = Label(0.0, 0.0, name, axes.text, theme.ink, behind=theme.paper)
                shapes += room.put_or_tell(around(float(place[0]), float(place[1]), 10.0, label), "names of points")
        shapes += self._promised_value(room)
        further = [place for place in self._walk[2:] if self._is_inside(place)]
        if len(further) > 1:
            label = Label(0.0, 0.0, plain("the steps after it"), axes.small, theme.faint, behind=theme.paper)
            places = (one for x, y in further[::-1] for one in around(float(x), float(y), 11.0, label))
            shapes += room.put_or_tell(places, "words beside the further steps")
        if len(self._tangent) == 2:
            slope = plain(f"tangent, slope {equal_to(found.slope, self._digits)}")
            label = Label(0.0, 0.0, slope, axes.small, theme.backward, behind=theme.paper)
            places = (one for share in (0.9, 0.75, 0.6, 0.1, 0.25) for one in self._beside(self._tangent, share, label))
            shapes += room.put_or_tell(places, "the tangent's slope", is_number=True)
        seen = [place for place in self._parabola if self._is_inside(place)]
        if seen:
            words = (*plain("bent by 2/"), Run("η", italic=True))
            label = Label(0.0, 0.0, words, axes.small, theme.faint, behind=theme.paper)
            places = (one for share in (0.96, 0.85, 0.1, 0.2, 0.7) for one in self._beside(np.array(seen), share, label))
            shapes += room.put_or_tell(places, "the parabola's name")
        if len(self._curve) > 1:
            label = Label(0.0, 0.0, (*PHI, *plain(", the mean cost")), axes.small, theme.ink, behind=theme.paper)
            places = (one for share in (0.85, 0.7, 0.15, 0.3) for one in self._beside(self._curve, share, label))
            shapes += room.put_or_tell(places, "the curve's name")
        return shapes

    def _promised_value(self, room: Room) -> Sequence[Drawn]:
        """What the tangent promises, beside where the run ends on it."""
        found, step = self._found, self._step()
        if step is None or not self._is_inside(step[2]):
            return []
        hat, told = Run("φ̂", italic=True), equal_to(found.cost - found.promised, self._digits)
        # Where there is no room for where it is promised, the place says so.
        wordings = (hat, *plain("("), *stepped(found), *plain(f") {told}")), (hat, *plain(f" {told}"))
        labels = (Label(0.0, 0.0, one, self._axes.small, self._theme.backward, behind=self._theme.paper) for one in wordings)
        places = (one for label in labels for one in around(float(step[2][0]), float(step[2][1]), 11.0, label))
        return room.put_or_tell(places, "the promised φ̂", is_number=True)

    def _pairs(self) -> list[Points]:
        """The curve's parts, and the bars."""
        parts = _parts(self._curve)
        step = self._step()
        return parts if step is None else [*parts, np.array([step[1], step[2]]), np.array([step[1], step[3]])]

    @staticmethod
    def _beside(line: Points, share: float, label: Label) -> list[Label]:
        """A label at places around a point of a line."""
        if len(line) == 2:
            x, y = line[0] + share * (line[1] - line[0])
        else:
            x, y = line[int(share * (len(line) - 1))]
        return list(around(float(x), float(y), 12.0, label))

    # Below the diagram

    def _zones(self) -> Sequence[Drawn]:
        """Below the axis, how the rates do whose steps end there, by the share of the promise that comes."""
        found, axes, theme = self._found, self._axes, self._theme
        if found.verdict in (AT_REST, UNSEEN) or not np.isfinite(found.slope):
            return []
        if not has_zones(self._size):
            return [Omission("how the rates do", is_number=True)]
        # The grid's own point at p has no share.
        beyond = np.abs(found.xs - found.x) > 0.5 * (found.xs[1] - found.xs[0])
        ahead = beyond & (found.xs > found.x if found.slope < 0.0 else found.xs < found.x)
        xs, costs = found.xs[ahead], found.costs[ahead]
        if found.slope > 0.0:
            xs, costs = xs[::-1], costs[::-1]
        with np.errstate(all="ignore"):
            shares = (found.cost - costs) / (np.abs(xs - found.x) * abs(found.slope))
        kinds = np.array([_kind(share) for share in np.nan_to_num(shares, nan=1.0)])
        # Once it is too long, a step does not become right again.
        kinds = np.maximum.accumulate(kinds)
        top = axes.y + axes.height + 10 + 2.6 * axes.text
        places = axes.to_page(xs, np.zeros(len(xs)))[:, 0]
        shapes: list[Shape] = []
        ends: list[tuple[float, float]] = []
        for kind, zone in enumerate(ZONES):
            own = places[kinds == kind]
            if not len(own):
                continue
            grey = mix(theme.paper, theme.ink, (0.12, 0.3, 0.55, 0.85)[kind])
            left, right = float(own.min()), float(own.max())
            if right - left < 2.0:
                continue
            shapes.append(Box(left, top, right - left, 6.0, grey, None))
            words = plain(zone.words)
            bold = zone.words == found.verdict
            if width(words, axes.small, bold) < right - left - 4:
                middle = (left + right) / 2
                shapes.append(Label(middle, top + 9, words, axes.small, theme.ink if bold else theme.faint, down=0.0, bold=bold))
            end = float(xs[kinds == kind][-1])
            if zone is not ZONES[-1] and end != xs[-1]:
                ends.append((right if found.slope < 0.0 else left, abs(end - found.x) / abs(found.slope)))
        return [*shapes, *self._pin(top), *self._rates(ends, top + 9 + 1.25 * axes.small)]

    def _pin(self, top: float) -> list[Shape]:
        """Where among the zones the step ends."""
        step, axes = self._step(), self._axes
        if step is None or not axes.x <= step[1][0] <= axes.x + axes.width:
            return []
        x = float(step[1][0])
        corners = np.array([(x - 4, top - 6), (x + 4, top - 6), (x, top - 1)])
        return [Path((corners,), None, 0.0, self._theme.ink, closed=True)]

    def _rates(self, ends: list[tuple[float, float]], top: float) -> list[Shape]:
        """η where one zone ends and the next begins, as far as they do not run together."""
        axes, last = self._axes, -np.inf
        shapes: list[Shape] = []
        for x, eta in sorted(ends):
            runs = (Run("η", italic=True), *plain(f" ≈ {number(eta, 2)}"))
            half = width(runs, axes.small) / 2
            x = min(x, self._size[0] - half - 6.0)
            if x - half > last + 8.0 and top + axes.small < self._size[1] - 2.0:
                shapes.append(Label(x, top, runs, axes.small, self._theme.faint, down=0.0))
                last = x + half
        return shapes


def _parts(curve: Points) -> list[Points]:
    """A curve in short pieces."""
    return [np.array(pair) for pair in zip(curve[::2], curve[2::2], strict=False)]


def _kind(share: float) -> int:
    """Which zone a share of the promise belongs to."""
    return next(i for i, zone in enumerate(ZONES) if share >= zone.least)
