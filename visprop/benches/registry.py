"""The registry of benches, in the order in which the article needs them."""

from __future__ import annotations

from visprop.benches.entry import BenchEntry
from visprop.engine.registry import Registry

BENCHES: Registry[BenchEntry] = Registry(
    (
        BenchEntry(
            "functions",
            "Functions",
            "A term of the λ-notation is given its type and calculated, one step after the other",
            "Notation for functions",
            "visprop.benches.functions.bench",
        ),
    )
)
"""Every bench by its name."""

PREFIX = "bench:"
"""What stands before a bench's name where a scenario could be named as well."""
