"""A layout tree in words, as a screen reader says it."""

from __future__ import annotations

from visprop.notation.layout import nodes
from visprop.notation.layout.printer import Printer

_said = Printer("speech")
LETTERS = {
    **{"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "η": "eta", "λ": "lambda", "π": "pi"},
    **{"σ": "sigma", "φ": "phi", "Φ": "capital phi", "Δ": "change of", "Σ": "sum", "∂": "partial", "∇": "gradient of"},
    **{"ζ": "zeta", "θ": "theta", "κ": "kappa", "μ": "mu", "ν": "nu", "ξ": "xi", "ρ": "rho", "τ": "tau", "χ": "chi"},
    **{"ψ": "psi", "ω": "omega", "ℝ": "the real numbers"},
}
"""What letters are called that a voice does not read, or reads as part of a word."""
OPERATORS = {
    **{"+": "plus", "−": "minus", "=": "equals", "≈": "is about", "←": "becomes", "→": "to", "·": "times", "×": "times"},
    **{
        "⊙": "times entry by entry",
        "∘": "after",
        "★": "entry by entry to",
        ":": "has type",
        "≥": "is at least",
        "⇔": "if and only if",
    },
}
"""What signs between two sides, or two terms, are called."""
_MARKS = {
    **OPERATORS,
    **{"′": "prime", "…": "and so on to", "⋯": "and so on to", "⋮": "and so on", "⋱": "and so on", "λ": "lambda"},
    **{",": "comma", ".": "dot", "(": "open bracket", ")": "close bracket", "[": "with", "]": "", "/": "for", "⊤": "transposed"},
    **{"^": "to the power"},
}
_PAIRED = frozenset("wp")
"""Letters that have two indices."""
_IN_INDEX = {"-": " minus ", "+": " plus ", "=": " from "}
_FENCES = {nodes.Fence.NORM: ("length of", ""), nodes.Fence.ABSOLUTE: ("absolute value of", ""), nodes.Fence.LINEAR: ("", "")}


def apart(letter: str, above: str, below: str) -> str:
    """Indices as they are said: the two of a weight one by one, as 12 is neuron 1 and input 2 and no dozen; others as they are.

    Where the layer stands below, as in w₁₂, there is but one. A comma between two is no decimal one.
    """
    return " ".join(below) if letter in _PAIRED and above and len(below) == 2 else ", ".join(below.split(","))


def spoken(node: nodes.Node) -> str:
    """A formula in words: `partial c over partial w 2, 1 1 equals delta 2, 1 times a 1, 1`."""
    return " ".join(_said(node).split())


@_said.writes(nodes.Letter)
def _(node: nodes.Letter) -> str:
    return LETTERS.get(node.text, node.text)


@_said.writes(nodes.Word)
def _(node: nodes.Word) -> str:
    return node.text


@_said.writes(nodes.Index)
def _(node: nodes.Index) -> str:
    return "".join(_IN_INDEX.get(sign, LETTERS.get(sign, sign)) for sign in node.text)


@_said.writes(nodes.Numeral)
def _(node: nodes.Numeral) -> str:
    power = f" times 10 to the {node.power.replace('-', 'minus ')}" if node.power else ""
    return f"{'minus ' if node.is_negative else ''}{'infinity' if node.mantissa == '∞' else node.mantissa}{power}"


@_said.writes(nodes.Mark)
def _(node: nodes.Mark) -> str:
    return "minus" if node is nodes.MINUS else _MARKS[node.text]


@_said.writes(nodes.Operator)
def _(node: nodes.Operator) -> str:
    return OPERATORS[node.text]


@_said.writes(nodes.Gap)
def _(node: nodes.Gap) -> str:
    return "times" if node.space.text == "·" else ""


@_said.writes(nodes.Row)
def _(node: nodes.Row) -> str:
    return " ".join(map(_said, node.items))


@_said.writes(nodes.Script)
def _(node: nodes.Script) -> str:
    base, above, below = (_said(part) if part is not None else "" for part in (node.base, node.above, node.below))
    if isinstance(node.base, nodes.Letter) and node.base.text == "Σ":
        return f"{base} over {below}{f' to {above}' if above else ''} of"
    if isinstance(node.above, nodes.Index) and node.above.text == "2" and not isinstance(node.base, nodes.Letter):
        return f"{base} squared {below}"
    if node.above is not None and not isinstance(node.above, nodes.Index | nodes.Mark):
        return f"{base} squared {below}".rstrip() if above == "2" else f"{base} to the {above} {below}".rstrip()
    if isinstance(node.base, nodes.Letter) and isinstance(node.below, nodes.Index):
        below = apart(node.base.text, above, below)
    return f"{base} {', '.join(filter(None, (above, below)))}"


@_said.writes(nodes.Hat)
def _(node: nodes.Hat) -> str:
    return f"{_said(node.base)} hat"


@_said.writes(nodes.Dotted)
def _(node: nodes.Dotted) -> str:
    return f"{_said(node.base)} {'dot' if node.count == 1 else 'double dot'}"


@_said.writes(nodes.Where)
def _(node: nodes.Where) -> str:
    return f"{_said(node.inner)} where {_said(node.at)}"


@_said.writes(nodes.Over)
def _(node: nodes.Over) -> str:
    return f"{_said(node.above)} over {_said(node.below)}"


@_said.writes(nodes.Root)
def _(node: nodes.Root) -> str:
    return f"root of {_said(node.inner)}"


@_said.writes(nodes.Brackets)
def _(node: nodes.Brackets) -> str:
    left, right = _FENCES.get(node.fence, ("open bracket", "close bracket"))
    return f"{left} {_said(node.inner)} {right}"


@_said.writes(nodes.Matrix)
def _(node: nodes.Matrix) -> str:
    rows = ("; ".join(", ".join(map(_said, row)) for row in node.rows)).strip()
    return f"{'vector' if node.is_vector else 'matrix'} {rows}, end"
