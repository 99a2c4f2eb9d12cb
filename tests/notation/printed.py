"""Evaluates a printed line again from its text alone, as a reader with a calculator would."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import erfc, pi, sqrt

import numpy as np

_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_NUMBER = r"\d+(?:\.\d+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|∞"
_TOKEN = re.compile(
    rf"\s*({_NUMBER}|softmax|softplus′|softplus|tanh′|tanh|L?ReLU′|L?ReLU|GELU′|GELU|SiLU′|SiLU|Mish′|Mish|Huber|clip|bip′|bip|step′|step|wrong|Φ|σ′|σ|exp|ln|sign|λ|[Dc](?=\()|[fg][₀-₉]*|[Cvφ∘]|[-+−·×⊙/()\[\],;²ᵀ√‖.])"
)


def number_of(text: str) -> float:
    """What a printed number says."""
    plain = text.replace("−", "-").replace("∞", "inf")
    if "×10" in plain:
        mantissa, power = plain.split("×10")
        return float(f"{mantissa}e{power.translate(_RAISED)}")
    return float(plain)


def _logistic(z):
    return 1.0 / (1.0 + np.exp(-np.asarray(z, float)))


_share = np.vectorize(lambda z: 0.5 * erfc(-z / sqrt(2.0)), otypes=[float])


def softmax(z):
    """The shares of powers."""
    powers = np.exp(np.asarray(z) - np.max(z))
    return powers / powers.sum()


FUNCTIONS: dict[str, Callable] = {
    "σ": _logistic,
    "σ′": lambda z: _logistic(z) * _logistic(-np.asarray(z, float)),
    "bip": lambda z: _logistic(z) - _logistic(-np.asarray(z, float)),
    "bip′": lambda z: 2.0 * _logistic(z) * _logistic(-np.asarray(z, float)),
    "softplus": lambda z: np.logaddexp(0.0, z),
    "softplus′": _logistic,
    "Φ": _share,
    "GELU": lambda z: z * _share(z),
    "GELU′": lambda z: _share(z) + z * np.exp(-0.5 * np.square(z)) / sqrt(2.0 * pi),
    "LReLU": lambda z: np.where(np.asarray(z) > 0.0, z, np.asarray(z) / 100.0),
    "LReLU′": lambda z: np.where(np.asarray(z) > 0.0, 1.0, 0.01),
    "SiLU": lambda z: z * _logistic(z),
    "SiLU′": lambda z: _logistic(z) * (1.0 + np.asarray(z) * _logistic(-np.asarray(z, float))),
    "Mish": lambda z: z * np.tanh(np.logaddexp(0.0, z)),
    "Mish′": lambda z: np.tanh(np.logaddexp(0.0, z)) + z * _logistic(z) / np.cosh(np.logaddexp(0.0, z)) ** 2,
    "Huber": lambda u: np.where(np.abs(u) <= 1.0, 0.5 * np.square(u), np.abs(u) - 0.5),
    "clip": lambda u: np.clip(u, -1.0, 1.0),
    "step": lambda z: np.where(np.asarray(z) > 0.0, 1.0, 0.0),
    "step′": np.zeros_like,
    "wrong": lambda z: np.where(np.asarray(z) > 0.0, 0.0, 1.0),
    "tanh": np.tanh,
    "tanh′": lambda z: 1.0 - np.tanh(z) ** 2,
    "ReLU": lambda z: np.maximum(z, 0.0),
    "ReLU′": lambda z: np.where(np.asarray(z) > 0.0, 1.0, 0.0),
    "exp": np.exp,
    "ln": lambda a: np.log(np.maximum(a, 5e-324)),
    "sign": np.sign,
    "softmax": softmax,
}
"""The functions that a line may name, each written here for a second time."""


@dataclass
class Reader:
    """Reads one expression; `neuron` applies f, g, φ or c to its arguments, C is the cost, v what λ binds."""

    tokens: list[str]
    neuron: Callable = field(default=lambda name, arguments: np.nan)
    cost: Callable = field(default=lambda y, a: np.nan)
    v: float | np.ndarray = np.nan
    at: int = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.peek()
        assert not expected or token == expected, f"{expected} expected at {self.tokens[self.at :]}"
        self.at += 1
        return token

    def whole(self):
        value = self.sum()
        assert not self.peek(), f"left over: {self.tokens[self.at :]}"
        return value

    def sum(self):
        value = self.product()
        while self.peek() in ("+", "−"):
            sign = self.take()
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self):
        if self.peek() == "−":
            self.take()
            return -self.product()
        value = self.side_by_side()
        while self.peek() in ("·", "×", "⊙", "/"):
            sign = self.take()
            other = -self.side_by_side() if self.peek() == "−" and self.take() else self.side_by_side()
            value = np.divide(value, other) if sign == "/" else value * other
        return value

    def side_by_side(self):
        """One thing, a function and its arguments, or matrices one beside the other."""
        if is_function(self.peek()):
            return self.applied()
        if self.peek() == "D":
            return self.slope()
        if self.peek() in ("φ", "c"):
            name = self.take()
            self.take("(")
            return self.neuron(name, list(np.atleast_1d(self.tuple())))
        value = self.atom()
        while self.peek() in ("(", "[") or self.peek() in FUNCTIONS:
            other = self.atom()
            if np.ndim(value) == 2 and np.shape(value)[1] == 1 and np.ndim(other) == 0:
                other = np.array([other])  # a vector of one entry
            if np.ndim(value) == 0 or np.ndim(other) == 0:
                value = value * other
            else:
                value = (value[:, None] if np.ndim(value) == 1 else value) @ other
        return value

    def atom(self):
        token = self.take()
        if token == "(":
            value = self.tuple()
        elif token == "[":
            value = self.matrix()
        elif token == "‖":
            value = np.sum(np.square(self.sum()))
            self.take("‖")
            self.take("²")
        elif token == "√":
            value = np.sqrt(self.atom())
        elif token == "v":
            value = self.v
        elif token in FUNCTIONS:
            self.take("(")
            value = FUNCTIONS[token](self.tuple())
        else:
            value = number_of(token)
        while self.peek() in ("²", "ᵀ"):
            value = value * value if self.take() == "²" else np.transpose(value)
        return value

    def tuple(self):
        items = [self.sum()]
        while self.peek() == ",":
            self.take()
            items.append(self.sum())
        self.take(")")
        return np.array(items) if len(items) > 1 else items[0]

    def matrix(self):
        rows = [[]]
        while self.peek() != "]":
            if self.peek() == ";":
                self.take()
                rows.append([])
            else:
                sign = -1.0 if self.peek() == "−" and self.take() else 1.0
                rows[-1].append(sign * number_of(self.take()))
        self.take("]")
        return np.array(rows)

    def word(self):
        """An argument of f, g or C."""
        if self.peek() == "softmax":
            self.take()
            return softmax(self.word())
        if self.peek() == "(" and (is_function(self.tokens[self.at + 1]) or self.tokens[self.at + 1] == "softmax"):
            self.take()
            value = self.applied() if self.peek() != "softmax" else self.word()
            self.take(")")
            return value
        return self.atom()

    def arguments(self) -> list:
        found = []
        while self.peek() and self.peek() not in ("+", "−", "·", "×", ")", ","):
            found.append(self.word())
        return found

    def applied(self):
        name, arguments = self.take(), self.arguments()
        if name == "C":
            return self.cost(*arguments)
        return self.neuron(name, arguments)

    def slope(self):
        """D(…) at a point, by central differences."""
        self.take("D")
        start, depth, end = self.at, 0, self.at
        for end in range(start, len(self.tokens)):
            depth += (self.tokens[end] == "(") - (self.tokens[end] == ")")
            if depth == 0:
                break
        function = self.composed(self.tokens[start + 1 : end])
        self.at = end + 1
        point = float(self.word())
        step = 1e-4 * (abs(point) or 1.0)

        def quotient(reach):
            return (function(point + reach) - function(point - reach)) / (2 * reach)

        # Two steps, so that only the fourth power of the smaller one is left.
        return (4 * quotient(step / 2) - quotient(step)) / 3

    def composed(self, words: list[str]) -> Callable:
        """The function that is written as one, or as several with ∘ between them."""
        parts, depth = [[]], 0
        for word in words:
            depth += (word == "(") - (word == ")")
            if word == "∘" and not depth:
                parts.append([])
            else:
                parts[-1].append(word)
        functions = [self.function(part) for part in parts]

        def whole(x):
            for function in reversed(functions):
                x = function(x)
            return x

        return whole

    def function(self, words: list[str]) -> Callable:
        """λv. …, also in brackets, or what takes its last argument yet."""
        if words[:2] == ["(", "λ"]:
            words = words[1:-1]
        words = words[3:] if words[0] == "λ" else [*words, "v"]
        return lambda x: Reader(words, self.neuron, self.cost, x).whole()


def is_function(word: str) -> bool:
    """Whether it is f, g or C."""
    return word[:1] in ("f", "g", "C")


def tokens(text: str) -> list[str]:
    """The words of a printed expression."""
    found, at = [], 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        assert match, f"cannot read {text[at:]!r} of {text!r}"
        found.append(match.group(1))
        at = match.end()
    return found


def terms(row: str) -> list[tuple[str, str]]:
    """A printed row, cut at its signs: (sign, what stands behind it)."""
    pieces = re.split(r"(?:^|\s)(=|≈|←|:)\s", row)
    return [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]


def evaluate(text: str, neuron: Callable, cost: Callable) -> float | np.ndarray:
    """The number, vector or matrix that a printed expression gives."""
    return Reader(tokens(text), neuron, cost).whole()


def units(values: Sequence[float], digits: int) -> np.ndarray:
    """One unit of the last of so many significant digits of each number."""
    return np.array([0.0 if v == 0 or not np.isfinite(v) else 10.0 ** (np.floor(np.log10(abs(v))) - digits + 1) for v in values])
