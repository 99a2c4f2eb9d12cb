"""Faults that are none: what they change nobody can see. Each with the reason why."""

from __future__ import annotations

EQUIVALENT: dict[tuple[str, str], str] = {}
"""To a file and a line with the fault in it, without the spaces around: why it does the same."""
