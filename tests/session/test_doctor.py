"""A remedy is an edit: it is undone by undo, goes on from where it says, and takes away what was found."""

import numpy as np
import pytest

from tests.timeline.failing import FAILING, HEALTHY
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.doctor.ailments import AILMENTS
from visprop.timeline.doctor.examining import Finding
from visprop.timeline.position import Unit


def found_in(session):
    findings, is_late = session.doctor.findings()
    assert not is_late
    return {one.ailment.name: one for one in findings}


def at(session, update):
    """Go to an update; where the training breaks down before it, to the last position."""
    session.playback.go(session.playback.experiment.walk.update_end(update))
    while session.playback.seeking is not None:
        session.playback.tick(0.0)


@pytest.mark.parametrize("name", FAILING)
def test_a_remedy_is_undone_and_takes_away_what_was_found(name):
    session = Session(Run(FAILING[name]))
    at(session, 10)
    finding = found_in(session)[name]
    place, p = session.playback.position, session.playback.frame.p
    assert session.doctor.try_remedy(finding)
    assert session.edits.undo_text.startswith("try: ")
    at(session, session.playback.frame.done + 600)
    assert name not in found_in(session)
    session.edits.undo()
    assert session.edits.undo_text == ""
    assert session.playback.position == place
    np.testing.assert_array_equal(session.playback.frame.p, p)
    assert name in found_in(session)


@pytest.mark.parametrize("name", FAILING)
def test_undo_of_a_remedy_returns_to_the_very_line_and_redo_to_the_remedy(name):
    session = Session(Run(FAILING[name]))
    at(session, 10)
    finding = found_in(session)[name]
    # In the midst of an update, as a hand leaves it.
    session.playback.step(Unit.LINE)
    session.playback.step(Unit.LINE)
    place, branch = session.playback.position, session.runs.present
    assert session.doctor.try_remedy(finding)
    tried, start = session.runs.present, session.playback.position
    session.edits.undo()
    assert (session.runs.present, session.playback.position) == (branch, place)
    session.edits.redo()
    assert (session.runs.present, session.playback.position) == (tried, start)


def test_just_before_it_nothing_of_it_is_found():
    session = Session(Run(FAILING["thrashing"]))
    at(session, 100)
    finding = found_in(session)["thrashing"]
    session.doctor.go_before(finding)
    assert session.playback.position == finding.before
    assert session.playback.frame.done < finding.since
    assert found_in(session) == {}


def test_a_smaller_rate_begins_just_before_it_and_is_told():
    session = Session(Run(FAILING["diverging"]))
    told = []
    session.changes.listen(told.append)
    at(session, 500)
    finding = found_in(session)["diverging"]
    assert session.doctor.try_remedy(finding)
    assert session.playback.frame.done == session.playback.experiment.walk.done(finding.before)
    eta = session.scenario.training.eta
    assert 0.0 < eta < 6.0
    assert f"η = 6 becomes {eta:g}" in told[-1]


def test_the_status_bar_is_told_what_the_doctor_finds_and_no_more():
    session = Session(Run(FAILING["dead"]))
    (trouble,), is_late = session.own.troubles(np.inf)
    assert not is_late
    assert trouble.short == "Neurons of layer 1 are dead, since update 0"
    assert trouble.told.startswith(trouble.short)
    session.open(Run(HEALTHY), None)
    assert session.own.troubles(np.inf) == ((), False)


def test_looking_changes_no_bit_of_the_training():
    scenario = open_scenario("spiral")
    looked, plain = Session(Run(scenario)), Session(Run(scenario))
    for update in (3, 40, 500):
        at(looked, update)
        found_in(looked)
    at(plain, 500)
    np.testing.assert_array_equal(looked.playback.frame.p, plain.playback.frame.p)


def test_a_remedy_that_is_given_up_changes_nothing():
    session = Session(Run(FAILING["thrashing"]))
    at(session, 100)
    finding = found_in(session)["thrashing"]
    assert not session.doctor.try_remedy(finding, lambda work: None)
    assert session.edits.undo_text == ""
    assert session.scenario.training.eta == 3.0


def test_a_remedy_that_finds_nothing_better_is_refused_in_words():
    session = Session(Run(HEALTHY))
    told = []
    session.changes.listen(told.append)
    finding = Finding(AILMENTS["still"], 0, "", 0, session.playback.position, AILMENTS["still"].remedy)
    assert not session.doctor.try_remedy(finding, lambda work: ValueError("with no larger η does φ go down"))
    assert "with no larger η does φ go down" in told[-1]
