"""A layout tree in words, as a screen reader says it."""

from __future__ import annotations

from functools import singledispatch

from visprop.notation.layout.nodes import (
    MINUS,
    Bound,
    Brackets,
    Fence,
    Gap,
    Hat,
    Index,
    Letter,
    Mark,
    Matrix,
    Node,
    Numeral,
    Operator,
    Over,
    Root,
    Row,
    Script,
    Term,
    Word,
)

_LETTERS = {
    **{"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "η": "eta", "λ": "lambda", "π": "pi"},
    **{"σ": "sigma", "φ": "phi", "Φ": "capital phi", "Δ": "change of", "Σ": "sum", "∂": "partial", "∇": "gradient of"},
    **{"ℝ": "the real numbers"},
}
_MARKS = {
    **{"′": "prime", "…": "and so on to", "⋯": "and so on to", "⋮": "and so on", "⋱": "and so on", "λ": "lambda"},
    **{",": "comma", ".": "dot", "(": "open bracket", ")": "close bracket", "[": "with", "]": "", "/": "for", "⊤": "transposed"},
}
_OPERATORS = {
    **{"+": "plus", "−": "minus", "=": "equals", "≈": "is about", "←": "becomes", "→": "to", "·": "times", "×": "times"},
    **{"⊙": "times entry by entry", "∘": "after", ":": "has type"},
}
_IN_INDEX = {"-": " minus ", "+": " plus ", "=": " from "}
_FENCES = {Fence.NORM: ("length of", ""), Fence.LINEAR: ("", "")}


def spoken(node: Node) -> str:
    """A formula in words: `partial c over partial w 2, 1 1 equals delta 2, 1 times a 1, 1`."""
    return " ".join(_printed(node).split())


@singledispatch
def _printed(node: Node) -> str:
    raise TypeError(f"there are no words for a {type(node).__name__}")


@_printed.register
def _(node: Letter) -> str:
    return _LETTERS.get(node.text, node.text)


@_printed.register
def _(node: Word) -> str:
    return node.text


@_printed.register
def _(node: Index) -> str:
    return "".join(_IN_INDEX.get(sign, _LETTERS.get(sign, sign)) for sign in node.text)


@_printed.register
def _(node: Numeral) -> str:
    power = f" times 10 to the {node.power.replace('-', 'minus ')}" if node.power else ""
    return f"{'minus ' if node.is_negative else ''}{'infinity' if node.mantissa == '∞' else node.mantissa}{power}"


@_printed.register
def _(node: Mark) -> str:
    return "minus" if node is MINUS else _MARKS[node.text]


@_printed.register
def _(node: Operator) -> str:
    return _OPERATORS[node.text]


@_printed.register
def _(node: Gap) -> str:
    return "times" if node.space.text == "·" else ""


@_printed.register
def _(node: Row) -> str:
    return " ".join(map(_printed, node.items))


@_printed.register
def _(node: Script) -> str:
    base, above, below = (_printed(part) if part is not None else "" for part in (node.base, node.above, node.below))
    if isinstance(node.base, Letter) and node.base.text == "Σ":
        return f"{base} over {below}{f' to {above}' if above else ''} of"
    if isinstance(node.above, Index) and node.above.text == "2" and not isinstance(node.base, Letter):
        return f"{base} squared {below}"
    return f"{base} {', '.join(filter(None, (above, below)))}"


@_printed.register
def _(node: Hat) -> str:
    return f"{_printed(node.base)} hat"


@_printed.register
def _(node: Over) -> str:
    return f"{_printed(node.above)} over {_printed(node.below)}"


@_printed.register
def _(node: Root) -> str:
    return f"root of {_printed(node.inner)}"


@_printed.register
def _(node: Brackets) -> str:
    left, right = _FENCES.get(node.fence, ("open bracket", "close bracket"))
    return f"{left} {_printed(node.inner)} {right}"


@_printed.register
def _(node: Matrix) -> str:
    rows = ("; ".join(", ".join(map(_printed, row)) for row in node.rows)).strip()
    return f"{'vector' if node.is_vector else 'matrix'} {rows}, end"


@_printed.register
def _(node: Bound) -> str:
    return _printed(node.inner)


@_printed.register
def _(node: Term) -> str:
    return _printed(node.inner)
