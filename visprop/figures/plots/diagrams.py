"""Further diagrams of the monitor, below the costs, over the same updates: gradients, steps, curvature beside its edge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from visprop.figures.base.axes import Axes, axes_in, axes_shapes, rounded_out
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Clip, Colour, Figure, Label, Path, Shape
from visprop.figures.base.style import TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run, plain, width
from visprop.figures.choices import Ranges
from visprop.figures.plots.line_names import Named, named_beside
from visprop.figures.plots.monitor import Line, cost_title, cursor_shapes, drawn, hue_of, legend, told, usual_ranges
from visprop.notation.expression.numbers import counted, equal_to

_HEAD, _GAP = 1.5, 0.7
"""The room above each diagram for its title, and below it, in sizes of text."""
_LEAST = 24.0
"""How high a diagram is at least, in points."""


@dataclass(frozen=True, eq=False)
class Diagram:
    """One diagram.

    Attributes:
        name: of what it shows.
        title: above it.
        lines: what is drawn.
        is_share: whether it goes from 0 to 1.
        log: whether its vertical axis is logarithmic.
        note: what is said beside the title, the longest words first.
        is_spread: whether the lines are the bounds of bins, filled between; the middle one is the median.
    """

    name: str
    title: tuple[Run, ...]
    lines: tuple[Line, ...]
    is_share: bool = False
    log: bool = False
    note: tuple[str, ...] = ()
    is_spread: bool = False

    def range_within(self, across: tuple[float, float]) -> tuple[float, float]:
        """The vertical range that shows its lines over some updates."""
        if self.is_share:
            return -0.02, 1.02
        seen = [replace(line, values=np.where(_within(line, across), line.values, np.nan)) for line in self.lines]
        low, high = usual_ranges(seen, self.log)[1]
        return rounded_out(low, high) if self.is_spread else (low, high)

    @property
    def median(self) -> Line:
        """The line in the middle of the bins."""
        return self.lines[len(self.lines) // 2]

    def bands(self, theme: Theme) -> list[tuple[Line, Line, Colour]]:
        """Of the bins each two as far from the median: the lines around them, and their shade; the widest first."""
        pairs = [(self.lines[i], self.lines[-1 - i]) for i in range(len(self.lines) // 2)]
        shades = [0.14 + 0.5 * i / max(1, len(pairs) - 1) for i in range(len(pairs))]
        return [(*pair, mix(theme.paper, hue_of(pair[0], theme), shade)) for pair, shade in zip(pairs, shades, strict=True)]


def _within(line: Line, across: tuple[float, float]) -> NDArray[np.bool_]:
    inside: NDArray[np.bool_] = (line.updates >= across[0]) & (line.updates <= across[1])
    return inside


def told_lines(diagrams: Sequence[Diagram]) -> list[Line]:
    """The lines of all diagrams with names that tell them apart, as they are told where one points."""
    found = []
    for one in diagrams:
        title = "".join(run.text for run in one.title).split(",")[0]
        told = (one.lines[0], one.lines[len(one.lines) // 2], one.lines[-1]) if one.is_spread else one.lines
        several = sum(not line.is_law for line in one.lines) > 1
        found += [replace(line, name=f"{title}, {line.name}" if several else line.name, is_share=True) for line in told]
    return found


_VARIABLE = re.compile(r"([φληβcp](?![a-z])|(?<=λ)_max)")


def mathematical(text: str) -> tuple[Run, ...]:
    """Plain words in which single letters that stand for variables are italic, and λ_max has its index below."""
    runs: list[Run] = []
    for part in filter(None, _VARIABLE.split(text)):
        if part == "_max":
            runs.append(Run("max", script=-1))
        else:
            runs += (Run(part, italic=True),) if _VARIABLE.fullmatch(part) else plain(part)
    return tuple(runs)


def stacked_figure(
    lines: Sequence[Line],
    diagrams: Sequence[Diagram],
    size: tuple[float, float],
    theme: Theme,
    log: bool = False,
    ranges: Ranges | None = None,
    cursor: float | None = None,
) -> Figure:
    """Costs and accuracies as `monitor_figure` draws them, and below them the further diagrams, over the same updates."""
    (across, up), text = ranges or usual_ranges(lines, log), TEXT_SIZE
    costs = [line for line in lines if not line.is_share]
    shares = tuple(line for line in lines if line.is_share)
    names, rows = legend(told(costs), size[0] - 16.0, 1.9 * text, theme, text)
    accuracy = [Diagram("accuracy", plain("accuracy"), shares, is_share=True)] if shares else []
    below = [*accuracy, *diagrams]
    top = 1.6 * text + 1.3 * text * rows
    most = max(0, int((size[1] - 3.0 * text - top) // (_LEAST + (_HEAD + _GAP) * text)) - 1)
    below, left_out = below[:most], below[most:]
    places = _places([1.3, *(0.7 if one.is_share else 1.0 for one in below)], top, size[1] - 3.0 * text, text)
    first = replace(axes_in(size, across, up, 0.0, 0.0, log), counts=True)
    parts = [first, *(replace(axes_in(size, across, one.range_within(across), 0.0, 0.0, one.log), counts=True) for one in below)]
    left, right = max(one.x for one in parts), min(one.x + one.width for one in parts)
    parts = [replace(one, x=left, width=right - left, y=y, height=h) for one, (y, h) in zip(parts, places, strict=True)]
    shapes: list[Shape] = [
        *names,
        *axes_shapes(parts[0], () if below else plain("update"), cost_title(log), theme, foot=not below),
    ]
    shapes += [*drawn(costs, parts[0], theme), *cursor_shapes(parts[0], cursor, theme)]
    for axes, one in zip(parts[1:], below, strict=True):
        is_last = one is below[-1]
        shapes += axes_shapes(axes, plain("update") if is_last else (), one.title, theme, foot=is_last)
        lines = one.lines
        if one.is_spread:
            shapes.append(_bins(one, axes, theme))
            lines = (one.median,)
        shapes += [*drawn(lines, axes, theme), *cursor_shapes(axes, cursor, theme), *_names(one, axes, theme)]
        shapes += _note(one, axes, theme)
    shapes += _not_shown(left_out, parts[-1], theme)
    lost = tuple(Omission("".join(run.text for run in one.title), is_number=True) for one in left_out)
    return Figure(*size, theme.paper, tuple(shapes), plot=parts[0].rectangle, omitted=lost)


def _not_shown(left_out: Sequence[Diagram], last: Axes, theme: Theme) -> list[Shape]:
    """Which diagrams have no room, left of the last axis's name."""
    if not left_out:
        return []
    room = last.x + last.width - 8.0 - 1.5 * width(plain("update"), last.text)
    titles = [run for one in left_out for run in (*plain(", "), *one.title)][1:]
    texts = ((*plain("not shown: "), *titles), plain(f"not shown: {counted(len(left_out), 'diagram')}"))
    runs = next((one for one in texts if width(one, last.small) <= room), plain("not all shown"))
    y = last.y + last.height + 8 + 1.35 * last.text
    return [Label(8.0, y, runs, last.small, theme.faint, across=0.0, down=0.0)]


def _places(weights: Sequence[float], top: float, bottom: float, text: float) -> list[tuple[float, float]]:
    """Top and height of each diagram, with room for a title above it."""
    head, gap = _HEAD * text, _GAP * text
    room = bottom - top - len(weights) * (head + gap)
    found, y = [], top
    for weight in weights:
        height = max(_LEAST, room * weight / sum(weights))
        found.append((y + head, height))
        y += head + height + gap
    return found


def _bins(one: Diagram, axes: Axes, theme: Theme) -> Shape:
    """The bands between the bounds of the bins, the darker the nearer to the median."""
    filled: list[Shape] = []
    for low, high, hue in one.bands(theme):
        points = [axes.to_page(line.updates, line.values) for line in (low, high)]
        known = np.isfinite(low.values) & np.isfinite(high.values)
        filled.append(Path((np.concatenate((points[0][known], points[1][known][::-1])),), None, fill=hue, closed=True))
    return Clip(axes.rectangle, tuple(filled))


def _note(one: Diagram, axes: Axes, theme: Theme) -> list[Shape]:
    """What is said at the right of the title, in as many words as there is room for."""
    right, taken = axes.x + axes.width, max(4.0, axes.x - 24) + width(one.title, axes.text) + 12.0
    for words in map(mathematical, one.note):
        if taken + width(words, axes.small) < right:
            return [Label(right, axes.y - 0.75 * axes.text, words, axes.small, theme.faint, across=1.0, down=1.0)]
    return []


def _names(one: Diagram, axes: Axes, theme: Theme) -> Sequence[Shape]:
    """What each line of a diagram is, beside it; of a single one the title tells, be it beside a law."""
    if one.is_spread:
        return []
    single = sum(not line.is_law for line in one.lines) < 2
    curves = []
    for line in one.lines:
        words = f"{line.name} {equal_to(float(line.values[-1]), 4)}" if line.is_law and len(line.values) else line.name
        name = () if single and not line.is_law else mathematical(words)
        hue = theme.ink if line.is_law else hue_of(line, theme)
        curves.append(Named(axes.to_page(line.updates, line.values), name, hue))
    return named_beside(curves, axes, theme, must_be_plain=False) or []
