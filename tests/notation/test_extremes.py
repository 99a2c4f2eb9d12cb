"""Pages and pictures of networks whose numbers float64 can hardly hold: all are written, and say what was lost."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.random_networks import random_scenario
from visprop.engine.network import Network
from visprop.figures.base.outlines import LIBRARY
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.views import VIEWS
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Note
from visprop.notation.latex_document import latex_rows, text_rows
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.diverged import Diverged
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def moment_of(scenario):
    timeline = Timeline(Run(scenario))
    frame = next(filter(None, (reached(timeline, line) for line in range(timeline.program.update_line - 1, -1, -1))))
    return NetworkMoment(frame, History(timeline), selected=scenario.network.parameter(0))


def reached(timeline, line):
    """A line of the first pass, if nothing overflows before it."""
    try:
        return timeline.frame(Position(0, 1, line))
    except Diverged:
        return None


def written(frame):
    """Every row of every page."""
    about = frame.scenario.network.parameter(0)
    found = []
    for notation in NOTATIONS.values():
        for dress in DRESSES.values():
            if dress.unfit(frame.scenario):
                continue
            for line in frame.program.lines:
                found += page(frame, Question(Subject.LINE, notation, None, line.number, dress=dress, steps=True)).blocks
        for subject in Subject:
            found += page(frame, Question(subject, notation, about)).blocks
    for block in found:
        assert all(text_rows(block))
        assert all(latex_rows(block))
    return found


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([1e-300, 1e-160, 1e-30, 40.0, 800.0, 1e30, 1e160, 1e300]))
@example(371, 1e160)  # Outputs beyond float64, of which the accuracy is told.
@example(243, 1e160)  # The same in σ′, whose number is told.
def test_every_page_and_picture_is_written_without_a_warning(seed, scale):
    scenario = random_scenario(seed, 3, 3)
    p = np.clip(scenario.p0 * scale, -1e300, 1e300)
    LIBRARY.load()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        moment = moment_of(replace(scenario, p0=p))
        written(moment.frame)
        for name, view in VIEWS.items():
            if not name.startswith("landscape") or scenario.freedom.count > 1:
                view.draw(moment, ViewOptions(LandscapeOptions(tangent=True), grid=5), view.size)


@pytest.mark.parametrize(
    "activation, cost", [("softmax", "cross_entropy"), ("logistic", "cross_entropy"), ("logistic", "half_squared_error")]
)
def test_what_is_too_small_is_said(activation, cost):
    network = Network((1, 2), (activation,), cost)
    p = np.array([-800.0, 0.0, 800.0, 0.0])
    scenario = Scenario("far out", network, p, Data(np.array([[1.0]]), np.array([[1.0, 0.0]])), Training("online", 1, 0.1))
    notes = [block.text for block in written(moment_of(scenario).frame) if isinstance(block, Note)]
    assert any("too small for float64 and counts as 0" in text or "cannot tell from 0" in text for text in notes)
