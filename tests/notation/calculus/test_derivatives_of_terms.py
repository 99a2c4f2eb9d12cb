"""Derivatives against mpmath and the autograd library, and every step of how they are found."""

import random
import warnings
from functools import cache

import autograd
import mpmath
import numpy as np
import pytest

from tests.notation.calculus.world import NoValueError, exact, random_term, traced
from visprop.notation.calculus.derivation_steps import TIDIED, derived
from visprop.notation.calculus.evaluation import value_of
from visprop.notation.calculus.simplification import simplified
from visprop.notation.calculus.terms import Derivative, Variable, names_in, size

X = Variable("x")


@cache
def all_conditioned(names):
    """A thousand random functions of x, with a point where they and their slopes have values."""
    return list(_conditioned(1000 if names == ("x",) else 400, names))


def conditioned(count=1000, names=("x",)):
    return all_conditioned(names)[:count]


def _conditioned(count, names):
    draw, found = random.Random(1), 0
    while found < count:
        term = random_term(draw, 4, names)
        if "x" not in names_in(term) or size(term) < 4:
            continue
        point = {name: draw.choice((1.0, -1.0)) * draw.uniform(0.2, 2.5) for name in names}
        try:
            with mpmath.workdps(30):
                place = {name: mpmath.mpf(value) for name, value in point.items()}
                value, slope = exact(term, place), exact(Derivative(term, "x", X), place)
        except NoValueError:
            continue
        if max(abs(value), abs(slope)) > 1e9:
            continue
        found += 1
        yield term, point, value, slope


def is_near(found, wanted, scale=0.0, within=1e-9):
    return abs(found - wanted) <= within * max(abs(wanted), scale, 1e-12)


def test_derivatives_of_a_thousand_random_functions_are_those_of_mpmath_s_differences():
    for term, point, _, slope in conditioned():
        with mpmath.workdps(30):
            found = exact(derived(term, "x").result, {"x": mpmath.mpf(point["x"])})
            assert is_near(found, slope, scale=1e-6), (term, point)


def test_derivatives_in_float64_are_those_of_the_autograd_library():
    """Where float64 can know them: where the value of the formula in more digits is the same."""
    compared = 0
    for term, point, _, slope in conditioned():
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            library = float(autograd.grad(lambda z, term=term: traced(term, {"x": z}) + 0.0 * z)(point["x"]))
        if not is_near(library, slope, within=1e-11):
            continue
        compared += 1
        found = float(value_of(derived(term, "x").result, point))
        by_numbers = float(value_of(Derivative(term, "x", X), point))
        assert is_near(by_numbers, library, scale=1e-5), (term, point)
        assert is_near(found, library, scale=1e-5), (term, point, found, library)
    assert compared > 900


def test_every_step_of_the_derivations_of_random_functions_is_true():
    steps = 0
    for i, (term, point, _, _) in enumerate(conditioned(200, names=("x", "w"))):
        found = derived(term, "x")
        with mpmath.workdps(30):
            place = {name: mpmath.mpf(value) for name, value in point.items()}
            whole = exact(found.start, place)
            for step in found.steps:
                left, right = exact(step.left, place), exact(step.right, place)
                assert is_near(left, right, scale=1e-6), (step, point)
                # That of the whole costs the most, so it is tried of some.
                assert i % 4 or is_near(exact(step.whole, place), whole, scale=1e-6), (step, point)
                steps += 1
    assert steps > 1000


def test_the_last_step_leaves_no_derivative_to_be_found_and_every_rule_has_a_name():
    for term, *_ in conditioned(100):
        found = derived(term, "x")
        assert found.steps[-1].whole == found.result
        assert all(step.rule for step in found.steps)
        assert [step.rule for step in found.steps if step.rule == TIDIED] in ([], [TIDIED])


def test_a_simplified_function_is_the_same_function():
    for term, point, value, _ in conditioned(500, names=("x", "w")):
        with mpmath.workdps(30):
            place = {name: mpmath.mpf(number) for name, number in point.items()}
            assert is_near(exact(simplified(term), place), value, scale=1e-12), (term, point)


def test_what_is_simplified_is_not_simplified_further():
    for term, *_ in conditioned(300):
        once = simplified(term)
        assert simplified(once) == once, term


def test_values_in_float64_are_those_of_mpmath():
    draw = np.random.default_rng(7)
    for term, point, value, _ in conditioned(300):
        assert is_near(float(value_of(term, point)), value, scale=1e-6, within=1e-8), (term, point)
        # Of an array each entry is what it is alone.
        array = np.append(draw.normal(size=4), point["x"])
        alone = [float(value_of(term, {"x": entry})) for entry in array]
        np.testing.assert_allclose(value_of(term, {"x": array}), alone, rtol=1e-12)


@pytest.mark.parametrize("variable", ["x", "w"])
def test_a_derivative_by_one_variable_holds_the_other(variable):
    for term, point, _, _ in conditioned(100, names=("x", "w")):
        with mpmath.workdps(30):
            place = {name: mpmath.mpf(value) for name, value in point.items()}
            try:
                wanted = exact(Derivative(term, variable, Variable(variable)), place)
            except NoValueError:
                continue
            assert is_near(exact(derived(term, variable).result, place), wanted, scale=1e-6), (term, point)
