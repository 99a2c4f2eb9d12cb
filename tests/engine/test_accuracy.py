"""Accuracy, counted by hand."""

import numpy as np
import pytest

from visprop.engine.accuracy import accuracy, classes
from visprop.scenario.builtin import open_scenario


@pytest.mark.parametrize("low, high", [(0.0, 1.0), (-1.0, 1.0)])
def test_one_output_is_told_at_the_midpoint_of_its_targets(low, high):
    y = np.array([[low], [high], [high], [low]])
    midpoint = (low + high) / 2
    a = np.array([[midpoint], [midpoint + 0.01], [midpoint - 0.01], [midpoint - 0.3]])
    assert accuracy(y, a, midpoint) == 3 / 4


def test_several_outputs_tell_the_greatest_and_ties_go_to_the_first():
    y = np.eye(3)[[0, 1, 2, 1]]
    a = np.array([[0.4, 0.4, 0.2], [0.4, 0.4, 0.2], [0.1, 0.2, 0.3], [0.0, 0.9, 0.1]])
    assert accuracy(y, a, 0.5) == 3 / 4


@pytest.mark.parametrize("y", [[[0.1], [0.2], [0.3]], [[1.0], [1.0]], [[1.0, 1.0], [0.0, 1.0]], [[0.0, 0.0], [1.0, 0.0]]])
def test_targets_that_are_no_classes_have_no_accuracy(y):
    targets = np.array(y)
    assert classes(targets) is None
    assert accuracy(targets, targets, 0.5) is None


def test_a_scenario_tells_its_accuracy():
    xor = open_scenario("xor")
    trained = xor.descent().run(xor.p0, 0, 2000)
    assert xor.accuracy(trained, xor.data) == 1.0
    assert open_scenario("sine").accuracy(open_scenario("sine").p0, open_scenario("sine").data) is None
