"""The chain rule at work, line by line: in Leibniz's way with names between, in Euler's with functions as things of their own."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.notation.calculus.chain import Chain
from visprop.notation.calculus.derivation_steps import derivative
from visprop.notation.calculus.lines import Line
from visprop.notation.calculus.operators import At, Composed, Function, Opened, Plain, Pointwise, Slope, Times, Value
from visprop.notation.calculus.simplification import simplified
from visprop.notation.calculus.terms import Derivative, Product, Term, Variable
from visprop.notation.calculus.writing import Hand, Way
from visprop.notation.expression import arithmetic
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Symbol
from visprop.notation.layout.build import between
from visprop.notation.layout.nodes import Node, Operator, Over

_LEIBNIZ, _EULER = Hand(Way.LEIBNIZ), Hand(Way.EULER)


def leibniz_lines(chain: Chain) -> tuple[Line, ...]:
    """y = sin(u), u = x²; their derivatives; dy/dx = dy/du × du/dx; and what that is. `Chain.point` gives their numbers."""
    return tuple(_Leibniz(chain).lines())


def euler_lines(chain: Chain) -> tuple[Line, ...]:
    """D(θ₁ ∘ θ₂) x = ((Dθ₁ ∘ θ₂) · Dθ₂) x and so on, down to the formulas; more than two are left-associated first."""
    return tuple(_Euler(chain).lines())


def leibniz_numbers(chain: Chain, x: float) -> Equation:
    """dy/dx = dy/du × du/dx, which can be written in symbols, with numbers and with its result."""
    lines, values = _Leibniz(chain), map(float, chain.local_slopes(x))
    symbols = tuple(Symbol(ratio, value) for ratio, value in zip(lines.ratios, values, strict=True))
    return Equation(Symbol(lines.whole, float(chain.slope(x))), arithmetic.Product(symbols))


def _ratio(above: str, below: str) -> Node:
    return Over(*(_LEIBNIZ.differential(_LEIBNIZ.variable(name)) for name in (above, below)))


class _Leibniz:
    def __init__(self, chain: Chain) -> None:
        self._chain, self._names = chain, chain.names
        self.whole = _ratio(chain.y, chain.x)
        self.ratios = [_ratio(above, below) for above, below in zip(self._names, self._names[1:], strict=False)]

    def lines(self) -> list[Line]:
        """All of the calculation."""
        chain = self._chain
        if len(chain.boxes) == 1:
            return [*self._definitions(), *self._slopes()]
        total = Derivative(chain.composed.term, chain.x, Variable(chain.x))
        product = between(self.ratios, Operator("×"))
        slopes = Product(tuple(self._slope(i) for i in range(len(self.ratios))))
        whole = self.whole
        found = [*self._definitions(), *self._slopes(), Line("chain", whole, product, total, slopes)]
        found.append(Line("local derivatives", whole, self._times(chain.local), total, Product(chain.local)))
        opened = chain.local_in_x
        if opened != chain.local:
            found.append(Line("put back", whole, self._times(opened), total, Product(opened)))
        short = simplified(Product(opened))
        return [*found, Line("simplified", whole, _LEIBNIZ.term(short), total, short)]

    def _definitions(self) -> list[Line]:
        terms = zip(self._names, self._chain.equations, strict=False)
        return [Line("split", _LEIBNIZ.variable(name), _LEIBNIZ.term(term), Variable(name), term) for name, term in terms]

    def _slopes(self) -> list[Line]:
        found = enumerate(zip(self.ratios, self._chain.local, strict=True))
        return [Line("differentiated", ratio, _LEIBNIZ.term(term), self._slope(i), term) for i, (ratio, term) in found]

    def _slope(self, i: int) -> Derivative:
        name = self._names[i + 1]
        return Derivative(self._chain.equations[i], name, Variable(name))

    def _times(self, factors: Sequence[Term]) -> Node:
        return Times(tuple(map(Plain, factors))).layout(_LEIBNIZ)


class _Euler:
    def __init__(self, chain: Chain) -> None:
        self._chain, self._boxes, self._x = chain, chain.boxes, Plain(Variable(chain.x))
        self.left = At(Slope(self._together(chain.boxes)), self._x)

    def lines(self) -> list[Line]:
        """All of the calculation."""
        if len(self._boxes) == 1:
            return self._formulas()
        return [*(self._of_two() if len(self._boxes) == 2 else self._of_many()), *self._formulas()]

    def _line(self, rule: str, right: Value) -> Line:
        return Line(rule, self.left.layout(_EULER), right.layout(_EULER), self.left.term(), right.term())

    def _together(self, boxes: tuple[Function, ...]) -> Function:
        return boxes[0] if len(boxes) == 1 else Composed(boxes)

    def _of_two(self) -> list[Line]:
        outer, inner = self._boxes
        passed = Composed((Slope(outer), inner))
        return [
            self._line("chain", At(Pointwise((passed, Slope(inner))), self._x)),
            self._line("product of functions", Times((At(passed, self._x), At(Slope(inner), self._x)))),
            self._line("composition", self.split(2)),
        ]

    def _of_many(self) -> list[Line]:
        *first, last = self._boxes
        grouped = Composed((self._grouped(tuple(first)), last))
        found = [self._line("left-associated", At(Slope(grouped), self._x))]
        return [*found, *(self._line("chain", self.split(count)) for count in range(2, len(self._boxes) + 1))]

    def _grouped(self, boxes: tuple[Function, ...]) -> Function:
        """(θ₁ ∘ θ₂) ∘ θ₃."""
        return boxes[0] if len(boxes) == 1 else Composed((self._grouped(boxes[:-1]), boxes[-1]))

    def split(self, count: int) -> Times:
        """The derivative as so many factors: the last boxes each by itself, the first together."""
        n = len(self._boxes)
        first = At(Slope(self._grouped(self._boxes[: n - count + 1])), self._passed(n - count + 1))
        return Times((first, *(At(Slope(self._boxes[i]), self._passed(i + 1)) for i in range(n - count + 1, n))))

    def _passed(self, i: int) -> Value:
        """What comes out of the boxes from i on: θ₂ (θ₃ x)."""
        return At(self._boxes[i], self._passed(i + 1)) if i < len(self._boxes) else self._x

    def _formulas(self) -> list[Line]:
        """What the functions are is put in, and differentiated."""
        opened = [Opened(box.variable, box.body) for box in self._boxes]
        inner = [Plain(self._passed(i + 1).term()) for i in range(len(self._boxes))]
        values = tuple(map(Plain, self._chain.local_in_x))
        last = self._boxes[-1]
        slope = Opened(last.variable, derivative(last.body, last.variable))
        lines = [
            self._line("definitions", Times(tuple(At(Slope(one), at) for one, at in zip(opened, inner, strict=True)))),
            self._line("differentiated", Times((*values[:-1], At(slope, self._x)))),
            self._line("application", Times(values)),
        ]
        short = simplified(Product(self._chain.local_in_x))
        return lines if len(values) == 1 else [*lines, self._line("simplified", Plain(short))]
