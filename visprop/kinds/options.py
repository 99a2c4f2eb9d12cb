"""The options of the views of all kinds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from visprop.figures.moment import ViewOptions
from visprop.figures.option import Option, Options
from visprop.kinds.kind import Kind
from visprop.kinds.registry import KINDS


def option_classes() -> tuple[type[Options], ...]:
    """What views share, and then what each has by itself."""
    return (ViewOptions, *dict.fromkeys(owner for kind in KINDS.values() for owner in _own_options(kind)))


def _own_options(kind: Kind) -> Iterable[type[Options]]:
    if kind.options is not None:
        return kind.options()
    return (view.options for view in kind.views().values() if view.options is not None)


def all_options() -> dict[str, Option[Any]]:
    """Every option by its name.

    Raises:
        ValueError: two have the same.
    """
    found: dict[str, Option[Any]] = {}
    for owner in option_classes():
        entries = owner.entries()
        if twice := found.keys() & entries.keys():
            raise ValueError(f"{owner.__name__} has {', '.join(sorted(twice))} of another class of options")
        found |= entries
    return found
