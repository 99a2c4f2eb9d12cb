"""The update as an optimiser makes it of the gradient, for single parameters and for whole matrices alike."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.engine.optimisers import DECAY, DECAY_MEAN, DECAY_SQUARE, EPSILON, MOMENTUM, PLAIN
from visprop.notation.expression.arithmetic import Fraction, Minus, Product, Root, Sum
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr, Number, Symbol
from visprop.notation.expression.matrices import Hadamard

_ONE = Number(1.0)


def _constant(latex: str, plain: str, value: float) -> Symbol:
    return Symbol(latex, plain, value)


def update_equations(
    name: str, update: Symbol, g: Expr, eta: Symbol, before: Sequence[Symbol], after: Sequence[Symbol], t: int, is_matrix: bool
) -> list[Equation]:
    """What is remembered anew, and Δp.

    Args:
        name: of the optimiser.
        update: Δp, with the engine's value.
        g: the gradient.
        eta: the learning rate.
        before, after: what is remembered, with its values before and after this update.
        t: the number of the update, from 1.
        is_matrix: whether all is done entry by entry, so that a square is written as g ⊙ g.
    """
    if name == PLAIN:
        return [Equation(update, Minus(Product((eta, g))))]
    beta = _constant(r"\beta", "β", MOMENTUM)
    if name in ("momentum", "nesterov"):
        velocity = Equation(after[0], Sum((Product((beta, before[0])), g)), name, assigns=True)
        ahead: Expr = after[0] if name == "momentum" else Sum((g, Product((beta, after[0]))))
        return [velocity, Equation(update, Minus(Product((eta, ahead))))]
    epsilon = _constant(r"\varepsilon", "ε", EPSILON)
    if name == "rmsprop":
        square = _mean_square(before[0], after[0], g, _constant(r"\alpha", "α", DECAY), is_matrix, name)
        return [square, Equation(update, Minus(Product((eta, Fraction(g, Sum((Root(after[0]), epsilon)))))))]
    first, second = _constant(r"\beta_1", "β₁", DECAY_MEAN), _constant(r"\beta_2", "β₂", DECAY_SQUARE)
    mean = Equation(after[0], Sum((Product((first, before[0])), Product((Sum((_ONE, Minus(first))), g)))), name, assigns=True)
    square = _mean_square(before[1], after[1], g, second, is_matrix, "")
    mean_hat, square_hat = (
        Fraction(remembered, Sum((_ONE, Minus(_constant(rf"\beta_{i}^{{{t}}}", f"β{chr(0x2080 + i)}^{t}", share**t)))))
        for remembered, share, i in ((after[0], DECAY_MEAN, 1), (after[1], DECAY_SQUARE, 2))
    )
    return [mean, square, Equation(update, Minus(Product((eta, Fraction(mean_hat, Sum((Root(square_hat), epsilon)))))))]


def _mean_square(before: Symbol, after: Symbol, g: Expr, share: Symbol, is_matrix: bool, name: str) -> Equation:
    squared = Hadamard(g, g) if is_matrix else Product((g, g))
    return Equation(after, Sum((Product((share, before)), Product((Sum((_ONE, Minus(share))), squared)))), name, assigns=True)
