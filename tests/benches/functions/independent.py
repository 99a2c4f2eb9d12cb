"""The value of a term by Python's own functions, with autograd for D; it shares nothing with the program but the trees."""

from __future__ import annotations

import math
import warnings

import autograd.numpy as anp
from autograd import grad

FUNCTIONS = {"sin": anp.sin, "cos": anp.cos, "tanh": anp.tanh, "σ": lambda z: 0.5 * (1.0 + anp.tanh(0.5 * z)), "exp": anp.exp}
OPERATORS = {
    "+": lambda a, b: a + b,
    "−": lambda a, b: a - b,
    "×": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
    "∘": lambda f, g: lambda x: f(g(x)),
    "·": lambda f, g: lambda x: f(x) * g(x),
    "★": lambda fs, xs: tuple(f(x) for f, x in zip(fs, xs, strict=True)),
}


def slope(function):
    def at(x):
        with warnings.catch_warnings():
            # Of a constant it says that it does not depend on its argument.
            warnings.simplefilter("ignore")
            return grad(lambda v: function(v) + 0.0)(x)

    return at


def gradient(function, p):
    return tuple(slope(lambda v, i=i: function((*p[:i], v, *p[i + 1 :])))(p[i]) for i in range(len(p)))


def value(term, scope):
    """What a term comes to."""
    name, parts = type(term).__name__, term.parts()
    if name == "Number":
        return term.value
    if name == "Variable":
        return scope[term.name]
    if name == "Constant":
        if term.name == "D":
            return slope
        if term.name == "π":
            return math.pi
        return FUNCTIONS[term.name] if term.name in FUNCTIONS else lambda pair: OPERATORS[term.name](*pair)
    if name == "Lambda":
        return lambda x: value(term.body, {**scope, **dict(zip(term.variables, x if term.takes_tuple else (x,), strict=True))})
    if name == "Apply" and getattr(parts[0], "function", None) is not None and getattr(parts[0].function, "name", "") == "∇":
        return gradient(value(parts[0].argument, scope), value(parts[1], scope))
    values = [value(part, scope) for part in parts]
    if name == "Tuple":
        return tuple(values)
    if name == "Negative":
        return -values[0]
    return values[0](values[1]) if name == "Apply" else OPERATORS[term.sign](*values)
