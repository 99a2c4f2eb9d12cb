"""A function of two numbers as a surface that can be turned, with its axes and a part of its tangent plane.

The projection is orthographic, so that lengths along an axis can be compared, and all is plain polygons and lines, so that it is
exported as vectors.
"""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.axes import HIGHEST, SMALL_TEXT, least_range, scale_ticks
from visprop.figures.base.placing import Bounds, bounds
from visprop.figures.base.shapes import Label, Path, Points, Segments, Shape
from visprop.figures.base.style import LIGHT, TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run, plain, width
from visprop.figures.choices import Camera
from visprop.figures.plots.bands import Field
from visprop.notation.expression.numbers import number

Title = tuple[Run, ...]

HEIGHT = 1.05
"""How high the surface is where each side is 2 long."""
_SHADES = 24
_STRETCH = 1.35
"""By how much one side may be drawn out against the other, so that the page is filled."""
_SEEN = 24
"""Of so many points a side of the surface its extent is taken."""


class Space:
    """From coordinates and heights to the page.

    Args:
        field: the function.
        room: left, top, right and bottom of the page's part that floor, upright axis and surface fill.
        camera: from where it is seen.
        ends: of the upright axis; None for those of the function.
    """

    def __init__(self, field: Field, room: Bounds, camera: Camera, ends: tuple[float, float] | None = None) -> None:
        self.field = field
        finite = field.heights[np.abs(field.heights) < HIGHEST]
        own = (float(np.min(finite)), float(np.max(finite))) if finite.size else (0.0, 1.0)
        self.low, self.high = least_range(*(ends or own))
        azimuth, elevation = np.radians(camera.azimuth), np.radians(camera.elevation)
        self._across = np.array([np.cos(azimuth), -np.sin(azimuth)])
        self._away = np.array([np.sin(azimuth), np.cos(azimuth)])
        self._up, self._lie = float(np.cos(elevation)), float(np.sin(elevation))
        self._scale, self._shift = np.ones(2), np.zeros(2)
        flat = self._extent()
        low, high = np.min(flat, axis=0), np.max(flat, axis=0)
        wide, tall = max(40.0, room[2] - room[0]), max(40.0, room[3] - room[1])
        across, down = wide / (high[0] - low[0]), tall / (high[1] - low[1])
        # Neither side is drawn out so much that turning it would look like bending it.
        self._scale = np.array([min(across, _STRETCH * down), min(down, _STRETCH * across)])
        self._shift = np.array([room[0] + wide / 2, room[1] + tall / 2]) - self._scale * (low + high) / 2

    def _extent(self) -> Points:
        """Places on an unscaled page between which all lies: the floor's corners, the upright axis, the surface."""
        corners = np.array([(x, y, 0.0) for x in (-1.0, 1.0) for y in (-1.0, 1.0)])
        flat, _ = self._flat(corners)
        top = self._flat(corners[[int(np.argmin(flat[:, 0]))]] + np.array([0.0, 0.0, HEIGHT]))[0]
        field = self.field
        step = max(1, len(field.xs) // _SEEN)
        grid = np.stack(np.meshgrid(field.xs[::step], field.ys[::step]), axis=-1)
        surface = self._flat(self.box(grid, field.heights[::step, ::step]).reshape(-1, 3))[0]
        return np.vstack((flat, top, surface[np.isfinite(surface).all(axis=1)]))

    def _flat(self, places: Array) -> tuple[Points, Array]:
        """Places in the box of ±1, ±1 and 0 … HEIGHT → (on an unscaled page, depth)."""
        x, y, z = places[..., 0], places[..., 1], places[..., 2]
        across = x * self._across[0] + y * self._across[1]
        away = x * self._away[0] + y * self._away[1]
        return np.stack((across, -(z * self._up + away * self._lie)), axis=-1), away * self._up - z * self._lie

    def box(self, points: Array, heights: Array) -> Array:
        """Coordinates and heights → places in the box; NaN where one is too high for any."""
        heights = np.where(np.abs(heights) < HIGHEST, heights, np.nan)
        found = []
        with np.errstate(over="ignore", invalid="ignore"):
            for axis, values in enumerate((self.field.xs, self.field.ys)):
                found.append(2.0 * (points[..., axis] - values[0]) / (values[-1] - values[0]) - 1.0)
            found.append(HEIGHT * (heights - self.low) / ((self.high - self.low) or 1.0))
        return np.stack(found, axis=-1)

    def page(self, places: Array) -> tuple[Points, Array]:
        """Places in the box → (on the page, depth: the larger, the further away)."""
        with np.errstate(over="ignore", invalid="ignore"):
            flat, depth = self._flat(places)
            return flat * self._scale + self._shift, depth

    def on_page(self, points: Array, heights: Array) -> tuple[Points, Array]:
        """Coordinates and heights → (on the page, depth)."""
        return self.page(self.box(points, heights))

    def holds(self, point: Points) -> bool:
        """Whether a point lies within the field's range."""
        x, y = (float(value) for value in point)
        xs, ys = self.field.xs, self.field.ys
        return bool(xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1])


_EDGE = 6.0
"""Nothing stands nearer to the page's edge, in points."""


def filled(
    field: Field,
    size: tuple[float, float],
    camera: Camera,
    titles: tuple[Title, Title],
    top: float,
    ends: tuple[float, float] | None = None,
) -> Space:
    """The function as large as a page has room for it and its axes' words, below what is said above it."""
    page = np.array([_EDGE, top, size[0] - _EDGE, size[1] - _EDGE])
    room = page.copy()
    for _ in range(_ROUNDS):
        space = Space(field, tuple(room.tolist()), camera, ends)
        words = [bounds(one) for one in frame_shapes(space, titles, LIGHT, back=False) if isinstance(one, Label)]
        low, high = np.min(words, axis=0)[:2], np.max(words, axis=0)[2:]
        # Words keep their distance from what is drawn, however large that is.
        out = np.concatenate((np.minimum(low - page[:2], 0.0), np.maximum(high - page[2:], 0.0)))
        if not out.any():
            break
        room -= out
    return space


_ROUNDS = 12
"""Ticks change with the size, and what is lower than its room stands in the middle of it: it is found in so many steps."""


def quads(space: Space, theme: Theme, stride: int) -> tuple[Points, Array, Array]:
    """Corners on the page (n, 4, 2), depths (n,) and colours (n, 3) of the surface's quadrilaterals."""
    field = space.field
    xs, ys = field.xs[::stride], field.ys[::stride]
    heights = field.heights[::stride, ::stride]
    places = space.box(np.stack(np.meshgrid(xs, ys), axis=-1), heights)
    page, depth = space.page(places)

    def four(values: Array) -> Array:
        return np.stack((values[:-1, :-1], values[:-1, 1:], values[1:, 1:], values[1:, :-1]), axis=2)

    boxes = four(places)
    middle = four(heights[..., None])[..., 0].mean(axis=2)
    across, along = boxes[:, :, 1] - boxes[:, :, 0], boxes[:, :, 3] - boxes[:, :, 0]
    normal = np.cross(across, along)
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-12)
    light = np.clip(normal @ np.array([-0.45, 0.35, 0.82]), 0.0, 1.0)
    share = (middle - space.low) / ((space.high - space.low) or 1.0)
    kept = (np.isfinite(middle) & np.isfinite(light) & np.isfinite(boxes).all(axis=(2, 3))).ravel()
    colours = _tints(share.ravel()[kept], light.ravel()[kept], theme)
    corners = four(page).reshape(-1, 4, 2)[kept]
    return corners, four(depth[..., None]).mean(axis=(2, 3)).ravel()[kept], colours


def _tints(share: Array, light: Array, theme: Theme) -> Array:
    """The colour of each quadrilateral by its height, darker on the side that is turned away from the light."""
    low, high, dark = (np.array(colour, dtype=np.float64) for colour in (theme.low, theme.high, mix(theme.high, (0, 0, 0), 0.55)))
    base = low + (high - low) * (0.12 + 0.88 * np.round(share * _SHADES)[:, None] / _SHADES)
    tints: Array = base + (dark - base) * (0.42 * (1.0 - light))[:, None]
    return tints


def tangent_net(space: Space, here: Points, height: float, slope: tuple[float, float], theme: Theme) -> list[Shape]:
    """A fragment of the tangent plane at a point, as a net; cut off where it leaves the box."""
    if not space.holds(here):
        return []
    reach = 0.22 * (space.field.xs[-1] - space.field.xs[0])
    offsets = np.linspace(-reach, reach, 5)
    ends = []
    for offset in offsets:
        for line in (np.array([(offset, -reach), (offset, reach)]), np.array([(-reach, offset), (reach, offset)])):
            t = np.linspace(0.0, 1.0, 33)[:, None]
            moved = line[0] + (line[1] - line[0]) * t
            with np.errstate(over="ignore", invalid="ignore"):
                heights = height + moved @ np.array(slope)
            inside = (heights >= space.low) & (heights <= space.high)
            page, _ = space.on_page(here + moved, heights)
            ends += [(*page[i], *page[i + 1]) for i in range(len(page) - 1) if inside[i] and inside[i + 1]]
    return [Segments(np.array(ends), theme.backward, 1.1)] if ends else []


def frame_shapes(space: Space, titles: tuple[Title, Title], theme: Theme, back: bool) -> list[Shape]:
    """Behind the surface the floor's outline; before it the axes with their numbers."""
    corners = np.array([(x, y, 0.0) for x, y in ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0))])
    page, depth = space.page(corners)
    if back:
        return [Path((page,), mix(theme.paper, theme.ink, 0.35), 0.9, mix(theme.paper, theme.low, 0.5), closed=True)]
    near = int(np.argmin(depth))
    shapes: list[Shape] = []
    for axis, values in enumerate((space.field.xs, space.field.ys)):
        other = (near + 1) % 4 if corners[(near + 1) % 4][axis] != corners[near][axis] else (near - 1) % 4
        ends = corners[[near, other]]
        ends = ends[np.argsort(ends[:, axis])]
        shapes += _axis(ends, (float(values[0]), float(values[-1])), space, theme, titles[axis])
    side = int(np.argmin(page[:, 0]))
    upright = np.array([corners[side], corners[side] + np.array([0.0, 0.0, HEIGHT])])
    return shapes + _axis(upright, (space.low, space.high), space, theme, (Run("φ", italic=True),))


def _axis(ends: Array, values: tuple[float, float], space: Space, theme: Theme, title: Title) -> list[Shape]:
    """A line with ticks, their numbers on the side away from the middle of the page, and its title."""
    page, _ = space.page(ends)
    middle, _ = space.page(np.array([0.0, 0.0, HEIGHT / 2]))
    along = page[1] - page[0]
    is_upright = abs(along[0]) < 1e-6
    outward = np.array([-along[1], along[0]]) / (np.linalg.norm(along) or 1.0)
    if outward @ (page.mean(axis=0) - middle) < 0.0:
        outward = -outward
    shapes: list[Shape] = [Segments(page.reshape(1, 4), theme.ink, 1.0)]
    length, apart = float(np.linalg.norm(along)), 16.0 if is_upright else 34.0
    most = max(2, int(min(6, length // (apart if is_upright else 52.0))))
    marks = scale_ticks(*values, most, apart * (values[1] - values[0]) / (length or 1.0))
    across = 0.5 - 0.5 * float(np.clip(2.4 * outward[0], -1.0, 1.0))
    widest = 0.0
    for value in marks:
        place = page[0] + along * ((value - values[0]) / (values[1] - values[0]))
        tick, at = place + 5 * outward, place + 11 * outward
        text = plain(number(value, 4))
        widest = max(widest, width(text, SMALL_TEXT))
        shapes.append(Segments(np.array([(*place, *tick)]), theme.ink, 0.9))
        shapes.append(Label(float(at[0]), float(at[1]), text, SMALL_TEXT, theme.ink, across=across))
    away = 16 + 0.75 * widest * abs(outward[0]) + 16 * abs(outward[1])
    place = page[1] + np.array([0.0, -14.0]) if is_upright else page.mean(axis=0) + outward * away
    half = 0.0 if is_upright else width(title, TEXT_SIZE) / 2
    shapes.append(Label(float(place[0] + half * outward[0]), float(place[1]), title, TEXT_SIZE, theme.ink))
    return shapes
