"""What of many parameters the usual run takes; the others are among the long tests."""

from collections.abc import Collection, Sequence
from typing import Any

import pytest

FEW = ("two-neurons", "shared-bias", "layers", "sine", "iris", "spiral")
"""Built-in scenarios that differ: the article's, tied parameters, unlike layers, a curve, classes, many neurons."""


def usual(values: Sequence[Any], chosen: Collection[Any] = FEW) -> list[Any]:
    """All the values as parameters, those that are not chosen marked `long`; to choose what is none of them is a mistake."""
    assert all(value in values for value in chosen), f"{chosen} of {values}"
    return [value if value in chosen else pytest.param(value, marks=pytest.mark.long) for value in values]
