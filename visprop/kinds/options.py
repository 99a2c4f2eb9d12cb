"""The options of the views of all kinds."""

from __future__ import annotations

from typing import Any

from visprop.figures.moment import ViewOptions
from visprop.figures.option import Option, Options
from visprop.kinds.registry import KINDS


def option_classes() -> tuple[type[Options], ...]:
    """What views share, and then what each has by itself."""
    views = (view for kind in KINDS.values() for view in kind.views().values())
    return (ViewOptions, *dict.fromkeys(view.options for view in views if view.options is not None))


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
