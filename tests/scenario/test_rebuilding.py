"""Other examples get a last layer that comes near their targets, and keep the one there is where it does."""

import numpy as np
import pytest

from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.rebuilding import with_examples


@pytest.mark.parametrize(
    "low, high, is_kept",
    [(0.0, 1.0, True), (0.2, 0.7, True), (0.5, 3.0, False), (-2.0, 0.5, False), (-1.0, 2.0, False), (1.5, 3.0, False)],
)
def test_a_logistic_output_stays_where_the_targets_are_within_its_bounds(low, high, is_kept):
    scenario = open_scenario("two-neurons")
    assert scenario.network.activations[-1] == "logistic"
    y = np.array([[low, high], [high, (low + high) / 2.0], [low + 0.25 * (high - low), low]])
    found = with_examples(scenario, Data(np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]), y)).network
    assert found.activations[-1] == ("logistic" if is_kept else "identity")
