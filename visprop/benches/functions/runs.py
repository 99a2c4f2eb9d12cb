"""Terms and types as runs of letters, for the labels of a picture."""

from __future__ import annotations

from functools import partial

from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, coloured
from visprop.figures.base.text import plain as upright
from visprop.notation.layout import nodes
from visprop.notation.layout.nodes import Node
from visprop.notation.layout.text import plain

_UPRIGHT = "ℝ∇★"


def runs_of(node: Node, theme: Theme) -> tuple[Run, ...]:
    """A formula in one line; what λ binds has its colour."""
    of = partial(runs_of, theme=theme)
    match node:
        case nodes.Letter(text):
            return (Run(text, italic=text.isalpha() and text not in _UPRIGHT),)
        case nodes.Row(items):
            return tuple(run for item in items for run in of(item))
        case nodes.Script(base, above, below):
            return (*of(base), *_script(above, 1, theme), *_script(below, -1, theme))
        case nodes.Brackets(inner):
            return (Run("("), *of(inner), Run(")"))
        case nodes.Over(above, below):
            return (*of(above), Run("/"), *of(below))
        case nodes.Bound(inner):
            return coloured(of(inner), theme.bound)
        case nodes.Term(inner) | nodes.Group(inner):
            return of(inner)
        case nodes.Operator(text):
            return (Run(f" {text} "),)
        case _:
            # Digits, signs and words stand upright.
            return upright(plain(node))


def _script(node: Node | None, level: int, theme: Theme) -> tuple[Run, ...]:
    """What stands above or below; an exponent that is a formula stands on the line, behind ^."""
    if node is None:
        return ()
    if isinstance(node, nodes.Index):
        return (Run(node.text.replace("-", "−"), italic=node.text.isalpha(), script=level),)
    return (Run("^"), Run("("), *runs_of(node.inner if isinstance(node, nodes.Brackets) else node, theme), Run(")"))
