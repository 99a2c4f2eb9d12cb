"""What the picture of a network has, for its legend to tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.style import KNOWN, LINE
from visprop.figures.network.edges.crowd import drawn_count
from visprop.figures.network.edges.flow import Flow
from visprop.figures.network.edges.values import NOISE
from visprop.figures.network.forms.registry import FORMS
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.legend.entries import Seen
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.neurons import Units
from visprop.figures.network.units.passes import Passes
from visprop.notation.expression.numbers import number
from visprop.timeline.program import Kind


def seen_of(
    units: Units,
    passes: Passes,
    layout: Layout,
    *,
    options: NetworkOptions,
    values: Sequence[Array | None],
    scale: float,
    flow: Flow | None,
    has_constants: bool,
) -> Seen:
    """What there is to tell.

    Args:
        units: the neurons.
        passes: how far they have come.
        layout: where all stands.
        options: how it is drawn.
        values: what the edges into each layer show.
        scale: the magnitude that the widest edge stands for.
        flow: what flows along edges with heads.
        has_constants: whether biases are edges.
    """
    frame, network, theme = passes.frame, passes.frame.scenario.network, options.theme
    layers = range(1, network.depth + 1)
    known = [found.ravel() for found in values if found is not None]
    every = np.concatenate(known) if known else np.zeros(0)
    finite = every[np.isfinite(every)]
    finite = finite[np.abs(finite) >= NOISE * scale]
    # A disc's rim tells only whether it is being computed.
    told = {passes.rim(layer) for layer in layers if layout.form(layer).has_numbers}
    scales = [units.scale(layer) for layer in layers]
    counts = [(drawn_count(layout, layer), network.sizes[layer - 1] * network.sizes[layer]) for layer in layers]
    shown = [frame.a(layer) for layer in layers if passes.shows(Kind.FORWARD, layer)]
    negative = [bool(np.min(a) < 0.0) for a in shown if a is not None]
    return Seen(
        options.chosen.edges, options.dress, bool((finite >= 0.0).any()), bool((finite < 0.0).any()),
        number(scale, layout.digits), scales[0] if negative and len(set(scales)) == 1 else None, any(negative),
        not any(layout.form(layer).has_numbers for layer in layers), None if flow is None else (flow.hue, flow.is_back),
        any(line > KNOWN for _, line in map(passes.rim, layers)), (passes.hue, KNOWN) in told, (theme.ink, LINE) in told,
        passes.is_back, tuple((drawn, count) for drawn, count in counts if drawn < count),
        options.dress.has_numbers, _function(layout, network.activations), has_constants, frame.p_next is not None,
        _pictured(units, network.sizes[0]), bool(units.picture_ends) and units.is_ringed, any(map(units.has_flat, layers)),
        options.tells_changes(frame),
    )  # fmt: skip


def _pictured(units: Units, inputs: int) -> tuple[int, str, str] | None:
    """Over how many inputs the neurons' pictures are, and the ends of their scale; empty where layers differ."""
    every = set(units.picture_ends.values())
    if not every:
        return None
    low, high = min(low for low, _ in every), max(high for _, high in every)
    is_one = len({high for _, high in every}) == 1
    return inputs, number(low, 2) if is_one else "", number(high, 2) if is_one else ""


def _function(layout: Layout, activations: Sequence[str]) -> str:
    """The activation of the first neurons with numbers."""
    layers = zip(layout.forms, activations, strict=True)
    return next((name for form, name in layers if FORMS[form].has_numbers), activations[0])
