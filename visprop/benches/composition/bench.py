"""The bench Composition: a network as functions applied one after the other, in three forms, and their derivative."""

from __future__ import annotations

from visprop.benches.bench import Bench
from visprop.benches.composition.given import ARTICLES_CHAIN, MOST_LAYERS, GivenNetwork, read_given, written_given
from visprop.benches.composition.page import written
from visprop.benches.composition.picture import draw
from visprop.benches.composition.state import composition_of, known_numbers
from visprop.benches.composition.story import steps
from visprop.benches.controls import Given, Number, OneOf
from visprop.benches.pictures import page, picture
from visprop.benches.values import Values
from visprop.engine.key import Key
from visprop.figures.moment import NetworkMoment


def _unfit(values: Values) -> str:
    depth = values["network"].network.depth
    if values["layer"] > depth:
        return f"the network has {depth} layers, and parameters of layer {values['layer']} are to be varied"
    return f"the network has {depth} layers, and {values['applied']} are to be applied" if values["applied"] > depth else ""


def _settled(values: Values, changed: frozenset[str]) -> Values:
    """No layer is beyond the last."""
    depth = values["network"].network.depth
    return values.put({name: min(values[name], depth) for name in ("layer", "applied")})


def _from_network(moment: NetworkMoment, key: Key | None) -> Values:
    """The network that is open, with its present example; the layer of what is selected is varied.

    Raises:
        ValueError: it is too large.
    """
    frame = moment.frame
    network, eta = frame.scenario.network, frame.scenario.eta(frame.position.update)
    given = GivenNetwork.of(network, frame.p_before, frame.x, frame.y, eta)
    layer = key.layer if key is not None and network.has(key) and key.layer else 1
    return BENCH.start.put({"network": given, "layer": layer})


BENCH = Bench(
    controls=(
        OneOf(
            "quantity", "What", "What is written in the three forms",
            choices={"a": "a, the last activation", "phi": "φ, the cost", "f": "f_N p x, the network applied"}, start="a",
        ),
        OneOf(
            "form", "Form", "How it is written below the picture",
            choices={"nested": "applied: f p (f p x)", "composed": "composed: f p ∘ f p", "derivative": "derived: −η D(λv. …) p"},
            start="nested",
        ),
        Number(
            "layer", "Varied layer i", "Whose parameters v stands for in the derivative",
            low=1, high=MOST_LAYERS, start=2, step=1, is_whole=True,
        ),
        Number(
            "applied", "Applied layers", "Up to which layer f has its p, ahead of the steps; or click on a box",
            low=0, high=MOST_LAYERS, start=0, step=1, is_whole=True,
        ),
        Given(
            "network", "Network", "The network with its numbers, one example and η",
            start=ARTICLES_CHAIN, reads=read_given, writes=written_given,
        ),
    ),
    steps=steps,
    state=composition_of,
    views=(
        picture("composition-picture", "Layers", "The layers as functions in a row, with their types and numbers", draw),
        page("composition-page", "Composition", "The network as nested application, with ∘, and as derivative", written),
    ),
    unfit=_unfit,
    numbers=known_numbers,
    settled=_settled,
    from_network=_from_network,
)  # fmt: skip
"""The bench."""
