"""The landscape as a surface that can be turned: painted from the back to the front, the path lying on it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.figures.base.drawn import parted
from visprop.figures.base.shapes import Disc, Facets, Figure, Label, Points, Segments, Shape
from visprop.figures.base.style import SMALL_SIZE, TEXT_SIZE, Theme, mix
from visprop.figures.base.text import plain
from visprop.figures.choices import Camera
from visprop.figures.plots.cloud import Cloud
from visprop.figures.plots.contours import FADES, captions, fade_of
from visprop.figures.plots.landscape import Landscape, Trail
from visprop.figures.plots.space import Space, filled, frame_shapes, quads, tangent_net

MAX_STEMS = 24
"""How many points of the path show how far their own φ is from the plane's."""
_USUAL = Camera()
_TOP = 3.6 * TEXT_SIZE
"""Above it two lines say what it is, in points."""


def surface_figure(landscape: Landscape, size: tuple[float, float], theme: Theme, camera: Camera = _USUAL) -> Figure:
    """The surface with the paths on it, the present point, and the tangent plane where it is wanted."""
    space = filled(landscape.field, size, camera, landscape.basis.titles, _TOP, landscape.span)
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
    head = captions(landscape, 14.0, 2.0 * TEXT_SIZE, size, theme, has_stems=bool(stems))
    cloud = landscape.cloud
    targets = () if cloud is None else (cloud.targets(_cloud_places(landscape, space)[0]),)
    every, lost = parted([*shapes, *head])
    return Figure(*size, theme.paper, every, targets, head=_TOP, omitted=lost)


def _sorted(landscape: Landscape, space: Space, theme: Theme, camera: Camera) -> list[Shape]:
    """The surface's quadrilaterals and the paths' parts, the furthest first."""
    corners, depth, colours = quads(space, theme, camera.stride)
    order = np.argsort(-depth, kind="stable")
    corners, depth, colours = corners[order], depth[order], colours[order]
    parts = [part for i, trail in enumerate(landscape.trails) for part in _parts(trail, landscape, space, theme, i)]
    parts += _cloud_parts(landscape, space, theme)
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


_LAYERS = 48
"""In so many layers of depth a swarm is painted: each point by itself would cut the surface into as many pieces."""
_PARTS = 8
"""Into so many parts a way is cut from place to place, as it lies on a surface that is not flat."""


def _cloud_parts(landscape: Landscape, space: Space, theme: Theme) -> list[tuple[float, Shape]]:
    """A swarm on the surface, ways and ends, in layers with their depths."""
    cloud = landscape.cloud
    if cloud is None:
        return []
    places, depth = _cloud_places(landscape, space)
    parts: list[tuple[float, Shape]] = []
    for at, here in _layers(depth):
        parts += [(at, shape) for shape in cloud.marks(places, here, theme)]
    ink = mix(theme.ink, mix(theme.low, theme.high, 0.4), 0.62)
    lines, depth = _cloud_ways(cloud, landscape, space)
    return [*((at, Segments(lines[here], ink, 0.7)) for at, here in _layers(depth)), *parts]


def _layers(depth: Array) -> list[tuple[float, NDArray[np.bool_]]]:
    """Which of some places lie in each layer, and its depth; those that are nowhere lie in none."""
    there = np.isfinite(depth)
    if not there.any():
        return []
    low, high = float(np.min(depth[there])), float(np.max(depth[there]))
    layer = np.full(len(depth), -1)
    layer[there] = np.minimum((depth[there] - low) / ((high - low) or 1.0) * _LAYERS, _LAYERS - 1).astype(int)
    # A place counts as a little nearer than the surface under it, which would hide it.
    return [(float(depth[layer == at].min()) - 0.05, layer == at) for at in np.unique(layer[there])]


def _cloud_ways(cloud: Cloud, landscape: Landscape, space: Space) -> tuple[Points, Array]:
    """The ways of a swarm on the page, in short parts, and their depths; what is out of range is nowhere."""
    shares = np.arange(_PARTS) / _PARTS
    before, after = cloud.paths[:, :-1, None], cloud.paths[:, 1:, None]
    points = (before + (after - before) * shares[:, None]).reshape(len(cloud.paths), -1, 2)
    places, depth = _seen(points.reshape(-1, 2), landscape, space)
    page, far = places.reshape(*points.shape), depth.reshape(points.shape[:2])
    lines = np.concatenate((page[:, :-1], page[:, 1:]), axis=2).reshape(-1, 4)
    return lines, np.minimum(far[:, :-1], far[:, 1:]).ravel()


def _cloud_places(landscape: Landscape, space: Space) -> tuple[Points, Array]:
    """Where the swarm's ends are on the page, and their depths; what is out of range is nowhere."""
    assert landscape.cloud is not None
    return _seen(landscape.cloud.ends, landscape, space)


def _seen(points: Points, landscape: Landscape, space: Space) -> tuple[Points, Array]:
    """Points of the plane as they lie on the surface: on the page, and their depths; NaN out of range."""
    low, high = np.array([landscape.xs[0], landscape.ys[0]]), np.array([landscape.xs[-1], landscape.ys[-1]])
    places, depth = space.on_page(points, landscape.over(points))
    is_there = np.asarray(((points >= low) & (points <= high)).all(axis=1) & np.isfinite(places).all(axis=1))
    return np.where(is_there[:, None], places, np.nan), np.where(is_there, depth, np.nan)


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
        if not np.isfinite(page).all() or float(page[1, 1]) < _TOP:
            continue
        shapes.append(Segments(page.reshape(1, 4), theme.faint, 0.9))
        shapes.append(Disc(float(page[1, 0]), float(page[1, 1]), 2.2, theme.paper, theme.faint, 1.0))
    return shapes


def turned(camera: Camera, by: tuple[float, float]) -> Camera:
    """The camera turned by so many degrees about the vertical, and raised by so many; never from below."""
    return Camera((camera.azimuth + by[0]) % 360.0, float(np.clip(camera.elevation + by[1], 5.0, 88.0)), camera.stride)
