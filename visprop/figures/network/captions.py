"""The words around the network: a heading for each layer, and the key of its edges."""

from __future__ import annotations

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.network import Network
from visprop.figures.base.shapes import Label, Segments, Shape
from visprop.figures.base.style import EDGE_WIDTHS, SMALL_SIZE, Theme
from visprop.figures.base.text import Run, plain, symbol, width
from visprop.figures.network.edges import EdgeValue
from visprop.figures.network.layout import Layout
from visprop.notation.dress import Dress

_KEYS = {
    EdgeValue.WEIGHT: ("edges: weight", ""),
    EdgeValue.CONTRIBUTION: ("edges: contribution ", "wa"),
    EdgeValue.GRADIENT: ("edges: gradient ", "∂c/∂w"),
    EdgeValue.UPDATE: ("edges: update ", "Δw"),
}


def headings(network: Network, layout: Layout, theme: Theme, most_targets: int, dress: Dress) -> list[Shape]:
    """What stands above each column."""
    shapes: list[Shape] = []
    step = layout.units[1][0][0] - layout.units[0][0][0]
    high, low = layout.heading_y - 8, layout.heading_y + 6
    for layer, column in enumerate(layout.units):
        x = column[0][0]
        title = "inputs" if layer == 0 else ("outputs" if layer == network.depth else f"layer {layer}")
        title = f"layer {layer}, output" if layer == network.depth and step > 110 else title
        if dress.has_types and layer:
            shapes += _typed(network, layer, x, (high, low), theme, step)
            continue
        activation = "" if layer == 0 or not (dress.is_opened or dress.has_numbers) else network.activations[layer - 1]
        shapes.append(Label(x, high, plain(title), SMALL_SIZE, theme.faint))
        if activation and width(plain(activation), SMALL_SIZE) < step:
            word = ACTIVATIONS[activation].words
            count = "" if layout.texts[layer] else f"{len(column)} "
            shapes.append(Label(x, low, plain(count + word), SMALL_SIZE, theme.faint))
        elif layer == 0 and not layout.texts[0]:
            shapes.append(Label(x, low, plain(str(len(column))), SMALL_SIZE, theme.faint))
    if len(layout.units[-1]) <= most_targets:
        shapes.append(Label(layout.targets_x, high, plain("targets"), SMALL_SIZE, theme.faint))
    shapes.append(Label(layout.cost[0], high, plain("cost"), SMALL_SIZE, theme.faint))
    return shapes


def _typed(network: Network, layer: int, x: float, lines: tuple[float, float], theme: Theme, step: float) -> list[Shape]:
    """A layer's function of its parameters, and below it the type where there is room."""
    function = (*symbol("f", below=str(layer)), Run(" "), *symbol("p", below=str(layer)))
    before, after = network.sizes[layer - 1 : layer + 1]
    sizes = (after * before + after, before, after)
    arrow = Run(" → ")
    kind = tuple(run for size in sizes for run in (arrow, Run("ℝ"), Run(str(size), script=1)))[1:]
    shapes: list[Shape] = [Label(x, lines[0], function, SMALL_SIZE, theme.faint)]
    if width(kind, SMALL_SIZE) < step:
        shapes.append(Label(x, lines[1], kind, SMALL_SIZE, theme.faint))
    return shapes


def key(edges: EdgeValue, layout: Layout, theme: Theme, dashed: bool, drawn: int, count: int, weight: str) -> list[Shape]:
    """What sign and width of an edge mean, and how many of them are drawn."""
    shapes: list[Shape] = []
    words, letters = _KEYS[edges]
    letters = letters.replace("w", weight)
    if drawn < count:
        words = f"the strongest {drawn:,} of {count:,} {words}"
    runs = (*plain(words), Run(letters, italic=True))
    x, y = 14.0, layout.key_y
    shapes.append(Label(x, y, runs, SMALL_SIZE, theme.faint, across=0.0))
    x += width(runs, SMALL_SIZE) + 18
    for word, hue, is_dashed in (("positive", theme.positive, False), ("negative", theme.negative, dashed)):
        shapes.append(Segments(np.array([(x, y, x + 30, y)]), hue, 2.2, is_dashed))
        shapes.append(Label(x + 35, y, plain(word), SMALL_SIZE, theme.faint, across=0.0))
        x += 35 + width(plain(word), SMALL_SIZE) + 16
    shapes.append(Segments(np.array([(x, y, x + 14, y)]), theme.faint, EDGE_WIDTHS[0]))
    shapes.append(Segments(np.array([(x + 17, y, x + 31, y)]), theme.faint, EDGE_WIDTHS[1]))
    shapes.append(Label(x + 36, y, plain("weak, strong"), SMALL_SIZE, theme.faint, across=0.0))
    return shapes
