"""The numbers of the tangent plane and of the step, against formulas that are written out here."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benches.plane.moments import STEPS, told, values
from visprop.benches.plane.bench import BENCH
from visprop.benches.plane.state import plane_of

FUNCTIONS = {
    "article": (lambda x, z: np.sin(x) + z * z, lambda x, z: (np.cos(x), 2 * z)),
    "bowl": (lambda x, z: x * x / 2 + 2 * z * z, lambda x, z: (x, 4 * z)),
    "saddle": (lambda x, z: x * x - z * z, lambda x, z: (2 * x, -2 * z)),
    "hills": (lambda x, z: np.sin(x) * np.sin(z), lambda x, z: (np.cos(x) * np.sin(z), np.sin(x) * np.cos(z))),
}
places = st.floats(-4.0, 4.0).map(lambda x: round(x, 2))
close = {"rel": 1e-12, "abs": 1e-12}


@pytest.mark.parametrize("function", FUNCTIONS)
@given(p=st.tuples(places, places), step=st.tuples(places, places), eta=st.floats(0.01, 2.0))
def test_plane_steps_and_decreases_are_what_the_formulas_give(function, p, step, eta):
    phi, slopes = FUNCTIONS[function]
    known = plane_of(values({"function": function}, x=p[0], z=p[1], dx=step[0], dz=step[1], eta=eta), 7)
    r1, r2 = slopes(*p)
    assert known.slopes == pytest.approx((r1, r2), **close)
    assert known.height == pytest.approx(phi(*p), **close)
    assert known.s == pytest.approx(phi(*p) - r1 * p[0] - r2 * p[1], **close)
    assert known.any_step.change == step
    assert known.any_step.fall == pytest.approx(-(r1 * step[0] + r2 * step[1]), **close)
    assert known.step.change == pytest.approx((-eta * r1, -eta * r2), **close)
    assert known.step.fall == pytest.approx(eta * (r1**2 + r2**2), **close)
    assert known.step.fall >= 0.0
    assert known.came == pytest.approx(phi(*p) - phi(p[0] - eta * r1, p[1] - eta * r2), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("formula", BENCH.control("formula").examples)
@given(p=st.tuples(places, places))
def test_the_partial_derivatives_of_typed_functions_are_those_of_central_differences(formula, p):
    known, h = plane_of(values({"function": "typed"}, formula=formula, x=p[0], z=p[1]), 2), 1e-5
    if known.why:
        # √(x² + z²) alone has a place without a tangent plane.
        assert p == (0.0, 0.0)
        return
    f = known.function
    by_x, by_z = ((float(f(*(p + d)) - f(*(p - d)))) / (2 * h) for d in np.array(((h, 0.0), (0.0, h))))
    assert known.slopes == pytest.approx((by_x, by_z), rel=1e-5, abs=1e-3)


def test_of_all_steps_of_one_length_the_plane_falls_most_along_the_negative_gradient():
    known = plane_of(values(x=0.3, z=0.7), 5)
    length = np.hypot(*known.step.change)
    falls = []
    for angle in np.linspace(0.0, 2.0 * np.pi, 361):
        dx, dz = length * np.cos(angle), length * np.sin(angle)
        falls.append(plane_of(values(x=0.3, z=0.7, dx=float(dx), dz=float(dz)), 4).any_step.fall)
    assert max(falls) <= known.step.fall
    assert max(falls) == pytest.approx(known.step.fall, rel=1e-3)


def test_nothing_is_known_before_its_step():
    found = values()
    assert [len(plane_of(found, step).slopes) for step in STEPS] == [0, 1, 2, 2, 2, 2, 2, 2]
    first = {
        name: next(step for step in STEPS if getattr(plane_of(found, step), name) is not None)
        for name in ("s", "any_step", "step", "there")
    }
    assert first == {"s": 3, "any_step": 4, "step": 5, "there": 6}


@pytest.mark.parametrize(
    "formula, p, why",
    [("√(x² + z²)", (0.0, 0.0), "infinitely steep"), ("ln(x) + z", (-1.0, 0.0), "no value"), ("x + |z|", (1.0, 0.0), "kink")],
)
def test_where_there_is_no_tangent_plane_the_reason_is_told_at_every_step(formula, p, why):
    found = values({"function": "typed"}, formula=formula, x=p[0], z=p[1])
    for step in STEPS:
        assert why in BENCH.steps(found)[step]
        assert why in told(step, found)
        assert plane_of(found, step).slopes == ()


# The page


def test_the_rules_are_told_with_the_other_variable_held():
    page = told(1, values())
    for row in ("z is held at 1", "∂/∂x (z²) = 0", "∂φ/∂x = cos(x)", "r₁ = 1"):
        assert row in page
    page = told(2, values())
    for row in ("x is held at 0", "∂/∂z sin(x) = 0", "∂φ/∂z = 2z", "r₂ = 2"):
        assert row in page


def test_the_article_s_lines_stand_on_the_page_with_their_numbers():
    page = told(3, values())
    for row in ("∇φ(p) = (r₁, r₂)", "∇φ(p) = (1, 2)", "⇔ r₁·v₁ + r₂·v₂ + s = φ(p)", "= 1 − 1·0 − 2·1 = −1"):
        assert row in page
    page = told(4, values())
    for row in (
        "= (r₁·v₁ + r₂·v₂ + s) − (r₁·(v₁ + Δv₁) + r₂·(v₂ + Δv₂) + s)",
        "= r₁·v₁ + r₂·v₂ + s − r₁·(v₁ + Δv₁) − r₂·(v₂ + Δv₂) − s",
        "= r₁·v₁ + r₂·v₂ + s − r₁·v₁ − r₁·Δv₁ − r₂·v₂ − r₂·Δv₂ − s",
        "= −r₁·Δv₁ − r₂·Δv₂",
        "= −(r₁·Δv₁ + r₂·Δv₂)",
        "= −(r₁, r₂)·(Δv₁, Δv₂)",
        "= −∇φ(p)·Δp",
        "= −(1, 2)·(0.75, −0.5) = 0.25",
    ):
        assert row in page
    # Each line gives the same.
    assert sum(row.endswith(" = 0.25") for row in page.splitlines()) == 7
    page = told(5, values())
    for row in ("= η·∇φ(p)·∇φ(p)", "= 0.25·(1, 2)·(1, 2) = 1.25", "= (1)² + (2)² = 5", "φ̂(p) ≥ φ̂(p + Δp)"):
        assert row in page


def test_misprints_are_told_with_the_number_that_each_gives():
    assert "Row 7 of the errata" in told(5, values())
    # (1 + 2)·(1 + 2) against 1² + 2².
    assert "would be 9 here and not 5." in told(5, values())
    assert "Row 15 of the errata" in told(5, values())
    assert "Row 19 of the errata" in told(4, values())


def test_a_pair_that_is_rounded_stands_behind_about():
    assert "∇φ(p) ≈ (0.5403, 2)" in told(3, values(x=1.0))
