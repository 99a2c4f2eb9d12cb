"""Where the layers of a network stand that are drawn as heat maps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from visprop.figures.base.style import Lettering, page_margin
from visprop.figures.network.forms.node import number_width
from visprop.figures.network.measures import CLEAR, PAGE, TEXT
from visprop.figures.network.measures_of_maps import HEAT

Rectangle = tuple[float, float, float, float]
"""x, y, width, height."""


@dataclass(frozen=True)
class Block:
    """One layer.

    Attributes:
        layer: its number.
        box: x, y, width, height of its weights.
        tiles: columns of pictures, one of each neuron, and their pitch; None for a table of all weights.
        image: where the inputs stand as an image, left of it; None for nowhere.
        room: how high it might be.
    """

    layer: int
    box: Rectangle
    tiles: tuple[int, float] | None = None
    image: Rectangle | None = None
    room: float = 0.0


@dataclass(frozen=True)
class Heat:
    """Where everything stands.

    Attributes:
        page: width and height.
        text: the usual size of text.
        least: no text is smaller.
        blocks: the layers 1 … L.
        outputs: how wide the numbers of the outputs are; 0 where they have none.
        panel: where the neuron in focus stands; None for nowhere.
        key: where the key begins; the page's height if there is none.
        has_words: whether the layers have headings and scales.
    """

    page: tuple[float, float]
    text: float
    least: float
    blocks: tuple[Block, ...]
    outputs: float
    panel: Rectangle | None
    key: float
    has_words: bool

    @property
    def small(self) -> float:
        """The size of notes."""
        return max(self.least, TEXT.small * self.text)


@dataclass(frozen=True)
class _Parts:
    """What stands around the layers: what there is no room for goes in this order.

    Attributes:
        panel: whether the neuron in focus stands below.
        key: whether there is a key.
        words: whether there are headings and scales.
    """

    panel: bool
    key: bool
    words: bool

    def above(self, text: float) -> float:
        """How much of a row is above the weights."""
        return (HEAT.headings * text if self.words else 0.0) + HEAT.strip + HEAT.near

    def below(self, text: float) -> float:
        """How much is below them, with the gap to the next row."""
        return (HEAT.ramp * text if self.words else 0.0) + HEAT.rows * text


_EVERY = (_Parts(True, True, True), _Parts(False, True, True), _Parts(False, False, True), _Parts(False, False, False))


@lru_cache(maxsize=16)
def heat_layout(
    sizes: tuple[int, ...],
    page: tuple[float, float],
    picture: tuple[int, int] | None,
    head_room: float,
    digits: int,
    lettering: Lettering,
    lines: int,
) -> Heat:
    """The layers from left to right, in rows where they are many; below them the neuron in focus, and so many lines of key."""
    every = [_arranged(sizes, page, picture, head_room, digits, lettering, lines, parts) for parts in _EVERY]
    fits = (heat for heat in every if min(block.room for block in heat.blocks) >= HEAT.lowest and _has_panel_room(heat))
    return next(fits, every[-1])


def _has_panel_room(heat: Heat) -> bool:
    """Whether what stands above and below the neuron in focus has room, where it is a circle."""
    is_circle = heat.panel is not None and heat.page[0] < HEAT.opened
    return not is_circle or heat.panel is None or heat.panel[3] >= (HEAT.panel_title + HEAT.panel_least) * heat.text


def _arranged(
    sizes: tuple[int, ...],
    page: tuple[float, float],
    picture: tuple[int, int] | None,
    head_room: float,
    digits: int,
    lettering: Lettering,
    lines: int,
    parts: _Parts,
) -> Heat:
    """The same with some of what stands around the layers."""
    width, height = page
    # On paper as large as elsewhere, but on what is narrower than any column.
    sure = HEAT.narrow * lettering.usual if lettering.is_printed else PAGE.sure[0]
    text = max(lettering.least, lettering.usual * min(1.0, max(PAGE.narrowest, width / sure)))
    margin = page_margin(width)
    edge = min(PAGE.top[0], max(PAGE.top[1], PAGE.top[2] * height))
    key = height - (lines * HEAT.key * text + HEAT.key_more) if parts.key else height
    panel_high = HEAT.panel * height if parts.panel else 0.0
    panel = (margin, key - panel_high, width - 2 * margin, panel_high - HEAT.key_more) if parts.panel else None
    top, bottom = head_room + edge, key - panel_high - (0.0 if parts.key else CLEAR.page)
    outputs = 0.0
    if parts.words and sizes[-1] <= HEAT.outputs and (bottom - top) / sizes[-1] > HEAT.outputs_row * lettering.least:
        outputs = number_width(text, min(digits, 4)) + HEAT.outputs_room * text
    room = (margin, top, width - 2 * margin - outputs, bottom - top)
    return Heat(page, text, lettering.least, _blocks(sizes, room, text, picture, parts), outputs, panel, key, parts.words)


def _blocks(
    sizes: tuple[int, ...], room: Rectangle, text: float, picture: tuple[int, int] | None, parts: _Parts
) -> tuple[Block, ...]:
    """The layers in as few rows as leave each as wide as it needs to be."""
    x, y, wide, high = room
    gap, beside = HEAT.gap * text, 2 * (HEAT.strip + HEAT.near)
    most = max(1, int((wide + gap) // ((HEAT.least if parts.words else HEAT.least_bare) + beside + gap)))
    layers = list(range(1, len(sizes)))
    count = -(-len(layers) // most)
    each = -(-len(layers) // count)
    pitch = (high + HEAT.rows * text) / count
    found: list[Block] = []
    for row in range(count):
        some = layers[row * each : (row + 1) * each]
        tall = pitch - parts.above(text) - parts.below(text)
        box = (x, y + row * pitch + parts.above(text), wide, max(1.0, tall))
        found += _row(some, sizes, box, text, picture if row == 0 else None)
    return tuple(found)


def _row(layers: list[int], sizes: tuple[int, ...], room: Rectangle, text: float, picture: tuple[int, int] | None) -> list[Block]:
    """Some layers beside each other, in the middle of a row."""
    x, y, wide, high = room
    gap, beside = HEAT.gap * text, 2 * (HEAT.strip + HEAT.near)
    image = min(HEAT.image[0] * wide, HEAT.image[1] * high) if picture else 0.0
    spare = wide - (image + gap if picture else 0.0) - len(layers) * beside - (len(layers) - 1) * gap
    n = sizes[1]
    tiled = _tiles(n, HEAT.tiles * spare / (HEAT.tiles + len(layers) - 1), high) if picture else None
    shares = [HEAT.tiles if layer == 1 and tiled else 1.0 for layer in layers]
    boxes = []
    for layer, share in zip(layers, shares, strict=True):
        own = share * spare / sum(shares)
        if layer == 1 and tiled:
            rows = -(-n // tiled[0])
            boxes.append((tiled[0] * tiled[1], rows * tiled[1]))
        else:
            boxes.append(_table(sizes[layer], sizes[layer - 1], own, high))
    total = sum(own for own, _ in boxes) + len(layers) * beside + (len(layers) - 1) * gap + (image + gap if picture else 0.0)
    at, found = x + (wide - total) / 2, []
    for layer, (own, tall) in zip(layers, boxes, strict=True):
        place = None
        if picture and layer == 1:
            place = (at, y + (high - image) / 2, image, image)
            at += image + gap
        found.append(Block(layer, (at, y + (high - tall) / 2, own, tall), tiled if layer == 1 else None, place, high))
        at += own + beside + gap
    return found


def _table(rows: int, columns: int, wide: float, high: float) -> tuple[float, float]:
    """The width and height of a table: its cells are squares where there is room, but no layer is only a line."""
    own = min(wide, HEAT.cell * columns)
    tall = min(high, HEAT.cell * rows, max(own * rows / columns, HEAT.flat * own))
    return own, tall


def _tiles(count: int, wide: float, high: float) -> tuple[int, float] | None:
    """In how many columns so many squares fill a rectangle, and their pitch; None where they would be too small."""
    best = max(
        ((columns, min(wide / columns, high / -(-count // columns))) for columns in range(1, count + 1)), key=lambda one: one[1]
    )
    return best if best[1] - HEAT.tile_gap >= HEAT.tile else None
