"""The derivatives of the activations, the costs and the neuron, rule by rule, as the article's tables do them.

Each table splits a formula into equations with one variable more (α, β, γ), differentiates each by a rule, and multiplies
(the article's "Derivative of the cost function" and "Derivative of the activation function").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from visprop.engine.activations import ACTIVATIONS, Array
from visprop.engine.costs import cost_gradient
from visprop.notation.expression.arithmetic import Call, Fraction, Minus, Product, Square, Sum
from visprop.notation.expression.blocks import Block, Equation, Note, Step
from visprop.notation.expression.expr import Expr, Number, Symbol, Variable
from visprop.notation.notations.quantities import exp, log, reciprocal, slope_function

_ONE, _TWO = Number(1.0), Number(2.0)
_HALF = Fraction(_ONE, _TWO)


class _Link(NamedTuple):
    """One function of a chain: its result's name, the function and its derivative, and the rule."""

    name: str
    plain: str
    value: Callable[[Expr], Expr]
    slope: Callable[[Expr], Expr]
    rule: str


def ratio(above: Symbol, below: Symbol, value: float, d: str = "d") -> Symbol:
    """d above / d below; `d` may be ∂."""
    latex = r"\partial " if d == "∂" else "d"
    return Symbol(rf"\frac{{{latex}{above.name}}}{{{latex}{below.name}}}", f"{d}{above.plain}/{d}{below.plain}", value)


def _exp(of: Expr) -> Expr:
    return Call(r"\exp", "exp", of, exp, exp)


def _ln(of: Expr) -> Expr:
    return Call(r"\ln", "ln", of, log, reciprocal)


def _chain(links: list[_Link], start: Symbol) -> tuple[list[Step], Symbol, list[Symbol]]:
    """The steps of nested functions, outermost first; the last result; and the derivatives, outermost first.

    The value of a step's derivative is got by differentiating its equation, not from what is written as its derivative.
    """
    steps, factors, inner = [], [], start
    for link in links:
        value = link.value(inner)
        result = Symbol(link.name, link.plain, value.value())
        variable = Variable(inner.name, inner.number())
        derivative = ratio(result, inner, link.value(variable).slope(variable))
        steps.append(Step(Equation(result, value), Equation(derivative, link.slope(inner)), link.rule))
        factors.append(derivative)
        inner = result
    return steps[::-1], inner, factors[::-1]


def _through(links: list[_Link], start: Symbol, value: float, simple: Callable[[Symbol], Expr]) -> list[Block]:
    """A chain, the product of its derivatives, and the product made simple."""
    steps, result, factors = _chain(links, start)
    whole = ratio(result, start, value)
    return [*steps, Equation(whole, Product(tuple(factors)), "chain rule"), Equation(whole, simple(result))]


def _logistic(z: Symbol) -> list[Block]:
    links = [
        _Link(r"\gamma", "γ", Minus, lambda _: Number(-1.0), "multiplication by −1"),
        _Link(r"\beta", "β", _exp, _exp, "exponential rule"),
        _Link(r"\alpha", "α", lambda v: Sum((_ONE, v)), lambda _: _ONE, "sum rule, the derivative of 1 is 0"),
        _Link(
            "a", "a", lambda v: Fraction(_ONE, v), lambda v: Minus(Fraction(_ONE, Square(v))), "power rule, 1/α is α to the −1"
        ),
    ]
    return _through(links, z, _engine_slope("logistic", z), lambda a: Product((a, Sum((_ONE, Minus(a))))))


def _tanh(z: Symbol) -> list[Block]:
    links = [
        _Link(r"\gamma", "γ", lambda v: Product((_TWO, v)), lambda _: _TWO, "multiplication by a constant"),
        _Link(r"\beta", "β", _exp, _exp, "exponential rule"),
        _Link(r"\alpha", "α", lambda v: Sum((_ONE, v)), lambda _: _ONE, "sum rule, the derivative of 1 is 0"),
        _Link(
            "a", "a", lambda v: Sum((_ONE, Minus(Fraction(_TWO, v)))), lambda v: Fraction(_TWO, Square(v)), "sum and power rule"
        ),
    ]
    return _through(links, z, _engine_slope("tanh", z), lambda a: Sum((_ONE, Minus(Square(a)))))


def _relu(z: Symbol) -> list[Block]:
    a = Symbol("a", "a", float(np.maximum(0.0, z.number())))
    return [
        Step(Equation(a, z), Equation(ratio(a, z, 1.0), _ONE), "where z is above 0"),
        Step(Equation(a, Number(0.0)), Equation(ratio(a, z, 0.0), Number(0.0)), "elsewhere, constant rule; at 0, 0 is taken"),
        Equation(ratio(a, z, _engine_slope("relu", z)), Call(r"\mathrm{ReLU}'", "ReLU′", z, _relu_slope)),
    ]  # fmt: skip


def _relu_slope(z: Array) -> Array:
    return np.where(np.isnan(z), z, (z > 0.0).astype(np.float64))


def _identity(z: Symbol) -> list[Block]:
    a = Symbol("a", "a", z.number())
    return [Step(Equation(a, z), Equation(ratio(a, z, 1.0), _ONE), "the derivative of a variable by itself")]


def _engine_slope(name: str, z: Symbol) -> float:
    function = slope_function(name)
    assert function is not None
    return float("nan") if np.isnan(z.number()) else float(function(np.array([z.number()]))[0])


def _softmax(z: list[Symbol]) -> list[Block]:
    """The shares of softmax, after the first z."""
    n = len(z)
    powers = [Symbol(rf"\alpha_{{{i + 1}}}", f"α{chr(0x2081 + i)}", float(exp(np.array([z[i].number()]))[0])) for i in range(n)]
    total = Symbol(r"\beta", "β", sum(power.number() for power in powers))
    shares = [Symbol(f"a_{{{i + 1}}}", f"a{chr(0x2081 + i)}", powers[i].number() / total.number()) for i in range(n)]
    first, other, partial = powers[0], powers[1], "∂"
    same = Product((shares[0], Sum((_ONE, Minus(shares[0])))))
    crossed = Minus(Product((shares[1], shares[0])))
    known = np.array([symbol.number() for symbol in z])
    a = np.full(n, np.nan) if np.isnan(known).any() else ACTIVATIONS["softmax"].value(known)
    return [
        Step(Equation(first, _exp(z[0])), Equation(ratio(first, z[0], first.number()), first), "exponential rule"),
        Step(
            Equation(total, Sum(tuple(powers))),
            Equation(ratio(total, z[0], first.number(), partial), first),
            "sum rule, only α₁ depends on z₁",
        ),
        Step(
            Equation(shares[0], Fraction(first, total)),
            Equation(
                ratio(shares[0], z[0], float(a[0] * (1 - a[0])), partial),
                Fraction(Sum((Product((first, total)), Minus(Product((first, first))))), Square(total)),
            ),
            "quotient rule",
        ),
        Step(
            Equation(shares[1], Fraction(other, total)),
            Equation(
                ratio(shares[1], z[0], float(-a[0] * a[1]), partial), Minus(Fraction(Product((other, first)), Square(total)))
            ),
            "quotient rule, α₂ does not depend on z₁",
        ),
        Equation(ratio(shares[0], z[0], float(a[0] * (1 - a[0])), partial), same),
        Equation(ratio(shares[1], z[0], float(-a[0] * a[1]), partial), crossed),
    ]


def _half_squared_error(y: Symbol, a: Symbol) -> list[Block]:
    links = [
        _Link(r"\beta", "β", lambda v: Sum((y, Minus(v))), lambda _: Number(-1.0), "subtraction rule, y is constant"),
        _Link(r"\alpha", "α", Square, lambda v: Product((_TWO, v)), "power rule"),
        _Link("c", "c", lambda v: Product((_HALF, v)), lambda _: _HALF, "multiplication by a constant"),
    ]
    value = _engine_cost_slope("half_squared_error", "identity", y, a)
    return _through(links, a, value, lambda _: Sum((a, Minus(y))))


def _engine_cost_slope(cost: str, activation: str, y: Symbol, a: Symbol) -> float:
    if np.isnan(a.number()):
        return float("nan")
    return float(cost_gradient(cost, activation, np.array([y.number()]), np.array([a.number()]))[0])


def _cross_entropy(y: Symbol, a: Symbol) -> list[Block]:
    """Cross-entropy of one output between 0 and 1."""

    def left(v: Expr) -> Expr:
        return Product((y, _ln(v)))

    def right(v: Expr) -> Expr:
        return Product((Sum((_ONE, Minus(y))), _ln(Sum((_ONE, Minus(v))))))

    alpha, beta = Symbol(r"\alpha", "α", left(a).value()), Symbol(r"\beta", "β", right(a).value())
    c = Symbol("c", "c", -(alpha.number() + beta.number()))
    variable = Variable("a", a.number())
    to_alpha, to_beta = ratio(alpha, a, left(variable).slope(variable)), ratio(beta, a, right(variable).slope(variable))
    rest, others = Sum((_ONE, Minus(a))), Sum((_ONE, Minus(y)))
    whole = ratio(c, a, _engine_cost_slope("cross_entropy", "logistic", y, a))
    return [
        Step(Equation(alpha, left(a)), Equation(to_alpha, Fraction(y, a)), "constant factor, logarithm rule"),
        Step(Equation(beta, right(a)), Equation(to_beta, Minus(Fraction(others, rest))), "logarithm rule, chain rule"),
        Step(Equation(c, Minus(Sum((alpha, beta)))), Equation(whole, Minus(Sum((to_alpha, to_beta)))), "sum rule"),
        Equation(whole, Fraction(Sum((a, Minus(y))), Product((a, rest)))),
    ]


def _cross_entropy_of_softmax(y: list[Symbol], a: list[Symbol]) -> list[Block]:
    c = Symbol("c", "c", -sum(y_i.number() * float(log(np.array([a_i.number()]))[0]) for y_i, a_i in zip(y, a, strict=True)))
    z = Symbol("z_{1}", "z₁", float("nan"))
    terms = [Minus(Fraction(y[0], a[0])), Product((Minus(Fraction(y[1], a[1])), Minus(a[1])))]
    whole = ratio(c, z, a[0].number() - y[0].number(), "∂")
    total = Minus(Sum(tuple(Product((y_i, _ln(a_i))) for y_i, a_i in zip(y, a, strict=True))))
    rest = Minus(Product((y[0], Sum((_ONE, Minus(a[0]))))))
    others = tuple(Product((y_i, a[0])) for y_i in y[1:])
    return [
        Step(
            Equation(c, total),
            Equation(ratio(c, a[0], float("nan") if np.isnan(a[0].number()) else terms[0].number(), "∂"), terms[0]),
            "logarithm rule; likewise for the others",
        ),
        Equation(whole, Sum((rest, *others)), "chain rule over all shares"),
        Equation(whole, Sum((a[0], Minus(y[0])))),
    ]


def _neuron(w: Symbol, v: Symbol, b: Symbol) -> list[Block]:
    """z = w·v + b after each of its three."""
    z = Symbol("z", "z", w.number() * v.number() + b.number())

    def affine(w_: Expr, v_: Expr, b_: Expr) -> Expr:
        return Sum((Product((w_, v_)), b_))

    rules = {0: "v and b are constant", 1: "w and b are constant", 2: "w and v are constant"}
    steps: list[Block] = []
    for i, slope in enumerate((v, w, _ONE)):
        symbols = (w, v, b)
        variable = Variable(symbols[i].name, symbols[i].number())
        moved = [variable if j == i else symbol for j, symbol in enumerate(symbols)]
        derivative = ratio(z, symbols[i], affine(*moved).slope(variable), "∂")
        steps.append(Step(Equation(z, affine(w, v, b)), Equation(derivative, slope), f"sum rule, {rules[i]}"))
    return steps


def derivations(z: Array, a: Array, y: Array, j: int, is_softmax: bool) -> list[Block]:
    """The tables of every built-in activation and cost, and of the neuron, with the numbers of an output.

    Args:
        z: the weighted inputs of the last layer, of shape (n_L,); NaN where they are not known yet.
        a: its activations.
        y: the targets.
        j: the output whose numbers are used, from 0.
        is_softmax: whether the layer's activation is softmax, so that its numbers are meant in softmax's tables.
    """
    unknown = float("nan")
    at, target, output = Symbol("z", "z", float(z[j])), Symbol("y", "y", float(y[j])), Symbol("a", "a", float(a[j]))
    sigma = Symbol("a", "a", float(ACTIVATIONS["logistic"].value(z)[j]))
    parts: dict[str, list[Block]] = {
        "The neuron: z = w·v + b": _neuron(*(Symbol(name, name, unknown) for name in "wvb")),
        "The logistic function, a = σ(z)": _logistic(at),
        "The hyperbolic tangent, a = tanh(z)": _tanh(at),
        "The rectified linear unit, a = max(0, z)": _relu(at),
        "The identity, a = z": _identity(at),
        "Half squared error": _half_squared_error(target, output),
        "Cross-entropy of a logistic output": _cross_entropy(target, sigma),
    }
    pair = np.full(2, unknown)
    z_all, y_all, a_all = (
        [Symbol(f"{name}_{{{i + 1}}}", f"{name}{chr(0x2081 + i)}", float(value)) for i, value in enumerate(values)]
        for name, values in (("z", z if is_softmax else pair), ("y", y if is_softmax else pair), ("a", a if is_softmax else pair))
    )
    if len(z_all) > 1:
        parts["Softmax, the shares of powers"] = _softmax(z_all)
        parts["Cross-entropy of softmax, where the targets add up to 1"] = _cross_entropy_of_softmax(y_all, a_all)
    return [block for title, part in parts.items() for block in (Note(title, is_heading=True), *part)]
