"""What each symbol and each line means, in one plain sentence."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.engine.key import Key
from visprop.timeline.program import Kind


@dataclass(frozen=True)
class Term:
    """A symbol or a word.

    Attributes:
        symbol: as it is written.
        name: as it is said.
        meaning: one sentence.
    """

    symbol: str
    name: str
    meaning: str


GLOSSARY = (
    Term("x", "input", "What is given to the network: the values of one example."),
    Term("y", "target", "What the network should answer for that example."),
    Term("w", "weight", "A number on an edge: how strongly what one neuron says counts for the next one."),
    Term("b", "bias", "A number in a neuron, added to what comes in, so that it can answer even when nothing comes."),
    Term("p", "parameters", "All weights and biases together, as one long list of numbers: what training changes."),
    Term("z", "weighted input", "What a neuron adds up: every input times its weight, and the bias."),
    Term("a", "activation", "What a neuron passes on: z bent by its activation function."),
    Term("σ", "activation function", "The curve that turns a neuron's z into its a; without it all layers together were one."),
    Term("σ′", "its slope", "How much a changes when z changes a little: near 0 where the curve is flat."),
    Term("c", "cost of an example", "How wrong the network is for one example; 0 if it answers exactly."),
    Term(
        "φ",
        "cost",
        "How wrong it is over all training examples; training makes φ(p) small.",
    ),
    Term(
        "δ",
        "delta",
        "How fast this example's cost changes with a neuron's z; it is passed backward.",
    ),
    Term("∂", "partial derivative", "∂c/∂w is how fast c changes when this w alone is changed a little and all else stays."),
    Term("∇", "gradient", "∇φ is the list of all partial derivatives: the direction in parameter space in which φ rises most."),
    Term("‖∇φ‖", "length of the gradient", "How steep φ is here; 0 at the bottom of a valley, on a ridge, and on a plain."),
    Term("η", "learning rate", "How far an update goes down the slope: too small is slow, too large jumps across the valley."),
    Term("Δ", "update", "Δw is what is added to w: minus the learning rate times its slope."),
    Term("⊙", "product entry by entry", "Two lists of one length are multiplied number by number; nothing is added up."),
    Term(
        "⊤",
        "transposed",
        "Rows become columns: with it the weights are used in the other direction, back to the layer before.",
    ),
    Term("Σ", "sum", "What stands behind it is added up for every value of the index below it."),
    Term("λ", "penalty", "λ₁ and λ₂ make large weights cost something, so that the network stays simple."),
    Term("epoch", "epoch", "Once through all training examples."),
    Term("batch", "batch", "The examples that one update is the mean of: one, some, or all."),
    Term("φ_B", "cost of a batch", "φ over the examples of one update alone; what the update promises is said of it."),
)
"""Every term, in the order in which they are met."""

LINE_MEANINGS = {
    Kind.INPUT: "An example is taken: its values become the activations of layer 0.",
    Kind.FORWARD: "Each neuron of the layer adds up what comes in, times its weights, adds its bias, and bends the sum by σ.",
    Kind.COST: "What the network answers is compared with the target: c says how wrong it is.",
    Kind.BACKWARD: "Each neuron of the layer learns its share of the error, δ, from the layer after it.",
    Kind.UPDATE: "Every weight and bias goes a step against its slope, so that the cost becomes smaller.",
}
"""What a line of the algorithm does, in one sentence."""


def meaning_of(symbol: str) -> str:
    """A symbol's sentence.

    Raises:
        KeyError: there is no such symbol.
    """
    term = _BY_SYMBOL[symbol]
    return f"{term.symbol}, {term.name}: {term.meaning}"


_OF_LETTERS = {
    "w": "w", "b": "b", "a": "a", "z": "z", "d": "δ", "dw": "Δ", "db": "Δ", "x": "x", "y": "y", "c": "c", "phi": "φ",
}  # fmt: skip


def meaning_of_key(key: Key) -> str:
    """What the quantity that a key names is, in a sentence; empty for what is no quantity."""
    symbol = _OF_LETTERS.get(key.letter)
    return "" if symbol is None else meaning_of(symbol)


_IN_LATEX = {
    "η": r"\eta", "∇": r"\nabla", "⊙": r"\odot", "δ": r"\delta", "∂": r"\partial", "Σ": r"\sum", "σ′": r"\sigma'", "σ": r"\sigma",
    "⊤": r"\top", "λ": r"\lambda", "Δ": r"\Delta", "φ": r"\varphi",
}  # fmt: skip


def symbols_in(latex: str) -> list[str]:
    """The symbols with a meaning of their own that occur in a formula."""
    return [symbol for symbol, written in _IN_LATEX.items() if written in latex]


_BY_SYMBOL = {term.symbol: term for term in GLOSSARY}
