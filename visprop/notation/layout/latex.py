"""A layout tree as LaTeX."""

from __future__ import annotations

from collections.abc import Iterable

from visprop.notation.layout import nodes
from visprop.notation.layout.printer import Printer

_LETTERS = {
    **{"α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "ζ": r"\zeta", "η": r"\eta"},
    **{"θ": r"\theta", "κ": r"\kappa", "λ": r"\lambda", "μ": r"\mu", "ν": r"\nu", "ξ": r"\xi", "π": r"\pi"},
    **{"ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau", "φ": r"\varphi", "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega"},
    **{"Γ": r"\Gamma", "Θ": r"\Theta", "Λ": r"\Lambda", "Π": r"\Pi", "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega"},
    **{"Δ": r"\Delta", "Σ": r"\sum", "∂": r"\partial", "∇": r"\nabla", "ℝ": r"\mathbb{R}"},
}
_NAMES = {"exp": r"\exp", "ln": r"\ln", "tanh": r"\tanh", "sin": r"\sin", "cos": r"\cos", "tan": r"\tan"}
"""Functions that LaTeX knows by name; others stand upright all the same."""
_OPERATORS = {
    **{"+": "+", "−": "-", "=": "=", ":": ":", "≈": r"\approx", "←": r"\leftarrow", "→": r"\to", "·": r"\cdot"},
    **{"×": r"\times", "⊙": r"\odot", "∘": r"\circ", "★": r"\star", "≥": r"\geq", "⇔": r"\Leftrightarrow"},
    **{"≤": r"\leq", "≠": r"\neq", "<": "<", ">": ">", "∈": r"\in"},
}
_MARKS = {
    **_OPERATORS,
    **{"…": r"\ldots", "⋯": r"\cdots", "⋮": r"\vdots", "⋱": r"\ddots", "′": "'", "⊤": r"\top", "λ": r"\lambda"},
    **{"(": "(", ")": ")", "[": "[", "]": "]", ",": ",", ".": ".", "/": "/", "^": r"\wedge"},
    **{"|": "|", "‖": r"\Vert"},
}
_FENCES = {
    nodes.Fence.GROUP: (r"\left(", r"\right)"),
    nodes.Fence.LIST: (r"\left(", r"\right)"),
    nodes.Fence.PLAIN: ("(", ")"),
    nodes.Fence.NORM: (r"\left\Vert ", r"\right\Vert"),
    nodes.Fence.ABSOLUTE: (r"\left|", r"\right|"),
    nodes.Fence.LINEAR: ("", ""),
}


latex = Printer("LaTeX")
"""The LaTeX of a formula."""


def joined(parts: Iterable[str]) -> str:
    """Parts of LaTeX one behind the other, with a space where the name of a command would go on into the next."""
    found = ""
    for part in parts:
        found += f" {part}" if part[:1].isalpha() and _ends_with_command(found) else part
    return found


def _ends_with_command(written: str) -> bool:
    return written[-1:].isalpha() and written[written.rfind("\\") + 1 :].isalpha() and "\\" in written


@latex.writes(nodes.Letter)
def _(node: nodes.Letter) -> str:
    return _LETTERS.get(node.text, node.text)


@latex.writes(nodes.Word)
def _(node: nodes.Word) -> str:
    if node.text in _NAMES:
        return _NAMES[node.text]
    spaced = node.text.replace(" ", r"\ ")
    return rf"\mathrm{{{spaced}}}"


@latex.writes(nodes.Index)
def _(node: nodes.Index) -> str:
    return _LETTERS.get(node.text, node.text)


@latex.writes(nodes.Numeral)
def _(node: nodes.Numeral) -> str:
    # A sign, not an operator: bare, it would be set with the space of a subtraction.
    sign = "{-}" if node.is_negative else ""
    if node.mantissa == "∞":
        return sign + r"\infty"
    if not node.mantissa[0].isdigit():
        return r"\mathrm{NaN}"
    return f"{sign}{node.mantissa}" + (rf" \times 10^{{{node.power}}}" if node.power else "")


@latex.writes(nodes.Mark)
def _(node: nodes.Mark) -> str:
    if node is nodes.MINUS:
        return "{-}"
    sign = _MARKS[node.text]
    return sign if not node.is_big else rf"\Big{'l' if node.text == '(' else 'r'}{sign}"


@latex.writes(nodes.Operator)
def _(node: nodes.Operator) -> str:
    return _OPERATORS[node.text]


@latex.writes(nodes.Gap)
def _(node: nodes.Gap) -> str:
    return node.space.latex


@latex.writes(nodes.Row)
def _(node: nodes.Row) -> str:
    return joined(f" {latex(item)} " if isinstance(item, nodes.Operator) else latex(item) for item in node.items)


@latex.writes(nodes.Script)
def _(node: nodes.Script) -> str:
    above = f"^{{{latex(node.above)}}}" if node.above is not None else ""
    below = f"_{{{latex(node.below)}}}" if node.below is not None else ""
    return f"{latex(node.base)}{above}{below}"


@latex.writes(nodes.Hat)
def _(node: nodes.Hat) -> str:
    return rf"\hat{{{latex(node.base)}}}"


@latex.writes(nodes.Dotted)
def _(node: nodes.Dotted) -> str:
    return rf"\{'d' * node.count}ot{{{latex(node.base)}}}"


@latex.writes(nodes.Where)
def _(node: nodes.Where) -> str:
    bar = "|" if node.is_low else r"\Bigr|"
    return f"{latex(node.inner)}{bar}_{{{latex(node.at)}}}"


@latex.writes(nodes.Over)
def _(node: nodes.Over) -> str:
    return rf"\frac{{{latex(node.above)}}}{{{latex(node.below)}}}"


@latex.writes(nodes.Root)
def _(node: nodes.Root) -> str:
    return rf"\sqrt{{{latex(node.inner)}}}"


@latex.writes(nodes.Brackets)
def _(node: nodes.Brackets) -> str:
    left, right = _FENCES[node.fence]
    return f"{left}{latex(node.inner)}{right}"


@latex.writes(nodes.Matrix)
def _(node: nodes.Matrix) -> str:
    rows = r" \\ ".join(" & ".join(map(latex, row)) for row in node.rows)
    return rf"\begin{{bmatrix}}{rows}\end{{bmatrix}}"
