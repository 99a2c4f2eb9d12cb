"""Be the algorithm in the article's dress of one constant bias: what is asked is d, as picture and equations have it."""

from math import exp

import pytest

from tests.session.test_algorithm import begun, numbers_of, valued
from visprop.engine.key import Key
from visprop.figures.moment import ViewOptions
from visprop.notation.notations.dresses import DRESSES
from visprop.scenario.builtin import open_scenario


def article_table():
    """Each quantity of the article's table with its number, in its order, by hand.

    d_4 = a_4 − g x, d_i = d_{i+1} σ′(w_{i+1} a_i + b) w_{i+1}, Δw_i = −η d_i σ′(w_i a_{i−1} + b) a_{i−1}.
    """
    weights, b, a = (0.8, -1.2, 1.5, 0.9), 0.1, [0.5]
    for w in weights:
        a.append(1 / (1 + exp(-(w * a[-1] + b))))
    found, d = [], a[4] - 0.2
    for i in (4, 3, 2, 1):
        slope = a[i] * (1 - a[i])
        found += [(f"d{'₀₁₂₃₄'[i]}", d), (f"Δw{'₀₁₂₃₄'[i]}", -d * slope * a[i - 1])]
        d *= slope * weights[i - 1]
    return found


def executed(algorithm, naming):
    """Execute all; the names of what was asked, with the numbers that were right."""
    found = []
    while algorithm.is_asking:
        algorithm.choose(next(i for i, offer in enumerate(algorithm.offers) if offer in algorithm.work.ready))
        found.append((algorithm.task.name(naming), float(numbers_of(algorithm)[0])))
        assert algorithm.answer(f"{found[-1][1]:.5g}")
    return found


def test_the_way_back_is_the_article_s_table_with_d():
    session, algorithm = begun(open_scenario("shared-bias"), dress=DRESSES["constant"])
    back = [one for one in executed(algorithm, session.naming) if one[0][0] in "dδΔ"]
    assert [name for name, _ in back] == [name for name, _ in article_table()]
    assert [value for _, value in back] == pytest.approx([value for _, value in article_table()])


def test_hints_and_what_is_said_are_of_d():
    _, algorithm = begun(open_scenario("shared-bias"), dress=DRESSES["constant"])
    valued(algorithm, "da3[1]")
    while algorithm.has_hint:
        algorithm.hint()
    assert algorithm.hints[1] == "d₃ = d₄·σ′(w₄·a₃ + b)·w₄"
    # δ₃ of the same network: d₃ times σ′(z₃).
    assert not algorithm.answer("0.021228")
    assert algorithm.said.told == "this is δ: d has no σ′ of its own neuron in it"


def test_where_a_neuron_is_not_opened_no_sum_is_asked():
    session, algorithm = begun(open_scenario("shared-bias"), dress=DRESSES["parameter"])
    asked = [name for name, _ in executed(algorithm, session.naming)]
    assert asked == ["a₁", "a₂", "a₃", "a₄", "c", "d₄", "Δp₄", "d₃", "Δp₃", "d₂", "Δp₂", "d₁", "Δp₁"]


def test_dressed_otherwise_on_the_way_it_asks_as_the_picture_has_it_then():
    session, algorithm = begun(open_scenario("shared-bias"))
    valued(algorithm, "d4[1]")
    session.choose(ViewOptions.dress, DRESSES["constant"])
    assert {str(task.key) for task in algorithm.work.tasks} == {"da4[1]", "dw4[1,1]"}
    assert algorithm.task is None
    # Another option leaves what was chosen as it is.
    valued(algorithm, "da4[1]")
    session.choose(ViewOptions.digits, 3)
    assert algorithm.task.key == Key.parse("da4[1]")
