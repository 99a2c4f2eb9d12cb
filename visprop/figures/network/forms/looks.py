"""How a neuron looks in each of its forms."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.figures.base.shapes import Box, Disc, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import LINE, mix
from visprop.figures.base.text import CAP_HEIGHT, Run, width
from visprop.figures.network.forms.node import Node, Shown, arc, before_point, full, struck
from visprop.figures.network.forms.portrait import portrait_shapes
from visprop.figures.network.measures import CARD, DISC, LINES, NARROW, OPENED, ROW, TEXT, TOLD
from visprop.figures.network.measures_of_maps import MAPPED

FUNCTION = (Run("f", italic=True),)


def opened(node: Node) -> list[Shape]:
    """What is summed (z and b) on the left, σ on the divider, what leaves (a) on the right, δ below."""
    number = _room(node, OPENED.rest_plain if node.is_plain else OPENED.rest)
    cut = node.left + number + (OPENED.cut_plain if node.is_plain else OPENED.cut) * node.text
    shapes = [*_body(node), _right_half(node, cut)]
    shapes.append(Segments(np.array([(cut, node.y - node.high / 2, cut, node.y + node.high / 2)]), node.theme.rule, 1.0))
    shapes.append(_outline(node))
    if node.is_plain or not node.is_opened:
        middle = (node.left + 0.5 * node.text + cut) / 2
        shapes += _over(node, node.b if node.is_opened else _function(node), middle, number)
        shapes += _over(node, node.a, (cut + node.right - OPENED.side_plain * node.text) / 2, number)
        return [*shapes, *_below(node, node.left + OPENED.foot * node.text)]
    shapes += _function_sign(node, cut)
    shapes += _pairs(node, number)
    shapes += _over(node, node.a, (cut + OPENED.sigma * node.text + node.right - OPENED.side * node.text) / 2, number)
    return [*shapes, *_below(node, node.left + OPENED.foot * node.text)]


def _function_sign(node: Node, x: float) -> list[Shape]:
    """The activation in a disc between what is summed and what leaves: by its letter, or else by its curve."""
    radius, activation = OPENED.sigma * node.text, ACTIVATIONS[node.function]
    disc = Disc(x, node.y, radius, node.theme.paper, node.theme.rule, 1.0)
    if activation.is_letter:
        return [disc, Label(x, node.y, (Run(activation.plain, italic=True),), node.text, node.theme.faint)]
    curve = np.array([x, node.y]) + OPENED.curve[0] * radius * _curve(node.function)
    return [disc, Path((curve,), node.theme.faint, OPENED.curve[1] * node.text)]


_ALONG = np.linspace(-1.0, 1.0, 25)


@lru_cache(maxsize=32)
def _curve(function: str) -> Points:
    """The curve of an activation over z where it bends, downwards, in a square from −1 to 1; of softmax that of two units."""
    activation, z = ACTIVATIONS[function], OPENED.curve_reach * _ALONG
    a = activation.value(np.stack((z, np.zeros_like(z)), axis=-1))[:, 0]
    low, high = min(0.0, float(np.min(a))), float(np.max(a))
    return np.stack((_ALONG, 1.0 - 2.0 * (a - low) / (high - low)), axis=-1)


def closed(node: Node) -> list[Shape]:
    """The article's circle: the bias inside, a above, δ below."""
    shapes: list[Shape] = [Disc(node.x, node.y, node.wide / 2, node.pale, *node.rim)]
    if not node.is_opened:
        shapes.append(node.label(node.x, node.y, FUNCTION, node.theme.ink))
    elif node.names_only:
        shapes.append(node.label(node.x, node.y, node.b.name, node.theme.ink, key=node.b.key))
    elif node.b_before is not None and node.b.value is not None:
        shapes += _changed(node, node.b_before)
    else:
        shapes += _over(node, node.b, node.x, node.wide - 0.5 * node.text, ink=True)
    return [*shapes, *_around(node)]


def _changed(node: Node, before: float) -> list[Shape]:
    """In a circle its bias with that of before under it, struck through."""
    runs = node.written(node.b, node.wide - 0.5 * node.text)
    letter_up, now_down, before_down = (share * node.text for share in OPENED.changed)
    old = Label(node.x, node.y + before_down, full(before, node.digits, node.is_short), node.before_size, node.theme.faint)
    letter = node.label(node.x, node.y - letter_up, node.b.letter, node.theme.ink, key=node.b.key)
    return [letter, node.label(node.x, node.y + now_down, runs, node.theme.ink, key=node.b.key), old, struck(old)]


def pill(node: Node) -> list[Shape]:
    """As narrow as its bias, which stands in it alone; a little wider around one that is long."""
    runs = node.written(node.b, node.wide - 0.5 * node.text) if node.is_opened else FUNCTION
    wide = max(node.wide, width(runs, node.text) + NARROW.pill_side * node.text)
    top, radius = node.y - node.high / 2, node.high / 2
    shapes: list[Shape] = [Box(node.x - wide / 2, top, wide, node.high, node.pale, *node.rim, radius=radius)]
    shapes.append(node.label(node.x, node.y, runs, node.theme.ink, key=node.b.key if node.is_opened else None))
    return [*shapes, *_around(node)]


def bead(node: Node) -> list[Shape]:
    """A disc with its activation and δ, as numbers alone: which is which, the foot of the picture tells.

    What would end in the next layer's heads is left out.
    """
    shapes = disc(node)
    above, below = _gaps(node, TOLD.below_bead)
    for shown, y, down in ((node.a, above, 1.0), (node.passed, below, 0.0)):
        x = node.start(node.told(shown, has_symbols=False), shown)
        shapes += _told(node, shown, x, y, down, has_symbols=False) if x is not None else []
    return shapes


def _gaps(node: Node, lower: float = TOLD.below) -> tuple[float, float]:
    """Where a ends above a node, and where δ begins below, lower by a share of its size."""
    gap = node.high / 2 + TOLD.gap * node.text
    return node.y - gap - TOLD.above * node.text, node.y + gap + lower * node.text


def _around(node: Node) -> list[Shape]:
    """a above a node, and δ below; or a over δ, both on its outer side."""
    above, below = _gaps(node)
    if node.outer_side:
        row, is_above = TOLD.row * node.text, node.outer_side < 0.0
        ys = (above - row, above) if is_above else (below, below + row)
        down = 1.0 if is_above else 0.0
        pairs = zip((node.a, node.passed), ys, strict=True)
        return [shape for shown, y in pairs for shape in _told(node, shown, _middle(node, shown), y, down)]
    shapes = _told(node, node.a, _start(node, node.a), above, down=1.0)
    return [*shapes, *_told(node, node.passed, _start(node, node.passed), below, down=0.0)]


def _start(node: Node, shown: Shown) -> float:
    """Where a text over or under a circle begins: in its middle, but not so far to the left that edges arrive there."""
    if all(node.is_open) and node.is_printed:
        return _middle(node, shown)
    wide = width(node.told(shown), node.text, shown.is_now)
    return min(node.x - min(wide / 2, TOLD.left * node.wide), node.end - wide)


def _middle(node: Node, shown: Shown) -> float:
    """Where a text begins whose middle is its node's, if it ends on the page so."""
    wide = width(node.told(shown), node.text, shown.is_now)
    return min(node.x - wide / 2, node.end - wide)


def row(node: Node) -> list[Shape]:
    """A row of a table: the neuron's number, b, a on its tint, and δ."""
    text, y, ink = node.text, node.y, node.theme.ink
    starts = row_cells(node.left, text, node.cells, node.has_index)
    shapes = _body(node)
    shapes.append(Box(starts[1], y - node.high / 2, node.cells[1], node.high, node.pale, None))
    shapes.append(_outline(node))
    if node.has_index:
        shapes.append(Label(node.left + ROW.index_at * text, y, node.index, max(node.least, TEXT.mark * text), node.theme.faint))
    rows = zip((node.b, node.a, node.passed), starts, node.cells, node.columns, strict=True)
    for shown, start, cell, column in rows:
        runs = node.written(shown, cell - ROW.gap * text, is_padded=True)
        if node.names_only:
            shapes.append(node.label(start + cell / 2, y, runs, ink, key=shown.key))
        elif runs:
            bold = shown.is_now
            wide, own = width(runs, text, bold), before_point(runs, text, bold)
            x = start + ROW.start * text + max(0.0, column - own)
            x = min(x, start + cell - wide - 1.0)
            hue = ink if shown is node.a else shown.hue
            # Where even the shortest has no room, smaller letters are better than none, or than another number.
            size = text * min(1.0, (cell - 1.0) / wide)
            x = x if size == text else start + 0.5
            shapes.append(Label(x, y, runs, size, hue, across=0.0, bold=bold, key=shown.key))
    return shapes


def row_cells(left: float, text: float, cells: tuple[float, float, float], has_index: bool = True) -> tuple[float, float, float]:
    """Where the cells of a row begin."""
    first = left + (ROW.first if has_index else ROW.first - ROW.index) * text
    return first, first + cells[0], first + cells[0] + cells[1]


def card(node: Node) -> list[Shape]:
    """A picture of the neuron, or its tint, with b and a as its foot, and δ below."""
    foot = CARD.foot * node.text
    top, bottom, middle = node.y - node.high / 2, node.y + node.high / 2, node.x
    theme = node.theme
    shapes = _pictured(node, node.wide, node.high - foot)
    shapes.append(Box(node.left, bottom - foot, node.wide / 2, foot, theme.paper, None))
    shapes.append(Box(middle, bottom - foot, node.wide / 2, foot, node.pale, None))
    shapes.append(Segments(np.array([(node.left, bottom - foot, node.right, bottom - foot)]), theme.ink, LINES.rule))
    shapes.append(Box(node.left, top, node.wide, node.high, None, *node.rim))
    for shown, x in ((node.b, (node.left + middle) / 2), (node.a, (middle + node.right) / 2)):
        runs = node.written(shown, node.wide / 2 - CARD.side)
        if runs:
            hue = theme.ink if shown is node.a else shown.hue
            y, room = bottom - foot / 2, node.wide / 2 - 1.0
            shapes.append(node.label(x, y, runs, hue, bold=shown.is_now, key=shown.key, room=room))
    return [*shapes, *_below(node, node.left)]


def mapped(node: Node) -> list[Shape]:
    """A picture of the neuron, and at its right b, a on its tint, and δ, one below the other."""
    top, side, theme = node.y - node.high / 2, node.high, node.theme
    left, line = node.left + side, node.high / 3
    shapes = _pictured(node, side, side)
    shapes.append(Box(left, top, node.wide - side, node.high, theme.paper, None))
    shapes.append(Box(left, top + line, node.wide - side, line, node.pale, None))
    shapes.append(Segments(np.array([(left, top, left, top + side)]), theme.ink, LINES.rule))
    shapes.append(Box(node.left, top, node.wide, node.high, None, *node.rim))
    start, room = left + MAPPED.number * node.text, node.wide - side - (MAPPED.number + MAPPED.room) * node.text
    every = (node.b, node.a, node.passed)
    wholes = [before_point(node.written(shown, room), node.text, shown.is_now) for shown in every]
    for i, (shown, own) in enumerate(zip(every, wholes, strict=True)):
        y, hue = top + line * (i + 0.5), theme.ink if shown is node.a else shown.hue
        if node.names_only:
            shapes.append(node.label((left + node.right) / 2, y, shown.name, theme.ink, key=shown.key))
            continue
        letter = shown.letter if node.is_opened or shown is not node.b else FUNCTION
        faint = theme.ink if shown is node.a and shown.value is not None else theme.faint
        shapes.append(node.label(left + MAPPED.letter * node.text, y, letter, faint, across=0.0, key=shown.key))
        # Moved to the right by its neighbour's sign, a number may have room for fewer digits.
        if runs := node.written(shown, room - max(wholes) + own):
            x = start + max(wholes) - before_point(runs, node.text, shown.is_now)
            room = node.right - 1.0 - x
            shapes.append(node.label(x, y, runs, hue, across=0.0, bold=shown.is_now, key=shown.key, room=room))
    return shapes


def thumb(node: Node) -> list[Shape]:
    """A picture of the neuron alone."""
    colour, line = node.rim if node.a.is_now or node.passed.is_now else (node.theme.ink, LINE)
    frame = Box(node.left, node.y - node.high / 2, node.wide, node.high, None, colour, min(line, DISC.rim * node.wide))
    return [*_pictured(node, node.wide, node.high), frame]


def _pictured(node: Node, wide: float, high: float) -> list[Shape]:
    """The picture in the upper left of a node; its tint where it has none."""
    top = node.y - node.high / 2
    if node.portrait is None:
        return [Box(node.left, top, wide, high, node.full, None)]
    ground = Box(node.left, top, wide, high, node.theme.paper, None)
    return [ground, *portrait_shapes(node.portrait, (node.left, top, wide, high), node.theme)]


def disc(node: Node) -> list[Shape]:
    """A disc filled by the activation."""
    colour, line = node.rim if node.a.is_now or node.passed.is_now else (node.theme.ink, LINE)
    return [Disc(node.x, node.y, node.wide / 2, node.full, colour, min(line, DISC.rim * node.wide))]


def _room(node: Node, taken: float) -> float:
    """How wide each of two numbers may be."""
    return (node.wide - taken * node.text) / 2


def _body(node: Node) -> list[Shape]:
    return [Box(node.left, node.y - node.high / 2, node.wide, node.high, node.theme.paper, None, radius=node.high / 2)]


def _outline(node: Node) -> Shape:
    return Box(node.left, node.y - node.high / 2, node.wide, node.high, None, *node.rim, radius=node.high / 2)


def _right_half(node: Node, cut: float) -> Shape:
    radius = node.high / 2
    round_end = arc(node.right - radius, node.y, radius, -90.0, 90.0)
    corners = np.array([(cut, node.y + radius), (cut, node.y - radius)])
    return Path((np.vstack((round_end, corners)),), None, 0.0, node.pale, closed=True)


def _function(node: Node) -> Shown:
    return Shown(FUNCTION, FUNCTION, None, node.theme.ink)


def _pairs(node: Node, number: float) -> list[Shape]:
    """z over b, their points one below the other."""
    shapes: list[Shape] = []
    rows = [(node.z, node.y - OPENED.row * node.high), (node.b, node.y + OPENED.row * node.high)]
    if node.names_only:
        x = node.left + OPENED.name * node.text + number / 2
        return [node.label(x, y, shown.name, node.theme.ink, key=shown.key) for shown, y in rows]
    runs = [node.written(shown, number) for shown, _ in rows]
    wholes = [before_point(found, node.text, shown.is_now) for found, (shown, _) in zip(runs, rows, strict=True)]
    whole = max(wholes)
    # Moved to the right by its neighbour's sign, a number may have room for fewer digits.
    runs = [node.written(shown, number - whole + own) for (shown, _), own in zip(rows, wholes, strict=True)]
    for found, (shown, y) in zip(runs, rows, strict=True):
        shapes.append(node.label(node.left + OPENED.letter * node.text, y, shown.letter, node.theme.faint, key=shown.key))
        if found:
            x = node.left + OPENED.number * node.text + whole - before_point(found, node.text, shown.is_now)
            shapes.append(node.label(x, y, found, shown.hue, across=0.0, bold=shown.is_now, key=shown.key))
    return shapes


def _over(node: Node, shown: Shown, x: float, room: float, ink: bool = False) -> list[Shape]:
    """A symbol with its number below it; the symbol alone, and faint, while there is none."""
    if node.names_only:
        return [node.label(x, node.y, shown.name, node.theme.ink, key=shown.key)]
    runs = node.written(shown, room)
    if not runs:
        hue = node.theme.faint if shown.value is None else node.theme.ink
        return [node.label(x, node.y, shown.letter, hue, key=shown.key)]
    is_a = shown is node.a or ink
    size = TEXT.large * node.text if width(runs, TEXT.large * node.text, shown.is_now) <= room else node.text
    hue = node.theme.ink if is_a else shown.hue
    letter = node.label(
        x, node.y - OPENED.letter_up * node.text, shown.letter, node.theme.ink if is_a else node.theme.faint, key=shown.key
    )
    return [letter, Label(x, node.y + OPENED.number_down * node.text, runs, size, hue, bold=shown.is_now, key=shown.key)]


def _below(node: Node, x: float) -> list[Shape]:
    return _told(node, node.passed, x, node.y + node.high / 2 + TOLD.below_open * node.text, down=0.0)


def _told(node: Node, shown: Shown, x: float, y: float, down: float, has_symbols: bool = True) -> list[Shape]:
    """A quantity outside of the node: its symbol with its number; the symbol alone, and faint, while there is none."""
    known = shown.value is not None or node.names_only
    runs = node.told(shown, has_symbols)
    if not runs:
        return []
    hue = shown.hue if known else node.theme.faint
    bold = shown.is_now and known
    shapes: list[Shape] = []
    if bold:
        wide, high = width(runs, node.text, bold), CAP_HEIGHT * node.text
        left, top = x, y - down * high
        # Its end stays clear of what stands beside it, such as the cost, and on paper of the page's.
        side, over, higher, corner = TOLD.now
        after = min(side, max(0.0, min(node.outside - 1.0, node.end - x) - wide))
        ground = Box(
            left - side, top - over, wide + side + after, high + higher, mix(node.theme.paper, shown.hue, TOLD.now_tint), None,
            radius=high / 2 + corner,
        )  # fmt: skip
        shapes.append(ground)
    return [*shapes, Label(x, y, runs, node.text, hue, 0.0, down, bold=bold, key=shown.key)]
