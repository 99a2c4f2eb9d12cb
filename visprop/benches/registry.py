"""The registry of benches, in the order in which the article needs them."""

from __future__ import annotations

from visprop.benches.entry import BenchEntry
from visprop.engine.registry import Registry

BENCHES: Registry[BenchEntry] = Registry((
    BenchEntry(
        "functions", "Functions", "λ-terms calculated step by step, and the type of every part",
        "Notation for functions", "visprop.benches.functions.bench",
    ),
    BenchEntry(
        "slope", "Slope", "A curve and its tangent: what a step promises, and what it brings",
        "Gradient descent, one-dimensional case", "visprop.benches.slope.bench",
    ),
    BenchEntry(
        "plane", "Plane", "A surface and its tangent plane: slices, the gradient, a step",
        "Gradient descent, two-dimensional and general case", "visprop.benches.plane.bench",
    ),
    BenchEntry(
        "notations", "Notations", "One derivative as Euler, Leibniz, Lagrange and Newton write it, and what it denotes",
        "What the various notations for derivatives mean", "visprop.benches.notations.bench",
    ),
    BenchEntry(
        "chain-rule", "The chain rule", "Functions one behind the other: local slopes multiply, in both notations",
        "The chain rule", "visprop.benches.chain_rule.bench",
    ),
    BenchEntry(
        "neuron", "Neuron", "z as a balance, σ with its slope, saturation, and how σ becomes tanh",
        "Neuron models and cost functions", "visprop.benches.neuron.bench", takes_network=True,
    ),
    BenchEntry(
        "composition", "Composition", "The network as layers applied one after the other, and what is differentiated of it",
        "One neuron per layer example", "visprop.benches.composition.bench", takes_network=True,
    ),
))  # fmt: skip
"""Every bench by its name."""

PREFIX = "bench:"
"""What stands before a bench's name where a scenario could be named as well."""
