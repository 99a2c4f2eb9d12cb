"""A term followed to its value at once, as D of a function at a number needs it; functions become functions of Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from visprop.benches.functions.arithmetic import Computed, Inexact, NoValue, exactly
from visprop.benches.functions.forward import Dual, Numbers
from visprop.benches.functions.terms import (
    ARITHMETIC,
    FUNCTIONS,
    Apply,
    Constant,
    Infix,
    Lambda,
    Negative,
    Number,
    Term,
    Tuple,
    Variable,
    is_gradient,
    is_gradient_at,
)

MOST_WORK = 3000
"""So many terms are visited at most for one derivative."""
MOST_NESTED = 120
"""So many of them may wait for one another."""
_SMALLEST, _LARGEST = Fraction(1, 10**300), Fraction(10**300)

Value = Any
_Scope = Mapping[str, Value]


def slope(function: Term, x: float) -> Computed:
    """The derivative of a function without free variables at x.

    Raises:
        NoValue: there is none, it does not end, or the term is none of a function of one number.
    """
    try:
        exact = _slope(function, x, Numbers(is_exact=True))
        value = float(exact) if not exact or _SMALLEST < abs(exact) < _LARGEST else float("nan")
        if value == value:
            return Computed(value, exactly(value) == exact)
    except Inexact:
        pass
    return Computed(float(_slope(function, x, Numbers(is_exact=False))) + 0.0, False)


def _slope(function: Term, x: float, numbers: Numbers) -> Any:
    followed = _Following(numbers)
    return numbers.slope(_function(followed.value(function, {})), numbers.leaf(x))


class _Following:
    def __init__(self, numbers: Numbers) -> None:
        self._numbers, self._work, self._nested = numbers, 0, 0

    def value(self, term: Term, scope: _Scope) -> Value:
        """The value of a term, whose free variables the scope has."""
        self._work += 1
        self._nested += 1
        if self._work > MOST_WORK or self._nested > MOST_NESTED:
            raise NoValue("the derivative takes too long to follow")
        found = self._value(term, scope)
        self._nested -= 1
        return found

    def _value(self, term: Term, scope: _Scope) -> Value:
        match term:
            case Number(value):
                return self._numbers.leaf(value)
            case Variable(name):
                return scope[name]
            case Constant(name):
                return self._constant(name)
            case Lambda():
                return self._lambda(term, scope)
            case Tuple(items):
                return tuple(self.value(item, scope) for item in items)
            case Negative(operand):
                return self._operate("−", self._numbers.leaf(0.0), self.value(operand, scope))
            case Apply(function, argument) if is_gradient_at(term):
                return self._gradient(function, argument, scope)
            case Apply(function, argument):
                return _function(self.value(function, scope))(self.value(argument, scope))
            case Infix("★", left, right) if is_gradient(left):
                return self._gradient(left, right, scope)
            case Infix(sign, left, right):
                return self._infix(sign, self.value(left, scope), self.value(right, scope))
        raise TypeError(f"no term: {term!r}")

    def _lambda(self, term: Lambda, scope: _Scope) -> Value:
        def entered(x: Value) -> Value:
            values = _entries(x, len(term.variables)) if term.takes_tuple else (x,)
            return self.value(term.body, {**scope, **dict(zip(term.variables, values, strict=True))})

        return entered

    def _constant(self, name: str) -> Value:
        if name == "π":
            return self._numbers.pi()
        if name == "D":
            return lambda function: lambda x: self._numbers.slope(_function(function), _number(x))
        if name in FUNCTIONS:
            return lambda x: self._numbers.call(name, _number(x))
        if name == "∇":
            raise NoValue("∇ stands before no function and point here")
        return lambda pair: self._infix(name, *_entries(pair, 2))

    def _infix(self, sign: str, left: Value, right: Value) -> Value:
        if sign in ARITHMETIC:
            return self._operate(sign, left, right)
        if sign == "★":
            functions = _entries(left)
            return tuple(_function(one)(x) for one, x in zip(functions, _entries(right, len(functions)), strict=True))
        if sign == "∘":
            return lambda x: _function(left)(_function(right)(x))
        return lambda x: self._operate("×", _function(left)(x), _function(right)(x))

    def _operate(self, sign: str, left: Value, right: Value) -> Value:
        return self._numbers.operate(sign, _number(left), _number(right))

    def _gradient(self, gradient: Term, point: Term, scope: _Scope) -> Value:
        """(∇φ)(p), entry by entry the slope of φ while one argument varies."""
        function = _function(self.value(gradient.parts()[1], scope))
        entries = _entries(self.value(point, scope))
        return tuple(
            self._numbers.slope(lambda v, i=i: function((*entries[:i], v, *entries[i + 1 :])), entries[i])  # type: ignore[misc]
            for i in range(len(entries))
        )


def _entries(value: Value, count: int | None = None) -> tuple[Value, ...]:
    """The entries of what must be a tuple, of so many where that is said."""
    if not isinstance(value, tuple) or count not in (None, len(value)):
        raise NoValue("something is applied to a tuple of another length, or to none")
    return value


def _function(value: Value) -> Callable[[Value], Value]:
    if not callable(value):
        raise NoValue("what is no function is applied to something")
    return value  # type: ignore[no-any-return]


def _number(value: Value) -> Value:
    if not isinstance(value, float | Fraction | Dual):
        raise NoValue("what is no number is computed with")
    return value
