"""Numbers as people write them in a table, decided by the whole column: 1,200.5 and 1.200,5 and 1'200 and 45 % and $1.20."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_SPACES = " \u00a0\u2009\u202f"
_SIGNS = {"\u2212": "-", "\u2013": "-"}
_CURRENCIES = "$€£¥"
_APOSTROPHES = "'\u2019"


@dataclass(frozen=True)
class NumberFormat:
    """How the numbers of a column are written.

    Attributes:
        decimal: what stands before the decimals.
        group: what stands between thousands; empty for nothing.
        is_percent: whether they are hundredths, with a % behind.
    """

    decimal: str = "."
    group: str = ""
    is_percent: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        whole = rf"(?:\d{{1,3}}(?:[{re.escape(self.group)}]\d{{3}})+|\d+)" if self.group else r"\d+"
        point = re.escape(self.decimal)
        return re.compile(rf"[+-]?(?:{whole}(?:{point}\d*)?|{point}\d+)(?:[eE][+-]?\d+)?")

    def value(self, cell: str) -> float | None:
        """The finite number that a cell is, or None."""
        text, is_percent = _bare(cell)
        if is_percent and not self.is_percent:
            return None
        if self._pattern.fullmatch(text) is None:
            return None
        for sign in self.group:
            text = text.replace(sign, "")
        found = float(text.replace(self.decimal, "."))
        if not math.isfinite(found):
            return None
        return found / 100.0 if self.is_percent else found

    @property
    def words(self) -> str:
        """As the user reads it; empty for plain numbers."""
        parts = []
        if self.group:
            named = "spaces" if self.group == _SPACES else "apostrophes" if self.group == _APOSTROPHES else f"“{self.group}”"
            parts.append(f"thousands parted by {named}")
        if self.decimal != ".":
            parts.append(f"decimals behind “{self.decimal}”")
        if self.is_percent:
            parts.append("hundredths")
        return ", ".join(parts)


PLAIN = NumberFormat()
_FORMATS = tuple(NumberFormat(*signs) for signs in (
    (".", ""), (",", ""), (".", ","), (",", "."), (".", _SPACES), (",", _SPACES), (".", _APOSTROPHES), (",", _APOSTROPHES),
))  # fmt: skip


def _bare(cell: str) -> tuple[str, bool]:
    """A cell without what stands around its number, and whether that is a %."""
    text = cell.strip(_SPACES)
    is_percent = text.endswith("%")
    text = text.removesuffix("%")
    for found, plain in _SIGNS.items():
        text = text.replace(found, plain)
    text = text.strip(_SPACES)
    sign = text[:1] if text[:1] in ("-", "+") else ""
    return sign + text[len(sign) :].strip(_CURRENCIES + _SPACES), is_percent


def format_of(cells: Sequence[str], decimal: str = ".") -> NumberFormat:
    """How most of some cells are written as numbers.

    Args:
        cells: those that have a value.
        decimal: what stands before decimals elsewhere in the table, which settles what can be read both ways.
    """
    bare = [_bare(cell) for cell in cells]
    is_percent = 2 * sum(percent for _, percent in bare) > len(bare)
    texts = [text for text, _ in bare]

    def fit(candidate: NumberFormat) -> tuple[int, bool, bool]:
        count = sum(candidate._pattern.fullmatch(text) is not None for text in texts)
        # 1,200 alone may be either; thousands are the likelier where decimals are behind a point.
        is_likely = candidate.decimal == decimal
        return count, is_likely, not candidate.group

    best = max(_FORMATS, key=fit)
    return NumberFormat(best.decimal, best.group, is_percent)
