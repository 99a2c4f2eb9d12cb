"""Chooses how a network is laid out on a page: the richest forms of its neurons, and all that there is room for around them.

What does not fit is left out in this order: headings, key, targets and cost, digits. Text becomes smaller first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from visprop.figures.base.style import MIN_SIZE, TEXT_SIZE
from visprop.figures.network.arrange import SURE_LABELLED, arranged
from visprop.figures.network.forms import AUTOMATIC, FORMS
from visprop.figures.network.labels import MOST_LABELLED
from visprop.figures.network.layout import Layout
from visprop.figures.network.trial import Request, Trial


@lru_cache(maxsize=32)
def network_layout(request: Request) -> Layout:
    """Lay a network out from left to right."""
    best: tuple[float, Layout] | None = None
    for penalty, trial in enumerate(_trials(request)):
        forms = _forms(trial)
        if forms is None:
            continue
        layout = _best_spread(trial, forms)
        lacks = _lacks(layout, request)
        if not lacks:
            return layout
        score = lacks + 0.01 * penalty
        if best is None or score < best[0]:
            best = score, layout
    if best is None:
        trial = Trial(request, MIN_SIZE, 2, has_headings=False, has_key=False, right="none")
        return arranged(trial, tuple("disc" for _ in request.sizes[1:]), 1.0)
    return best[1]


def _trials(request: Request) -> Iterator[Trial]:
    """What is tried, in the order in which things are left out."""
    largest = TEXT_SIZE * min(1.0, max(0.62, request.page[0] / 640, 0.0))
    sizes = [max(MIN_SIZE, largest * share) for share in (1.0, 0.92, 0.85, 0.77, 0.7, 0.62)]
    sizes = list(dict.fromkeys(sizes))
    few = [digits for digits in (3, 2) if digits < request.digits]
    rights = ("beside", "stacked")
    levels: list[tuple[bool, bool, tuple[str, ...], int]] = []
    levels += [(True, request.with_key, rights, request.digits), (False, request.with_key, rights, request.digits)]
    levels += [(True, False, rights, request.digits), (False, False, rights, request.digits)]
    levels += [(True, request.with_key, ("none",), request.digits), (False, False, ("none",), request.digits)]
    levels += [(False, False, ("none",), digits) for digits in few]
    every = [(*level, False) for level in levels]
    # At last without numbers on the edges: those in the neurons tell more.
    every += [
        (has_headings, False, ("none",), digits, True) for digits in (request.digits, *few) for has_headings in (True, False)
    ]
    for has_headings, has_key, sides, digits, is_tight in every:
        for text in sizes:
            for right in sides:
                trial = Trial(request, text, digits, has_headings, has_key, right, is_tight)
                if trial.height > 2.0 * text and trial.has_right_room():
                    yield trial


def _forms(trial: Trial) -> tuple[str, ...] | None:
    """The richest forms of the layers that fit beside each other; None if none do."""
    choices = [list(trial.fitting(layer)) for layer in range(1, len(trial.request.sizes))]
    room = trial.request.page[0] - trial.left - trial.right_width
    room -= trial.least_gap * len(choices)
    while True:
        widths = [forms[0].size(trial.room(layer))[0] for layer, forms in enumerate(choices, start=1)]
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


def _lacks(layout: Layout, request: Request) -> float:
    """How much of what the page should show is missing; 0 for nothing."""
    if request.form != AUTOMATIC:
        poor = sum(form != request.form for form in layout.forms)
    else:
        small = [n <= FORMS["row"].most for n in request.sizes[1:]]
        small[-1] = small[-1] and not request.has_bars
        poor = sum(few and form == "disc" for few, form in zip(small, layout.forms, strict=True))
    found = 1.5 * poor
    if request.edge_count <= SURE_LABELLED:
        found += sum(float(np.isnan(at).mean()) for at in layout.weights_at)
    return found


def _best_spread(trial: Trial, forms: tuple[str, ...]) -> Layout:
    """The layout with the inputs as far apart as the numbers on their edges allow."""
    wide = arranged(trial, forms, 1.0)
    if not wide.is_scattered or trial.request.edge_count > MOST_LABELLED:
        return wide
    closer = (arranged(trial, forms, share) for share in (0.8, 0.65, 0.5, 0.4))
    return next((layout for layout in closer if not layout.is_scattered), wide)
