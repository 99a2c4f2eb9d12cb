"""How the network is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.engine.key import Key
from visprop.figures.base.style import LIGHT, Theme
from visprop.figures.choices import AUTOMATIC, EdgeValue
from visprop.notation.dress import NEURONS, Dress
from visprop.notation.explanations.paths import Route
from visprop.notation.expression.numbers import DIGITS


@dataclass(frozen=True)
class NetworkOptions:
    """How the network is drawn.

    Attributes:
        edges: what the edges show.
        symbols: whether names stand where else numbers do.
        digits: significant digits.
        theme: the colours.
        focus: a parameter, neuron or layer that is brought out; None for none.
        also: weights and neurons that are brought out beside it.
        route: a path to the cost that is lit; None for none.
        note: a line of words below the picture; empty for none.
        dress: what parameters are called, and whether there are numbers at all.
        form: in which form the neurons are drawn; `automatic` for the richest that fits.
        head_room: how much of the page is kept free above the network.
        quick: whether training runs at speed: then only the strongest edges of a large network are drawn, and no small text.
    """

    edges: EdgeValue = EdgeValue.WEIGHT
    symbols: bool = False
    digits: int = DIGITS
    theme: Theme = LIGHT
    focus: Key | None = None
    also: tuple[Key, ...] = ()
    route: Route | None = None
    note: str = ""
    dress: Dress = NEURONS
    form: str = AUTOMATIC
    head_room: float = 0.0
    quick: bool = False

    @property
    def names_only(self) -> bool:
        """Whether names stand where else numbers do, by choice or since the dress has no numbers."""
        return self.symbols or not self.dress.has_numbers


PLAIN = NetworkOptions()
"""Weights as numbers, light, nothing brought out."""
