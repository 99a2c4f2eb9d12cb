"""The laws of stability: that of each rule, tried on a curvature just below and just above."""

import numpy as np
import pytest

from visprop.engine.edge import Edge
from visprop.engine.optimisers import OPTIMISERS

LAWS = {
    "gradient_descent": ("2/η", "2/η", 2.0 / 0.3),
    "momentum": ("2(1 + β)/η", "3.8/η", 3.8 / 0.3),
    "momentum_with_eta": ("2(1 + β)/η", "3.8/η", 3.8 / 0.3),
    "nesterov": ("2(1 + β)/((1 + 2β)η)", "1.35714/η", 3.8 / 2.8 / 0.3),
    "nesterov_with_eta": ("2(1 + β)/((1 + 2β)η)", "1.35714/η", 3.8 / 2.8 / 0.3),
    "rmsprop": ("2/η", "2/η", 2.0 / 0.3),
    "adam": ("2(1 + β₁)/((1 − β₁)η)", "38/η", 38.0 / 0.3),
    "adamw": None,
}


def test_every_rule_says_which_law_holds_or_that_none_is_known():
    assert LAWS.keys() == OPTIMISERS.keys()
    for name, law in LAWS.items():
        edge, constants = OPTIMISERS[name].edge, dict(OPTIMISERS[name].constants)
        found = None if edge is None else (edge.written, edge.in_short(constants), edge.at(0.3, constants))
        assert found == (law if law is None else (*law[:2], pytest.approx(law[2]))), name


@pytest.mark.parametrize("name", ["rmsprop", "adam"])
@pytest.mark.parametrize("share, is_stable", [(0.99, True), (1.01, False)])
def test_what_divides_is_stable_below_the_edge_of_what_it_feels(name, share, is_stable):
    """The mean of squares is held, as it is where it changes slowly: then each curvature has its own edge, D times the law."""
    rule = OPTIMISERS[name]
    constants, t, p = dict(rule.constants), 100_000, np.full(3, 1e-12)
    squares = np.array([0.01, 4.0, 900.0])
    memory = (np.zeros(3), squares) if name == "adam" else (squares,)
    scale = rule.edge.scale(memory, t, constants)
    curvature = share * scale * rule.edge.at(0.1, constants)
    for _ in range(400):
        step, after = rule.step(curvature * p, p, memory, 0.1, t)
        memory, p = (*after[:-1], squares), p + step
    assert (np.abs(p) < 1e-12).all() if is_stable else (np.abs(p) > 2e-12).all()


def test_adam_is_corrected_as_its_first_updates_are():
    edge, constants = OPTIMISERS["adam"].edge, dict(OPTIMISERS["adam"].constants)
    g = np.array([0.5, -2.0])
    memory = ((1.0 - 0.9) * g, (1.0 - 0.999) * g * g)
    # After one update the mean of squares, corrected, is g² itself.
    np.testing.assert_allclose(edge.scale(memory, 1, constants), 0.1 * (np.abs(g) + 1e-8), rtol=1e-9)


def test_a_law_without_a_rate_is_refused():
    with pytest.raises(ValueError, match="the edge of stability 'none': formula is to be one in η"):
        Edge("none", "2", None)
