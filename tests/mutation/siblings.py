"""What is easily written for something else: hues, roles, sides, ends and functions, in groups."""

from __future__ import annotations

_GROUPS = (
    ("positive", "negative"),
    ("forward", "backward"),
    ("FORWARD", "BACKWARD"),
    ("ink", "faint", "rule"),
    ("paper", "wash"),
    ("low", "high"),
    ("width", "height"),
    ("x", "y"),
    ("left", "right"),
    ("top", "bottom"),
    ("LEFT", "RIGHT"),
    ("TOP", "BOTTOM"),
    ("rows", "columns"),
    ("row", "column"),
    ("j", "k"),
    ("start", "end"),
    ("first", "last"),
    ("before", "after"),
    ("above", "below"),
    ("p_before", "p_next", "p"),
    ("l1", "l2"),
    ("train", "test"),
    ("a", "z", "delta"),
    ("w", "b"),
    ("promised", "came"),
    ("xs", "ys"),
    ("x_range", "y_range"),
    ("latex", "text"),
    ("name", "plain"),
    ("input_names", "target_names"),
    ("WEIGHT", "CONTRIBUTION", "GRADIENT", "UPDATE"),
)

WORDS = {word: tuple(other for other in group if other != word) for group in _GROUPS for word in group}
"""To each attribute or word in quotation marks what could stand in its place."""

_PAIRS = (("min", "max"), ("minimum", "maximum"), ("argmin", "argmax"), ("floor", "ceil"), ("any", "all"), ("cos", "sin"),
          ("log", "exp"), ("rfind", "find"), ("lstrip", "rstrip"))  # fmt: skip
FUNCTIONS = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
"""To each function the one that it is taken for."""
