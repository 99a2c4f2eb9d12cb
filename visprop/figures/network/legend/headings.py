"""The words above the network: a heading for each column, shortened or left out where they would run together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.network import Network
from visprop.figures.base.placing import bounds, overlap
from visprop.figures.base.shapes import Label, Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, coloured, plain, symbol, width
from visprop.figures.network.forms.looks import row_cells
from visprop.figures.network.layout.places import Layout, picture_box
from visprop.figures.network.layout.request import MOST_TARGETS
from visprop.figures.network.measures import CLEAR, PAGE, ROW
from visprop.notation.dress import Dress

Words = tuple[Run, ...]
Cells = tuple[float, float, float]


@dataclass(frozen=True)
class _Heading:
    """What may stand above a column: what it is, from long to short, and how it acts."""

    x: float
    titles: tuple[Words, ...]
    acts: Words = ()


def headings(
    network: Network, layout: Layout, theme: Theme, dress: Dress, has_bars: bool, cells: Mapping[int, Cells], inner: str = "b"
) -> list[Shape]:
    """What stands above each column; `cells` are the widths of the columns of layers that are tables, `inner` is in the first."""
    if not layout.has_headings:
        return []
    return [*_titles(network, layout, theme, dress, has_bars), *_columns(layout, theme, (inner, "a", dress.passes), cells)]


@lru_cache(maxsize=32)
def _titles(network: Network, layout: Layout, theme: Theme, dress: Dress, has_bars: bool) -> tuple[Shape, ...]:
    """What each column is, and how it acts; all of it keeps from moment to moment."""
    found = [_inputs(network, layout), *(_layer(network, layout, layer, dress) for layer in range(1, network.depth + 1))]
    if layout.picture:
        rows, columns = layout.picture
        acts = plain(f"{columns} × {rows} pixels")
        left, _, wide, _ = picture_box(layout)
        found.insert(0, _Heading(left + wide / 2, (plain("input"),), acts))
    if layout.right == "beside" and not has_bars:
        if len(layout.units[-1]) <= MOST_TARGETS:
            word = "targets" if len(layout.units[-1]) > 1 else "target"
            found.append(_Heading(layout.targets_x, (plain(word),)))
        found.append(_Heading(layout.cost[0], (plain("cost"),)))
    shapes: list[Shape] = []
    for length in range(3):
        titles = [heading.titles[min(length, len(heading.titles) - 1)] for heading in found]
        labels = [_label(layout, heading.x, words, 0, theme) for heading, words in zip(found, titles, strict=True)]
        if _is_clear(labels, layout):
            shapes += labels
            break
    if not shapes and (layout.lettering.is_printed or dress.has_types):
        # Nothing acts without a name.
        return ()
    below = [_label(layout, heading.x, heading.acts, 1, theme) for heading in found if heading.acts]
    if _is_clear(below, layout):
        shapes += below
    elif dress.has_types:
        # No function without its type.
        shapes = []
    return tuple(shapes)


def _inputs(network: Network, layout: Layout) -> _Heading:
    x, n = float(layout.units[0][0][0]), network.sizes[0]
    if layout.picture:
        return _Heading(x, (plain("unrolled"),), plain(str(n)))
    word = "input" if n == 1 else "inputs"
    return _Heading(x, (plain(word),), () if layout.input_text else plain(f"{n:,}"))


def _layer(network: Network, layout: Layout, layer: int, dress: Dress) -> _Heading:
    x = float(layout.units[layer][0][0])
    if dress.has_types:
        return _typed(network, layer, x)
    is_last = layer == network.depth
    long, short = (f"layer {layer}, output", "output") if is_last else (f"layer {layer}", f"layer {layer}")
    titles = (plain(long), plain(short), plain(str(layer)))
    if not (dress.is_opened or dress.has_numbers):
        return _Heading(x, titles)
    count = "" if layout.form(layer).has_numbers else f"{network.sizes[layer]:,} "
    return _Heading(x, titles, plain(count + ACTIVATIONS[network.activations[layer - 1]].words))


def _typed(network: Network, layer: int, x: float) -> _Heading:
    """A layer's function, its parameters given to it, with the type that it has then: f p : ℝᵐ → ℝⁿ."""
    function = (*symbol("f", below=str(layer)), Run(" "), *symbol("p", below=str(layer)))
    before, after = network.sizes[layer - 1 : layer + 1]
    kind = (Run("ℝ"), Run(str(before), script=1), Run(" → "), Run("ℝ"), Run(str(after), script=1))
    return _Heading(x, ((*function, *plain(" :")),), kind)


def _label(layout: Layout, x: float, words: Words, line: int, theme: Theme) -> Label:
    first = layout.top - PAGE.heading * layout.text
    y = first + PAGE.heading_line * layout.text * line
    size = layout.small if line else layout.text
    if layout.lettering.is_printed:
        # Inputs that are told over and under their dots stand at the page's edge.
        half = width(words, size) / 2
        x = min(max(x, CLEAR.page + half), layout.page[0] - CLEAR.page - half)
    return Label(x, y, words, size, theme.faint if line else theme.ink)


def _is_clear(labels: list[Label], layout: Layout) -> bool:
    boxes = [bounds(label) for label in labels]
    inside = all(box[0] >= CLEAR.page and box[2] <= layout.page[0] - CLEAR.page for box in boxes)
    wider = [(box[0] - 4, box[1], box[2] + 4, box[3]) for box in boxes]
    return inside and not any(overlap(a, b) for i, a in enumerate(wider) for b in boxes[:i])


def _columns(layout: Layout, theme: Theme, letters: tuple[str, str, str], cells: Mapping[int, Cells]) -> list[Shape]:
    """The symbols of a table's columns, once above it."""
    shapes: list[Shape] = []
    for layer in range(1, len(layout.units)):
        if not layout.form(layer).is_table:
            continue
        wide, high = layout.nodes[layer]
        x, y = layout.units[layer][0]
        starts = row_cells(x - wide / 2, layout.text, cells[layer])
        hues, own = (theme.ink, theme.forward, theme.backward), list[Label]()
        for start, cell, letter, hue in zip(starts, cells[layer], letters, hues, strict=True):
            runs = coloured(symbol(letter, str(layer), "j"), hue)
            place = y - high / 2 - ROW.symbol * layout.text
            own.append(Label(start + cell / 2, place, runs, layout.small, hue, down=1.0))
        if not any(overlap(bounds(one), bounds(other)) for one, other in zip(own, own[1:], strict=False)):
            shapes += own
    return shapes
