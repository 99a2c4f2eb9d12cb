"""The cost of several outputs by the norm, step by step (the article's "Two neuron per layer example", "Cost function")."""

from __future__ import annotations

from collections.abc import Iterator

from visprop.notation.expression.applied import Root, Square
from visprop.notation.expression.arithmetic import Minus, Sum
from visprop.notation.expression.blocks import Block, Equation, Note
from visprop.notation.expression.expr import Expr
from visprop.notation.expression.matrices import SquaredNorm, Vector
from visprop.notation.notations import components
from visprop.notation.notations.quantities import Quantities


def norm_steps(q: Quantities) -> Iterator[Block]:
    """½‖y − a‖² = ½‖(y_1 − a_1, …)‖² = ½(√((y_1 − a_1)² + …))² = ½((a_1 − y_1)² + …), each with its numbers.

    Nothing of one output, and of a cost that is no multiple of such a sum of squares.
    """
    depth, count, pair = q.network.depth, q.network.sizes[-1], q.network.pair
    if count < 2 or pair.of_squares is None:
        return
    a, y = ([of(j) for j in range(count)] for of in (lambda j: q.a(depth, j), q.y))
    differences = tuple(Sum((left, Minus(right))) for left, right in zip(y, a, strict=True))
    squares = Sum(tuple(Square(one) for one in differences))
    turned = Sum(tuple(Square(Sum((left, Minus(right)))) for left, right in zip(a, y, strict=True)))
    steps: tuple[Expr, ...] = (
        SquaredNorm(Sum((q.y_vector(), Minus(q.a_vector(depth))))),
        SquaredNorm(Vector(differences)),
        Square(Root(squares)),
        turned,
    )
    yield Note("C u v with u = y and v = a, by the norm and step by step:", is_heading=True)
    yield from (Equation(q.c, components.scaled(pair.factor, step)) for step in steps)
