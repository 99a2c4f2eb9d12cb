"""Faults that once no test saw, and others of their kinds, made by hand: each is to be found at any time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.mutation.mutate import Mutation


@dataclass(frozen=True)
class Known:
    """One fault.

    Attributes:
        words: what goes wrong, as somebody would see it.
        path: the file, below `visprop/`.
        right: what stands there, at one place alone.
        wrong: what would stand there instead.
    """

    words: str
    path: str
    right: str
    wrong: str

    def mutation(self, root: Path) -> Mutation:
        """The fault at its place.

        Raises:
            ValueError: what is right stands there no more, or more than once.
        """
        path, right = f"visprop/{self.path}", self.right.encode()
        source = (root / path).read_bytes()
        if source.count(right) != 1:
            raise ValueError(f"{path} has {self.right!r} {source.count(right)} times, where {self.words!r} is tried")
        start = source.index(right)
        line = source.count(b"\n", 0, start) + 1
        return Mutation(path, line, self.words, start, start + len(right), self.wrong, is_inside=True)


def _swapped(words: str, path: str, value: str) -> Known:
    """Orange and blue for each other."""
    return Known(words, path, f"theme.negative if {value} < 0.0", f"theme.negative if {value} > 0.0")


_EDGES = "figures/network/edges/"
KNOWN = (
    # Signs and hues
    Known("a crowd's signs are inverted", _EDGES + "crowd.py", "+ (flat < 0.0)", "+ (flat > 0.0)"),
    Known(
        "a crowd's positive edges are dashed", _EDGES + "crowd.py",
        "look.width(strength), negative", "look.width(strength), not negative",
    ),
    _swapped("an edge has the other sign's hue", _EDGES + "look.py", "value"),
    _swapped("a number on an edge has the other sign's hue", _EDGES + "numbered.py", "value"),
    _swapped("hues are swapped in the table of parameters", "qt/panels/parameter_table.py", "self._p[row]"),
    # Directions
    Known("what flows back points forward", _EDGES + "flow.py", "(last, first) if is_back else (first, last)", "(first, last)"),
    Known("pulses of a backward pass run forward", _EDGES + "flow.py", "1.0 - share if flow.is_back else share", "share"),
    Known(
        "the linear net's way back points forward", "figures/network/linear/figure.py",
        "self._arrow((after, self._x[layer])", "self._arrow((self._x[layer], after)",
    ),
    Known("a neuron's map is upside down", "figures/network/units/portraits.py", "places[1][::-1]", "places[1]"),
    Known(
        "a turned label of SVG is turned the other way", "export/svg_elements.py",
        "_number(-shape.angle)", "_number(shape.angle)",
    ),
    Known(
        "a turned label of PDF is turned the other way", "export/pdf/content.py",
        "np.radians(-shape.angle)", "np.radians(shape.angle)",
    ),
    # What is written
    Known(
        "(−η)g stands for −ηg", "notation/notations/euler.py",
        "Minus(Product((q.eta, *factors)))", "Product((Minus(q.eta), *factors))",
    ),
    Known(
        "(−η)(g + λw) stands for −η(g + λw)", "notation/notations/components.py",
        "Minus(Product((q.eta, added([q.gradient(layer, j, k), *penalty_terms(q, layer, j, k)]))))",
        "Product((Minus(q.eta), added([q.gradient(layer, j, k), *penalty_terms(q, layer, j, k)])))",
    ),
    Known(
        "--x is not bracketed", "notation/expression/arithmetic.py",
        "factor.binds == SUM or begins_with_minus(node) else", "factor.binds == SUM else",
    ),
    Known(
        "a + -b is not bracketed", "notation/expression/arithmetic.py",
        "inner.binds == SUM or (begins_with_minus(node) and (items or is_less))", "inner.binds == SUM",
    ),
    Known("1/(2/3) is written 1/2/3", "notation/expression/arithmetic.py", "not isinstance(expr, Fraction) and not", "not"),
    # Numbers at their ends
    Known(
        "the penalty has the wrong sign in the decrease that came", "timeline/totals.py",
        "+ part.penalty(p) - part.penalty(after)", "- part.penalty(p) + part.penalty(after)",
    ),
    Known("the rate steps one update early", "engine/rates.py", "(k // every)", "((k + 1) // every)"),
    Known(
        "the last update of an epoch is as large as the others", "engine/schedule.py",
        "min(self.size, self.count - start)", "self.size",
    ),
    Known(
        "cross-entropy of the logistic function has no guard at 0", "engine/entropies.py",
        "np.where(y == 0.0, 0.0, -y / a) +", "-y / a +",
    ),
    Known(
        "cross-entropy of the logistic function has no guard at 1", "engine/entropies.py",
        "-y / a) + np.where(y == 1.0, 0.0, (1.0 - y) / (1.0 - a))", "-y / a) + (1.0 - y) / (1.0 - a)",
    ),
    Known(
        "cross-entropy of softmax has no guard at 0", "engine/entropies.py",
        "np.where(y == 0.0, 0.0, -y / a)\n\n", "-y / a\n\n",
    ),
    Known("a constant column is divided by 0", "scenario/data/scaling.py", "np.where(spread > 0.0, spread, 1.0)", "spread"),
    # Places
    Known("what is pasted up to the last row is refused", "session/data_edits.py", "if below > 0 and", "if below >= 0 and"),
    Known(
        "the picture is not enlarged about the pointer", "qt/views/figure_view.py",
        "place - (place - self._offset) * (zoom / self._zoom)", "self._offset * (zoom / self._zoom)",
    ),
    Known(
        "the landscape is not enlarged about the pointer", "figures/plots/plane.py",
        "(x + (x1 - x) * factor, x + (x2 - x) * factor)", "(x1 * factor, x2 * factor)",
    ),
    Known(
        "an edge's second line is on its other side", _EDGES + "flow.py",
        "np.array([-unit[1], unit[0]]) * (EDGES", "np.array([unit[1], -unit[0]]) * (EDGES",
    ),
)  # fmt: skip
"""By kind: signs and hues, directions, what is written, numbers at their ends, places."""
