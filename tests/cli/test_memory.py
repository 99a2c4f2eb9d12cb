"""What a training of a wide network holds at once, counted in units of its parameters."""

import tracemalloc

import pytest

from tests.benchmarks.memory import peak_in_p, wide
from visprop.scenario.run import Run
from visprop.timeline.timeline import Timeline


# The first parameters, those that move, the gradient; what the optimiser remembers; of Adam one more for what lies between.
@pytest.mark.parametrize("optimiser, most", [("gradient_descent", 3.2), ("momentum", 4.2), ("adam", 6.2)])
def test_a_training_holds_few_arrays_as_long_as_the_parameters(optimiser, most):
    assert peak_in_p(wide(200, 6, optimiser)) < most


def test_a_jump_holds_few_states_by_the_way():
    """Of a wide network some 2 MB each: those that are kept, 4 at least, and not one each eighth update of a long stretch."""
    scenario = wide(200, 6, "gradient_descent")
    timeline = Timeline(Run(scenario), budget=1)
    tracemalloc.start()
    timeline.parameters(256)
    peak = tracemalloc.get_traced_memory()[1] / scenario.p0.nbytes
    tracemalloc.stop()
    assert peak < 14
