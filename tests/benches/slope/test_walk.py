"""Many steps of descent: where they lead, and what that is called."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benches.slope.moments import told, values
from visprop.benches.slope.state import slope_of
from visprop.benches.slope.walk import Verdict


def walk_of(*changes, **last):
    return slope_of(values(*changes, **last, prediction="left"), 8).walk


@given(eta=st.floats(0.01, 8.0), count=st.integers(1, 60))
def test_on_the_articles_curve_each_step_multiplies_p_by_the_same_factor(eta, count):
    walk = walk_of(eta=eta, count=count)
    assert walk.ps == pytest.approx([4.0 * (1.0 - eta / 4.0) ** i for i in range(count + 1)], rel=1e-9, abs=1e-9)
    assert walk.heights == pytest.approx([p * p / 8 for p in walk.ps], rel=1e-12, abs=1e-300)


@pytest.mark.parametrize(
    "eta, verdict",
    [
        (0.1, Verdict.CREEPING),
        (1.0, Verdict.ARRIVING),
        (4.0, Verdict.ARRIVING),
        (6.0, Verdict.ARRIVING),
        (7.8, Verdict.THRASHING),
        (8.0, Verdict.THRASHING),
        (8.2, Verdict.DIVERGING),
        (12.0, Verdict.DIVERGING),
    ],
)
def test_eta_decides_what_becomes_of_a_descent(eta, verdict):
    walk = walk_of(eta=eta)
    assert walk.verdict is verdict
    assert f"Many steps: {verdict.word}" in told(8, values(eta=eta, prediction="left"))


def test_at_the_bottom_it_is_at_rest():
    walk = walk_of(p=0.0)
    assert walk.verdict is Verdict.AT_REST
    assert set(walk.ps) == {0.0}


@pytest.mark.parametrize(
    "formula, p, eta, lost",
    [
        ("0 − x²", 1.0, 1.0, "further than 100 from 0"),
        ("ln(x)", 0.5, 1.0, "step 1 leads to −1.5, where φ has no slope"),
        ("exp(x)", 5.0, 1.0, "further than 100 from 0"),
    ],
)
def test_what_leaves_the_curve_diverges_and_says_where(formula, p, eta, lost):
    walk = walk_of({"curve": "typed"}, formula=formula, p=p, eta=eta)
    assert walk.verdict is Verdict.DIVERGING
    assert lost in walk.reason
    assert np.isfinite(walk.ps + walk.heights + walk.slopes).all()


@given(eta=st.floats(0.01, 12.0), p=st.floats(-6.0, 6.0), curve=st.sampled_from(["article", "sine", "valleys", "drawn"]))
def test_the_words_mean_what_the_page_says_they_mean(eta, p, curve):
    walk = walk_of({"curve": curve}, eta=eta, p=p)
    steps = np.abs(np.diff(walk.ps))
    share = abs(walk.slopes[-1]) / max(map(abs, walk.slopes)) if any(walk.slopes) else 0.0
    turns = int(np.sum(np.diff(walk.ps)[:-1] * np.diff(walk.ps)[1:] < 0))
    match walk.verdict:
        case Verdict.AT_REST:
            assert walk.slopes[0] == 0.0
        case Verdict.ARRIVING:
            assert share <= 0.01
        case Verdict.DIVERGING:
            assert walk.lost or (steps[-1] == steps.max() and walk.heights[-1] > walk.heights[0])
        case Verdict.THRASHING:
            assert share > 0.01
            assert turns >= 2
        case Verdict.CREEPING:
            assert share > 0.01
            assert turns < 2
