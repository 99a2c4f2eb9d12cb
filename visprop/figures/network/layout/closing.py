"""Words around a network on paper move near to it, where the page is higher than it needs."""

from __future__ import annotations

import numpy as np

from visprop.figures.network.layout.candidate import Candidate
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import INPUTS
from visprop.figures.network.measures_of_paper import CLOSE, OUTER

_HALF = 0.5
"""How far a line of text reaches over and under its middle, in its size."""


def closed_up(layout: Layout, candidate: Candidate) -> Layout:
    """The layout with its headings near to the network, and with targets and cost, where nothing else stands below."""
    if layout.picture or candidate.request.has_constants:
        return layout
    first, last = _ends(layout, candidate)
    clear = CLOSE.words * layout.text
    top, foot_top = max(layout.top, first - clear), layout.legend_top - layout.foot
    if not (layout.tables or layout.has_legend):
        foot_top = min(foot_top, last + clear)
    return layout.having(top=top, foot_top=foot_top)


def _ends(layout: Layout, candidate: Candidate) -> tuple[float, float]:
    """Where the highest part of the network begins, and where the lowest ends, with what stands over and under it."""
    inputs, text = layout.units[0][:, 1], layout.text
    over = under = _HALF * text + (INPUTS.line * text if layout.is_stacked else 0.0)
    if layout.has_outer_inputs:
        over = under = layout.nodes[0][1] / 2 + (OUTER.dot + OUTER.line + 2 * _HALF) * text
    elif layout.fits_input_names:
        under = (INPUTS.below_stacked + _HALF) * text
    tops, bottoms = [float(np.min(inputs)) - over], [float(np.max(inputs)) + under]
    for layer, units in enumerate(layout.units[1:], start=1):
        form, half = layout.form(layer), layout.nodes[layer][1] / 2
        room = candidate.room(layer, form)
        tops.append(float(np.min(units[:, 1])) - half - form.above(room))
        bottoms.append(float(np.max(units[:, 1])) + half + form.below(room))
    return min(tops), max(bottoms)
