"""Puts a network's parts where one way to share the page out has them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visprop.figures.base.placing import Bounds
from visprop.figures.base.shapes import Points
from visprop.figures.network.forms.registry import FORMS, THUMB_FORM, Form, Room
from visprop.figures.network.layout.candidate import Candidate
from visprop.figures.network.layout.crossing import crossed_shares, is_near_crossing
from visprop.figures.network.layout.number_places import (
    MOST_LABELLED,
    Scattered,
    box_at,
    column_shares,
    occupied,
    room_of,
    scattered,
)
from visprop.figures.network.layout.places import Layout, column
from visprop.figures.network.layout.request import MOST_TARGETS
from visprop.figures.network.layout.tables import NumberTable, placed
from visprop.figures.network.measures import CLEAR, COLUMN, DISC, EDGES, RIGHT, TOLD
from visprop.figures.network.measures_of_maps import THUMB
from visprop.figures.network.measures_of_paper import CLOSE, OUTER, TABLE

SURE_LABELLED = 40
"""Up to so many edges a layout must have room for all their numbers, if any has."""
GROUP, GROUPED = 10, 20
"""Layers of more units than the second are drawn in groups of the first."""


def arranged(candidate: Candidate, forms: tuple[str, ...]) -> Layout:
    """The network laid out, with a column for the numbers of edges between two layers, where one has room."""
    request, sizes, (width, _) = candidate.request, candidate.request.sizes, candidate.request.page
    rooms, gaps, aside = _shared_out(candidate, forms)
    middle, x = (candidate.top + candidate.bottom) / 2, candidate.left + aside
    pitches = _pitches(candidate, forms)
    pitch = pitches[0]
    # Inputs stand level with the first layer, so that the lines between equally many are level too.
    level = middle if request.picture else middle + _down(candidate, 1, forms[0])
    units = [_units(sizes[0], x, level, pitch, candidate.height, bool(request.picture))]
    nodes = [(COLUMN.strip, _step(units[0])) if request.picture else _dot(pitch)]
    x += nodes[0][0] / 2
    for layer, (form, (wide, high)) in enumerate(zip(forms, rooms, strict=True), start=1):
        n, found = sizes[layer], FORMS[form]
        x += gaps[layer - 1]
        pitch = min(pitches[layer], _most_pitch(found, candidate.room(layer, found), n, candidate))
        at = middle + _down(candidate, layer, form)
        units.append(_units(n, x + wide / 2, at, pitch, candidate.height, is_picture=False))
        if form == THUMB_FORM:
            units[-1], side = _thumbs(units[-1], width)
            wide, high = side, side
        elif not found.has_numbers:
            wide = high = _disc(units[-1])
        nodes.append((wide, high))
        x += rooms[layer - 1][0]
    targets_x, cost = _right_places(candidate, units[-1], nodes[-1], middle)
    layout = Layout(
        sizes, request.page, candidate.text, candidate.digits, forms, tuple(units), tuple(nodes), candidate.input_text,
        candidate.is_stacked, candidate.right, targets_x, _targets_aside(candidate, units[-1]), cost, candidate.cost_size,
        candidate.top, candidate.has_headings, candidate.legend_top, picture=request.picture, foot=candidate.foot,
        foot_top=candidate.legend_top - candidate.foot, legend=request.legend, lettering=request.lettering,
        outside=_outside(candidate, forms), is_short=candidate.is_short, has_outer_inputs=candidate.has_outer_inputs,
    )  # fmt: skip
    layout = layout.having(tables=_tables(layout, candidate)) if candidate.tabled else layout
    if request.edge_count > MOST_LABELLED:
        return layout
    return layout.having(weights_at=tuple(_weights(layout, candidate, layer) for layer in range(1, len(units))))


def _down(candidate: Candidate, layer: int, form: str) -> float:
    """How far below the middle a layer's nodes stand, as the room above the first and below the last is shared."""
    found = FORMS[form]
    room = candidate.room(layer, found)
    return (found.above(room) - found.below(room)) / 2


def _tables(layout: Layout, candidate: Candidate) -> tuple[NumberTable, ...]:
    """The tables of numbers below the network, in their places."""
    middles = {layer: sum(layout.ports(layer)) / 2 for layer in candidate.tabled}
    return placed(candidate.shelves[0], middles, candidate.legend_top - candidate.foot, candidate.request.page[0])


def _disc(centres: Points) -> float:
    """How wide the discs of a layer are."""
    n = len(centres)
    step = _step(centres) if n > 1 else COLUMN.lone
    return 2 * max(DISC.least, min(DISC.radius if n > 5 else DISC.few, DISC.share * step))


def _outside(candidate: Candidate, forms: tuple[str, ...]) -> frozenset[int]:
    """The layers of two neurons that tell all above the upper and below the lower one."""
    layers = enumerate(forms, start=1)
    return frozenset(layer for layer, form in layers if FORMS[form].goes_outside and candidate.request.is_outside(layer))


def with_inputs_closer(layout: Layout, candidate: Candidate, share: float) -> Layout:
    """The same layout with the inputs, and so the numbers on their edges, closer together by a share."""
    pitch = share * _pitches(candidate, layout.forms)[0]
    x, middle = layout.units[0].mean(axis=0).tolist()
    inputs = _units(layout.sizes[0], x, middle, pitch, candidate.height, bool(layout.picture))
    node = layout.nodes[0] if layout.picture else _dot(pitch)
    layout = replace(layout, units=(inputs, *layout.units[1:]), nodes=(node, *layout.nodes[1:]))
    return layout.having(weights_at=(_weights(layout, candidate, 1), *layout.weights_at[1:]))


def _weights(layout: Layout, candidate: Candidate, layer: int) -> Points:
    """Where the numbers of the edges into a layer stand: in a column; of two neurons' from two, as they cross best."""
    if layer in candidate.tabled:
        return np.full(layout.edge_ends(layer).shape[:2], np.nan)
    between = _between(layout, candidate, layer)
    column = column_shares(*between, is_clear=candidate.is_clear)
    if layout.edge_ends(layer).shape[:2] != (2, 2):
        return column
    is_bare = bool(np.isnan(column).any())
    has_flows = not is_bare and not np.isnan(column_shares(*between, column, candidate.is_clear)).any()
    is_near = candidate.is_clear and is_near_crossing(layout.edge_ends(layer), column, candidate.text)
    if has_flows and not is_near:
        return column
    crossed = crossed_shares(layout, layer, candidate.text, candidate.edge_number, between[-1])
    return column if np.isnan(crossed).any() and not is_near else crossed


def _pitches(candidate: Candidate, forms: tuple[str, ...]) -> list[float]:
    """How far apart the units of each layer stand at most; layers of equally many alike, so that lines between them are level.

    The few neurons of a layer of nodes share the height out from edge to edge, so that the lines between them are steep and
    their numbers stand clear of where they cross.
    """
    sizes, reach = candidate.request.sizes, dict[int, float]()
    for layer, name in enumerate(forms, start=1):
        form = FORMS[name]
        if form.has_numbers and not form.is_table:
            reach[sizes[layer]] = max(reach.get(sizes[layer], 0.0), form.reach(candidate.room(layer, form)))
    if candidate.has_outer_inputs:
        outer = 2 * (DISC.dot + (OUTER.dot + OUTER.line + 1.0) * candidate.text)
        reach[sizes[0]] = max(reach.get(sizes[0], 0.0), outer)
    found = []
    for n in sizes:
        even = candidate.height / n
        most = (candidate.height - reach[n]) / (n - 1) if n > 1 and n in reach else even
        found.append(min(COLUMN.most * candidate.request.lettering.usual, COLUMN.spread * even, most))
    return found


def _dot(pitch: float) -> tuple[float, float]:
    """The width and height of an input."""
    side = 2 * max(DISC.dot_least, min(DISC.dot, DISC.dot_share * pitch))
    return side, side


def _gaps(candidate: Candidate, spare: float) -> list[float]:
    """How far apart the layers are: further where there are more edges between them."""
    request, least = candidate.request, candidate.least_gaps
    sizes = request.sizes
    shares = [(m * n) ** 0.5 for m, n in zip(sizes, sizes[1:], strict=False)]
    shares = [TABLE.gap * own if layer in candidate.tabled else own for layer, own in enumerate(shares, start=1)]
    more = max(0.0, spare - sum(least))
    scale = min(1.0, spare / sum(least))
    return [
        min(scale * own + more * share / sum(shares), COLUMN.gap_most * request.lettering.usual)
        for own, share in zip(least, shares, strict=True)
    ]


def _shared_out(candidate: Candidate, forms: tuple[str, ...]) -> tuple[list[tuple[float, float]], list[float], float]:
    """How wide and high the layers' nodes are, the gaps before them, and what is left free at each side.

    Rows that are close on paper take some of what gaps without numbers have to spare.
    """
    rooms = [FORMS[form].size(candidate.room(layer, FORMS[form])) for layer, form in enumerate(forms, start=1)]
    spare = candidate.request.page[0] - candidate.left - candidate.right_width - sum(wide for wide, _ in rooms)
    gaps = _gaps(candidate, spare)
    aside = max(0.0, spare - sum(gaps)) / 2
    are_rows, least = [FORMS[form].is_table for form in forms], candidate.least_gaps
    spares = [max(0.0, gaps[at] - least[at]) if at + 1 in candidate.tabled else 0.0 for at in range(len(gaps))]
    if not (candidate.is_close and any(are_rows) and any(spares)):
        return rooms, gaps, aside
    more = min(CLOSE.row_more * candidate.text, CLOSE.row_share * sum(spares) / sum(are_rows))
    lost = more * sum(are_rows) / sum(spares)
    wider = [(wide + more * is_row, high) for (wide, high), is_row in zip(rooms, are_rows, strict=True)]
    return wider, [own - lost * taken for own, taken in zip(gaps, spares, strict=True)], aside


def _most_pitch(form: Form, room: Room, n: int, candidate: Candidate) -> float:
    """How far apart neighbours stand at most: a table's rows belong together."""
    if form.is_table:
        least, most, share = COLUMN.table
        return max(least * form.pitch(room), min(most * form.pitch(room), share * candidate.height / n))
    return COLUMN.most * candidate.request.lettering.usual


def _units(n: int, x: float, middle: float, pitch: float, height: float, is_picture: bool) -> Points:
    if is_picture:
        side = round(n**0.5)
        gap = min(COLUMN.strip_gap[0], COLUMN.strip_gap[1] * height / side)
        return column(n, x, middle, (height - gap * (side - 1)) / n, side, gap)
    if n > GROUPED:
        groups = -(-n // GROUP)
        gap = min(COLUMN.group_gap[0], COLUMN.group_gap[1] * height / groups)
        return column(n, x, middle, min(pitch, (height - gap * (groups - 1)) / n), GROUP, gap)
    return column(n, x, middle, pitch)


def _thumbs(centres: Points, page: float) -> tuple[Points, float]:
    """Pictures alone: of many in columns, so that they are larger than their distance; their places, and how wide they are."""
    n = len(centres)
    step = _step(centres) if n > 1 else THUMB.side
    if n <= GROUPED:
        return centres, max(1.0, min(THUMB.side, THUMB.share * step))
    most, share = THUMB.wide
    pitch = min(THUMB.columns * step, min(most, share * page) / THUMB.columns)
    aside = (np.arange(n) % THUMB.columns - (THUMB.columns - 1) / 2) * pitch
    return centres + np.column_stack((aside, np.zeros(n))), max(1.0, THUMB.share * pitch)


def _step(centres: Points) -> float:
    return float(np.min(np.diff(centres[:, 1]))) if len(centres) > 1 else COLUMN.lone


def _right_places(
    candidate: Candidate, outputs: Points, node: tuple[float, float], middle: float
) -> tuple[float, tuple[float, float]]:
    """The column of the targets, and the middle of the cost."""
    end, high = float(outputs[0][0]) + node[0] / 2, node[1]
    cost_wide, cost_high = candidate.cost_size
    targets = RIGHT.target * candidate.text + candidate.number
    if candidate.right == "stacked":
        x = end + RIGHT.after + max(targets, cost_wide) / 2
        if len(outputs) == 1:
            least, below = RIGHT.stacked_below
            return x, (x, float(outputs[0][1]) + max(least * candidate.text, high / 2 + below * candidate.text) + cost_high / 2)
        half = (len(outputs) - 1) // 2
        return x, (x, float(outputs[half][1] + outputs[half + 1][1]) / 2 + RIGHT.stacked_down * candidate.text)
    if len(outputs) > MOST_TARGETS:
        return end + RIGHT.bare[0], (end + RIGHT.bare[1] + cost_wide / 2, middle)
    x = end + RIGHT.after + (RIGHT.aside_at if _targets_aside(candidate, outputs) else targets / 2)
    return x, (end + RIGHT.after + targets + RIGHT.between + cost_wide / 2, float(outputs[:, 1].mean()))


def _targets_aside(candidate: Candidate, outputs: Points) -> bool:
    return len(outputs) > 1 and _step(outputs) < RIGHT.aside * candidate.text


Between = tuple[Points, tuple[float, float], float, float, tuple[float, float], list[Bounds]]


def _between(layout: Layout, candidate: Candidate, layer: int) -> Between:
    """Of the edges into a layer: where they meet, the numbers' size and width, room for heads, and texts in the way."""
    # What flows back has its heads at the beginning; into the inputs nothing does.
    heads = (EDGES.flow_head if layer > 1 else 1.0, EDGES.head)
    taken = [*_text_bounds(layout, candidate, layer - 1), *_text_bounds(layout, candidate, layer)]
    return layout.edge_ends(layer), layout.ports(layer), candidate.text, candidate.edge_number, heads, taken


def finished(layout: Layout, candidate: Candidate) -> Layout:
    """The layout with places for numbers that have no column, and for those of what flows."""
    return with_flows(numbered(layout, candidate), candidate)


def numbered(layout: Layout, candidate: Candidate) -> Layout:
    """The layout with places for numbers that have no column; of a layer on paper and on a screen for all, or for none."""
    if candidate.request.edge_count > MOST_LABELLED:
        nothing = tuple(np.full(layout.edge_ends(layer).shape[:2], np.nan) for layer in range(1, len(layout.units)))
        return layout.having(weights_at=nothing)
    weights = list(layout.weights_at)
    # Of what is in a table none stands on a line.
    is_own = [layer in candidate.tabled or not np.isnan(own).any() for layer, own in enumerate(weights, start=1)]
    # Of many edges those that have no column are shown when pointed at: scattered numbers could not be read.
    if not all(is_own) and candidate.request.edge_count <= SURE_LABELLED:
        found = _scattered(layout, candidate, is_own)
        weights = [own if has else other.shares for own, has, other in zip(weights, is_own, found, strict=True)]
        aside = tuple(np.zeros_like(other.aside) if has else other.aside for has, other in zip(is_own, found, strict=True))
        layout = layout.having(weights_aside=aside)
    return layout.having(weights_at=tuple(np.full(at.shape, np.nan) if np.isnan(at).any() else at for at in weights))


def _scattered(layout: Layout, candidate: Candidate, is_own: list[bool]) -> list[Scattered]:
    """Places for the numbers of layers without a column; on paper off the columns of the others."""
    layers = [layout.edge_ends(layer) for layer in range(1, len(layout.units))]
    texts = [box for layer in range(len(layout.units)) for box in _text_bounds(layout, candidate, layer)]
    taken = [*occupied(layout, flows_back=True), *texts, *_ends_of_page(layout)]
    if not candidate.is_clear:
        most_crossed = None if candidate.request.is_large else 1
        return scattered(layers, taken, candidate.text, candidate.edge_number, most_crossed)
    box = room_of(candidate.text, candidate.edge_number)
    columns = [(ends, at) for ends, at in zip(layers, layout.weights_at, strict=True) if not np.isnan(at).any()]
    taken += [box_at(ends[jk], float(at[jk]), *box) for ends, at in columns for jk in np.ndindex(*at.shape)]
    wanted = [index for index, has in enumerate(is_own) if not has]
    found = dict(
        zip(
            wanted,
            scattered([layers[i] for i in wanted], taken, candidate.text, candidate.edge_number, most_crossed=0),
            strict=True,
        )
    )
    nothing = (np.full(ends.shape[:2], np.nan) for ends in layers)
    return [found.get(i, Scattered(one, np.zeros_like(one))) for i, one in enumerate(nothing)]


def with_flows(layout: Layout, candidate: Candidate) -> Layout:
    """The layout with places for the numbers of what flows."""
    flows = [
        np.full(at.shape, np.nan)
        if np.isnan(at).any()
        else column_shares(*_between(layout, candidate, layer), at, candidate.is_clear)
        for layer, at in enumerate(layout.weights_at, start=1)
    ]
    return layout.having(flows_at=tuple(flows))


def _ends_of_page(layout: Layout) -> list[Bounds]:
    """Where no number stands, as it would leave the picture."""
    width, far = layout.page[0], sum(layout.page)
    sides = [(-far, -far, 0.0, far), (width, -far, far, far)] if layout.lettering.is_printed else []
    return [*sides, (0.0, -far, width, CLEAR.page), (0.0, layout.legend_top - layout.foot, width, far)]


def _text_bounds(layout: Layout, candidate: Candidate, layer: int) -> list[Bounds]:
    """The room of what stands above and below a layer's neurons."""
    if not layer:
        return _outer_inputs(layout, candidate)
    form, (wide, high) = layout.form(layer), layout.nodes[layer]
    room = candidate.room(layer, form)
    found, gaps = [], TOLD.near if form.has_symbols else TOLD.near_bare
    for j, (x, y) in enumerate(layout.units[layer].tolist()):
        end = x - TOLD.left * wide + TOLD.long * candidate.text + candidate.number
        left, right = x - wide / 2, min(end, layout.end_of_texts(layer))
        for reach, side, gap in zip((form.above(room), form.below(room)), (-1.0, 1.0), gaps, strict=True):
            if reach and layout.outer_side(layer, j) in (0.0, side):
                ends = sorted((y + side * (high / 2 + gap * candidate.text), y + side * (high / 2 + reach)))
                found.append((left, ends[0], right, ends[1]))
    return found


def _outer_inputs(layout: Layout, candidate: Candidate) -> list[Bounds]:
    """The room of what stands over the upper and under the lower input."""
    if not layout.has_outer_inputs:
        return []
    right = CLEAR.page + TOLD.long / 2 * candidate.text + candidate.number
    near = layout.nodes[0][1] / 2 + OUTER.dot * candidate.text
    spans = [
        sorted((y + side * near, y + side * (near + candidate.text)))
        for side, y in zip((-1.0, 1.0), layout.units[0][:, 1].tolist(), strict=False)
    ]
    return [(0.0, top, right, bottom) for top, bottom in spans]
