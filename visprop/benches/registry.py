"""The registry of benches, in the order in which the article needs them."""

from __future__ import annotations

from visprop.benches.entry import BenchEntry
from visprop.engine.registry import Registry

BENCHES: Registry[BenchEntry] = Registry((
    BenchEntry(
        "functions", "Functions", "λ-terms calculated step by step, with the type of every part, or the reason why it has none",
        "Notation for functions", "visprop.benches.functions.bench",
    ),
))  # fmt: skip
"""Every bench by its name."""

PREFIX = "bench:"
"""What stands before a bench's name where a scenario could be named as well."""
