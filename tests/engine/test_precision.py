"""σ, σ′ and the costs that are made of z, against arithmetic with 50 digits: all digits are kept, however large |z| is."""

from dataclasses import replace

import mpmath
import numpy as np
import pytest

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import row_sums
from visprop.engine.costs import PAIRS
from visprop.engine.network import Network
from visprop.engine.rounding import rounding_of
from visprop.scenario.data.data import Data
from visprop.scenario.scenario import Scenario, Training

mpmath.mp.dps = 50
ULP = float(np.finfo(np.float64).eps)
LOGISTIC = ACTIVATIONS["logistic"]
Z = np.concatenate((np.random.default_rng(0).uniform(-700.0, 700.0, 9_000), np.random.default_rng(1).uniform(-40.0, 40.0, 1_000)))


def sigma(z):
    return 1 / (1 + mpmath.exp(-mpmath.mpf(z)))


def in_ulps(found, wanted):
    """The largest relative error, in units of float64's precision."""
    return max(float(abs(mpmath.mpf(float(one)) - true) / abs(true)) for one, true in zip(found, wanted, strict=True)) / ULP


def fast(z):
    """σ and σ′ as the fast path computes them."""
    a, kept = z.reshape(1, -1).copy(), np.empty((1, z.size))
    with np.errstate(all="ignore"):
        for function, arguments in [*LOGISTIC.fast.forward(a, a, kept), *LOGISTIC.fast.slope(a, kept)]:
            function(*arguments)
    return a[0], kept[0]


def test_the_logistic_and_its_slope_keep_their_digits():
    a = LOGISTIC.value(Z)
    slope = LOGISTIC.slope(Z, a)
    true = [sigma(z) for z in Z]
    assert in_ulps(a, true) <= 4
    assert in_ulps(slope, [one * sigma(-z) for one, z in zip(true, Z, strict=True)]) <= 4


def test_the_fast_path_has_the_same_bits():
    a = LOGISTIC.value(Z)
    found, slope = fast(Z)
    np.testing.assert_array_equal(found, a)
    np.testing.assert_array_equal(slope, LOGISTIC.slope(Z, a))
    for one in Z[:50]:
        single, single_slope = fast(np.array([one]))
        assert (single[0], single_slope[0]) == (LOGISTIC.value(np.array([one]))[0], LOGISTIC.slope(np.array([one]), single)[0])


def test_where_numbers_end_the_logistic_does_not():
    """Down to the smallest number of all, and beyond both ends."""
    z = np.array([-np.inf, -800.0, -745.0, -720.0, 720.0, 745.0, 800.0, np.inf])
    a = LOGISTIC.value(z)
    np.testing.assert_array_equal(a[[0, 1, 4, 5, 6, 7]], [0.0, 0.0, 1.0, 1.0, 1.0, 1.0])
    slope = LOGISTIC.slope(z, a)
    for i, one in ((2, -745.0), (3, -720.0)):
        smallest = np.exp(one)
        assert a[i] == slope[i] == slope[7 - i] == smallest > 0.0
    assert np.isnan(LOGISTIC.value(np.array([np.nan]))).all()
    assert np.isnan(LOGISTIC.slope(np.array([np.nan]), np.array([np.nan]))).all()


def one_weight(w, optimiser, y):
    """A logistic neuron without a bias whose input is 1."""
    data = Data(np.array([[1.0]]), np.array([[y]]))
    training = Training(optimiser=optimiser, eta=0.1)
    return Scenario("one", Network((1, 1), ("logistic",)), np.array([w, 0.0]), data, training, frozen=("b1",))


@pytest.mark.parametrize("z", [-30.0, -38.0, -100.0, 30.0])
def test_rmsprop_far_out_goes_where_it_goes(z):
    """What divides by a gradient's size makes much of each digit that the gradient has lost."""
    scenario = one_weight(z, "rmsprop", y=0.25)
    found = scenario.descent().run(scenario.descent().initial(scenario.p0), 0, 6)[0]
    w, s, alpha, epsilon = mpmath.mpf(z), mpmath.mpf(0), mpmath.mpf(0.99), mpmath.mpf(1e-8)
    for _ in range(6):
        a = sigma(w)
        g = (a - mpmath.mpf(0.25)) * a * sigma(-w)
        s = alpha * s + (1 - alpha) * g * g
        w -= mpmath.mpf(0.1) * g / (mpmath.sqrt(s) + epsilon)
    assert abs(found - z - float(w - z)) <= 1e-9 * abs(float(w - z)) + 4 * np.spacing(abs(z))


def test_a_descent_beyond_the_largest_power_goes_on():
    """exp(720) is no number, σ(720) is one: nothing is said to have overflown, and what can learn learns."""
    network = Network((1, 2, 1), ("logistic", "identity"))
    p = network.join([(np.array([[720.0], [0.5]]), np.zeros(2)), (np.array([[0.1, 0.2]]), np.zeros(1))])
    scenario = Scenario("far", network, p, Data(np.array([[1.0]]), np.array([[1.0]])), Training(eta=0.1))
    costs: list[float] = []
    after = scenario.descent().run(p, 0, 5, costs=costs)
    assert np.isfinite(after).all()
    assert len(costs) == 5
    a = np.array([1.0, float(sigma(0.5))])
    assert costs[0] == pytest.approx(0.5 * (1.0 - a @ [0.1, 0.2]) ** 2, abs=1e-15)
    assert costs[-1] < costs[0]
    # The neuron that is full does not move, the other does.
    (weights, _), _ = network.layers(after)
    assert weights[0, 0] == 720.0
    assert weights[1, 0] > 0.5


@pytest.mark.parametrize("y", [0.0, 1.0, 0.3])
def test_cross_entropy_of_a_logistic_output_keeps_its_digits(y):
    z = Z[:, None]
    found = PAIRS["logistic", "cross_entropy"].value(np.full_like(z, y), z, LOGISTIC.value(z))
    one, powers = mpmath.mpf(y), [mpmath.exp(mpmath.mpf(v)) for v in Z]
    assert in_ulps(found, [one * mpmath.log1p(1 / power) + (1 - one) * mpmath.log1p(power) for power in powers]) <= 4


def test_cross_entropy_of_softmax_keeps_its_digits():
    rng = np.random.default_rng(2)
    z = rng.uniform(-700.0, 700.0, (10_000, 3))
    # Half of them near each other, as a network is that is sure, and right.
    z[::2] = z[::2, :1] + rng.uniform(-40.0, 0.0, (5_000, 3)) * [0.0, 1.0, 1.0]
    which = rng.integers(0, 3, 10_000)
    found = PAIRS["softmax", "cross_entropy"].value(np.eye(3)[which], z, z)
    for row, k, cost in zip(z.tolist(), which, found.tolist(), strict=True):
        exact = mpmath.log1p(sum(mpmath.exp(mpmath.mpf(other) - mpmath.mpf(row[k])) for i, other in enumerate(row) if i != k))
        # A difference of two z is rounded, and it is an exponent.
        off = 4 * ULP * (1 + max(abs(other - row[k]) for other in row))
        assert abs(mpmath.mpf(cost) - exact) <= off * exact + mpmath.mpf(10) ** -320


def test_cross_entropy_of_a_tie_is_its_logarithm():
    z = np.array([[5.0, 5.0, 5.0]])
    found = PAIRS["softmax", "cross_entropy"].value(np.array([[0.0, 1.0, 0.0]]), z, z)
    assert found[0] == pytest.approx(np.log(3.0), abs=1e-15)


def test_a_saturated_network_keeps_its_gradient():
    """δ of a hidden neuron far out, against 50 digits."""
    network = Network((1, 1, 1), ("logistic", "identity"))
    for z in (-30.0, 30.0, 300.0):
        scenario = Scenario("far", network, np.array([z, 0.0, 0.5, 0.0]), Data(np.array([[1.0]]), np.array([[2.0]])), Training())
        slope = scenario.objective.slope(scenario.p0)
        a = sigma(z)
        true = (mpmath.mpf(0.5) * a - 2) * mpmath.mpf(0.5) * a * sigma(-z)
        assert in_ulps([slope[0]], [true]) <= 8
        assert replace(scenario, frozen=("w2",)).objective.slope(scenario.p0)[0] == slope[0]


@pytest.mark.parametrize("z", [-700.0, -30.0, -1.0, 0.5, 30.0, 700.0])
@pytest.mark.parametrize("y", [0.0, 1.0])
def test_delta_of_a_sure_logistic_output_keeps_its_digits(z, y):
    """It is σ(z), or −σ(−z), on both paths: one update of the bias by η = 1 is that."""
    network = Network((1, 1), ("logistic",), "cross_entropy")
    true = sigma(z) if y == 0.0 else -sigma(-z)
    p = np.array([z, 0.0])
    scenario = Scenario("sure", network, p, Data(np.array([[1.0]]), np.array([[y]])), Training(eta=1.0))
    assert in_ulps([scenario.objective.slope(p)[1]], [true]) <= 4
    assert in_ulps([-scenario.descent().run(p, 0, 1)[1]], [true]) <= 4


@pytest.mark.parametrize("margin", [2.0, 30.0, 300.0])
def test_delta_of_a_sure_softmax_keeps_its_digits(margin):
    network = Network((1, 3), ("softmax",), "cross_entropy")
    p = np.array([margin, 0.0, 0.25, 0.0, -1.0, 0.0])
    scenario = Scenario("sure", network, p, Data(np.array([[1.0]]), np.array([[1.0, 0.0, 0.0]])), Training(eta=1.0))
    powers = [mpmath.exp(mpmath.mpf(z)) for z in (margin, 0.25, -1.0)]
    true = [-(powers[1] + powers[2]) / sum(powers), powers[1] / sum(powers), powers[2] / sum(powers)]
    # z less the highest is rounded, and an exponent.
    assert in_ulps(scenario.objective.slope(p)[1::2], true) <= 4 + margin
    assert in_ulps(-scenario.descent().run(p, 0, 1)[1::2], true) <= 4 + margin


@pytest.mark.parametrize("width", range(1, 18))
def test_sums_of_rows_are_numpy_s_own_to_the_last_bit(width):
    """In whatever order their memory is, of numbers of all sizes, and of −0."""
    rng = np.random.default_rng(width)
    for shape in ((width,), (5, width), (400, width), (3, 7, width)):
        values = rng.normal(size=shape) * 10.0 ** rng.integers(-9, 9, shape)
        orders = values, np.asfortranarray(values), values[..., ::-1], values.astype(np.float32), -np.zeros(shape)
        for one in (*orders, np.moveaxis(np.ascontiguousarray(np.moveaxis(values, -1, 0)), 0, -1)):
            assert np.asarray(row_sums(one)).tobytes() == np.asarray(one.sum(axis=-1)).tobytes()


@pytest.mark.parametrize("y", [-1000.0, 1000.0])
def test_what_rounding_may_do_to_a_gradient_is_no_less_than_what_it_does_where_the_slope_is_one_of_z(y):
    # z is what is left of two large numbers: its last digits are lost, the slope's with it, and δ is a thousand times as large.
    x, p = np.array([[0.7, 0.7 + 3e-9]]), np.array([1e8, -1e8, 0.9])
    scenario = Scenario("lost digits", Network((2, 1), ("silu",)), p, Data(x, np.array([[y]])), Training())
    z = mpmath.mpf(p[0]) * mpmath.mpf(x[0, 0]) + mpmath.mpf(p[1]) * mpmath.mpf(x[0, 1]) + mpmath.mpf(p[2])
    slope = sigma(z) * (1 + z * (1 - sigma(z)))
    true = (z * sigma(z) - y) * slope
    off = abs(float(mpmath.mpf(float(scenario.objective.slope(p)[2])) - true))
    bound = float(rounding_of(scenario.objective, p).gradient[2])
    assert off <= bound
    # Nor is it so much that it would hide a fault.
    assert bound <= 1e-4 * abs(float(true))
    by_slope = abs(float(z * sigma(z) - y)) * abs(float(z - (p[0] * x[0, 0] + p[1] * x[0, 1] + p[2])))
    assert bound >= 0.05 * by_slope > 0.0
