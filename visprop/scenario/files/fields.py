"""Reading untrusted JSON: each value knows its path, so that an error can name the field."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from visprop.engine.arrays import Array

_NUMBERS = {int, float}
_LARGEST = 1.7976931348623157e308
MAX_NAME = 500
"""The most characters of a title or a name."""
MAX_NOTES = 20_000
"""The most characters of notes."""
_HALF = re.compile("[\ud800-\udfff]")


class FieldError(ValueError):
    """A field of a scenario is missing, unknown or wrong; the text begins with the field's path."""


class Field:
    """One value of a JSON document, with its path (`network.sizes[2]`)."""

    def __init__(self, value: Any, path: str = "") -> None:
        self.value = value
        self.path = path

    def fail(self, expected: str) -> FieldError:
        """The error that says what was expected here and what was found."""
        return FieldError(f"{self.path or 'the file'}: expected {expected}, got {_shown(self.value)}")

    def error(self, message: str) -> FieldError:
        """An error about this field in other words."""
        return FieldError(f"{self.path or 'the file'}: {message}")

    def keys(self, *allowed: str) -> None:
        """Require an object with no keys but these."""
        if not isinstance(self.value, dict):
            raise self.fail("an object")
        for key in self.value:
            if key not in allowed:
                raise FieldError(f"{self._under(key)}: unknown field")

    def has(self, key: str) -> bool:
        """Whether an object has a key."""
        return isinstance(self.value, dict) and key in self.value

    def __getitem__(self, key: str) -> Field:
        """The field under a key that must be there."""
        if not isinstance(self.value, dict):
            raise self.fail("an object")
        if key not in self.value:
            raise FieldError(f"{self._under(key)}: missing")
        return Field(self.value[key], self._under(key))

    def get(self, key: str, default: Any) -> Field:
        """The field under a key, or a default."""
        return self[key] if self.has(key) else Field(default, self._under(key))

    def items(self, length: int | None = None) -> Iterator[Field]:
        """The fields of a list, of a required length where one is given."""
        if not isinstance(self.value, list | array):
            raise self.fail("a list")
        if length is not None and len(self.value) != length:
            raise FieldError(f"{self.path}: expected {length} entries, got {len(self.value)}")
        return (Field(value, f"{self.path}[{i}]") for i, value in enumerate(self.value))

    def whole(self, low: int, high: int) -> int:
        """A whole number within a range."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or not low <= self.value <= high:
            raise self.fail(f"a whole number from {low} to {high}")
        return self.value

    def real(self, low: float = -math.inf, high: float = math.inf) -> float:
        """A finite number within a range."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.fail("a number")
        try:
            number = float(self.value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.fail("a finite number")
        if not low <= number <= high:
            raise self.fail(f"a number from {low:g} to {high:g}")
        # From 0 on there is no −0, of which some functions think as of a negative number.
        return abs(number) if low == 0.0 else number

    def above_zero(self) -> float:
        """A finite number above 0."""
        if self.real(0.0) == 0.0:
            raise self.fail("a number above 0")
        return self.real()

    def numbers(self, length: int) -> Array:
        """A list of so many finite numbers, as an array of shape (length,)."""
        value = self.value
        if isinstance(value, array) and len(value) == length:
            return np.frombuffer(value)
        if isinstance(value, list) and len(value) == length and _NUMBERS.issuperset(map(type, value)):
            found = np.array(value, dtype=object if any(abs(entry) > _LARGEST for entry in value) else np.float64)
            if found.dtype == np.float64 and np.isfinite(found).all():
                return found
        # One by one, to name the entry that is wrong.
        return np.array([entry.real() for entry in self.items(length)], dtype=np.float64)

    def matrix(self, rows: int | None, columns: int) -> Array:
        """A list of lists of finite numbers, as an array of shape (rows, columns); any number of rows if none is given."""
        fields = self.items(rows)
        if any(not isinstance(row, list | array) or len(row) != columns for row in self.value):
            # One by one, to name the row that is wrong.
            return np.array([row.numbers(columns) for row in fields])
        return self.fill(np.empty((len(self.value), columns)))

    def fill(self, into: Array) -> Array:
        """The same of as many rows and columns as an array has, which takes them."""
        for row, field in zip(into, self.items(len(into)), strict=True):
            row[:] = field.numbers(len(row))
        return into

    def text(self, most: int = MAX_NAME) -> str:
        """A string of at most so many characters, of which every one can be written again."""
        if not isinstance(self.value, str):
            raise self.fail("a string")
        if len(self.value) > most:
            raise self.error(f"at most {most:,} characters, got {len(self.value):,}")
        if _HALF.search(self.value):
            raise self.fail("a string of whole characters")
        return self.value

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.fail("true or false")
        return self.value

    def choice(self, options: Sequence[str]) -> str:
        """One of some strings."""
        if self.value not in options:
            raise self.fail("one of " + ", ".join(options))
        return str(self.value)

    def _under(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


def _shown(value: Any) -> str:
    if isinstance(value, list | array | dict):
        return f"{'an object' if isinstance(value, dict) else 'a list'} of {len(value)}"
    if isinstance(value, int) and abs(value) >= 10**20:
        return "a larger number"
    text = f'"{value[:60]}"' if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
