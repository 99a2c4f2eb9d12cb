"""What each symbol and each line means, in one plain sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from visprop.engine.key import Key
from visprop.engine.registry import Registry, require
from visprop.notation.dress import NEURONS, Dress
from visprop.notation.layout.build import DELTA
from visprop.notation.layout.nodes import Hat, Index, Letter, Mark, Node, Operator, Over, Row, Script, first
from visprop.timeline.program import Kind


@dataclass(frozen=True)
class Term:
    """A symbol or a word.

    Attributes:
        symbol: as it is written.
        name: as it is said.
        meaning: one sentence.
        is_sign: whether it is explained wherever it is written; else only where a key says what it stands for. A letter has the
            meaning of its place: λ before a bound variable is none of the penalty's λ₁ and λ₂.
    """

    symbol: str
    name: str
    meaning: str
    is_sign: bool = False

    def __post_init__(self) -> None:
        require(self, "word", name=self.symbol)


GLOSSARY: Registry[Term] = Registry(
    (
        Term("x", "input", "What is given to the network: the values of one example."),
        Term("y", "target", "What the network should answer for that example."),
        Term("w", "weight", "A number on an edge: how strongly what one neuron says counts for the next one."),
        Term(
            "wⱼₖ",
            "weight from k to j",
            "Row j of w is what neuron j weighs its inputs with, so that z = w a + b needs no transpose, as it would with kj.",
        ),
        Term("b", "bias", "A number in a neuron, added to what comes in, so that it can answer even when nothing comes."),
        Term("p", "parameters", "All weights and biases together, as one long list of numbers: what training changes."),
        Term(
            "pₗ", "parameter of a neuron", "What the function f of a neuron is given beside its input, and what training changes."
        ),
        Term("z", "weighted input", "What a neuron adds up: every input times its weight, and the bias."),
        Term("a", "activation", "What a neuron passes on: z bent by its activation function."),
        Term("σ′", "its slope", "How much a changes when z changes a little: near 0 where the curve is flat.", True),
        Term(
            "σ",
            "activation function",
            "The curve that turns a neuron's z into its a; without it all layers together were one.",
            True,
        ),
        Term("c", "cost of an example", "How wrong the network is for one example; 0 if it answers exactly."),
        Term("φ̂", "tangent", "The straight line, or plane, that touches φ at p: what a small step is judged by.", True),
        Term("φ_B", "cost of a batch", "φ over the examples of one update alone; what the update promises is said of it.", True),
        Term("φ", "cost", "How wrong it is over all training examples; training makes φ(p) small.", True),
        Term("δ", "delta", "How fast this example's cost changes with a neuron's z; it is passed backward.", True),
        Term("d", "gradient with respect to the activation", "How fast this example's cost changes with a neuron's a, ∂c/∂a."),
        Term(
            "∂",
            "partial derivative",
            "∂c/∂w is how fast c changes when this w alone is changed a little and all else stays.",
            True,
        ),
        Term(
            "D",
            "derivative of a function",
            "D f x is the slope of the function f at x; what stands right behind D(…) is the point.",
            True,
        ),
        Term(
            "f",
            "function of a neuron",
            "What a neuron makes of what comes in, whatever it is: f p x takes its parameter p first.",
        ),
        Term(
            "g", "target function", "What the network is to come near to; nobody knows its formula, only pairs of x and g x = y."
        ),
        Term("C", "cost function", "What tells how far an answer is from its target: C y a is 0 where they are equal."),
        Term(
            "λ",
            "function of",
            "What follows is a function of the variable behind λ, which stands for whatever the function is given.",
            True,
        ),
        Term("∘", "composition", "f ∘ g is the function that first applies g, and then f to what comes out.", True),
        Term(
            "★",
            "each at its own place",
            "A list of functions meets a list of as many numbers, and each function is given the number at its place.",
            True,
        ),
        Term(
            "∇", "gradient", "The list of all partial derivatives: the direction in which what stands behind it rises most.", True
        ),
        Term("‖∇φ‖", "length of the gradient", "How steep φ is here; 0 at the bottom of a valley, on a ridge, and on a plain."),
        Term(
            "η",
            "learning rate",
            "How far an update goes down the slope: too small is slow, too large jumps across the valley.",
            True,
        ),
        Term(
            "Δ/Δ",
            "quotient of differences",
            "By how much the one changed for each unit by which the other was moved: nearly the derivative.",
            True,
        ),
        Term("Δ", "update", "Δw is what is added to w: minus the learning rate times its slope.", True),
        Term(
            "⊙", "product entry by entry", "Two lists of one length are multiplied number by number; nothing is added up.", True
        ),
        Term(
            "⊤",
            "transposed",
            "Rows become columns: with it the weights are used in the other direction, back to the layer before.",
            True,
        ),
        Term("Σ", "sum", "What stands behind it is added up for every value of the index below it.", True),
        Term("λ₁, λ₂", "penalty", "They make large weights cost something, so that the network stays simple.", True),
        Term("epoch", "epoch", "Once through all training examples."),
        Term("batch", "batch", "The examples that one update is the mean of: one, some, or all."),
    ),
    name_of=lambda term: term.symbol,
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
    term = GLOSSARY[symbol]
    return f"{term.symbol}, {term.name}: {term.meaning}"


_OF_LETTERS = {
    "w": "w", "b": "b", "a": "a", "z": "z", "d": "δ", "da": "d", "dw": "Δ", "db": "Δ", "x": "x", "y": "y", "c": "c", "phi": "φ",
}  # fmt: skip


def meaning_of_key(key: Key, dress: Dress = NEURONS) -> str:
    """What the quantity that a key names is in a dress, in a sentence; empty for what is no quantity."""
    symbol = {"w": dress.weight, "d": dress.passes}.get(key.letter, _OF_LETTERS.get(key.letter))
    return "" if symbol is None else meaning_of("pₗ" if symbol == "p" else symbol)


def symbols_in(formulas: Iterable[Node]) -> list[str]:
    """The symbols with a meaning of their own that occur in formulas, in the order of the glossary.

    What is part of a longer sign, as Δ is of a quotient of differences, is not told for itself.
    """
    written = {sign for formula in formulas for sign in _signs(formula)}
    return [term.symbol for term in GLOSSARY.values() if term.is_sign and term.symbol in written]


def _signs(node: Node) -> Iterator[str]:
    """The signs of a formula, each with what belongs to it."""
    match node:
        case Over(above, below) if first(above) is DELTA and first(below) is DELTA:
            yield "Δ/Δ"
            yield from (sign for half in (above, below) for sign in _signs(half) if sign != "Δ")
        case Row((Letter(text), Mark("′"))):
            yield f"{text}′"
        case Hat(Letter(text)):
            yield f"{text}\u0302"
        case Script(Letter("λ"), None, Index("1" | "2")):
            yield "λ₁, λ₂"
        case Script(Letter("φ"), None, Index("B")):
            yield "φ_B"
        case Letter(text) | Mark(text) | Operator(text) | Index(text):
            yield text
        case _:
            for child in node.children():
                yield from _signs(child)
