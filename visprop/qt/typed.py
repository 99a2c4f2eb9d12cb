"""Numbers that are typed into the window."""

from __future__ import annotations

from collections.abc import Callable

from visprop.scenario.data.function import typed_number

GIVES_BACK = "gives back"
"""The property of a field of one line from which Enter gives keystrokes back to the window, as from a field of numbers."""


def taken(text: str, tell: Callable[[str], object]) -> float | None:
    """The number or formula that was typed; None for what is neither, which is told."""
    try:
        return typed_number(text)
    except ValueError as error:
        tell(f"“{text}” is not taken: {error}")
        return None
