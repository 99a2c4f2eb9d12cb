"""Chooses how a network is laid out on a page: the richest forms of its neurons, and all that there is room for around them.

What does not fit is left out in this order: legend, headings, digits, and last numbers; targets and cost go below the network.
Text becomes smaller first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np

from visprop.figures.choices import AUTOMATIC, Legend
from visprop.figures.network.forms.registry import FORMS, Form, most_told, unasked
from visprop.figures.network.layout.arrange import SURE_LABELLED, arranged, finished, with_inputs_closer
from visprop.figures.network.layout.candidate import Candidate
from visprop.figures.network.layout.number_places import MOST_LABELLED
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.layout.print_plan import printed_layout
from visprop.figures.network.layout.request import Request
from visprop.figures.network.measures import COLUMN, PAGE, TEXT
from visprop.notation.expression.numbers import LEAST_DIGITS


@lru_cache(maxsize=32)
def network_layout(request: Request) -> Layout:
    """Lay a network out from left to right."""
    if request.lettering.is_printed:
        return printed_layout(request)
    layout = _laid_out(request)
    lacks = not layout.has_headings or layout.has_legend is (request.legend is Legend.NONE)
    return _with_more_around(request, layout) if lacks else layout


def _with_more_around(request: Request, layout: Layout) -> Layout:
    """The same with legend and headings that were left out for want of another room than they take, if that loses no number."""
    missing = _missing(layout)
    for has_legend in dict.fromkeys((request.legend is not Legend.NONE, False)):
        candidate = Candidate(request, layout.text, layout.digits, True, has_legend, layout.right, is_tight=True)
        if candidate.is_high_enough() and candidate.has_right_room() and _has_room_for(candidate, layout.forms):
            found = finished(_best_spread(candidate, layout.forms), candidate)
            if _missing(found) <= missing:
                return found
    return layout


def _missing(layout: Layout) -> int:
    """How many edges have no number."""
    return sum(int(np.isnan(at).sum()) for at in layout.weights_at)


def _has_room_for(candidate: Candidate, forms: tuple[str, ...]) -> bool:
    """Whether neurons of these forms have room beside each other and in their columns."""
    room = candidate.request.page[0] - candidate.left - candidate.right_width - sum(candidate.least_gaps)
    for layer, name in enumerate(forms, start=1):
        form = FORMS[name]
        room -= form.size(candidate.room(layer, form))[0]
        if form not in candidate.fitting(layer):
            return False
    return room >= 0.0


def _laid_out(request: Request) -> Layout:
    """The same, with what is left out first."""
    found: list[tuple[float, Layout, Candidate]] = []
    least = np.inf
    for penalty, candidate in enumerate(_candidates(request)):
        forms = _forms(candidate)
        # What is left out later counts a little more.
        if forms is None or _poor(forms, request) + _LATER * penalty >= least:
            continue
        layout = _best_spread(candidate, forms)
        lacks = _poor(forms, request) + _unlabelled(layout, request)
        if not lacks:
            return finished(layout, candidate)
        found.append((lacks + _LATER * penalty, layout, candidate))
        least = min(least, found[-1][0])
    if not found:
        candidate = Candidate(request, request.lettering.least, 2, has_headings=False, has_legend=False, right="foot")
        return finished(arranged(candidate, tuple(map(request.poorest, range(1, len(request.sizes))))), candidate)
    found.sort(key=lambda one: (request.keeps_headings and not one[1].has_headings, one[0]))
    if request.keeps_headings:
        return finished(*found[0][1:])
    best = _most_labelled(found[:_TRIED], request)
    if request.form != AUTOMATIC or not _unlabelled(best, request):
        return best
    return _in_one_form(request, best) if request.is_large else _closer(request, best)


def _in_one_form(request: Request, best: Layout) -> Layout:
    """Where the richest forms leave no room for every edge's number, one form for all layers that does.

    One that keeps the numbers in the neurons is the first choice; but those on the edges come before them.
    """
    others = []
    for form in unasked():
        other = network_layout(replace(request, form=form))
        if not _unlabelled(other, request):
            if not _poor(other.forms, request):
                return other
            others.append(other)
    return min(others, key=lambda other: _poor(other.forms, request), default=best)


def _closer(request: Request, best: Layout) -> Layout:
    """On a small page: the richest form in which neurons and edges have all their numbers, with as many digits as that allows.

    Where none does, the layout in which the fewest are missing.
    """
    found = [best]
    for form in unasked():
        fewest = _in_small(request, form, LEAST_DIGITS)
        if fewest is None:
            continue
        if not _lacking(fewest, request):
            every = (_in_small(request, form, digits) for digits in (request.digits, 3) if digits > LEAST_DIGITS)
            return next((other for other in every if other is not None and not _lacking(other, request)), fewest)
        found.append(fewest)
    return min(found, key=lambda layout: _lacking(layout, request))


def _in_small(request: Request, form: str, digits: int) -> Layout | None:
    """The network in one form, or without numbers where that has no room, in small letters; None where it has none at all."""
    candidate = Candidate(
        replace(request, form=form),
        request.lettering.least,
        digits,
        has_headings=False,
        has_legend=False,
        right="foot",
        is_tight=True,
    )
    forms = _forms(candidate) if candidate.is_high_enough() else None
    return None if forms is None or form not in forms else finished(_best_spread(candidate, forms), candidate)


def _lacking(layout: Layout, request: Request) -> float:
    return _poor(layout.forms, request) + _unlabelled(layout, request)


_LATER = 0.01
"""How much worse a layout is for each that is tried before it."""
_POORER = 1.5
"""How much worse a layout is for each layer that shows less than it should: more than where all its edges lack numbers."""
_TRIED = 3
"""How many of the best layouts are looked through for one that has room for every number."""


def _most_labelled(found: list[tuple[float, Layout, Candidate]], request: Request) -> Layout:
    """The first of some layouts in which every edge has its number, or else that in which most have."""
    layouts, plainest = [], list(_plainest(request)) if request.is_large else []
    for layout, candidate in [*((layout, candidate) for _, layout, candidate in found), *plainest]:
        layouts.append(finished(layout, candidate))
        if not _unlabelled(layouts[-1], request):
            return layouts[-1]
    return min(layouts, key=lambda layout: _unlabelled(layout, request))


def _plainest(request: Request) -> Iterator[tuple[Layout, Candidate]]:
    """The network with nothing around it, in small numbers: what leaves the most room for those on the edges."""
    letters = request.lettering
    for text in dict.fromkeys((max(letters.least, TEXT.plainest * letters.usual), letters.least)):
        for digits in dict.fromkeys((min(3, request.digits), 2)):
            candidate = Candidate(request, text, digits, has_headings=False, has_legend=False, right="foot")
            forms = _forms(candidate)
            if forms is not None:
                yield _best_spread(candidate, forms), candidate


def _candidates(request: Request) -> Iterator[Candidate]:
    """What is tried, in the order in which things are left out."""
    letters = request.lettering
    largest = letters.usual * min(1.0, max(PAGE.narrowest, request.page[0] / PAGE.sure[0]))
    sizes = [max(letters.least, largest * share) for share in TEXT.tried]
    sizes = list(dict.fromkeys(sizes))
    few = [digits for digits in (3, 2) if digits < request.digits]
    rights = ("beside", "stacked")
    levels: list[tuple[bool, bool, tuple[str, ...], int]] = []
    levels += [(True, request.legend is not Legend.NONE, rights, request.digits), (True, False, rights, request.digits)]
    levels += [(False, False, rights, request.digits)]
    every = [(*level, False) for level in levels]
    if SURE_LABELLED < request.edge_count <= MOST_LABELLED:
        # Where not every edge is sure to have its number, targets and cost come before them.
        every += [(*level, True) for level in levels]
    every += [(has_headings, False, ("foot",), request.digits, False) for has_headings in (True, False)]
    # Digits go before cost and targets go below.
    every += [(False, False, (*rights, "foot"), digits, False) for digits in few]
    # At last without numbers on the edges: those in the neurons tell more.
    every += [
        (has_headings, False, ("foot",), digits, True) for digits in (request.digits, *few) for has_headings in (True, False)
    ]
    if request.keeps_headings:
        every.sort(key=lambda one: not one[0])
    for has_headings, has_legend, sides, digits, is_tight in every:
        for text in sizes:
            for right in sides:
                candidate = Candidate(request, text, digits, has_headings, has_legend, right, is_tight)
                if candidate.is_high_enough() and candidate.has_right_room():
                    yield candidate


def _forms(candidate: Candidate) -> tuple[str, ...] | None:
    """The richest forms of the layers that fit beside each other; None if none do."""
    choices = _choices(candidate)
    room = candidate.request.page[0] - candidate.left - candidate.right_width
    room -= sum(candidate.least_gaps)
    while True:
        widths = [forms[0].size(candidate.room(layer, forms[0]))[0] for layer, forms in enumerate(choices, start=1)]
        if sum(widths) <= room:
            return tuple(forms[0].name for forms in choices)
        # The widest gives way; where two are as wide, the one of more neurons does not differ from the other.
        order = sorted(range(len(choices)), key=lambda i: -widths[i])
        loser = next((i for i in order if len(choices[i]) > 1), None)
        if loser is None:
            return None
        same = [i for i in range(len(choices)) if choices[i][0] is choices[loser][0] and len(choices[i]) > 1]
        for i in same:
            choices[i] = choices[i][1:]


def _choices(candidate: Candidate) -> list[list[Form]]:
    """The forms that have room, of each layer from 1 on."""
    sizes, plain = candidate.request.sizes[1:], candidate.request.plain
    pictured = (layer in candidate.request.pictured for layer in range(1, len(sizes) + 1))
    kinds = list(zip(sizes, plain, (*(False for _ in sizes[1:]), True), pictured, strict=True))
    layer_of = {kind: layer for layer, kind in enumerate(kinds, start=1)}
    fitting = {kind: list(candidate.fitting(layer)) for kind, layer in layer_of.items()}
    return [fitting[kind] for kind in kinds]


def _poor(forms: tuple[str, ...], request: Request) -> float:
    """How many layers show less than they should."""
    if request.form != AUTOMATIC and not FORMS[request.form].is_asked:
        return _POORER * sum(form != request.form for form in forms)
    small = [n <= most_told() for n in request.sizes[1:]]
    small[-1] = small[-1] and not request.has_bars
    return _POORER * sum(few and not FORMS[form].has_numbers for few, form in zip(small, forms, strict=True))


def _unlabelled(layout: Layout, request: Request) -> float:
    """The share of the edges of each layer that lack their number, where all should have one."""
    if request.edge_count > SURE_LABELLED:
        return 0.0
    return sum(float(np.isnan(at).mean()) for at in layout.weights_at)


def _best_spread(candidate: Candidate, forms: tuple[str, ...]) -> Layout:
    """The layout with the inputs as far apart as the numbers on their edges allow."""
    wide = arranged(candidate, forms)
    if not wide.is_scattered:
        return wide
    closer = (with_inputs_closer(wide, candidate, share) for share in COLUMN.closer)
    return next((layout for layout in closer if not layout.is_scattered), wide)
