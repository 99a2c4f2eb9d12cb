"""Chooses how a network is laid out on paper: in one size of text, all numbers of a layer or none.

What does not fit goes in this order: key, headings, the zeros before points, the symbol in a circle, digits, and last numbers.
Numbers that have no room on their lines stand in tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from visprop.figures.choices import AUTOMATIC, Legend
from visprop.figures.network.forms.registry import FORMS, Form
from visprop.figures.network.layout.arrange import arranged, finished, numbered, with_flows, with_inputs_closer
from visprop.figures.network.layout.candidate import Candidate
from visprop.figures.network.layout.closing import closed_up
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.layout.request import Request
from visprop.figures.network.measures import COLUMN
from visprop.figures.network.measures_of_paper import KEY_FROM, LACKS, TABLE
from visprop.notation.expression.numbers import LEAST_DIGITS

Family = tuple[str, str]
"""The form of layers of one or two neurons, and that of layers of three to five; wider ones are tables."""
_RICH, _ROUND, _ROWS, _NARROW = ("opened", "opened"), ("closed", "closed"), ("row", "row"), ("pill", "pill")
_MIXED = ("pill", "row")
_BELOW = ("pill", "pill")
"""Of the layers whose neurons' numbers do not stand in a table below them."""
_TABLE, _WIDE = "row", 5
"""What layers of more neurons than the second are."""
_MOST_TABLED = 128
"""Of more edges no table could be read."""


def printed_layout(request: Request) -> Layout:
    """The first layout that has all numbers; else that with the fewest missing."""
    best: _Found | None = None
    for family, candidate in _with_input_lines(_candidates(request)):
        layout = _laid_out(candidate, family)
        if layout is None:
            continue
        found = _Found(layout, candidate, family, _lacking(layout, request))
        if candidate.has_input_lines and found.lacks:
            # Where something is lacking all the same the room is for numbers.
            continue
        if best is None or found.lacks < best.lacks:
            best = found
        if not found.lacks:
            break
    if best is None:
        return _plainest(request)
    best = _with_more_around(best)
    return closed_up(with_flows(best.layout, best.candidate), best.candidate)


@dataclass(frozen=True)
class _Found:
    """A layout, of what candidate it is, and how much it lacks."""

    layout: Layout
    candidate: Candidate
    family: Family
    lacks: float


def _with_more_around(found: _Found) -> _Found:
    """The same with key and headings, where they were left out for want of another room than they take."""
    candidate = found.candidate
    for has_headings, has_legend in _around(candidate.request):
        if (has_headings, has_legend) == (candidate.has_headings, candidate.has_legend):
            break
        more = replace(candidate, has_headings=has_headings, has_legend=has_legend)
        layout = _laid_out(more, found.family) if more.is_high_enough() else None
        if layout is not None and (lacks := _lacking(layout, candidate.request)) <= found.lacks:
            return _Found(layout, more, found.family, lacks)
    return found


def _around(request: Request) -> list[tuple[bool, bool]]:
    """Headings and key, in the order in which they go."""
    has_key = request.legend is not Legend.NONE and request.page[0] >= KEY_FROM * request.lettering.usual
    return [(True, True)] * has_key + [(True, False)] + [(False, False)] * (not request.keeps_headings)


def _with_input_lines(candidates: Iterator[tuple[Family, Candidate]]) -> Iterator[tuple[Family, Candidate]]:
    """The same, each that has inputs in two lines after the one that has them in one."""
    for family, candidate in candidates:
        if candidate.is_stacked and candidate.input_text:
            yield family, replace(candidate, has_input_lines=True)
        yield family, candidate


def _candidates(request: Request) -> Iterator[tuple[Family, Candidate]]:
    """What is tried, each with the form of small layers, in the order in which things go."""
    text, digits = request.lettering.usual, request.digits
    for has_headings, has_legend in _around(request):
        for right in ("beside", "stacked", "foot"):
            plain = Candidate(request, text, digits, has_headings, has_legend, right)
            if right == "foot":
                # Zeros before points go before targets and cost go below.
                short = replace(plain, right="beside", is_short=True, is_tight=True)
                yield from ((family, short) for family in _families(request, _ROUND) if short.is_high_enough())
            if plain.is_high_enough() and plain.has_right_room():
                yield from ((family, plain) for family in _families(request, _RICH, _ROUND))
                yield from _tabled(request, plain, _RICH, _ROUND, _ROWS)
    last = Candidate(request, text, digits, request.keeps_headings, has_legend=False, right="foot", is_short=True)
    for count in (digits, *(count for count in (3, LEAST_DIGITS) if count < digits)):
        for is_tight in (False, True):
            short = replace(last, digits=count, is_tight=is_tight)
            if short.is_high_enough():
                yield from ((family, short) for family in _families(request, _ROUND, _NARROW))
        yield from _tabled(request, short, _ROUND, _NARROW, _ROWS, _MIXED)
    yield from _tabled(request, replace(short, has_neuron_tables=True, digits=min(3, digits)), _BELOW)


def _families(request: Request, *families: Family) -> Sequence[Family]:
    """Those that differ: where a form is chosen for all layers it is the same in each."""
    is_one = request.form != AUTOMATIC and not FORMS[request.form].is_asked
    return families[:1] if is_one else families


def _tabled(request: Request, candidate: Candidate, *families: Family) -> Iterator[tuple[Family, Candidate]]:
    """The same with tables for the numbers of gaps in which too many edges cross, and at last of all gaps."""
    pairs = list(enumerate(zip(request.sizes, request.sizes[1:], strict=False), start=1))
    # Those of two neurons from two have room, unless a form was chosen that takes it.
    most = 4 if request.form == AUTOMATIC else 3
    crowded = tuple(layer for layer, (m, n) in pairs if min(m, n) > 1 and m * n > most)
    # Where nothing else is left, those of a single neuron with many others too.
    is_last = candidate.is_short and any(m * n > most for _, (m, n) in pairs)
    if (crowded or is_last) and request.edge_count <= _MOST_TABLED and not request.has_constants and not request.named:
        for layers in dict.fromkeys(filter(None, (crowded, tuple(range(1, len(request.sizes)))))):
            tabled = replace(candidate, tabled=layers, is_tight=True, is_short=True)
            if tabled.is_high_enough() and tabled.height >= TABLE.network * tabled.text:
                yield from ((family, tabled) for family in _families(request, *families))


def _laid_out(candidate: Candidate, family: Family) -> Layout | None:
    """The network so, with the inputs as far apart as the numbers on their edges allow; None where it has no room."""
    forms = _forms(candidate, family)
    if forms is None:
        return None
    wide = arranged(candidate, forms)
    if (candidate.tabled and not wide.tables) or wide.cost_bottom > candidate.bottom or _is_stacked_close(wide):
        return None
    if wide.is_scattered and 1 not in candidate.tabled and not wide.has_outer_inputs:
        closer = (with_inputs_closer(wide, candidate, share) for share in COLUMN.closer)
        wide = next((layout for layout in closer if not layout.is_scattered), wide)
    return numbered(wide, candidate)


def _is_stacked_close(layout: Layout) -> bool:
    """Whether targets stand so close together that their numbers are beside them, where there is room over them alone."""
    return layout.right == "stacked" and layout.targets_aside


def _forms(candidate: Candidate, family: Family) -> tuple[str, ...] | None:
    """The form of each layer: the family's, rows for wide ones, discs where it has no room; None where the page is too narrow."""
    request = candidate.request
    forms = [_form(candidate, layer, family) for layer in range(1, len(request.sizes))]
    room = request.page[0] - candidate.left - candidate.right_width - sum(candidate.least_gaps)
    widths = [form.size(candidate.room(layer, form))[0] for layer, form in enumerate(forms, start=1)]
    return tuple(form.name for form in forms) if sum(widths) <= room else None


def _form(candidate: Candidate, layer: int, family: Family) -> Form:
    request, n = candidate.request, candidate.request.sizes[layer]
    if not request.is_free(layer):
        return next(iter(candidate.fitting(layer)))
    if candidate.is_told_below(layer):
        return FORMS[request.poorest(layer)]
    is_barred = request.has_bars and layer == len(request.sizes) - 1
    form = FORMS[_TABLE if n > _WIDE else family[n > 2]]
    fits = n <= form.most and not is_barred and n * form.pitch(candidate.room(layer, form)) <= candidate.height
    return form if fits else FORMS[request.poorest(layer)]


def _lacking(layout: Layout, request: Request) -> float:
    """How much a layout lacks: most that of neurons without numbers, then of edges without, as shares of each layer."""
    lacks = 0.0
    for layer, (name, at) in enumerate(zip(layout.forms, layout.weights_at, strict=True), start=1):
        is_chosen = request.form != AUTOMATIC and not FORMS[request.form].is_asked
        is_below = any(table.layer == layer and table.has_neurons for table in layout.tables)
        is_bare = name != request.form if is_chosen else not (is_below or FORMS[name].has_numbers)
        lacks += LACKS.neurons * (is_bare and _may_show(request, layer))
        is_told = request.edge_count > _MOST_TABLED or any(table.layer == layer for table in layout.tables)
        lacks += 0.0 if is_told else float(np.isnan(at).mean())
    return lacks + (0.0 if layout.input_text or layout.picture else LACKS.inputs)


def _may_show(request: Request, layer: int) -> bool:
    """Whether a layer is small enough for numbers, and no bars stand for it."""
    is_barred = request.has_bars and layer == len(request.sizes) - 1
    return request.sizes[layer] <= FORMS[_TABLE].most and not is_barred


def _plainest(request: Request) -> Layout:
    """What there is always room for: discs."""
    candidate = Candidate(request, request.lettering.usual, LEAST_DIGITS, False, False, "foot", is_tight=True, is_short=True)
    forms = tuple(map(request.poorest, range(1, len(request.sizes))))
    return finished(arranged(candidate, forms), candidate)
