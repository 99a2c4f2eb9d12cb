"""Random terms: any that can be written, well-typed ones, and ill-typed ones made of those by a break that is known to be one."""

from __future__ import annotations

import numpy as np

from visprop.benches.functions.terms import (
    ARITHMETIC,
    CONSTANTS,
    NABLA,
    OPERATORS,
    Apply,
    Constant,
    D,
    Infix,
    Lambda,
    Negative,
    Number,
    Tuple,
    Variable,
    places,
    replaced,
)
from visprop.benches.functions.types import REAL, Arrow, Product

NAMES = ("x", "y", "f", "φ", "p1", "θ2", "f_L4", "a_i", "x_k3", "b12")
VALUES = (0.0, 1.0, 2.0, 3.0, 0.5, 1.25, -2.0, -0.5, 7.0, 120.0, 1.5e-7, -2.5e12, 6e30, 0.1)
FUNCTION = Arrow(REAL, REAL)
SMOOTH = ("sin", "cos", "tanh", "σ")
TYPES = (REAL, REAL, FUNCTION, Product((REAL, REAL)), Arrow(REAL, FUNCTION), Product((FUNCTION, REAL)), Arrow(FUNCTION, REAL))


def any_term(rng, depth=5):
    """A term of any kind, whether it makes sense or not."""
    kind = rng.integers(0, 9) if depth else rng.integers(0, 3)
    parts = [any_term(rng, depth - 1) for _ in range(2 if kind > 2 else 0)]
    match kind:
        case 0:
            return Number(float(rng.choice(VALUES)))
        case 1:
            return Variable(str(rng.choice(NAMES)))
        case 2:
            return Constant(str(rng.choice(CONSTANTS)))
        case 3:
            takes_tuple = bool(rng.integers(0, 2))
            names = rng.choice(NAMES, 2 if takes_tuple else 1, replace=False)
            return Lambda(tuple(map(str, names)), parts[0], takes_tuple)
        case 4:
            return Tuple(tuple(parts))
        case 5:
            return Negative(parts[0])
        case 6 | 7:
            return Apply(*parts)
        case _:
            return Infix(str(rng.choice(OPERATORS)), *parts)


class Maker:
    """Makes well-typed terms; the more there is applied, the more there is to be worked out."""

    def __init__(self, seed, applied=0.25):
        self.rng, self.share = np.random.default_rng(seed), applied

    def term(self, type_, depth, scope=()):
        """A term of a type; the scope has pairs of variables and types."""
        known = [Variable(name) for name, of in scope if of == type_]
        if known and self.rng.random() < 0.35:
            return known[self.rng.integers(0, len(known))]
        if depth and self.rng.random() < self.share:
            return self.applied(type_, depth, scope)
        match type_:
            case Arrow():
                return self.function(type_, depth, scope)
            case Product(items):
                return self.tuple_(items, depth, scope)
            case _:
                return self.number(depth, scope)

    def applied(self, type_, depth, scope):
        """A function applied to what it takes."""
        argument = TYPES[self.rng.integers(0, len(TYPES))]
        function = self.term(Arrow(argument, type_), depth - 1, scope)
        return Apply(function, self.term(argument, depth - 1, scope))

    def function(self, type_, depth, scope):
        kind = self.rng.integers(0, 7)
        if type_ == FUNCTION and kind == 0:
            return Constant(str(self.rng.choice(SMOOTH)))
        if type_ == FUNCTION and depth and kind == 1:
            return Apply(D, self.term(FUNCTION, depth - 1, scope))
        if type_ == FUNCTION and depth and kind == 2:
            return Infix("·", self.term(FUNCTION, depth - 1, scope), self.term(FUNCTION, depth - 1, scope))
        if depth and kind == 3:
            middle = TYPES[self.rng.integers(0, 3)]
            left, right = Arrow(middle, type_.result), Arrow(type_.argument, middle)
            return Infix("∘", self.term(left, depth - 1, scope), self.term(right, depth - 1, scope))
        is_tuple = isinstance(type_.argument, Product) and kind != 4
        types = type_.argument.items if is_tuple else (type_.argument,)
        # Few names, so that they hide and catch one another.
        names = tuple(str(name) for name in self.rng.choice(("x", "y", "z"), len(types), replace=False))
        inner = [(name, of) for name, of in scope if name not in names]
        body = self.term(type_.result, max(depth - 1, 0), (*inner, *zip(names, types, strict=True)))
        return Lambda(names, body, is_tuple)

    def tuple_(self, items, depth, scope):
        kind = self.rng.integers(0, 4)
        if depth and items == (REAL, REAL) and kind == 0:
            functions = Tuple((self.term(FUNCTION, depth - 1, scope), self.term(FUNCTION, depth - 1, scope)))
            return Infix("★", functions, self.term(Product(items), depth - 1, scope))
        if depth and items == (REAL, REAL) and kind == 1:
            gradient = Apply(NABLA, self.term(Arrow(Product(items), REAL), depth - 1, scope))
            return Apply(gradient, self.term(Product(items), depth - 1, scope))
        return Tuple(tuple(self.term(item, max(depth - 1, 0), scope) for item in items))

    def number(self, depth, scope):
        if not depth:
            return Number(float(self.rng.integers(-4, 5)) / 2)
        kind = self.rng.integers(0, 8)
        left = self.term(REAL, depth - 1, scope)
        if kind == 0:
            return Negative(left)
        if kind == 1:
            return Infix("/", left, Number(float(self.rng.integers(1, 5))))
        if kind == 2:
            return Infix("^", left, Number(2.0))
        right = self.term(REAL, depth - 1, scope)
        if kind == 3:
            return Apply(Constant(str(self.rng.choice(("+", "×")))), Tuple((left, right)))
        if kind == 4:
            return Apply(self.term(FUNCTION, depth - 1, scope), right)
        return Infix(str(self.rng.choice(("+", "−", "×"))), left, right)


def well_typed(seed):
    """A term of numbers, and its type."""
    maker = Maker(seed)
    type_ = (REAL, REAL, Product((REAL, REAL)))[maker.rng.integers(0, 3)]
    return maker.term(type_, int(maker.rng.integers(2, 5))), type_


X = Variable("x")
BREAKS = (
    Infix("+", Number(1.0), Tuple((Number(2.0), Number(3.0)))),
    Infix("×", Lambda(("x",), X), Number(2.0)),
    Apply(Number(2.0), Number(3.0)),
    Apply(Lambda(("x", "y"), X, takes_tuple=True), Tuple((Number(1.0), Number(2.0), Number(3.0)))),
    Apply(Lambda(("x", "y"), X, takes_tuple=True), Number(2.0)),
    Apply(Lambda(("x",), Infix("^", X, Number(2.0))), Tuple((Number(2.0), Number(3.0)))),
    Lambda(("x",), Apply(X, X)),
    Apply(D, Number(2.0)),
    Apply(D, Lambda(("x", "y"), X, takes_tuple=True)),
    Apply(NABLA, Constant("sin")),
    Negative(Constant("sin")),
    Infix("∘", Constant("sin"), Number(2.0)),
    Infix("★", Tuple((Constant("sin"), Constant("cos"))), Tuple((Number(1.0), Number(2.0), Number(3.0)))),
    Infix("·", Number(2.0), Constant("sin")),
    Apply(Apply(Constant("sin"), Number(1.0)), Number(2.0)),
)
"""Terms that have no type, by the definition of each operator; a term with one in it has none either."""


def ill_typed(seed):
    """A well-typed term with a break somewhere in it: a part without a type, or an operand that is no number."""
    term, _ = well_typed(seed)
    rng = np.random.default_rng([seed, 1])
    found = [path for path, part in places(term) if isinstance(part, Infix) and part.sign in ARITHMETIC]
    if found and rng.integers(0, 2):
        path = (*found[rng.integers(0, len(found))], int(rng.integers(0, 2)))
        return replaced(term, path, Tuple((Number(1.0), Number(2.0))) if rng.integers(0, 2) else Lambda(("x",), X))
    found = [path for path, _ in places(term)]
    return replaced(term, found[rng.integers(0, len(found))], BREAKS[rng.integers(0, len(BREAKS))])
