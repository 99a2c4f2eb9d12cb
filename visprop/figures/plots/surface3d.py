"""The landscape as a surface that can be turned: painted from the back to the front, the path lying on it."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.axes import text_size
from visprop.figures.base.shapes import Disc, Facets, Figure, Label, Points, Segments, Shape
from visprop.figures.base.style import SMALL_SIZE, Theme, mix
from visprop.figures.base.text import plain
from visprop.figures.choices import Camera
from visprop.figures.plots.contours import FADES, captions, fade_of
from visprop.figures.plots.landscape import Landscape, Trail
from visprop.figures.plots.space import Space, frame_shapes, quads, tangent_net

MAX_STEMS = 24
"""How many points of the path show how far their own φ is from the plane's."""
_USUAL = Camera()


def surface_figure(landscape: Landscape, size: tuple[float, float], theme: Theme, camera: Camera = _USUAL) -> Figure:
    """The surface with the paths on it, the present point, and the tangent plane where it is wanted."""
    space = Space(landscape.field, size, camera)
    shapes = frame_shapes(space, landscape.basis.titles, theme, back=True)
    with np.errstate(over="ignore", invalid="ignore"):
        shapes += _sorted(landscape, space, theme, camera)
    if landscape.tangent and landscape.slope is not None:
        shapes += tangent_net(space, landscape.here, landscape.cost, landscape.slope, theme)
    stems = _stems(landscape, space, theme)
    shapes += stems
    here, _ = space.on_page(landscape.here, np.array(landscape.cost))
    is_on_page = bool(((here >= 0.0) & (here <= size)).all())
    if is_on_page and space.holds(landscape.here):
        shapes.append(Disc(float(here[0]), float(here[1]), 5.0, theme.ink, theme.paper, 1.6))
    shapes += frame_shapes(space, landscape.basis.titles, theme, back=False)
    return Figure(
        *size, theme.paper, (*shapes, *captions(landscape, 14.0, 2.0 * text_size(size), size, theme, has_stems=bool(stems)))
    )


def _sorted(landscape: Landscape, space: Space, theme: Theme, camera: Camera) -> list[Shape]:
    """The surface's quadrilaterals and the paths' parts, the furthest first."""
    corners, depth, colours = quads(space, theme, camera.stride)
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


def _parts(trail: Trail, landscape: Landscape, space: Space, theme: Theme, index: int) -> list[tuple[float, Shape]]:
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


def _stems(landscape: Landscape, space: Space, theme: Theme) -> list[Shape]:
    """From the path on the surface to each point's own φ, for some of the points off the plane."""
    trail = landscape.trails[0]
    chosen = np.unique(np.linspace(0, len(trail.points) - 1, MAX_STEMS).astype(int))
    shapes: list[Shape] = []
    for i in chosen:
        (x, y), own = trail.points[i], float(trail.costs[i])
        if not space.holds(trail.points[i]) or not np.isfinite(own):
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


def turned(camera: Camera, by: tuple[float, float]) -> Camera:
    """The camera turned by so many degrees about the vertical, and raised by so many; never from below."""
    return Camera((camera.azimuth + by[0]) % 360.0, float(np.clip(camera.elevation + by[1], 5.0, 88.0)), camera.stride)
