"""A layout tree as Typst's mathematics, which needs no package.

What Typst would read as something else is written so that it does not: letters stand apart, as two would be a name; brackets,
commas and colons are escaped, as within a function's brackets they part its arguments, or name one.
"""

from __future__ import annotations

from collections.abc import Iterable

from visprop.notation.layout import nodes
from visprop.notation.layout.printer import Printer

_NAMES = frozenset(("exp", "ln", "tanh", "sin", "cos", "tan"))
"""Functions that Typst knows by name; others stand upright all the same."""
_SIGNS = {
    **{"−": "-", "·": "dot.op", "★": "⋆", ":": r"\:", "′": "'", "^": "∧", "|": r"\|"},
    **{sign: f"\\{sign}" for sign in "()[],/"},
}
"""Signs that are not written as themselves."""
_FENCES = {
    nodes.Fence.GROUP: (r"lr(\( ", r" \))"),
    nodes.Fence.LIST: (r"lr(\( ", r" \))"),
    nodes.Fence.PLAIN: (r"\(", r"\)"),
    nodes.Fence.NORM: ("lr(‖ ", " ‖)"),
    nodes.Fence.ABSOLUTE: ("lr(| ", " |)"),
    nodes.Fence.LINEAR: ("", ""),
}
_SIGN_OF_NUMBER = 'class("normal", -)'
"""A minus that is no operator, where it would be taken for one."""
_TALL = "170%"
"""How high a bar behind a fraction is, in heights of a letter."""

_EMPTY = '""'
"""What has an index and nothing before it."""

typst = Printer("Typst")
"""The mathematics of a formula, as it stands between dollar signs."""


def spaced(parts: Iterable[str]) -> str:
    """Parts one behind the other, with a space only where two would be read as one."""
    found = ""
    for part in parts:
        is_apart = found[-1:].isalnum() and (part[:1].isalnum() or part[:1] == ".")
        found += f" {part}" if is_apart else part
    return found


@typst.writes(nodes.Letter)
def _(node: nodes.Letter) -> str:
    return "sum" if node.text == "Σ" else node.text


@typst.writes(nodes.Word)
def _(node: nodes.Word) -> str:
    return node.text if node.text in _NAMES else quoted(node.text)


def quoted(text: str) -> str:
    """A text as a string of Typst."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return '"' + "".join(letter if letter.isprintable() else f"\\u{{{ord(letter):x}}}" for letter in escaped) + '"'


@typst.writes(nodes.Index)
def _(node: nodes.Index) -> str:
    digits = list[str]()
    for letter in node.text:
        if letter.isdigit() and digits and digits[-1].isdigit():
            digits[-1] += letter
        else:
            digits.append(_SIGNS.get(letter, letter))
    return spaced(digits)


@typst.writes(nodes.Numeral)
def _(node: nodes.Numeral) -> str:
    sign = "-" if node.is_negative else ""
    if node.mantissa != "∞" and not node.mantissa[0].isdigit():
        return '"NaN"'
    return f"{sign}{node.mantissa}" + (f" × 10^({node.power})" if node.power else "")


@typst.writes(nodes.Mark)
def _(node: nodes.Mark) -> str:
    sign = _SIGNS.get(node.text, node.text)
    return f"lr({sign}, size: #{_TALL})" if node.is_big else sign


@typst.writes(nodes.Operator)
def _(node: nodes.Operator) -> str:
    return _SIGNS.get(node.text, node.text)


@typst.writes(nodes.Gap)
def _(node: nodes.Gap) -> str:
    return " thin " if node.space.latex.strip() else ""


@typst.writes(nodes.Row)
def _(node: nodes.Row) -> str:
    return spaced(_in_row(node.items, i) for i in range(len(node.items)))


def _in_row(items: tuple[nodes.Node, ...], i: int) -> str:
    """A part of a row; a minus behind an operand is one of a number all the same."""
    item, written = items[i], typst(items[i])
    if isinstance(item, nodes.Operator):
        return f" {written} "
    before = next((one for one in reversed(items[:i]) if not isinstance(one, nodes.Gap)), None)
    follows = before is not None and not isinstance(before, nodes.Operator | nodes.Mark)
    return _SIGN_OF_NUMBER + written.removeprefix("-") if follows and written.startswith("-") else written


@typst.writes(nodes.Script)
def _(node: nodes.Script) -> str:
    base = typst(node.base)
    above = f"^({typst(node.above)})" if node.above is not None else ""
    below = f"_({typst(node.below)})" if node.below is not None else ""
    if isinstance(nodes.bare(node.base), nodes.Letter | nodes.Word | nodes.Numeral | nodes.Brackets | nodes.Mark) and base:
        return f"{base}{below}{above}"
    named = [f"{side}: {typst(part)}" for side, part in (("t", node.above), ("b", node.below)) if part is not None]
    return f"attach({', '.join((base or _EMPTY, *named))})"


@typst.writes(nodes.Hat)
def _(node: nodes.Hat) -> str:
    return f"hat({typst(node.base)})"


@typst.writes(nodes.Dotted)
def _(node: nodes.Dotted) -> str:
    return f"{'dot' if node.count == 1 else 'dot.double'}({typst(node.base)})"


@typst.writes(nodes.Where)
def _(node: nodes.Where) -> str:
    bar = r"\|" if node.is_low else f"lr(|, size: #{_TALL})"
    return f"{typst(node.inner)} {bar}_({typst(node.at)})"


@typst.writes(nodes.Over)
def _(node: nodes.Over) -> str:
    return f"frac({typst(node.above)}, {typst(node.below)})"


@typst.writes(nodes.Root)
def _(node: nodes.Root) -> str:
    return f"sqrt({typst(node.inner)})"


@typst.writes(nodes.Brackets)
def _(node: nodes.Brackets) -> str:
    left, right = _FENCES[node.fence]
    return f"{left}{typst(node.inner)}{right}"


@typst.writes(nodes.Matrix)
def _(node: nodes.Matrix) -> str:
    rows = "; ".join(", ".join(map(typst, row)) for row in node.rows)
    return f'mat(delim: "[", {rows})'
