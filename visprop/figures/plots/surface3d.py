"""The landscape as a surface that can be turned: painted from the back to the front, the path lying on it.

The projection is orthographic, so that lengths along an axis can be compared, and all is plain polygons and lines, so that it is
exported as vectors.
"""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.axes import HIGHEST, least_range, text_size, ticks
from visprop.figures.base.shapes import Disc, Facets, Figure, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import SMALL_SIZE, TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run, plain, width
from visprop.figures.choices import Camera
from visprop.figures.plots.contours import FADES, captions, fade_of
from visprop.figures.plots.landscape import Landscape, Trail
from visprop.notation.expression.numbers import number

HEIGHT = 1.05
"""How high the surface is where each side is 2 long."""
MAX_STEMS = 24
"""How many points of the path show how far their own φ is from the plane's."""
_SHADES = 24
_USUAL = Camera()


class _Space:
    """From coordinates and φ to the page."""

    def __init__(self, landscape: Landscape, size: tuple[float, float], camera: Camera) -> None:
        self._landscape, self.width = landscape, size[0]
        finite = landscape.costs[np.abs(landscape.costs) < HIGHEST]
        self.low, self.high = least_range(float(np.min(finite)), float(np.max(finite))) if finite.size else (0.0, 1.0)
        azimuth, elevation = np.radians(camera.azimuth), np.radians(camera.elevation)
        self._across = np.array([np.cos(azimuth), -np.sin(azimuth)])
        self._away = np.array([np.sin(azimuth), np.cos(azimuth)])
        self._up, self._lie = float(np.cos(elevation)), float(np.sin(elevation))
        corners = self._flat(np.array([(x, y, z) for x in (-1.0, 1.0) for y in (-1.0, 1.0) for z in (0.0, HEIGHT)]))[0]
        low, high = corners.min(axis=0), corners.max(axis=0)
        left, top, right, bottom = 66.0, 58.0, 66.0, 64.0
        room = (max(40.0, size[0] - left - right), max(40.0, size[1] - top - bottom))
        self._scale = float(min(room[0] / (high[0] - low[0]), room[1] / (high[1] - low[1])))
        self._shift = np.array([left + room[0] / 2, top + room[1] / 2]) - self._scale * (low + high) / 2

    def _flat(self, places: Array) -> tuple[Points, Array]:
        """Places in the box of ±1, ±1 and 0 … HEIGHT → (on an unscaled page, depth)."""
        x, y, z = places[..., 0], places[..., 1], places[..., 2]
        across = x * self._across[0] + y * self._across[1]
        away = x * self._away[0] + y * self._away[1]
        return np.stack((across, -(z * self._up + away * self._lie)), axis=-1), away * self._up - z * self._lie

    def box(self, points: Array, heights: Array) -> Array:
        """Coordinates and φ → places in the box; NaN where φ is too high for any."""
        landscape = self._landscape
        heights = np.where(np.abs(heights) < HIGHEST, heights, np.nan)
        found = []
        with np.errstate(over="ignore", invalid="ignore"):
            for axis, values in enumerate((landscape.xs, landscape.ys)):
                found.append(2.0 * (points[..., axis] - values[0]) / (values[-1] - values[0]) - 1.0)
            found.append(HEIGHT * (heights - self.low) / ((self.high - self.low) or 1.0))
        return np.stack(found, axis=-1)

    def page(self, places: Array) -> tuple[Points, Array]:
        """Places in the box → (on the page, depth: the larger, the further away)."""
        with np.errstate(over="ignore", invalid="ignore"):
            flat, depth = self._flat(places)
            return flat * self._scale + self._shift, depth

    def on_page(self, points: Array, heights: Array) -> tuple[Points, Array]:
        """Coordinates and φ → (on the page, depth)."""
        return self.page(self.box(points, heights))


def surface_figure(landscape: Landscape, size: tuple[float, float], theme: Theme, camera: Camera = _USUAL) -> Figure:
    """The surface with the paths on it, the present point, and the tangent plane where it is wanted."""
    space = _Space(landscape, size, camera)
    shapes = _frame(landscape, space, theme, back=True)
    with np.errstate(over="ignore", invalid="ignore"):
        shapes += _sorted(landscape, space, theme, camera)
    if landscape.tangent and landscape.slope is not None:
        shapes += _tangent(landscape, space, theme)
    stems = _stems(landscape, space, theme)
    shapes += stems
    here, _ = space.on_page(landscape.here, np.array(landscape.cost))
    is_on_page = bool(((here >= 0.0) & (here <= size)).all())
    if is_on_page and _holds(landscape, landscape.here):
        shapes.append(Disc(float(here[0]), float(here[1]), 5.0, theme.ink, theme.paper, 1.6))
    shapes += _frame(landscape, space, theme, back=False)
    return Figure(
        *size, theme.paper, (*shapes, *captions(landscape, 14.0, 2.0 * text_size(size), size, theme, has_stems=bool(stems)))
    )


def _sorted(landscape: Landscape, space: _Space, theme: Theme, camera: Camera) -> list[Shape]:
    """The surface's quadrilaterals and the paths' parts, the furthest first."""
    corners, depth, colours = _quads(landscape, space, theme, camera.stride)
    order = np.argsort(-depth, kind="stable")
    corners, depth, colours = corners[order], depth[order], colours[order]
    parts = [part for i, trail in enumerate(landscape.trails) for part in _parts(trail, landscape, space, theme, i)]
    parts.sort(key=lambda part: -part[0])
    shapes: list[Shape] = []
    done = 0
    line = mix(theme.high, theme.ink, 0.15)
    for at, shape in parts:
        until = int(np.searchsorted(-depth, -at))
        if until > done:
            shapes.append(Facets(corners[done:until], colours[done:until], line, 0.4))
            done = until
        shapes.append(shape)
    if done < len(corners):
        shapes.append(Facets(corners[done:], colours[done:], line, 0.4))
    return shapes


def _quads(landscape: Landscape, space: _Space, theme: Theme, stride: int) -> tuple[Points, Array, Array]:
    """Corners on the page (n, 4, 2), depths (n,) and colours (n, 3) of the surface's quadrilaterals."""
    xs, ys = landscape.xs[::stride], landscape.ys[::stride]
    heights = landscape.costs[::stride, ::stride]
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


def _parts(trail: Trail, landscape: Landscape, space: _Space, theme: Theme, index: int) -> list[tuple[float, Shape]]:
    """The path on the surface in short parts with their depths."""
    points, fades = _on_surface(trail, landscape)
    if len(points) < 2:
        return []
    heights = landscape.over(points)
    page, depth = space.on_page(points, heights)
    ground = mix(theme.low, theme.high, 0.4)
    inks = [mix(theme.runs[index], ground, 0.8 * fade / (FADES - 1)) for fade in range(FADES)]
    lines = np.hstack((page[:-1], page[1:]))
    # A part counts as a little nearer than the surface under it, which would hide it.
    nearest = np.minimum(depth[:-1], depth[1:]) - 0.05
    is_there = np.isfinite(page[:, 0]) & np.isfinite(page[:, 1]) & ~np.isnan(points[:, 0])
    parts: list[tuple[float, Shape]] = [
        (float(nearest[i]), Segments(lines[i : i + 1], inks[int(fades[i])], 2.2))
        for i in np.flatnonzero(is_there[:-1] & is_there[1:])
    ]
    if len(landscape.trails) > 1 and np.isfinite(page[-1]).all():
        x, y = page[-1]
        parts.append((-np.inf, Disc(float(x), float(y), 7.0, theme.paper, theme.runs[index], 1.8)))
        parts.append((-np.inf, Label(float(x), float(y), plain(str(index + 1)), SMALL_SIZE, theme.ink)))
    return parts


def _on_surface(trail: Trail, landscape: Landscape) -> tuple[Points, Array]:
    """The path's points within the plane's range, with more between those that are far apart; NaN if it leaves the range."""
    cell = (landscape.xs[-1] - landscape.xs[0]) / 60
    fades = fade_of(trail.inside)
    points, shades = [trail.points[:1]], [fades[:1]]
    for before, after, fade in zip(trail.points, trail.points[1:], fades[1:], strict=False):
        count = int(min(60, max(1, np.ceil(np.abs(after - before).max() / cell))))
        points.append(before + (after - before) * (np.arange(1, count + 1) / count)[:, None])
        shades.append(np.full(count, fade))
    found = np.vstack(points)
    low, high = np.array([landscape.xs[0], landscape.ys[0]]), np.array([landscape.xs[-1], landscape.ys[-1]])
    found[((found < low) | (found > high)).any(axis=1)] = np.nan
    return found, np.concatenate(shades)


def _holds(landscape: Landscape, point: Points) -> bool:
    """Whether a point lies within the plane's range."""
    x, y = (float(value) for value in point)
    return bool(landscape.xs[0] <= x <= landscape.xs[-1] and landscape.ys[0] <= y <= landscape.ys[-1])


def _stems(landscape: Landscape, space: _Space, theme: Theme) -> list[Shape]:
    """From the path on the surface to each point's own φ, for some of the points off the plane."""
    trail = landscape.trails[0]
    chosen = np.unique(np.linspace(0, len(trail.points) - 1, MAX_STEMS).astype(int))
    shapes: list[Shape] = []
    for i in chosen:
        (x, y), own = trail.points[i], float(trail.costs[i])
        if not _holds(landscape, trail.points[i]) or not np.isfinite(own):
            continue
        span, plane = space.high - space.low, landscape.at(x, y)
        is_beside = abs(own - plane) >= 0.01 * span
        if not is_beside or not space.low - 0.15 * span <= own <= space.high + 0.15 * span:
            continue
        page, _ = space.on_page(np.array([(x, y), (x, y)]), np.array([plane, own]))
        if not np.isfinite(page).all():
            continue
        shapes.append(Segments(page.reshape(1, 4), theme.faint, 0.9))
        shapes.append(Disc(float(page[1, 0]), float(page[1, 1]), 2.2, theme.paper, theme.faint, 1.0))
    return shapes


def _tangent(landscape: Landscape, space: _Space, theme: Theme) -> list[Shape]:
    """A fragment of the tangent plane at the present point, as a net; cut off where it leaves the box."""
    if not _holds(landscape, landscape.here):
        return []
    reach = 0.22 * (landscape.xs[-1] - landscape.xs[0])
    offsets = np.linspace(-reach, reach, 5)
    ends = []
    for offset in offsets:
        for line in (np.array([(offset, -reach), (offset, reach)]), np.array([(-reach, offset), (reach, offset)])):
            t = np.linspace(0.0, 1.0, 33)[:, None]
            moved = line[0] + (line[1] - line[0]) * t
            with np.errstate(over="ignore", invalid="ignore"):
                heights = landscape.cost + moved @ np.array(landscape.slope)
            inside = (heights >= space.low) & (heights <= space.high)
            page, _ = space.on_page(landscape.here + moved, heights)
            ends += [(*page[i], *page[i + 1]) for i in range(len(page) - 1) if inside[i] and inside[i + 1]]
    return [Segments(np.array(ends), theme.backward, 1.1)] if ends else []


def _frame(landscape: Landscape, space: _Space, theme: Theme, back: bool) -> list[Shape]:
    """Behind the surface the floor's outline; before it the axes with their numbers."""
    corners = np.array([(x, y, 0.0) for x, y in ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0))])
    page, depth = space.page(corners)
    if back:
        return [Path((page,), mix(theme.paper, theme.ink, 0.35), 0.9, mix(theme.paper, theme.low, 0.5), closed=True)]
    near = int(np.argmin(depth))
    shapes: list[Shape] = []
    for axis, values in enumerate((landscape.xs, landscape.ys)):
        other = (near + 1) % 4 if corners[(near + 1) % 4][axis] != corners[near][axis] else (near - 1) % 4
        ends = corners[[near, other]]
        ends = ends[np.argsort(ends[:, axis])]
        shapes += _axis(ends, (float(values[0]), float(values[-1])), space, theme, landscape.basis.titles[axis])
    side = int(np.argmin(page[:, 0]))
    upright = np.array([corners[side], corners[side] + np.array([0.0, 0.0, HEIGHT])])
    return shapes + _axis(upright, (space.low, space.high), space, theme, (Run("φ", italic=True),))


def _axis(ends: Array, values: tuple[float, float], space: _Space, theme: Theme, title: tuple[Run, ...]) -> list[Shape]:
    """A line with ticks, their numbers on the side away from the middle of the page, and its title."""
    page, _ = space.page(ends)
    middle, _ = space.page(np.array([0.0, 0.0, HEIGHT / 2]))
    along = page[1] - page[0]
    is_upright = abs(along[0]) < 1e-6
    outward = np.array([-along[1], along[0]]) / (np.linalg.norm(along) or 1.0)
    if outward @ (page.mean(axis=0) - middle) < 0.0:
        outward = -outward
    shapes: list[Shape] = [Segments(page.reshape(1, 4), theme.ink, 1.0)]
    marks = ticks(values[0], values[1], max(2, int(np.linalg.norm(along) // (16 if is_upright else 52))))
    across = 0.5 - 0.5 * float(np.clip(2.4 * outward[0], -1.0, 1.0))
    widest = 0.0
    for value in marks:
        place = page[0] + along * ((value - values[0]) / (values[1] - values[0]))
        tick, at = place + 5 * outward, place + 11 * outward
        text = plain(number(value, 4))
        widest = max(widest, width(text, SMALL_SIZE))
        shapes.append(Segments(np.array([(*place, *tick)]), theme.ink, 0.9))
        shapes.append(Label(float(at[0]), float(at[1]), text, SMALL_SIZE, theme.ink, across=across))
    away = 16 + 0.75 * widest * abs(outward[0]) + 16 * abs(outward[1])
    place = page[1] + np.array([0.0, -14.0]) if is_upright else page.mean(axis=0) + outward * away
    half = width(title, TEXT_SIZE) / 2
    x = float(np.clip(place[0] + np.sign(outward[0]) * half * abs(outward[0]), half + 6, space.width - half - 6))
    shapes.append(Label(place[0] if is_upright else x, float(place[1]), title, TEXT_SIZE, theme.ink))
    return shapes


def turned(camera: Camera, by: tuple[float, float]) -> Camera:
    """The camera turned by so many degrees about the vertical, and raised by so many; never from below."""
    return Camera((camera.azimuth + by[0]) % 360.0, float(np.clip(camera.elevation + by[1], 5.0, 88.0)), camera.stride)
