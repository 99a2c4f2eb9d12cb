"""The registry of benches, in the order in which the article needs them."""

from __future__ import annotations

from visprop.benches.entry import BenchEntry
from visprop.engine.registry import Registry

BENCHES: Registry[BenchEntry] = Registry(
    (
        BenchEntry(
            "notations", "Notations", "One derivative as Euler, Leibniz, Lagrange and Newton write it, and what it denotes",
            "What the various notations for derivatives mean", "visprop.benches.notations.bench",
        ),
        BenchEntry(
            "chain-rule", "The chain rule", "Functions one behind the other: local slopes multiply, in both notations",
            "The chain rule", "visprop.benches.chain_rule.bench",
        ),
    )
)  # fmt: skip
"""Every bench by its name."""

PREFIX = "bench:"
"""What stands before a bench's name where a scenario could be named as well."""
