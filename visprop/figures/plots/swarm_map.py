"""A swarm as a map: a cell for each run, by rate and seed or by where it began, in the shade of what it came to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.axes import SMALL_TEXT, Axes, axes_shapes, frame_box
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Box, Colour, Facets, Figure, Label, Segments, Shape, Targets
from visprop.figures.base.style import TEXT_SIZE, Theme, mix
from visprop.figures.base.text import key_symbol, width
from visprop.figures.plots.swarm_words import heading, in_letters, run_name
from visprop.figures.swarm_told import share_told
from visprop.notation.expression.numbers import number
from visprop.notation.naming import Naming
from visprop.timeline.swarm.swarm import Swarm

_LONGEST = 8.0
"""How many times as long as high a cell is at most where a rate has one row."""
_MOST_IN_A_ROW = 64
"""So many seeds stand in one row; more are broken into rows."""
_RIM = 1.5
"""How wide the rim is around the run that one is on, in points."""
_LEFT, _SWATCH, _PITCH = 12.0, 12.0, 1.6
"""Where the key begins and how wide a shade in it is, in points; how far its rows are apart, in sizes of text."""
_GAP = 0.12
"""Which part of a large cell is the gap between it and the next."""


@dataclass(frozen=True)
class Tiles:
    """Where the cells stand: a tile for each rate.

    Attributes:
        columns, rows: the cells of a tile.
        across: how many tiles stand side by side.
        wide, high: how large a cell is.
        left, top: where the first tile begins.
        step: from one tile to the next, across and down.
    """

    columns: int
    rows: int
    across: int
    wide: float
    high: float
    left: float
    top: float
    step: tuple[float, float]

    def corner(self, tile: int) -> tuple[float, float]:
        """Where a tile begins."""
        return self.left + tile % self.across * self.step[0], self.top + tile // self.across * self.step[1]


def swarm_map_figure(
    swarm: Swarm, size: tuple[float, float], theme: Theme, digits: int, naming: Naming, opened: int | None = None
) -> Figure:
    """A cell for each run.

    Args:
        swarm: what is drawn.
        size: width and height in points.
        theme: the colours.
        digits: significant digits.
        naming: what parameters are called, in whose plane the runs may have begun.
        opened: which run, from 0, one is on; None for another one.
    """
    head, top = heading(swarm, size, theme, digits)
    text = TEXT_SIZE
    _, foot = _key(swarm, size, theme, digits, opened)
    tiles = _tiles(swarm, size, top + 1.0 * text, size[1] - foot)
    corners = _corners(swarm, tiles)
    # Below few cells the key follows at once.
    end = float(np.max(corners[:, 3])) + 0.8 * text + foot if swarm.plan.starts is None else size[1]
    key, _ = _key(swarm, (size[0], min(size[1], end)), theme, digits, opened)
    shapes: list[Drawn] = [*head, *_cells(swarm, corners, theme), *_names(swarm, tiles, text, theme)]
    if swarm.plan.starts is not None:
        shapes += _start_axes(swarm, tiles, text, theme, naming)
    if opened is not None:
        x1, y1, x2, y2 = (float(end) for end in corners[opened])
        shapes.append(Box(x1 - _RIM, y1 - _RIM, x2 - x1 + 2 * _RIM, y2 - y1 + 2 * _RIM, None, theme.ink, _RIM))
    middles = (corners[:, :2] + corners[:, 2:]) / 2
    reach = float(np.hypot(tiles.wide, tiles.high)) / 2
    targets = Targets(lambda i: Key("run", i + 1), np.column_stack((middles, middles)), reach)
    every, lost = parted([*shapes, *key])
    return Figure(*size, theme.paper, every, (targets,), omitted=lost)


def _tiles(swarm: Swarm, size: tuple[float, float], top: float, bottom: float) -> Tiles:
    """The arrangement with the largest cells."""
    text, plan = TEXT_SIZE, swarm.plan
    side, name = 4.2 * text if plan.starts is not None else 1.4 * text, 1.7 * text
    below = 3.2 * text if plan.starts is not None else 0.4 * text
    if plan.starts is not None:
        shapes = [(len(plan.starts.values[0]), len(plan.starts.values[1]))]
    elif plan.each <= _MOST_IN_A_ROW:
        shapes = [(plan.each, 1)]
    else:
        shapes = [(columns, -(-plan.each // columns)) for columns in range(8, min(plan.each, 257))]
    best: Tiles | None = None
    for columns, rows in shapes:
        for across in range(1, len(plan.etas) + 1):
            down = -(-len(plan.etas) // across)
            step = ((size[0] - 16.0) / across, (bottom - top) / down)
            wide = (step[0] - side - 10.0) / columns
            high = min((step[1] - name - below) / rows, 2.2 * wide if rows > 1 else 3.0 * text)
            wide = min(wide, (2.2 if rows > 1 else _LONGEST) * high)
            if rows == 1:
                # Rows of one rate each stand below one another, not spread over the page.
                step = step[0], min(step[1], name + below + high + 1.6 * text)
            tile = Tiles(columns, rows, across, wide, high, 8.0 + side, top + name, step)
            if best is None or min(tile.wide, tile.high) > min(best.wide, best.high):
                best = tile
    assert best is not None, "there is a rate"
    return best


def _corners(swarm: Swarm, tiles: Tiles) -> Array:
    """x1, y1, x2, y2 of each run's cell; of a grid of starts the second parameter goes up."""
    found = []
    for run in range(swarm.plan.count):
        tile, index = divmod(run, swarm.plan.each)
        row, column = divmod(index, tiles.columns)
        if swarm.plan.starts is not None:
            row = tiles.rows - 1 - row
        x, y = tiles.corner(tile)
        found.append((x + column * tiles.wide, y + row * tiles.high, x + (column + 1) * tiles.wide, y + (row + 1) * tiles.high))
    corners = np.array(found)
    if min(tiles.wide, tiles.high) > 7.0 and swarm.plan.starts is None:
        gap = _GAP * min(tiles.wide, tiles.high)
        corners[:, 2:] -= gap
    return corners


def _cells(swarm: Swarm, corners: Array, theme: Theme) -> list[Shape]:
    """The cells in their shades; what diverged is crossed out."""
    x1, y1, x2, y2 = corners.T
    places = np.stack(
        (np.column_stack((x1, y1)), np.column_stack((x2, y1)), np.column_stack((x2, y2)), np.column_stack((x1, y2))), 1
    )
    fills = _fills(swarm, theme)
    shapes: list[Shape] = []
    # What has the same shade is painted with a rim of it, so that no paper shines through between two cells.
    for shade in np.unique(fills, axis=0):
        same = (fills == shade).all(axis=1)
        colour = (int(shade[0]), int(shade[1]), int(shade[2]))
        shapes.append(Facets(places[same], fills[same].astype(float), colour, 0.3))
    lost = swarm.diverged | ~np.isfinite(swarm.phi)
    if lost.any():
        inner = corners[lost] + np.array([0.25, 0.25, -0.25, -0.25]) * np.tile(corners[lost, 2:] - corners[lost, :2], 2)
        other = inner[:, [0, 3, 2, 1]]
        shapes.append(Segments(np.vstack((inner, other)), theme.faint, 0.8))
    return shapes


_SHADES = 12
_LEAST, _MOST = 0.1, 0.5
"""How much ink is in the shade of the lowest cost above the goal, and of the highest."""


def _fills(swarm: Swarm, theme: Theme) -> Array:
    """A colour for each run: one hue at the goal, above it the darker the higher φ is."""
    low, high = _range(swarm)
    with np.errstate(all="ignore"):
        heights = np.log(np.maximum(swarm.phi, 1e-300))
        shares = np.clip((heights - np.log(low)) / max(np.log(high) - np.log(low), 1e-9), 0.0, 1.0)
    shares = np.round(np.nan_to_num(shares, nan=0.0) * _SHADES) / _SHADES
    ink, paper = np.array(theme.ink, float), np.array(theme.paper, float)
    found: Array = np.round(paper + (ink - paper) * (_LEAST + (_MOST - _LEAST) * shares)[:, None])
    found[swarm.reached] = mix(theme.paper, theme.forward, 0.85)
    found[swarm.diverged | ~np.isfinite(swarm.phi)] = theme.wash
    return found


def _range(swarm: Swarm) -> tuple[float, float]:
    """The costs between which the shades lie."""
    above = swarm.phi[~swarm.reached & np.isfinite(swarm.phi) & (swarm.phi > 0.0)]
    return (float(np.min(above)), float(np.max(above))) if above.size else (1.0, 1.0)


def _names(swarm: Swarm, tiles: Tiles, text: float, theme: Theme) -> list[Drawn]:
    """Above each tile its rate, and how many of its runs are at the goal."""
    shapes: list[Drawn] = []
    for tile, eta in enumerate(swarm.plan.etas):
        x, y = tiles.corner(tile)
        share = share_told(float(swarm.reached[swarm.of_eta(tile)].mean()))
        room = tiles.step[0] - 6.0
        texts = (f"η = {eta:g}: {share}", f"{eta:g}: {share}", f"{eta:g}")
        name = next((one for one in texts if width(in_letters(one), text) < room), "")
        if name not in texts[:2]:
            shapes.append(Omission("shares at the goal" if name else "rates", is_number=True))
        if name:
            shapes.append(Label(x, y - 0.5 * text, in_letters(name), text, theme.ink, across=0.0, down=1.0))
    return shapes


def _start_axes(swarm: Swarm, tiles: Tiles, text: float, theme: Theme, naming: Naming) -> list[Shape]:
    """Axes of the two parameters at which the runs began."""
    starts = swarm.plan.starts
    assert starts is not None
    halves = [(values[-1] - values[0]) / max(1, len(values) - 1) / 2 for values in starts.values]
    ranges = [(values[0] - half, values[-1] + half) for values, half in zip(starts.values, halves, strict=True)]
    titles = [key_symbol(name, naming) for name in starts.names]
    shapes: list[Shape] = []
    for tile in range(len(swarm.plan.etas)):
        x, y = tiles.corner(tile)
        axes = Axes(x, y, tiles.columns * tiles.wide, tiles.rows * tiles.high, ranges[0], ranges[1], text=text)
        shapes += [*axes_shapes(axes, titles[0], (), theme, grid=False), frame_box(axes, theme)]
        shapes.append(Label(x - 3.4 * text, y + axes.height / 2, titles[1], text, theme.ink, angle=90.0))
    return shapes


@dataclass(frozen=True)
class _Entry:
    """An entry of the key: its words, the shades that it is of, whether these have the open run's rim, or a cross."""

    words: str
    shades: tuple[Colour, ...] = ()
    has_rim: bool = False
    has_cross: bool = False

    def width(self, text: float) -> float:
        """How wide it is."""
        return _SWATCH * len(self.shades) + 6.0 * bool(self.shades) + width(in_letters(self.words), text)


def _entries(swarm: Swarm, theme: Theme, digits: int, opened: int | None) -> list[_Entry]:
    """All that the cells of a swarm show."""
    low, high = _range(swarm)
    found: list[_Entry] = []
    if swarm.reached.any():
        found.append(_Entry(f"φ ≤ {number(swarm.plan.goal)}", (mix(theme.paper, theme.forward, 0.85),)))
    if (~swarm.reached & np.isfinite(swarm.phi)).any():
        steps = tuple(mix(theme.paper, theme.ink, _LEAST + (_MOST - _LEAST) * i / 5) for i in range(6 if high > low else 1))
        told = f"φ from {number(low, digits)} to {number(high, digits)}" if high > low else f"φ ≈ {number(low, digits)}"
        found.append(_Entry(told, steps))
    if swarm.diverged.any():
        found.append(_Entry("diverged", (theme.wash,), has_cross=True))
    if opened is not None:
        found.append(_Entry(run_name(opened), (theme.paper,), has_rim=True))
    if swarm.plan.starts is None:
        seeds, order = swarm.plan.seeds, ", row by row" if swarm.plan.each > _MOST_IN_A_ROW else ""
        found.append(_Entry(f"a cell a seed, {seeds[0]:,} to {seeds[-1]:,}{order}"))
    return found


def _key(swarm: Swarm, size: tuple[float, float], theme: Theme, digits: int, opened: int | None) -> tuple[list[Shape], float]:
    """What the cells show, in as many rows at the foot of the page as it takes, and how much room that is."""
    text = TEXT_SIZE
    small, x, row = SMALL_TEXT, _LEFT, 0
    placed: list[tuple[_Entry, float, int]] = []
    for entry in _entries(swarm, theme, digits, opened):
        if x > _LEFT and x + entry.width(small) > size[0] - 8.0:
            x, row = _LEFT, row + 1
        placed.append((entry, x, row))
        x += entry.width(small) + 18.0
    first = size[1] - 1.1 * text - _PITCH * text * row
    shapes: list[Shape] = [Segments(np.array([(8.0, first - 1.2 * text, size[0] - 8.0, first - 1.2 * text)]), theme.rule, 0.8)]
    for entry, x, row in placed:
        shapes += _entry_shapes(entry, x, first + _PITCH * text * row, small, theme)
    return shapes, 2.8 * text + _PITCH * text * row


def _entry_shapes(entry: _Entry, x: float, y: float, text: float, theme: Theme) -> list[Shape]:
    shapes: list[Shape] = [
        Box(x + _SWATCH * i, y - 5.0, _SWATCH, 10.0, shade, theme.ink if entry.has_rim else shade, _RIM if entry.has_rim else 1.0)
        for i, shade in enumerate(entry.shades)
    ]
    if entry.has_cross:
        shapes.append(Segments(np.array([(x + 3, y - 2.5, x + 9, y + 2.5), (x + 3, y + 2.5, x + 9, y - 2.5)]), theme.faint, 0.8))
    words = in_letters(entry.words)
    return [*shapes, Label(x + entry.width(text) - width(words, text), y, words, text, theme.faint, across=0.0)]
