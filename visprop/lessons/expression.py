"""A number that a lesson names by a formula of quantities: `w4[1,1] * d4[1]`; read by a grammar, never typed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp, isfinite

import numpy as np

from visprop.engine.formula import Application, Binary, Literal, Name, Negative, Parser, Tree
from visprop.engine.key import Key
from visprop.notation.expression.numbers import DIGITS
from visprop.scenario.data.function import FUNCTIONS
from visprop.timeline.by_name import Numbers

_OF_A_KEY = r"(?:[a-zδΔφ]+\d*\[\s*\d+\s*(?:,\s*\d+\s*)?\])"
_TOKEN = re.compile(rf"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|({_OF_A_KEY}|[^\W\d]\w*)|(.))")
_DIGITS = re.compile(r"(.*?):\.(\d{1,2})", re.DOTALL)
_MOST_DIGITS = 17
_CONSTANTS = {"pi": np.pi}
_SIGMA = "σ"


class _Reader(Parser):
    """The grammar of formulas, in which a quantity is written as its key."""

    token = _TOKEN


class _AnyName:
    """Takes every name that could be one: which there are is known where it is asked for."""

    def __contains__(self, token: object) -> bool:
        is_word = isinstance(token, str) and token not in FUNCTIONS and token != _SIGMA
        return is_word and bool(token) and (token[0].isalpha() or token[0] in "δΔφ")  # type: ignore[index]

    def __iter__(self) -> object:
        raise TypeError("they are not counted")

    def __len__(self) -> int:
        return 0


@dataclass(frozen=True)
class Expression:
    """A formula of numbers of a moment.

    Attributes:
        text: as it was written.
        tree: what it says.
        digits: how many significant digits are printed of it.
    """

    text: str
    tree: Tree
    digits: int = DIGITS

    @classmethod
    def parse(cls, text: str) -> Expression:
        """A formula, with `:.3` behind it for three digits.

        Raises:
            ValueError: it is none.
        """
        found = _DIGITS.fullmatch(text)
        inner, digits = (found[1], int(found[2])) if found else (text, DIGITS)
        if not 1 <= digits <= _MOST_DIGITS:
            raise ValueError(f"{text!r}: a number has 1 to {_MOST_DIGITS} digits")
        try:
            tree = _Reader(inner, _AnyName(), {*FUNCTIONS, _SIGMA}).whole()  # type: ignore[arg-type]
        except ValueError as error:
            raise ValueError(f"{text!r}: {error}") from error
        return cls(text, tree, digits)

    @property
    def names(self) -> tuple[str, ...]:
        """The quantities that occur in it."""
        return tuple(dict.fromkeys(_names(self.tree)))

    def refuse_unknown(self, numbers: Numbers) -> None:
        """Refuse what there is not, or is not known yet.

        Raises:
            ValueError: there is something of it.
        """
        for name in self.names:
            if not numbers.has(name):
                raise ValueError(f"{self.text!r}: there is no {name} here")
            if numbers.value(name) is None:
                raise ValueError(f"{self.text!r}: {name} is not known yet here")

    def value(self, numbers: Numbers) -> float | None:
        """The number; None where something of it is not known, or it has none."""
        known = {name: numbers.value(name) if numbers.has(name) else None for name in self.names}
        if any(one is None for one in known.values()):
            return None
        try:
            with np.errstate(all="ignore"):
                found = _value(self.tree, {name: one for name, one in known.items() if one is not None})
        except (ZeroDivisionError, OverflowError):
            return None
        return found if isfinite(found) else None


def _plain(name: str) -> str:
    """A name as the moment has it: a key as its printer writes it."""
    try:
        return str(Key.parse(name)) if "[" in name or name in ("c", "φ", "phi") else name
    except ValueError:
        return name


def _names(tree: Tree) -> list[str]:
    match tree:
        case Name(name):
            return [] if name in _CONSTANTS else [_plain(name)]
        case Negative(operand):
            return _names(operand)
        case Binary(_, left, right):
            return [*_names(left), *_names(right)]
        case Application(_, argument):
            return _names(argument)
        case _:
            return []


def _value(tree: Tree, known: dict[str, float]) -> float:
    match tree:
        case Literal(value):
            return value
        case Name(name):
            return _CONSTANTS[name] if name in _CONSTANTS else known[_plain(name)]
        case Negative(operand):
            return -_value(operand, known)
        case Application(function, argument):
            inner = _value(argument, known)
            return 1.0 / (1.0 + exp(-inner)) if function == _SIGMA else float(FUNCTIONS[function](np.array([inner]))[0])
        case Binary(sign, left, right):
            return _of_two(sign, _value(left, known), _value(right, known))


def _of_two(sign: str, left: float, right: float) -> float:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case _:
            return float(np.power(np.float64(left), right))
