"""The picture of the bent space, at a stage or on the way from one to the next, in a plane or in a cube that can be turned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.axes import Axes, axes_shapes, frame_box, left_room
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.omission import Omission
from visprop.figures.base.placing import CLOSE, Room, around, bounds, resampled
from visprop.figures.base.shapes import Clip, Figure, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run, key_symbol, numbered, plain, width
from visprop.figures.choices import Camera
from visprop.figures.plots.bent import Bent, Stage
from visprop.figures.plots.bent_marks import MOST_NAMED, ROW, BentMarks
from visprop.figures.plots.bent_words import told
from visprop.figures.plots.captions import sentence_head
from visprop.figures.plots.cube import Cube, cube_room
from visprop.figures.plots.example_marks import hue_of, key_room, mark_entries, radius_of, row_targets
from visprop.figures.plots.parting import clipped, line_within
from visprop.notation.expression.numbers import number
from visprop.notation.naming import Naming
from visprop.scenario.data.data import Data

_TINT = 0.14
"""How much of a class's hue its side of the line has."""
_SHARES = np.array([0.06, 0.94, 0.2, 0.8, 0.35, 0.65])
"""Where on a level its value is tried."""
_LOW = 230.0
"""A page of fewer points is low."""
_MOST_STEMS = 60
"""Of so many rows in a cube it is shown where they stand on its floor."""
_NEAR = (11.0, 17.0)
"""How far from a row its name is tried; further away it would be nobody's."""


def bent_figure(
    bent: Bent,
    data: Data,
    place: float,
    size: tuple[float, float],
    theme: Theme,
    naming: Naming,
    camera: Camera,
    present: int | None = None,
    has_key: bool = True,
) -> Figure:
    """The rows and the grid at a stage.

    Args:
        bent: all stages.
        data: the examples.
        place: which stage, as an index from 0; between two whole numbers all is on its way, each along a straight line.
        size: width and height in points.
        theme: the colours.
        naming: what the neurons are called.
        camera: from where a cube is seen.
        present: the row of the example at work, from 0; None for none.
        has_key: whether it is said what the marks are.
    """
    return _Picture(bent, data, place, size, theme, naming, camera, present, has_key).figure()


@dataclass(frozen=True, eq=False)
class _Placed:
    """All of a stage on the page."""

    rows: Points
    grid: tuple[Points, ...]
    border: tuple[Points, ...]


_NOT_ON_LOW = Omission("the sentence below the title"), Omission("names of the axes")


class _Picture:
    def __init__(
        self, bent: Bent, data: Data, place: float, size: tuple[float, float], theme: Theme, naming: Naming, camera: Camera,
        present: int | None, has_key: bool,
    ) -> None:  # fmt: skip
        self._bent, self._data, self._size, self._theme, self._naming = bent, data, size, theme, naming
        self._camera, self._present, self._cubes = camera, present, dict[int, Cube]()
        # Be it with how many rows are drawn.
        self._key = mark_entries(data, present is not None, max(0, len(data) - 1)) if has_key else []
        self._at, self._way = int(place), place - int(place)
        self._text = TEXT_SIZE
        # There the sentence below the title and the names of the axes have no room.
        self._is_low = size[1] < _LOW
        self._stage = bent.stages[self._at]
        self._is_last = self._way == 0.0 and self._at == len(bent.stages) - 1
        ends = bent.stages[self._at : self._at + (2 if self._way else 1)]
        self._has_cube = any(len(stage.ranges) > 2 for stage in ends)
        self._axes = self._axes_of(max(ends, key=lambda stage: len(stage.ranges)))
        self._marks = BentMarks(bent, data, self._axes, theme, present, self._placed(self._stage).rows)

    def _axes_of(self, stage: Stage) -> Axes:
        """The frame: a square, or all the room for a cube."""
        text = self._text
        left, top, below = (4.4 * text, 4.6 * text, 3.4 * text) if not self._is_low else (3.2 * text, 2.4 * text, 1.9 * text)
        (x1, x2), (y1, y2) = stage.ranges[:2].tolist()
        ranges = (float(x1), float(x2)), (float(y1), float(y2))
        if len(stage.ranges) > 2:
            key = key_room(self._key, text) if self._key else 0.0
            below = 0.0 if self._is_low or not self._key else 8.0 + 1.75 * text + ROW * text
            return Axes(*cube_room(self._size, top, key, below), *ranges, text=text)
        # Numbers that are long take more room.
        left = max(left, left_room(Axes(left, top, 100.0, max(40.0, self._size[1] - top - below), *ranges, text=text)))
        # Further left, the key of its marks has room beside it, or else in a row below.
        beside = self._size[0] - key_room(self._key, text)
        side = max(40.0, min(self._size[0] - left - 1.6 * text, self._size[1] - top - below))
        if left + side > beside and self._key and not self._is_low:
            side = max(40.0, min(side, self._size[1] - top - below - ROW * text))
        middle = left + max(0.0, (self._size[0] - left - 1.6 * text - side) / 2)
        x = max(left, min(middle, beside - side))
        return Axes(x, top, side, side, *ranges, text=text)

    def _cube(self, stage: Stage) -> Cube:
        """The cube of a stage, as large as there is room."""
        if id(stage) not in self._cubes:
            cube = Cube(stage.ranges, self._axes_of(stage).rectangle, self._camera)
            self._cubes[id(stage)] = cube.filling(self._titles(stage), self._text, self._theme)
        return self._cubes[id(stage)]

    def _placed(self, stage: Stage) -> _Placed:
        if len(stage.ranges) > 2:
            cube = self._cube(stage)
            parts = [cube.to_page(part) for part in (stage.rows, *stage.grid, *stage.border)]
        else:
            axes = self._axes_of(stage)
            parts = [axes.to_page(part[:, 0], part[:, 1]) for part in (stage.rows, *stage.grid, *stage.border)]
        lines = len(stage.grid)
        return _Placed(parts[0], tuple(parts[1 : 1 + lines]), tuple(parts[1 + lines :]))

    def _now(self) -> _Placed:
        """Where all is: at a stage, or between it and the next."""
        found = self._placed(self._stage)
        if self._way == 0.0:
            return found
        after, share = self._placed(self._bent.stages[self._at + 1]), self._way

        def between(one: Points, other: Points) -> Points:
            moved: Points = one + share * (other - one)
            return moved

        grid = tuple(map(between, found.grid, after.grid))
        return _Placed(between(found.rows, after.rows), grid, tuple(map(between, found.border, after.border)))

    def figure(self) -> Figure:
        now, theme, axes, shown = self._now(), self._theme, self._axes, self._bent.shown
        is_cube = self._way == 0.0 and len(self._stage.ranges) > 2
        pale, border = mix(theme.paper, theme.ink, 0.3), () if self._is_last else now.border
        inside: list[Shape] = [*self._ground(), Path(_finite(now.grid), pale, 0.8)]
        if border:
            inside.append(Path(_finite(border), theme.ink, 1.5))
        inside += self._decision()
        drawn, names = self._marks.shapes(now.rows), [*self._names(now), *(_NOT_ON_LOW if self._is_low else ())]
        frame = self._frame() if self._way == 0.0 else [] if self._has_cube else [frame_box(axes, theme)]
        words = told(self._bent, self._at, self._way)
        if is_cube and len(shown) <= _MOST_STEMS:
            inside = [self._stems(), *inside]
        shapes: list[Drawn] = [*frame, *(inside if is_cube else [Clip(axes.rectangle, tuple(inside))]), *drawn, *names]
        left = 0.12 * self._size[0] if self._has_cube else max(6.0, min(axes.x, 0.12 * self._size[0]))
        shapes += sentence_head(words[0], () if self._is_low else words[1:], axes, self._size, theme, left)
        if self._key:
            title = self._titles(self._stage)[0] if len(self._stage.ranges) == 2 else ()
            shapes += self._marks.key(self._size[0], title, has_room_below=not self._is_low)
        radius = radius_of(len(shown))
        targets, above = (row_targets(shown, now.rows, radius),), axes.y - 0.5 * self._text
        every, lost = parted(shapes)
        return Figure(*self._size, theme.paper, every, targets, plot=axes.rectangle, head=above, omitted=lost)

    # The frame

    def _frame(self) -> list[Shape]:
        """Ticks and names of the axes, and the outline; or those of a cube."""
        theme, axes, titles = self._theme, self._axes, self._titles(self._stage)
        if len(self._stage.ranges) > 2:
            return self._cube(self._stage).frame(titles, self._text, theme)
        shapes = axes_shapes(axes, () if self._is_low else titles[0], (), theme, grid=False)
        if len(titles) > 1 and not self._is_low:
            left = axes.x - 3.6 * self._text
            shapes.append(Label(left, axes.y + axes.height / 2, titles[1], axes.text, theme.ink, angle=90.0))
        return [*shapes, frame_box(axes, theme)]

    def _titles(self, stage: Stage) -> list[tuple[Run, ...]]:
        """What stands at each axis."""
        if stage.basis.shares:
            what = "the inputs" if not stage.layer else f"layer {stage.layer}"
            return [self._component(f"component {i + 1}", what, share) for i, share in enumerate(stage.basis.shares)]
        units = stage.basis.ways.shape[1]
        if not stage.layer:
            return [numbered("x", units, j + 1) for j in range(units)]
        letter = "a" if stage.is_bent else "z"
        return [key_symbol(Key(letter, stage.layer, (j + 1,)), self._naming) for j in range(units)]

    def _component(self, name: str, what: str, share: float) -> tuple[Run, ...]:
        """What an axis along a direction of most spread is called, as long as the axis is."""
        words = (plain(f"{name} of {what} ({100 * share:.3g} %)"), plain(f"{name} ({100 * share:.3g} %)"))
        room = self._axes.width / (2 if self._has_cube else 1)
        return next((runs for runs in words if width(runs, self._text) < room), plain(name))

    def _stems(self) -> Shape:
        """From each row of a cube a line down to its floor, by which it can be told where it is."""
        cube, rows = self._cube(self._stage), self._stage.rows
        floor = np.column_stack((rows[:, :2], np.full(len(rows), self._stage.ranges[2, 0])))
        ends = np.column_stack((cube.to_page(rows), cube.to_page(floor)))
        return Segments(ends[np.isfinite(ends).all(axis=1)], self._theme.rule, 1.0)

    # What the last layer decides

    def _corners(self) -> Array:
        (x1, x2), (y1, y2) = self._stage.ranges[:2].tolist()
        return np.array([(x1, y1), (x2, y1), (x2, y2), (x1, y2)])

    def _on_page(self, points: Array) -> Points:
        return self._axes.to_page(points[:, 0], points[:, 1])

    def _ground(self) -> list[Shape]:
        """At the last stage the side of each class in its hue."""
        if not self._is_last or len(self._stage.ranges) > 2:
            return []
        last, shapes = self._bent.last, list[Shape]()
        for kind, area in self._areas():
            if len(area) > 2:
                fill = mix(self._theme.paper, hue_of(kind, self._theme), _TINT)
                shapes.append(Path((self._on_page(area),), fill, 0.6, fill, closed=True))
                if self._bent.is_classes and len(last.biases) > 1:
                    shapes.append(Path((self._on_page(area),), self._theme.ink, 1.2, closed=True))
        return shapes

    @np.errstate(over="ignore", invalid="ignore")
    def _areas(self) -> list[tuple[int, Array]]:
        """The part of the plane in which each class is told, as a polygon."""
        last, corners = self._bent.last, self._corners()
        found: list[tuple[int, Array]] = []
        if self._bent.is_classes:
            for k in range(len(last.biases)) if last.ranks else ():
                area = corners
                for j in range(len(last.biases)):
                    if j != k and len(area):
                        area = clipped(area, last.weights[k] - last.weights[j], float(last.biases[k] - last.biases[j]))
                found.append((k, area))
            return found
        normal, offset = last.weights[0], float(last.biases[0])
        sides = [-np.inf, *last.levels, np.inf]
        for low, high, is_upper in zip(sides, sides[1:], last.is_upper, strict=False):
            area = corners if low == -np.inf else clipped(corners, normal, offset - low)
            area = area if high == np.inf or not len(area) else clipped(area, -normal, high - offset)
            found.append((0 if is_upper else 1, area))
        return found

    def _decision(self) -> list[Shape]:
        """At the last stage the last layer's straight lines, with their values where they are levels; of a cube its plane."""
        last, theme = self._bent.last, self._theme
        if not self._is_last:
            return []
        if len(self._stage.ranges) > 2:
            cube = self._cube(self._stage)
            cuts = [cube.cut(last.weights[0], float(last.biases[0]) - level) for level in last.levels]
            return [Path((cut,), theme.ink, 1.5, closed=True) for cut in cuts if len(cut) > 2]
        hue, wide = (theme.faint, 1.0) if last.names else (theme.ink, 1.8)
        return [*(Path((line,), hue, wide) for line in self._levels.values()), *self._values]

    @cached_property
    def _levels(self) -> dict[int, Points]:
        """The straight lines of the last layer that meet the frame, by their numbers."""
        last, corners = self._bent.last, self._corners()
        every = (line_within(corners, last.weights[0], float(last.biases[0]) - level) for level in last.levels)
        return {i: self._on_page(ends) for i, ends in enumerate(every) if len(ends)}

    @cached_property
    def _values(self) -> list[Label]:
        """The values of levels beside their lines, where no row is; none of other lines."""
        if not self._bent.last.names:
            return []
        at, found = self._placed(self._stage).rows, list[Label]()
        room = self._room([resampled(line, CLOSE) for line in self._levels.values()], at, 6.0)
        for i, (start, end) in self._levels.items():
            label = Label(0.0, 0.0, plain(number(self._bent.last.names[i], 3)), self._axes.small, self._theme.faint)
            places = (start + _SHARES[:, None] * (end - start)).tolist()
            found += room.put(one for x, y in places for one in around(x, y, 5.0, label))
        return found

    def _room(self, lines: Sequence[Points], at: Points, radius: float) -> Room:
        """The room within the frame that lines and rows leave."""
        left, top, wide, high = self._axes.rectangle
        dots = [(x - radius, y - radius, x + radius, y + radius) for x, y in at[np.isfinite(at).all(axis=1)].tolist()]
        return Room((left + 2.0, top + 2.0, left + wide - 2.0, top + high - 2.0), lines, dots)

    # The rows

    def _names(self, now: _Placed) -> list[Drawn]:
        """Of few rows what each is called: its inputs, or its number."""
        shown, theme = self._bent.shown, self._theme
        if len(shown) > MOST_NAMED:
            return []
        at = now.rows
        lines = [resampled(line, CLOSE) for line in self._lines(now)]
        room, off_grid = self._room(lines, at, 9.0), self._room([*lines, *self._grid(now)], at, 9.0)
        for number_at in self._within():
            room.take(bounds(number_at))
            off_grid.take(bounds(number_at))
        # Paper behind what stands on the grid; at the last stage the ground has another hue.
        paper = None if self._is_last else theme.paper
        found: list[Drawn] = []
        for row, (x, y) in zip(shown.tolist(), at.tolist(), strict=True):
            if np.isfinite((x, y)).all():
                label = Label(0.0, 0.0, self._name(row), self._axes.small, theme.ink, behind=paper)
                every = [one for away in _NEAR for one in around(x, y, away, label)]
                own = off_grid.put(every) or room.put(every)
                for one in own:
                    room.take(bounds(one))
                    off_grid.take(bounds(one))
                found += own or [Omission("names of rows")]
        return found

    def _within(self) -> list[Label]:
        """The numbers within the frame: those of a cube's axes, and of levels."""
        if len(self._stage.ranges) > 2:
            return [one for one in self._frame() if isinstance(one, Label)]
        return self._values if self._is_last else []

    def _lines(self, now: _Placed) -> Iterable[Points]:
        """What no name may cross: the borders, or at the last stage its straight lines and the edges of areas or cuts."""
        if not self._is_last:
            return now.border
        paths = (shape for shape in (*self._ground(), *self._decision()) if isinstance(shape, Path))
        return (np.vstack((line, line[:1])) for path in paths for line in path.lines)

    def _grid(self, now: _Placed) -> Iterable[Points]:
        """What a name crosses only where there is no other place: the bent grid."""
        return (resampled(line, CLOSE) for line in _finite(now.grid))

    def _name(self, row: int) -> tuple[Run, ...]:
        values = self._data.raw[0][row]
        if len(values) <= 2:
            return plain(", ".join(number(value, 3) for value in values.tolist()))
        return plain(str(row + 1))


def _finite(lines: tuple[Points, ...]) -> tuple[Points, ...]:
    kept = (line[np.isfinite(line).all(axis=1)] for line in lines)
    return tuple(line for line in kept if len(line) > 1)
