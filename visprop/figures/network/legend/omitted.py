"""What the picture of a network leaves out for want of room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from visprop.engine.key import Key
from visprop.figures.base.omission import FLOW, KEY, Omission, of_layers
from visprop.figures.base.shapes import Label, Shape
from visprop.figures.choices import AUTOMATIC, EdgeValue, Legend
from visprop.figures.network.forms.registry import FORMS
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.passes import Passes
from visprop.figures.network.units.portraits import pictured_layers
from visprop.timeline.program import Kind

_EDGES = {
    EdgeValue.WEIGHT: "weights",
    EdgeValue.CONTRIBUTION: "contributions",
    EdgeValue.GRADIENT: "gradients",
    EdgeValue.UPDATE: "updates",
}


@dataclass(frozen=True)
class Drawn:
    """What a picture has.

    Attributes:
        nodes: the neurons of layers 1 … L.
        bare: the layers whose edges have values but no numbers.
        right: targets and cost.
        headings, key: how much of them there is.
        has_bars: whether the outputs are bars, with their numbers beside them.
        b_on_edges: whether biases stand on edges.
        lacks_flow: whether numbers of what flows along the edges now are left out.
    """

    nodes: list[list[Shape]]
    bare: Collection[int]
    right: list[Shape]
    headings: list[Shape]
    key: list[Shape]
    has_bars: bool
    b_on_edges: bool
    lacks_flow: bool


def omitted(drawn: Drawn, layout: Layout, options: NetworkOptions, passes: Passes) -> tuple[Omission, ...]:
    """All that there is no room for, in words."""
    depth = len(layout.nodes) - 1
    found: list[Omission] = []

    def lacks(what: str, layers: Iterable[int], is_number: bool = True) -> None:
        if layers := list(layers):
            found.append(Omission(of_layers(what, layers, depth), is_number))

    lacks(f"neurons as {options.chosen.form}", _otherwise(layout, options, passes), is_number=False)
    edges = _EDGES[options.chosen.edges] if options.dress.is_opened else "parameters"
    lacks(f"names of {edges}" if options.names_only else edges, sorted(drawn.bare), is_number=not options.names_only)
    for what, has in _quantities(drawn, options, passes).items():
        lacks(what, (layer for layer in range(1, depth + 1) if not has(layer)))
    found += [FLOW] if drawn.lacks_flow else []
    return (*found, *_inputs(layout, passes), *_right(drawn, layout, passes), *_words(drawn, options))


def _otherwise(layout: Layout, options: NetworkOptions, passes: Passes) -> Iterable[int]:
    """The layers whose neurons are in another form than the chosen one; one of maps may be a card as well."""
    chosen = options.chosen.form
    if chosen == AUTOMATIC:
        return ()
    layers = range(1, len(layout.nodes))
    if FORMS[chosen].is_asked:
        return (layer for layer in pictured_layers(passes.frame.scenario) if not layout.form(layer).has_numbers)
    return (layer for layer in layers if layout.forms[layer - 1] != chosen)


def _quantities(drawn: Drawn, options: NetworkOptions, passes: Passes) -> dict[str, Callable[[int], bool]]:
    """Of biases, activations and δ, whether a layer has all those of its neurons that are known."""
    told = [{shape.key for shape in nodes if isinstance(shape, Label)} for nodes in drawn.nodes]
    sizes, dress = passes.frame.scenario.network.sizes, options.dress

    def has(letter: str, layer: int) -> bool:
        return all(Key(letter, layer, (j + 1,)) in told[layer - 1] for j in range(sizes[layer]))

    last = len(drawn.nodes)
    every: dict[str, Callable[[int], bool]] = {}
    if dress.has("b") and not drawn.b_on_edges:
        every["biases"] = lambda layer: has("b", layer)
    every["activations"] = lambda layer: (
        not passes.shows(Kind.FORWARD, layer) or has("a", layer) or (drawn.has_bars and layer == last)
    )
    every[dress.passes] = lambda layer: not passes.shows(Kind.BACKWARD, layer) or has("d", layer)
    return every if dress.has_numbers else {}


def _inputs(layout: Layout, passes: Passes) -> Iterable[Omission]:
    if not layout.input_text and not layout.picture:
        yield Omission("inputs", is_number=True)
    elif not layout.picture and passes.frame.scenario.data.input_names and not layout.fits_input_names:
        yield Omission("names of the inputs")


def _right(drawn: Drawn, layout: Layout, passes: Passes) -> Iterable[Omission]:
    """Targets, where they are few enough to be numbers, and the cost."""
    letters = {shape.runs[0].text for shape in drawn.right if isinstance(shape, Label) and shape.runs}
    if "y" not in letters and not drawn.has_bars:
        yield Omission("targets", is_number=True)
    if not letters & {"c", "cost "} and passes.shows(Kind.COST):
        yield Omission("cost", is_number=True)


def _words(drawn: Drawn, options: NetworkOptions) -> Iterable[Omission]:
    if not drawn.headings:
        yield Omission("headings")
    if options.legend is not Legend.NONE and options.dress.has_numbers and not drawn.key:
        yield KEY
