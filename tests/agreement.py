"""How well an equation agrees with the engine."""

import numpy as np


def disagreement(equation) -> float:
    """How far the value by the equation's own structure is from the engine's, relative to the larger of the engine's and 1."""
    own, engine = np.asarray(equation.reduced.value()), np.asarray(equation.left.value())
    return float(np.max(np.abs(own - engine) / np.maximum(1.0, np.abs(engine)), initial=0.0))
