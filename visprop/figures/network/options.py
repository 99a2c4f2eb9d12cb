"""What can be chosen of the network, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from visprop.engine.key import Key
from visprop.figures.base.style import LETTERINGS, LIGHT, PRINTED, Lettering, Theme
from visprop.figures.choices import AUTOMATIC, EDGE_WORDS, LAYER_WORDS, LEGEND_WORDS, EdgeValue, Layers, Legend
from visprop.figures.network.forms.registry import FORMS, THUMB_FORM
from visprop.figures.option import ByHand, Choice, Entry, Flag, Heading, Menu, Options, Switch
from visprop.notation.dress import NEURONS, Dress
from visprop.notation.explanations.paths import Route
from visprop.notation.expression.numbers import DIGITS
from visprop.timeline.frame import Frame


def _form_words(name: str) -> str:
    return FORMS[name].words if name in FORMS else "automatic"


def _lettering(name: str) -> Lettering:
    if name not in LETTERINGS:
        raise ValueError(f"{name!r} is not one of {', '.join(LETTERINGS)}")
    return LETTERINGS[name]


class NetworkChoices(Options):
    """What can be chosen of the network.

    Attributes:
        edges: what its edges show.
        symbols: whether it shows names instead of numbers.
        form: in which form its neurons are drawn; `automatic` for the richest that fits.
        layers: whether weights are edges, or whole layers heat maps; automatic for heat maps where there are very many edges.
        equation: whether the present line's equation stands above it.
        wordless: whether the present line stands in the window without the sentence that says what it does.
        constants: whether the biases of a small network are drawn as edges from nodes with the constant 1.
        changes: whether at the update line each weight and bias has beside it what it was before.
        key: how much of the key stands below it; automatic for one line on a screen, and all of it in print.
        lettering: how large its letters are.
        editing: whether room is left above it for the buttons by which it is rebuilt.
    """

    edges = Choice(
        EdgeValue.WEIGHT,
        named=lambda: {value.value: value for value in EdgeValue},
        words=lambda value: EDGE_WORDS[value],
        entry=Entry(Menu.VIEW, "&Edges show", "What the edges of the network show (Alt+1 … Alt+4)", "Alt+{}"),
        flag=Flag("--edges", Heading.NETWORK, "what the edges show"),
    )
    symbols = Switch(
        entry=Entry(Menu.VIEW, "S&ymbols", "Show names instead of numbers", "Ctrl+Shift+Y", after="digits"),
        flag=Flag("--symbols", Heading.NETWORK, "names instead of numbers"),
    )
    form = Choice(
        AUTOMATIC,
        named=lambda: {name: name for name in (AUTOMATIC, *FORMS) if name != THUMB_FORM},
        words=_form_words,
        entry=Entry(Menu.VIEW, "&Neurons as", "In which form neurons are drawn", "Alt+Shift+{}"),
        flag=Flag("--form", Heading.NETWORK, "how neurons are drawn (automatic)"),
    )
    layers = Choice(
        Layers.AUTOMATIC,
        named=lambda: {value.value: value for value in Layers},
        words=lambda value: LAYER_WORDS[value],
        entry=Entry(Menu.VIEW, "&Weights as", "How the weights between two layers are drawn", after="form"),
        flag=Flag("--layers", Heading.NETWORK, "how weights are drawn: edges, or heat maps of whole layers (automatic)"),
    )
    equation = Switch(
        entry=Entry(Menu.VIEW, "E&quation above", "The present line's equation above the network", "Ctrl+Alt+Q"),
        flag=Flag("--equation", Heading.NETWORK, "the line's equation above the network"),
    )
    constants = Switch(
        entry=Entry(
            Menu.VIEW,
            "&Biases as edges",
            "A node with the constant 1 before each layer, whose edges bear the biases",
            after="form",
        ),
        flag=Flag("--constants", Heading.NETWORK, "biases as edges from nodes with the constant 1"),
    )
    changes = Switch(
        entry=Entry(
            Menu.VIEW,
            "Values before the &update",
            "At the update line each weight and bias with its value before, struck through, where there is room",
            after="edges",
        ),
        flag=Flag("--changes", Heading.NETWORK, "at the update line each weight and bias with its value before"),
    )
    key = Choice(
        Legend.AUTOMATIC,
        named=lambda: {value.value: value for value in Legend},
        words=lambda value: LEGEND_WORDS[value],
        entry=Entry(
            Menu.VIEW,
            "&Key below",
            "How much of its key stands below a picture; of a diagram's all or none",
            after="constants",
        ),
        flag=Flag("--key", Heading.NETWORK, "how much of the key stands below it (automatic: all); of a diagram's all or none"),
        is_remembered=True,
    )
    wordless = Switch(
        entry=Entry(
            Menu.VIEW,
            "Equation without its sen&tence",
            "The present line above the network, without the words that say what it does",
            after="key",
        ),
        is_remembered=True,
    )
    lettering = ByHand(
        PRINTED,
        flag=Flag("--lettering", Heading.NETWORK, "how large its letters are: print, or screen", "NAME"),
        reads=_lettering,
    )
    editing = ByHand(default=False)


USUAL = NetworkChoices()
"""Weights as numbers, each neuron in the richest form that fits."""


@dataclass(frozen=True)
class NetworkOptions:
    """How the network is drawn: by what is chosen of it, and what stands out now.

    Attributes:
        chosen: what is chosen of it.
        digits: significant digits.
        theme: the colours.
        focus: a parameter, neuron or layer that is brought out; None for none.
        also: weights and neurons that are brought out beside it.
        route: a path to the cost that is lit; None for none.
        note: a line of words below the picture; empty for none.
        dress: what parameters are called, and whether there are numbers at all.
        head_room: how much of the page is kept free above the network.
        widest: the least magnitude that the widest edge stands for.
        quick: whether training runs at speed: then only the strongest edges of a large network are drawn, and no small text.
    """

    chosen: NetworkChoices = USUAL
    digits: int = DIGITS
    theme: Theme = LIGHT
    focus: Key | None = None
    also: tuple[Key, ...] = ()
    route: Route | None = None
    note: str = ""
    dress: Dress = NEURONS
    head_room: float = 0.0
    widest: float = 0.0
    quick: bool = False

    def tells_changes(self, frame: Frame) -> bool:
        """Whether what the parameters were before the update stands beside them."""
        return self.chosen.changes and frame.p_next is not None and not self.names_only and not self.quick

    @property
    def legend(self) -> Legend:
        """How much of the key there is, where there is room."""
        if self.chosen.key is not Legend.AUTOMATIC:
            return self.chosen.key
        return Legend.WHOLE if self.chosen.lettering == PRINTED else Legend.LINE

    @cached_property
    def names_only(self) -> bool:
        """Whether names stand where else numbers do, by choice or since the dress has no numbers."""
        return self.chosen.symbols or not self.dress.has_numbers


PLAIN = NetworkOptions()
"""Weights as numbers, light, nothing brought out."""
