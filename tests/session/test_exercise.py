"""Check my work: the next line is asked, nothing shows it before, and the whole example is gone through."""

import numpy as np
import pytest

from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.exercise import Mark
from visprop.session.session import Session
from visprop.timeline.position import Position
from visprop.timeline.quantity import quantity
from visprop.timeline.timeline import Timeline


@pytest.fixture
def session():
    return Session(Run(open_scenario("linear")))


def test_what_is_asked_is_known_nowhere(session):
    session.exercise.begin()
    assert [str(answer.key) for answer in session.exercise.answers] == ["z1[1]", "a1[1]"]
    assert all(quantity(session.moment().frame, answer.key) is None for answer in session.exercise.answers)


def test_a_right_answer_may_be_a_formula_and_rounded(session):
    session.exercise.begin()
    # z = 0.8 · 0.5 + 0.1, a = σ(0.5), as the file of the article's linear net has them.
    assert session.exercise.answer(0, "0.8*0.5+0.1") is Mark.RIGHT
    assert session.exercise.answer(1, "0.6225") is Mark.RIGHT
    assert session.exercise.is_done


def test_what_is_wrong_is_told_with_a_hint_and_how_far_it_is_off(session):
    session.exercise.begin()
    assert session.exercise.answer(0, "-0.5") is Mark.WRONG
    assert session.exercise.answers[0].why == "the sign is the other one"
    assert session.exercise.verdict == "0 of 2 right; 1 not right, off by about 1 at most"
    assert session.exercise.answer(0, "0.503") is Mark.WRONG
    assert "more digits" in session.exercise.answers[0].why
    assert session.exercise.answer(0, "half") is Mark.UNREADABLE


def test_an_example_is_gone_through_from_start_to_end(session):
    session.exercise.begin()
    asked = []
    for _ in range(9):
        asked += [str(answer.key) for answer in session.exercise.answers]
        for row in range(len(session.exercise.answers)):
            session.exercise.reveal(row)
        assert session.exercise.is_done
        session.exercise.go_on()
    wanted = [f"{letter}{layer}[1]" for layer in (1, 2, 3, 4) for letter in "za"] + ["c"]
    for layer in (4, 3, 2, 1):
        wanted += [f"d{layer}[1]", f"dw{layer}[1,1]", f"db{layer}[1]"]
    assert asked == wanted
    # The update has nothing new: it is made, and the next pass begins.
    assert session.playback.position == Position(1, 1, 0)
    assert str(session.exercise.answers[0].key) == "z1[1]"


def test_moving_away_ends_it(session):
    session.exercise.begin()
    session.playback.go(Position(0, 1, 5))
    assert not session.exercise.is_on
    assert session.exercise.line is None


def test_what_is_revealed_is_the_number(session):
    session.exercise.begin()
    np.testing.assert_allclose(session.exercise.reveal(0), 0.5, rtol=1e-12)
    assert session.exercise.answers[0].mark is Mark.REVEALED


def test_of_a_batch_the_mean_change_is_asked_at_the_update():
    session = Session(Run(open_scenario("xor")))
    batch = session.scenario.schedule.size_of(0)
    assert batch == 4, "all rows"
    last = session.playback.frame.program.update_line - 1
    session.playback.go(Position(0, batch, last))
    session.exercise.begin()
    asked = [str(answer.key) for answer in session.exercise.answers]
    assert asked == ["dw2[1,1]", "dw2[1,2]", "db2[1]", "dw1[1,1]", "dw1[1,2]", "dw1[2,1]", "dw1[2,2]", "db1[1]", "db1[2]"]
    # The mean of what the examples do alone, by hand: −η times the mean of δ.
    deltas = [Timeline(Run(session.scenario)).frame(Position(0, e, last)).delta(2)[0] for e in (1, 2, 3, 4)]
    eta = session.scenario.training.eta
    assert session.exercise.answer(2, f"{-eta * sum(deltas) / 4:.6g}") is Mark.RIGHT


def test_how_the_numbers_were_found_is_summed_up_after_the_update(session):
    session.exercise.begin()
    session.exercise.answer(0, "0.5")
    session.exercise.answer(1, "0.7")
    session.exercise.answer(1, "0.6225")
    assert session.exercise.summary == ""
    for _ in range(9):
        for row, answer in enumerate(session.exercise.answers):
            if answer.mark is not Mark.RIGHT:
                session.exercise.reveal(row)
        session.exercise.go_on()
    assert session.playback.position == Position(1, 1, 0)
    assert session.exercise.summary == "21 numbers: 1 right at once, 1 right after another try, 19 revealed."
    session.exercise.reveal(0)
    session.exercise.end()
    assert session.exercise.summary == "1 number: 1 revealed."


def test_that_the_position_has_moved_is_known(session):
    assert not session.exercise.was_left
    session.exercise.begin()
    session.playback.go(Position(0, 1, 5))
    assert session.exercise.was_left
    session.exercise.begin()
    assert not session.exercise.was_left
