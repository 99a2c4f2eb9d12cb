"""The landscape as a map: filled contours with labelled levels, the path, −∇φ, and the tangent plane's level lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.figures.base.axes import SMALL_TEXT, Axes, axes_shapes, frame_box, left_room
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.lines import arrow, head_bounds
from visprop.figures.base.omission import Omission
from visprop.figures.base.placing import CLOSE, Bounds, Room, around, bounds, resampled
from visprop.figures.base.shapes import Clip, Colour, Disc, Figure, Label, Path, Points, Shape
from visprop.figures.base.style import LINE, SMALL_SIZE, TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run, plain, symbol, width
from visprop.figures.plots.arrow_tips import is_along, tip_of
from visprop.figures.plots.bands import bands, shades
from visprop.figures.plots.colour_bar import bar_room, colour_bar, level_marks
from visprop.figures.plots.landscape import Going, Landscape, Trail
from visprop.figures.plots.swarm_words import in_letters
from visprop.notation.expression.numbers import equal_to, number

FADES = 5
"""In how many steps the path fades where it lies off the plane."""


_NAMED, _HEADED = 11.0, 8.0
"""How high a page is that has room for the names of its axes, and for a title, in sizes of its text."""


def landscape_axes(size: tuple[float, float], landscape: Landscape) -> Axes:
    """The diagram's frame: a square in the middle of the page."""
    xs, ys = landscape.xs, landscape.ys
    text = TEXT_SIZE
    left, top, below = 4.9 * text, 3.4 * text, 3.5 * text
    if size[1] < _NAMED * text:
        top, below = 2.4 * text if size[1] >= _HEADED * text else 0.7 * text, 1.7 * text
    right = bar_room(level_marks(landscape.levels)) if landscape.has_bar else 1.6 * text
    ranges = (float(xs[0]), float(xs[-1])), (float(ys[0]), float(ys[-1]))
    # Numbers that are long take more room.
    left = max(left, left_room(Axes(left, top, 100.0, max(40.0, size[1] - top - below), *ranges, text=text)))
    side = max(28.0, min(size[0] - left - right, size[1] - top - below))
    x, y = left + max(0.0, (size[0] - left - right - side) / 2), top + max(0.0, (size[1] - top - below - side) / 2)
    return Axes(x, y, side, side, *ranges, text=text)


def landscape_figure(landscape: Landscape, size: tuple[float, float], theme: Theme, has_key: bool = True) -> Figure:
    """Filled contours with labelled levels, the paths, the present point and −∇φ in the plane.

    A path fades where it lies off the plane: there φ was another than the plane's. The key tells what the path's ends are.
    """
    axes = landscape_axes(size, landscape)
    arrows, taken, gaps = _descent_arrows(axes, landscape, theme)
    arrow_shapes, unnamed = parted(arrows)
    full = [*taken, *_ways(landscape, axes)]
    heights, bar = landscape.levels, landscape.has_bar
    levels, bare = parted(bands(landscape.field, heights, axes, theme, full, gaps, _runs(landscape, axes), is_told=bar))
    inside: list[Shape] = list(levels)
    if landscape.tangent and landscape.slope is not None:
        inside += _tangent_lines(landscape, axes, theme)
    cloud = landscape.cloud
    if cloud is not None:
        inside += cloud.drawn(lambda points: axes.to_page(*points.T), theme)
    for i, trail in reversed(list(enumerate(landscape.trails))):
        inside += _trail(trail, axes, theme, theme.runs[i], i + 1 if len(landscape.trails) > 1 else 0)
    inside += _example_arrows(landscape, axes, theme)
    inside += arrow_shapes
    x, y = axes.to_page(*landscape.here[:, None])[0]
    inside.append(Disc(x, y, 5.0, theme.ink, theme.paper, 1.6))
    is_named = size[1] >= _NAMED * axes.text
    across, up = landscape.basis.titles if is_named else ((), ())
    shapes: list[Drawn] = [*axes_shapes(axes, across, (), theme, grid=False)]
    shapes += [Clip(axes.rectangle, tuple(inside)), frame_box(axes, theme)]
    if is_named:
        shapes.append(Label(axes.x - 3.9 * axes.text, axes.y + axes.height / 2, up, axes.text, theme.ink, angle=90.0))
    head = _head(landscape, axes, size, theme)
    head += _key(landscape, axes, theme) if has_key and is_named else ()
    if landscape.has_bar:
        head += colour_bar(axes, shades(len(heights), theme), level_marks(heights), (Run("φ", italic=True),), theme)
    targets = () if cloud is None else (cloud.targets(axes.to_page(*cloud.ends.T)),)
    above = axes.y - 0.3 * axes.text
    every, lost = parted([*shapes, *head, *unnamed, *bare])
    return Figure(*size, theme.paper, every, targets, plot=axes.rectangle, head=above, omitted=lost)


def _head(landscape: Landscape, axes: Axes, size: tuple[float, float], theme: Theme) -> list[Drawn]:
    """What is said above the map, as far as the page is high enough."""
    if size[1] < _HEADED * axes.text:
        return [Omission("title"), Omission("names of the axes")]
    if size[1] < _NAMED * axes.text:
        title = captions(landscape, axes.x, axes.y - 1.0 * axes.text, size, theme)[:1]
        return [*title, Omission("what is said of the movement", is_number=True), Omission("names of the axes")]
    return captions(landscape, axes.x, axes.y - 1.9 * axes.text, size, theme)


def _key(landscape: Landscape, axes: Axes, theme: Theme) -> Sequence[Drawn]:
    """What the path's ends are, left of the name of the horizontal axis."""
    if len(landscape.trails) > 1 or len(landscape.trails[0].points) < 2 or landscape.cloud is not None:
        return []
    y, small = axes.y + axes.height + 8.0 + 1.75 * axes.text, axes.small
    here, begun = plain("now"), plain("start")
    first = axes.x + 13.0 + width(here, small) + 22.0
    if first + width(begun, small) > axes.x + axes.width - width(landscape.basis.titles[0], axes.text) - 8.0:
        return [Omission("key of the path")]
    return [
        Disc(axes.x + 5.0, y, 5.0, theme.ink, theme.paper, 1.6),
        Label(axes.x + 13.0, y, here, small, theme.faint, across=0.0),
        Disc(first - 9.0, y, 3.0, theme.paper, theme.ink, LINE),
        Label(first, y, begun, small, theme.faint, across=0.0),
    ]


_CELL = 10.0


def _ways(landscape: Landscape, axes: Axes) -> list[Bounds]:
    """Boxes along the paths, which no level's number is to lie on."""
    places = np.vstack([_way(trail, axes) for trail in landscape.trails])
    cells = np.unique(np.round(places / _CELL), axis=0) * _CELL
    return [(x - _CELL / 2, y - _CELL / 2, x + _CELL / 2, y + _CELL / 2) for x, y in cells.tolist()]


def _runs(landscape: Landscape, axes: Axes) -> list[Points]:
    """The ways of a swarm's runs on the page."""
    if landscape.cloud is None:
        return []
    return [axes.to_page(*path.T) for path in landscape.cloud.paths]


def _way(trail: Trail, axes: Axes) -> Points:
    """A path on the page, its points close together."""
    places = axes.to_page(*trail.points.T)
    return resampled(places[np.isfinite(places).all(axis=1)], CLOSE)


def _notes(landscape: Landscape, has_stems: bool) -> list[tuple[Run, ...]]:
    """What is said below the title, the longest first."""
    notes: list[tuple[Run, ...]] = []
    if len(landscape.trails[0].points) > 1:
        share = f"{100 * landscape.share:.3g} % of the movement lies in it"
        fades = "; the path fades off it" if landscape.share < 0.9995 else ""
        notes = [plain(share + fades + ", and its own φ stands on a pin")] if has_stems else []
        notes += [plain(share + fades), plain(share), plain(f"{100 * landscape.share:.3g} % lies in it")]
    if landscape.going is not None and len(_arrows(landscape)) > 1:
        way = (
            *plain("the next update goes along "),
            *_NAMES[landscape.going[1]],
            *plain(", not along −∇"),
            Run("φ", italic=True),
        )
        notes = [(*notes[0], *plain("; "), *way), way, *notes] if notes else [way]
    if landscape.tangent and landscape.slope is not None:
        slopes = ((*symbol("r", below=str(i)), *plain(f" {equal_to(r)}  ")) for i, r in enumerate(landscape.slope, start=1))
        rates = tuple(run for slope in slopes for run in slope)
        notes = [(*plain("tangent plane: "), *rates), rates]
    if landscape.note:
        # That it is not final yet is said first; both would be too long for a small picture.
        notes = [in_letters(landscape.note), plain("computing …")]
    return notes


def captions(
    landscape: Landscape, x: float, y: float, page: tuple[float, float], theme: Theme, has_stems: bool = False
) -> list[Drawn]:
    """What the picture shows, and how much of the movement: two lines above it, shorter where the page is narrow."""
    text = TEXT_SIZE
    small = SMALL_TEXT
    held = ", held" if landscape.is_held else ""
    after = plain(f" after update {landscape.update}")
    titles = [
        (*plain(" over the plane through "), Run("p", italic=True), *after, *plain(held)),
        (*plain(", plane through "), Run("p", italic=True), *after),
    ]
    found = [(Run("φ", italic=True), *words) for words in (*titles, after, ())]
    title = _shorter(found, text, page[0])
    notes = _notes(landscape, has_stems)
    note = _shorter(notes, small, page[0])
    left = max(6.0, min(x, page[0] - max(width(title, text), width(note, small)) - 6))
    shapes: list[Drawn] = [Label(left, y, title, text, theme.ink, across=0.0, down=1.0)]
    if notes and not note:
        shapes.append(Omission("what is said of the movement", is_number=True))
    if note:
        shapes.append(Label(left, y + 1.2 * text, note, small, theme.faint, across=0.0, down=1.0))
    return shapes


def _shorter(words: Sequence[tuple[Run, ...]], size: float, page: float) -> tuple[Run, ...]:
    """The first that fits on a page; nothing if none does."""
    return next((runs for runs in words if width(runs, size) < page - 12.0), ())


def fade_of(inside: Array) -> NDArray[np.intp]:
    """For each point how much its part of the path fades, from 0 (in the plane) to `FADES` − 1."""
    return np.minimum((FADES * (1.0 - np.sqrt(np.clip(inside, 0.0, 1.0)))).astype(np.intp), FADES - 1)


def _trail(trail: Trail, axes: Axes, theme: Theme, colour: Colour, number_: int) -> list[Shape]:
    """The path, fading where it lies off the plane; a number at its end where there are several."""
    points = axes.to_page(*trail.points.T)
    shapes: list[Shape] = []
    if len(points) > 1:
        fades = fade_of(trail.inside)
        bounds = [0, *(np.flatnonzero(np.diff(fades)) + 1), len(points)]
        ground = mix(theme.low, theme.high, 0.35)
        shapes.append(Path((points,), theme.paper, 3.6))
        for start, end in pairwise(bounds):
            ink = mix(colour, ground, 0.8 * int(fades[start]) / (FADES - 1))
            shapes.append(Path((points[start : end + 1],), ink, 1.6))
        shapes.append(Disc(float(points[0, 0]), float(points[0, 1]), 3.0, theme.paper, theme.ink, LINE))
    if number_:
        x, y = (float(value) for value in points[-1])
        shapes.append(Disc(x, y, 7.0, theme.paper, colour, 1.8))
        shapes.append(Label(x, y, plain(str(number_)), SMALL_SIZE, theme.ink))
    return shapes


def _tangent_lines(landscape: Landscape, axes: Axes, theme: Theme) -> list[Shape]:
    """Where the tangent plane at p has the levels of the contours: parallel lines (the article's "Two-dimensional case")."""
    xs, ys = landscape.xs[[0, -1]], landscape.ys[[0, -1]]
    assert landscape.slope is not None
    with np.errstate(over="ignore", invalid="ignore"):
        rise = landscape.slope[0] * (xs - landscape.here[0]) + landscape.slope[1] * (ys - landscape.here[1])[:, None]
        heights = landscape.cost + rise
    if not np.isfinite(heights).all():
        return []
    import contourpy

    generator = contourpy.contour_generator(xs, ys, heights, line_type="Separate")
    lines = [line for level in landscape.levels for line in cast(list[Points], generator.lines(level))]
    return [Path(tuple(axes.to_page(*line.T) for line in lines), theme.backward, 1.1, dashed=True)] if lines else []


def _example_arrows(landscape: Landscape, axes: Axes, theme: Theme) -> list[Shape]:
    """The examples' own updates as thin arrows and their mean as a thick one (the article's offline learning)."""
    steps = landscape.steps
    if not len(steps):
        return []
    longest = float(np.abs(steps).max())
    if longest == 0.0:
        return []
    reach = 0.3 * float(landscape.xs[-1] - landscape.xs[0])
    # Made small before they are added up: their sum may be too large for a float.
    steps = steps / longest * reach
    ends = axes.to_page(*(landscape.here + steps).T)
    mean = axes.to_page(*(landscape.here + steps.mean(axis=0))[:, None])[0]
    start = axes.to_page(*landscape.here[:, None])[0]
    shapes: list[Shape] = []
    for end in ends:
        shapes += arrow(np.concatenate((start, end)), mix(theme.forward, theme.low, 0.25), 0.9)
    note = f"updates of {len(steps)} examples, × {number(reach / longest, 2)}; thick: their mean"
    words = Label(axes.x + 8, axes.y + axes.height - 10, plain(note), SMALL_SIZE, theme.ink, 0.0, behind=theme.paper)
    return [*shapes, *arrow(np.concatenate((start, mean)), theme.forward, 3.4), words]


_DOWN = (*plain("−∇"), Run("φ", italic=True))
_NAMES = {
    Going.COST: (*plain("−∇"), Run("c", italic=True)),
    Going.BATCH: (*plain("−∇"), *symbol("φ", below="B")),
    Going.OPTIMISER: (*plain("Δ"), Run("p", italic=True)),
}


def _arrows(landscape: Landscape) -> list[tuple[Array, tuple[Run, ...]]]:
    """−∇φ, as far as it can be told from 0; and where the update goes, if that is another way. In the plane's units."""
    if landscape.slope is None:
        return []
    down = -np.array(landscape.slope)
    side = float(landscape.xs[-1] - landscape.xs[0])
    is_seen = float(np.abs(down).max()) * side > _TOLD * landscape.resolution
    found: list[tuple[Array, tuple[Run, ...]]] = [(down, _DOWN)] if is_seen else []
    if landscape.going is not None:
        way, kind = np.array(landscape.going[0]), landscape.going[1]
        if np.isfinite(way).all() and way.any() and not (is_seen and is_along(way, down)):
            found.append((way, _NAMES[kind]))
    return found


_TOLD = 8.0
"""So many times what float64 resolves a slope must be to be told from 0."""
_WIDTH = 2.4
"""How wide an arrow is, in points."""


def _descent_arrows(axes: Axes, landscape: Landscape, theme: Theme) -> tuple[list[Drawn], list[Bounds], list[Bounds]]:
    """The arrows from the present point, each scaled to an eighth of the diagram where it is long, with its name at its end.

    Beside them the room that they take, and that in which their names interrupt the contours.
    """
    here, shapes = landscape.here, list[Drawn]()
    start = axes.to_page(*here[:, None])[0]
    taken: list[Bounds] = []
    ends = [_end_of(trail, axes) for trail in landscape.trails]
    page = (axes.x + 2, axes.y + 2, axes.x + axes.width - 2, axes.y + axes.height - 2)
    tips = [tip_of(axes, here, way) for way, _ in _arrows(landscape)]
    lines = [resampled(np.array([start, tip]), CLOSE) for tip in tips]
    x, y = (float(value) for value in start)
    ways = [*lines, *(_way(trail, axes) for trail in landscape.trails)]
    ways += [resampled(run, CLOSE) for run in _runs(landscape, axes)]
    heads = [head_bounds(np.concatenate((start, tip)), _WIDTH) for tip in tips]
    room = Room(page, ways, [(x - 8, y - 8, x + 8, y + 8), *ends, *heads])
    names: list[Bounds] = []
    for tip, (_, words) in zip(tips, _arrows(landscape), strict=True):
        hue = theme.backward if words == _DOWN else theme.ink
        shapes += arrow(np.concatenate((start, tip)), hue, _WIDTH)
        (x1, y1), (x2, y2) = start, tip
        taken.append((min(x1, x2) - 4, min(y1, y2) - 4, max(x1, x2) + 4, max(y1, y2) + 4))
        found = room.put(around(float(x2), float(y2), 9.0, Label(0.0, 0.0, words, axes.text, hue)))
        shapes += found or [Omission("names of arrows")]
        names += [bounds(label) for label in found]
    return shapes, [*taken, *names], [(box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2) for box in names]


def _end_of(trail: Trail, axes: Axes) -> Bounds:
    """The room of the number at a path's end."""
    x, y = (float(value) for value in axes.to_page(*trail.points[-1:].T)[0])
    return x - 9, y - 9, x + 9, y + 9
