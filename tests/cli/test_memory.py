"""What a training of a wide network holds at once, counted in units of its parameters."""

import pytest

from tests.benchmarks.memory import peak_in_p, wide


# The first parameters, those that move, the gradient, the states before and after a step; the memory comes to three of these.
@pytest.mark.parametrize("optimiser, most", [("gradient_descent", 5.5), ("momentum", 10.5), ("adam", 13.5)])
def test_a_training_holds_few_arrays_as_long_as_the_parameters(optimiser, most):
    assert peak_in_p(wide(200, 6, optimiser)) < most
