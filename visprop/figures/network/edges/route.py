"""A path to the cost in the picture: each factor of its product where it belongs, named and written as in the equation."""

from __future__ import annotations

from collections.abc import Iterator

from visprop.engine.key import Key
from visprop.figures.base.placing import Bounds, bounds, overlap
from visprop.figures.base.shapes import Label, Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, formula_runs, plain, width
from visprop.figures.network.edges.focus import edge_place, ring
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import CLEAR, EDGES
from visprop.notation.explanations.paths import Route
from visprop.notation.expression.expr import SYMBOLS
from visprop.notation.expression.numbers import equal_to, number


def route_factors(route: Route, layout: Layout, theme: Theme, digits: int) -> list[Shape]:
    """A ring around each neuron of a path, and the factors that are known with their names and numbers."""
    shapes: list[Shape] = [ring(layout, layer, j, theme) for layer, j in enumerate(route.neurons, start=route.layer)]
    taken: list[Bounds] = []
    # Those on edges give way to those on rims.
    for key, factor in sorted(route.factors, key=lambda one: one[0].letter == "w"):
        value = factor.number()
        if value != value:
            continue
        number_runs = plain(number(value, digits))
        runs = (*formula_runs(factor.text(SYMBOLS)), *plain(f" {equal_to(value, digits)}"))
        tags = [
            Label(x, y, words, layout.small, theme.ink, behind=theme.now, bold=True)
            for words, x, y in _places(key, runs, number_runs, route, layout)
        ]
        free = next((tag for tag in tags if not any(overlap(bounds(tag), other) for other in taken)), None)
        if free is not None:
            taken.append(bounds(free))
            shapes.append(free)
    return shapes


Words = tuple[Run, ...]


def _places(key: Key, runs: Words, bare: Words, route: Route, layout: Layout) -> Iterator[tuple[Words, float, float]]:
    """What may stand of a factor and where, the best first: on its edge, on its neuron's rim, beside its output."""
    if key.letter == "w":
        yield from _on_edge(key, runs, bare, layout)
    elif key.letter == "y":
        yield from _by_output(key.j - 1, runs, layout)
    elif key.layer >= route.layer and layout.form(key.layer).has_numbers:
        (x, y), (_, high) = layout.units[key.layer][key.j - 1], layout.nodes[key.layer]
        # On the rim, where nothing else stands: its top, or where that is told over the node, its bottom.
        side = 1.0 if layout.outer_side(key.layer, key.j - 1) < 0.0 else -1.0
        yield runs, float(x), float(y) + side * high / 2


def _on_edge(key: Key, runs: Words, bare: Words, layout: Layout) -> Iterator[tuple[Words, float, float]]:
    """Where its number stands, or further along; with its name where both have room."""
    j, k = key.j - 1, key.k - 1
    x1, y1, x2, y2 = layout.edge_ends(key.layer)[j, k].tolist()
    places = [edge_place(layout, key.layer, j, k), *((x1 + at * (x2 - x1), y1 + at * (y2 - y1)) for at in _ALONG)]
    wide, aside = width(runs, layout.small, bold=True), _ASIDE * layout.small
    if wide < x2 - x1 - 2 * EDGES.head:
        yield from ((runs, *place) for place in places)
    elif abs(y2 - y1) < 1.0 and wide < x2 - x1 + 2 * EDGES.head:
        # Over or under a level one there is more room, as neurons are round.
        yield from ((runs, (x1 + x2) / 2, y1 + side * aside) for side in (-1.0, 1.0))
    yield from ((bare, *place) for place in places)


_ALONG = (0.5, 0.6, 0.4, 0.7, 0.3)
_ASIDE = 1.4
"""How far over or under its edge a name with its number stands, in their size."""


def _by_output(j: int, runs: Words, layout: Layout) -> Iterator[tuple[Words, float, float]]:
    """At the right of an output, on the side of the cost; nowhere where the cost is elsewhere."""
    if layout.right == "foot":
        return
    (x, y), (wide, _), size = layout.units[-1][j], layout.nodes[-1], layout.small
    half = width(runs, size, bold=True) / 2
    middle = min(float(x) + wide / 2 + CLEAR.head + half, layout.page[0] - CLEAR.page - half)
    side = -1.0 if float(y) > layout.cost[1] else 1.0
    yield runs, middle, float(y) + side * _ASIDE * size
