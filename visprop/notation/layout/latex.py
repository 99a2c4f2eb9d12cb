"""A layout tree as LaTeX."""

from __future__ import annotations

from collections.abc import Iterable
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
    **{"α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "ζ": r"\zeta", "η": r"\eta"},
    **{"θ": r"\theta", "κ": r"\kappa", "λ": r"\lambda", "μ": r"\mu", "ν": r"\nu", "ξ": r"\xi", "π": r"\pi"},
    **{"ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau", "φ": r"\varphi", "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega"},
    **{"Γ": r"\Gamma", "Θ": r"\Theta", "Λ": r"\Lambda", "Π": r"\Pi", "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega"},
    **{"Δ": r"\Delta", "Σ": r"\sum", "∂": r"\partial", "∇": r"\nabla", "ℝ": r"\mathbb{R}"},
}
_NAMES = {"exp": r"\exp", "ln": r"\ln", "tanh": r"\tanh"}
"""Functions that LaTeX knows by name; others stand upright all the same."""
_MARKS = {
    **{"…": r"\ldots", "⋯": r"\cdots", "⋮": r"\vdots", "⋱": r"\ddots", "′": "'", "⊤": r"\top", "λ": r"\lambda"},
    **{"(": "(", ")": ")", "[": "[", "]": "]", ",": ",", ".": ".", "/": "/"},
}
_OPERATORS = {
    **{"+": "+", "−": "-", "=": "=", ":": ":", "≈": r"\approx", "←": r"\leftarrow", "→": r"\to", "·": r"\cdot"},
    **{"×": r"\times", "⊙": r"\odot", "∘": r"\circ"},
}
_FENCES = {
    Fence.GROUP: (r"\left(", r"\right)"),
    Fence.LIST: (r"\left(", r"\right)"),
    Fence.PLAIN: ("(", ")"),
    Fence.NORM: (r"\left\Vert ", r"\right\Vert"),
    Fence.LINEAR: ("", ""),
}


def latex(node: Node) -> str:
    """The LaTeX of a formula."""
    known = node.__dict__
    found: str | None = known.get(_KEPT)
    if found is None:
        known[_KEPT] = found = _printed(node)
    return found


_KEPT = "_latex"
"""Where it is kept with its node: names stand in many formulas, and formulas in many rows."""


def joined(parts: Iterable[str]) -> str:
    """Parts of LaTeX one behind the other, with a space where the name of a command would go on into the next."""
    found = ""
    for part in parts:
        found += f" {part}" if part[:1].isalpha() and _ends_with_command(found) else part
    return found


def _ends_with_command(written: str) -> bool:
    return written[-1:].isalpha() and written[written.rfind("\\") + 1 :].isalpha() and "\\" in written


@singledispatch
def _printed(node: Node) -> str:
    raise TypeError(f"LaTeX does not know how to write a {type(node).__name__}")


@_printed.register
def _(node: Letter) -> str:
    return _LETTERS.get(node.text, node.text)


@_printed.register
def _(node: Word) -> str:
    if node.text in _NAMES:
        return _NAMES[node.text]
    spaced = node.text.replace(" ", r"\ ")
    return rf"\mathrm{{{spaced}}}"


@_printed.register
def _(node: Index) -> str:
    return _LETTERS.get(node.text, node.text)


@_printed.register
def _(node: Numeral) -> str:
    # A sign, not an operator: bare, it would be set with the space of a subtraction.
    sign = "{-}" if node.is_negative else ""
    if node.mantissa == "∞":
        return sign + r"\infty"
    if not node.mantissa[0].isdigit():
        return r"\mathrm{NaN}"
    return f"{sign}{node.mantissa}" + (rf" \times 10^{{{node.power}}}" if node.power else "")


@_printed.register
def _(node: Mark) -> str:
    if node is MINUS:
        return "{-}"
    sign = _MARKS[node.text]
    return sign if not node.is_big else rf"\Big{'l' if node.text == '(' else 'r'}{sign}"


@_printed.register
def _(node: Operator) -> str:
    return _OPERATORS[node.text]


@_printed.register
def _(node: Gap) -> str:
    return node.space.latex


@_printed.register
def _(node: Row) -> str:
    return joined(f" {latex(item)} " if isinstance(item, Operator) else latex(item) for item in node.items)


@_printed.register
def _(node: Script) -> str:
    above = f"^{{{latex(node.above)}}}" if node.above is not None else ""
    below = f"_{{{latex(node.below)}}}" if node.below is not None else ""
    return f"{latex(node.base)}{above}{below}"


@_printed.register
def _(node: Hat) -> str:
    return rf"\hat{{{latex(node.base)}}}"


@_printed.register
def _(node: Over) -> str:
    return rf"\frac{{{latex(node.above)}}}{{{latex(node.below)}}}"


@_printed.register
def _(node: Root) -> str:
    return rf"\sqrt{{{latex(node.inner)}}}"


@_printed.register
def _(node: Brackets) -> str:
    left, right = _FENCES[node.fence]
    return f"{left}{latex(node.inner)}{right}"


@_printed.register
def _(node: Matrix) -> str:
    rows = r" \\ ".join(" & ".join(map(latex, row)) for row in node.rows)
    return rf"\begin{{bmatrix}}{rows}\end{{bmatrix}}"


@_printed.register
def _(node: Bound) -> str:
    return latex(node.inner)


@_printed.register
def _(node: Term) -> str:
    return latex(node.inner)
