"""The derivatives of the activations, the costs and the neuron, rule by rule, as the article's tables do them.

The tables stand in the registries, as data; here they are written out with the numbers of an output.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.costs import COSTS, PAIRS
from visprop.engine.derivation import Derivation, Result, Row
from visprop.notation.expression.arithmetic import Product
from visprop.notation.expression.blocks import Block, Equation, Note, Step
from visprop.notation.expression.expr import Expr, Symbol, Variable
from visprop.notation.expression.from_formula import expression, named_symbol
from visprop.notation.layout.build import scripted, tight
from visprop.notation.layout.nodes import Over

_NEURON = Derivation(
    "The neuron: z = w·v + b",
    tuple(
        Row("z", "w*v + b", by, slope, f"sum rule, {constant} are constant")
        for by, slope, constant in (("w", "v", "v and b"), ("v", "w", "w and b"), ("b", "1", "w and v"))
    ),
    is_partial=True,
)


def ratio(above: Symbol, below: Symbol, value: float, d: str = "d") -> Symbol:
    """d above / d below; `d` may be ∂."""
    return Symbol(Over(tight(d, above.name), tight(d, below.name)), value)


class _Table:
    """Writes one table out."""

    def __init__(self, derivation: Derivation, inputs: dict[str, float]) -> None:
        self._derivation, self._d = derivation, "∂" if derivation.is_partial else "d"
        # Those of the rows come as they are made: cases are rows of one name, each with what is known by then.
        self._formulas = dict(derivation.given)
        made = {*self._formulas, *(row.name for row in derivation.rows)}
        known = {name: value for name, value in inputs.items() if name not in made}
        self._symbols: dict[str, Symbol] = {name: named_symbol(name, value) for name, value in known.items()}
        for name, formula in derivation.given:
            self._define(name, formula)

    def blocks(self) -> list[Block]:
        steps, factors, slopes = [], [], dict[str, Expr]()
        for row in self._derivation.rows:
            value = expression(row.formula, self._symbols)
            result = named_symbol(row.name, value.number())
            derivative = ratio(result, self._symbols[row.by], self._slope(row.formula, row.by), self._d)
            self._symbols[row.name], self._formulas[row.name] = result, row.formula
            steps.append(
                Step(Equation(result, value), Equation(derivative, expression(row.slope, self._symbols | slopes)), row.rule)
            )
            slopes[f"d{row.name}"] = derivative
            factors.append(derivative)
        if not self._derivation.is_chain:
            return [*steps, *self._results()]
        whole = self._results()[0].left
        # The outermost function is differentiated first.
        return [*steps[::-1], Equation(whole, Product(tuple(factors[::-1])), "chain rule"), *self._results()]

    def _results(self) -> list[Equation]:
        found = []
        for result in self._derivation.results:
            slope = self._slope(self._formulas[result.name], result.by)
            left = ratio(self._symbols[result.name], self._symbols[result.by], slope, self._d)
            found.append(Equation(left, expression(result.formula, self._symbols), result.label))
        return found

    def _define(self, name: str, formula: str) -> None:
        self._symbols[name] = named_symbol(name, expression(formula, self._symbols).number())

    def _slope(self, formula: str, by: str) -> float:
        """The derivative of a formula by a variable, got by differentiating what all its names stand for."""
        variable = Variable(scripted(by), self._symbols[by].number())
        return expression(formula, _Unfolded(self._symbols, self._formulas, by, variable)).slope(variable)


class _Unfolded(dict[str, Expr]):
    """What names stand for, with one of them free to move: all that depends on it is put together from there."""

    def __init__(self, symbols: dict[str, Symbol], formulas: dict[str, str], by: str, variable: Variable) -> None:
        super().__init__(symbols)
        self[by] = variable
        for name, formula in formulas.items():
            if name != by and name in symbols:
                self[name] = expression(formula, self)


def _composed(table: Derivation) -> Derivation:
    """The derivative of an activation of w·v + b: one row more, and the chain rule through all of them."""
    slope = table.results[0].formula
    return Derivation(
        table.title.replace("(z)", "(w·v + b)"),
        (Row("z", "w*v + b", "v", "w", "sum rule, w and b are constant"), *table.rows),
        (
            Result("a", "v", f"({slope})*w"),
            Result("a", "w", f"({slope})*v", "by w, as w·v = v·w"),
            Result("a", "b", slope, "by b"),
        ),
        is_chain=True,
    )


def derivations(z: Array, a: Array, y: Array, j: int, is_shared: bool, inner: dict[str, float]) -> list[Block]:
    """The tables of every activation and cost, and of the neuron, with the numbers of an output.

    Args:
        z: the weighted inputs of the last layer, of shape (n_L,); NaN if they are not known yet.
        a: its activations.
        y: the targets.
        j: the output whose numbers are used, from 0.
        inner: w, v and b of that output, where it has but one input; NaN else.
        is_shared: whether the layer's activation is not element-wise, so that its numbers are meant in such tables.
    """
    own = {"z": float(z[j]), "a": float(a[j]), "y": float(y[j])}
    shared = _shared_inputs(z, y) if is_shared else _shared_inputs(np.full(2, np.nan), np.full(2, np.nan))
    count = len(shared) // 2
    tables: list[tuple[Derivation, dict[str, float]]] = [(_NEURON, dict.fromkeys("wvb", float("nan")))]
    several = []
    for activation in ACTIVATIONS.values():
        if activation.is_elementwise:
            table = activation.derivation(1)
            tables += [(table, own), *([(_composed(table), inner)] if table.is_chain and table.results else [])]
        elif count > 1:
            several.append((activation.derivation(count), shared))
    tables += [(cost.with_any(z.size).derivation(z.size), own) for cost in COSTS.values() if cost.with_any is not None]
    for (name, _), pair in PAIRS.items():
        if ACTIVATIONS[name].is_elementwise:
            tables.append((pair.derivation(1), own | {"a": _value(ACTIVATIONS[name].value, z[j])}))
        elif count > 1:
            several.append((pair.derivation(count), shared))
    return [block for table, inputs in (*tables, *several) for block in written(table, inputs)]


def written(table: Derivation, inputs: dict[str, float]) -> list[Block]:
    """A table with its title and the numbers of what it begins with, by name; NaN where they are not known."""
    return [Note(table.title, is_heading=True), *_Table(table, inputs).blocks()]


def _shared_inputs(z: Array, y: Array) -> dict[str, float]:
    """z1 … zn and y1 … yn."""
    return {f"{name}{i}": float(value) for name, values in (("z", z), ("y", y)) for i, value in enumerate(values, start=1)}


def _value(function: Callable[[Array], Array], z: float) -> float:
    return float(function(np.array([z]))[0])
