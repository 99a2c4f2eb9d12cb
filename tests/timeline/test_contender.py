"""Trainings in lockstep."""

from dataclasses import replace

import numpy as np

from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.contender import Contender, ContenderSettings, describe


def test_a_contender_is_the_training_with_other_settings(two):
    contender = Contender(Run(two), ContenderSettings("full_batch", 1, 0.3, "adam"))
    assert contender.advance(25) == contender.update == 25
    alone = two.with_training(replace(two.training, strategy="full_batch", eta=0.3, optimiser="adam"))
    descent = alone.descent()
    wanted = descent.run(descent.initial(two.p0), 0, 25)[: two.p0.size]
    np.testing.assert_array_equal(contender.timeline.parameters(25), wanted)
    assert contender.name == describe(alone.training, 100) == "Adam, full batch, η = 0.3"


def test_a_contender_that_diverges_stays_where_all_is_finite():
    sine = open_scenario("sine")
    contender = Contender(Run(sine), ContenderSettings("online", 1, 1e9, "gradient_descent"))
    assert contender.advance(500) == 500
    assert contender.update < 500
    assert "overflowed" in contender.stopped
    assert np.isfinite(contender.timeline.parameters(contender.update)).all()
