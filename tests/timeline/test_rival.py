"""Trainings in lockstep."""

from dataclasses import replace

import numpy as np

from visprop.scenario.builtin import open_scenario
from visprop.timeline.contender import Rival, RivalSettings, describe


def test_a_rival_is_the_training_with_other_settings(two):
    rival = Rival(two, RivalSettings("full_batch", 1, 0.3, "adam"))
    assert rival.advance(25) == rival.update == 25
    alone = two.with_training(replace(two.training, strategy="full_batch", eta=0.3, optimiser="adam"))
    descent = alone.descent()
    wanted = descent.run(descent.initial(two.p0), 0, 25)[: two.p0.size]
    np.testing.assert_array_equal(rival.timeline.parameters(25), wanted)
    assert rival.name == describe(alone.training) == "Adam, full batch, η = 0.3"


def test_a_rival_that_diverges_stays_where_all_is_finite():
    sine = open_scenario("sine")
    rival = Rival(sine, RivalSettings("online", 1, 1e9, "gradient_descent"))
    assert rival.advance(500) == 500
    assert rival.update < 500
    assert "overflowed" in rival.stopped
    assert np.isfinite(rival.timeline.parameters(rival.update)).all()
