"""The numbers of a neuron of the open network."""

from __future__ import annotations

from typing import Any

import numpy as np

from visprop.benches.neuron.setting import MOST_INPUTS, name_of
from visprop.engine.key import Key
from visprop.figures.moment import NetworkMoment

_OF_A_NEURON = ("a", "z", "d", "b", "w")


def taken(moment: NetworkMoment, key: Key | None) -> dict[str, Any]:
    """What is to be set for the neuron that is selected, or to which what is selected belongs, or else for the first one.

    Its inputs are what the layer before computes of the example at work with the p of now.

    Raises:
        ValueError: it has too many inputs, or its activation is no function of its own z alone.
    """
    frame, is_one = moment.frame, key is not None and key.letter in _OF_A_NEURON and key.j > 0
    layer, j = (key.layer, key.j) if key is not None and is_one else (1, 1)
    with np.errstate(all="ignore"):
        passes = list(frame.scenario.network.passes(frame.p, frame.x))
    passed, before = passes[layer - 1], frame.x if layer == 1 else passes[layer - 2].a
    if not passed.activation.is_elementwise:
        raise ValueError(f"{passed.activation.words} takes all z of its layer together; here stands one neuron by itself")
    if before.size > MOST_INPUTS:
        raise ValueError(f"neuron {j} of layer {layer} has {before.size} inputs; here is room for {MOST_INPUTS}")
    found: dict[str, Any] = {"count": before.size, "activation": passed.activation.name, "b": float(passed.biases[j - 1])}
    for k, (x, w) in enumerate(zip(before, passed.weights[j - 1], strict=True), start=1):
        found |= {name_of("x", k): float(x), name_of("w", k): float(w)}
    return found
