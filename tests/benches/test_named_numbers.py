"""The numbers that a lesson asks of a bench by name: known from the step on that shows them, and right."""

from math import cos, exp

import pytest

from visprop.benches.by_name import BenchNumbers
from visprop.kinds.files import open_any
from visprop.kinds.registry import experiment_of
from visprop.timeline.work import BUDGET


def numbers(name, at, **changed):
    experiment = experiment_of(open_any(f"bench:{name}").run.put(changed), BUDGET)
    return BenchNumbers(experiment.frame(experiment.walk.parse(str(at))))


def test_of_a_term_the_result_is_known_at_its_end_and_its_arguments_by_its_type():
    term = {"term": "((λx.x²) ∘ (λx.x + 1)) 3"}
    assert [numbers("functions", at, **term).value("result") for at in (0, 6, 7)] == [None, None, 16.0]
    assert numbers("functions", 0, term="λw b v.w × v + b").value("arguments") == 3.0
    assert numbers("functions", 0, term="(λx y.x + y) 2").value("arguments") == 1.0
    assert numbers("functions", 2, term="(λ(x, y).x + y) 2 3").value("arguments") is None


def test_of_the_notations_it_is_the_derivative_once_one_is_told():
    several = {"function": "sine and square", "at_x": 0.8, "at_z": 1.5}
    assert numbers("notations", 0, **several).value("value") is None
    assert numbers("notations", 1, **several).value("value") == pytest.approx(cos(0.8))
    assert numbers("notations", 1, **several, by="z").value("value") == pytest.approx(3.0)


def test_of_a_composition_they_are_those_of_the_passes():
    a = 0.5
    for w, b in ((1.5, -0.5), (-1.25, 0.75), (2.0, -0.5), (1.75, -0.25)):
        a = 1 / (1 + exp(-(w * a + b)))
    assert numbers("composition", 7).value("a4") is None
    assert numbers("composition", 8).value("a4") == pytest.approx(a)
    assert numbers("composition", 9).value("phi") == pytest.approx((1.0 - a) ** 2 / 2)
    before, after = numbers("composition", 9, layer=4), numbers("composition", 10, layer=4)
    assert before.value("db4") is None
    # η = 1/2: Δb = −η (a − y) a (1 − a).
    assert after.value("db4") == pytest.approx(-0.5 * (a - 1.0) * a * (1.0 - a))
    assert numbers("composition", 11, layer=4).value("d4") == pytest.approx(a - 1.0)
