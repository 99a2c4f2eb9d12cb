"""The article's derivations in two dimensions, in symbols and with this moment's numbers."""

from __future__ import annotations

from visprop.benches.chains import UNKNOWN, Whole, hat, one_by_one, phi, with_numbers
from visprop.benches.plane.pairs import Dot, of_pairs
from visprop.benches.plane.state import Plane, Step
from visprop.notation.expression.applied import Square
from visprop.notation.expression.arithmetic import Minus, Product, Sum
from visprop.notation.expression.blocks import Block, Equation
from visprop.notation.expression.expr import Expr, Style, Symbol
from visprop.notation.layout.build import change_of, commas, minus, negative, plus, scripted, tight, times
from visprop.notation.layout.nodes import Brackets, Fence, Node, Operator, Row

P = scripted("p")
STEPPED = plus(P, change_of(P))
NABLA = tight("∇", "φ", Brackets(P, Fence.LIST))
FALL = minus(hat(P), hat(STEPPED))


def _indexed(letter: str, values: tuple[float, ...]) -> tuple[Symbol, ...]:
    return tuple(Symbol(scripted(letter, below=str(i)), value) for i, value in enumerate(values, start=1))


class Letters:
    """The quantities of a moment with a tangent plane, as symbols with their numbers.

    Args:
        known: what is known.
        step: the step that Δv₁ and Δv₂ are of; None where there is none yet.
    """

    def __init__(self, known: Plane, step: Step | None = None) -> None:
        self.v, self.r = _indexed("v", known.p), _indexed("r", known.slopes)
        change = (UNKNOWN, UNKNOWN) if step is None else step.change
        self.change = tuple(Symbol(change_of(v.name), value) for v, value in zip(self.v, change, strict=True))
        self.height = Symbol(phi(P), known.height)
        self.s = Symbol(scripted("s"), UNKNOWN if known.s is None else known.s)
        self.eta = Symbol(scripted("η"), known.eta)
        self.nabla, self.step = Symbol(NABLA, UNKNOWN), Symbol(change_of(P), UNKNOWN)

    @property
    def slope_by_step(self) -> Dot:
        """∇φ(p)·Δp."""
        return Dot(self.nabla, self.step, self.r, self.change)

    @property
    def square(self) -> Dot:
        """∇φ(p)·∇φ(p)."""
        return Dot(self.nabla, self.nabla, self.r, self.r)


def products(first: tuple[Symbol, ...], second: tuple[Expr, ...]) -> tuple[Product, ...]:
    """r₁v₁ and r₂v₂."""
    return tuple(Product(pair) for pair in zip(first, second, strict=True))


def plane_found(letters: Letters, style: Style) -> list[Block]:
    """From φ̂(p) = φ(p) to s, and φ̂ with it."""
    unknown = Symbol(letters.s.name, UNKNOWN, fixed=True)
    variables = tuple(Symbol(scripted(name), UNKNOWN, fixed=True) for name in ("x", "z"))
    at_p = products(letters.r, letters.v)
    foot = Sum((letters.height, *(Minus(term) for term in at_p)))
    left = Symbol(hat(commas([one.name for one in variables])), UNKNOWN, fixed=True)
    return [
        Equation(Symbol(hat(P), UNKNOWN), Symbol(letters.height.name, UNKNOWN)),
        *with_numbers(Sum((*at_p, unknown)), letters.height, style, "⇔"),
        Equation(Symbol(Row((Operator("⇔"), letters.s.name)), foot.value()), foot),
        *with_numbers(left, Sum((*products(letters.r, variables), letters.s)), style),
    ]


def fall_by_any_step(letters: Letters) -> list[Block]:
    """φ̂(p) − φ̂(p + Δp), line by line down to −∇φ(p)·Δp, as the article has it."""
    r, v, s, change = letters.r, letters.v, letters.s, letters.change
    moved = tuple(Sum(pair) for pair in zip(v, change, strict=True))
    start, there = products(r, v), products(r, moved)
    steps = products(r, change)
    opened = tuple(Minus(product) for pair in zip(start, steps, strict=True) for product in pair)
    return one_by_one(
        FALL,
        Sum((Sum((*start, s)), Minus(Sum((*there, s))))),
        Whole(Sum((*start, s, *(Minus(product) for product in there), Minus(s)))),
        Whole(Sum((*start, s, *opened, Minus(s)))),
        Sum(tuple(Minus(product) for product in steps)),
        Minus(Sum(steps)),
        Minus(of_pairs(r, change)),
        Minus(letters.slope_by_step),
    )


def fall_downhill(letters: Letters) -> list[Block]:
    """The same for Δp = −η∇φ(p), down to η∇φ(p)·∇φ(p)."""
    down = Symbol(negative(times(letters.eta.name, NABLA)), UNKNOWN)
    changes = tuple(Minus(Product((letters.eta, r))) for r in letters.r)
    return one_by_one(
        FALL,
        Minus(letters.slope_by_step),
        Minus(Dot(letters.nabla, _bracketed(down), letters.r, changes)),
        Product((letters.eta, letters.square)),
    )


def _bracketed(symbol: Symbol) -> Symbol:
    return Symbol(Brackets(symbol.name), UNKNOWN)


def square_found(letters: Letters) -> list[Block]:
    """∇φ(p)·∇φ(p) as a sum of squares."""
    return one_by_one(letters.square.laid_out(Style()), of_pairs(letters.r, letters.r), Sum(tuple(Square(r) for r in letters.r)))


def stepped(letters: Letters) -> tuple[Node, ...]:
    """v₁ + Δv₁ and v₂ + Δv₂."""
    return tuple(plus(v.name, change.name) for v, change in zip(letters.v, letters.change, strict=True))
