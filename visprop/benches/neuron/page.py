"""The neuron's equations, with its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from visprop.benches.neuron.morph import Morph
from visprop.benches.neuron.saturation import FLAT, flat_zones
from visprop.benches.neuron.state import Neuron, Seen
from visprop.benches.neuron.tanh_picture import GRID
from visprop.benches.pictures import BenchMoment
from visprop.engine.key import Key
from visprop.engine.sigmoids import logistic
from visprop.figures.moment import ViewOptions
from visprop.notation.explanations.pages import Page, with_warnings
from visprop.notation.explanations.rules import written
from visprop.notation.expression.applied import Call
from visprop.notation.expression.arithmetic import Minus, Product, Sum
from visprop.notation.expression.blocks import Beside, Block, Equation, Note
from visprop.notation.expression.expr import Expr, Number, Style, Symbol
from visprop.notation.expression.from_formula import expression
from visprop.notation.expression.numbers import equal_to, number, numeral, sign
from visprop.notation.layout.build import called, primed, scripted, times, words
from visprop.notation.layout.nodes import Node

_NEURON = (1, (1,))
"""The layer and the indices under which the neuron's numbers have their hues."""


def neuron_page(moment: BenchMoment, options: ViewOptions) -> Page:
    """What is seen at the step, in equations: the newest first, those of the steps before below."""
    neuron = moment.frame.state
    with np.errstate(all="ignore"):
        blocks = list(with_warnings(_Written(neuron, options.digits).blocks()))
    return Page(moment.frame.words, blocks)


_TANH = "(exp(z) - exp(-z))/(exp(z) + exp(-z))"
_LINES = ("2/(1 + exp(-(2*z))) - 1", "(1 - exp(-(2*z)))/(1 + exp(-(2*z)))", _TANH)
"""From 2σ(2z) − 1 to what tanh is."""


class _Whole(Sum):
    """A sum that is written out, however many terms it has: they are what is added up here."""

    def laid_out(self, style: Style) -> Node:
        return super().laid_out(replace(style, whole=True))

    def count(self) -> int:
        # Nothing in it is abridged.
        return 1


class _Written:
    """Writes the blocks."""

    def __init__(self, neuron: Neuron, digits: int) -> None:
        self._neuron, self._digits = neuron, digits
        ks = range(1, neuron.count + 1)
        below = [str(k) if neuron.count > 1 else "" for k in ks]
        layer, (j,) = _NEURON
        self._x = [Symbol(scripted("x", below=i), x, Key("x", 0, (k,))) for i, k, x in zip(below, ks, neuron.x, strict=True)]
        self._w = [
            Symbol(scripted("w", below=i), w, Key.weight(layer, j, k)) for i, k, w in zip(below, ks, neuron.w, strict=True)
        ]
        self._b = Symbol(scripted("b"), neuron.b, Key("b", *_NEURON))
        self._z = Symbol(scripted("z"), neuron.z, Key("z", *_NEURON))
        self._a = Symbol(scripted("a"), neuron.a, Key("a", *_NEURON))

    def blocks(self) -> Iterator[Block]:
        """All that is seen at the step, the newest first."""
        parts = {
            Seen.MORPH: self._identity,
            Seen.TANH: self._tanh,
            Seen.SATURATION: self._saturation,
            Seen.SLOPE: self._slope,
            Seen.ACTIVATION: self._activation,
            Seen.SUM: self._sum,
            Seen.INPUTS: self._table,
        }
        for seen, part in parts.items():
            if self._neuron.sees(seen):
                yield from part()

    # The neuron

    def _table(self) -> Iterator[Block]:
        """A row an input: x, w and, once it is seen, their product; b below."""
        neuron = self._neuron
        has_products = neuron.sees(Seen.PRODUCTS)
        yield Note("Inputs, weights and their products" if has_products else "Inputs and weights", is_heading=True)
        for x, w, product in zip(self._x, self._w, neuron.products, strict=True):
            row = [self._told(x), self._told(w)]
            if has_products:
                row.append(self._told(Symbol(times(w.name, x.name), product)))
            yield Beside(tuple(row))
        yield Beside((self._told(self._b),))

    def _told(self, symbol: Symbol) -> Equation:
        """A name with its number alone."""
        value = symbol.number()
        name = Symbol(symbol.name, float("nan"), symbol.key)
        return Equation(name, Symbol(numeral(value, self._digits), value, symbol.key), sign=sign(value, self._digits))

    def _sum(self) -> Iterator[Block]:
        yield Note("The weighted input", is_heading=True)
        products = [Product((w, x)) for w, x in zip(self._w, self._x, strict=True)]
        yield Equation(self._z, _Whole((*products, self._b)))

    def _activation(self) -> Iterator[Block]:
        yield Note("The activation", is_heading=True)
        yield Equation(self._a, self._applied(self._z), further=self._opened())

    def _applied(self, inner: Expr) -> Expr:
        activation = self._neuron.activation
        if not activation.plain:
            return inner
        return Call(scripted(activation.plain), inner, activation.value)

    def _opened(self) -> tuple[Expr, ...]:
        """1/(1 + exp(−z)); of others the table below says what they are."""
        is_logistic = self._neuron.activation.name == "logistic"
        return (expression("1/(1 + exp(-z))", {"z": self._z}),) if is_logistic else ()

    def _slope(self) -> Iterator[Block]:
        """The derivative, rule by rule, as the registry has it."""
        neuron = self._neuron
        yield from written(neuron.activation.derivation(1), {"z": neuron.z, "a": neuron.a})

    # Where it is flat

    def _saturation(self) -> Iterator[Block]:
        neuron = self._neuron
        yield Note("Saturation", is_heading=True)
        name = called(primed(scripted(neuron.activation.plain or "f")), self._z.name)
        yield Beside((self._told(Symbol(name, neuron.slope, Key("d", *_NEURON))),))
        if neuron.is_saturated:
            yield Note(
                f"The size of the slope is below {FLAT:g}: the neuron is saturated, and its weights and bias hardly learn."
            )
        else:
            yield Note(f"The size of the slope is not below {FLAT:g}: it is not saturated.")
        yield Note(self._where())

    def _where(self) -> str:
        """Between which z it is flat, in words."""
        neuron, digits = self._neuron, self._digits
        zones = flat_zones(neuron.slopes, -neuron.reach, neuron.reach)
        if not zones:
            return "On this axis it is saturated nowhere."
        said = []
        for low, high in zones:
            if low == -neuron.reach and high == neuron.reach:
                return "On this axis it is saturated everywhere."
            below, above = f"below z {equal_to(high, digits)}", f"above z {equal_to(low, digits)}"
            between = f"from z {equal_to(low, digits)} to {number(high, digits)}"
            said.append(below if low == -neuron.reach else above if high == neuron.reach else between)
        return f"On this axis it is saturated {' and '.join(said)}."

    # tanh

    def _tanh(self) -> Iterator[Block]:
        at = np.array([self._neuron.z])
        yield Note("The logistic function and tanh at the same z", is_heading=True)
        yield Equation(self._of_z("σ", float(logistic(at)[0])), expression("1/(1 + exp(-z))", {"z": self._z}))
        yield Equation(self._of_z("tanh", float(np.tanh(at)[0])), expression(_TANH, {"z": self._z}))

    def _of_z(self, function: str, value: float) -> Symbol:
        """σ(z), or tanh z."""
        inner = self._z.name
        named = words(function, inner) if len(function) > 1 else called(scripted(function), inner)
        return Symbol(named, value)

    def _identity(self) -> Iterator[Block]:
        """tanh z = 2σ(2z) − 1, line by line from the definition of σ to that of tanh, with numbers on both sides."""
        z, digits = self._neuron.z, self._digits
        yield Note("tanh is σ, twice as steep, twice as high and 1 lower", is_heading=True)
        sigma = Call(scripted("σ"), Product((Number(2.0), self._z)), logistic)
        shifted = Sum((Product((Number(2.0), sigma)), Minus(Number(1.0))))
        tanh = float(np.tanh(z))
        yield Equation(self._of_z("tanh", tanh), shifted, further=tuple(expression(text, {"z": self._z}) for text in _LINES))
        both = shifted.number()
        sides = f"2σ(2z) − 1 {equal_to(both, digits)} and tanh z {equal_to(tanh, digits)}"
        yield Note(f"In float64 {sides}: they differ by {number(abs(both - tanh), digits)}.")
        morph = Morph(self._neuron.morph)
        curve = "".join(run.text for run in morph.words(digits))
        far = equal_to(morph.difference(GRID), digits)
        yield Note(f"The slider is at {curve}: in the picture its largest difference from tanh x {far}.")
