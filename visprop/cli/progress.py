"""A bar of hashes on a terminal."""

from __future__ import annotations

import sys

_BAR = 30
"""How many letters it is long."""


def bar(share: float, told: str) -> str:
    """How far something is, from 0 to 1, as a bar and in words."""
    full = int(_BAR * share)
    return f"[{'#' * full}{' ' * (_BAR - full)}] {told}"


def show_progress(share: float, told: str, is_over: bool) -> None:
    """Write it over the last one, where somebody looks."""
    if sys.stderr.isatty():
        print(f"\r{bar(share, told)}", end="\n" if is_over else "", file=sys.stderr, flush=True)
