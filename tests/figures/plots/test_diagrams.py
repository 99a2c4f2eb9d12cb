"""Further diagrams of the monitor: their numbers are those of the network, and the pictures are whole."""

from dataclasses import replace

import numpy as np
import pytest

from tests.figures.measuring import faults
from visprop.engine.curvature import top_curvatures
from visprop.export.flags import export_flags
from visprop.figures.base.shapes import Clip, Label, Path
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.monitor_work import moment_diagrams
from visprop.figures.plots.plot_options import MonitorOptions
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.gauges import GAUGES, gauge_of
from visprop.timeline.history import History
from visprop.timeline.samples import grid_updates
from visprop.timeline.timeline import Timeline

ALL = (*GAUGES, "w2[1,1]", "a2[1]", "c", "phi")


def moment_of(name, update, **changed):
    scenario = open_scenario(name)
    timeline = Timeline(Run(scenario.with_training(replace(scenario.training, **changed))))
    return NetworkMoment(timeline.frame(timeline.walk.update_end(update)), History(timeline))


def chosen(*names, **shared):
    return ViewOptions(MonitorOptions(curves=names), **shared)


def values(moment, name):
    """Updates and lines of one diagram."""
    ((found,), is_late) = moment_diagrams(moment, chosen(name))
    assert not is_late
    return found.lines


def test_each_curve_shows_what_the_network_gives():
    moment = moment_of("iris", 60)
    timeline, objective = moment.history.timeline, moment.scenario.objective
    p, before = timeline.parameters(40), timeline.parameters(39)
    at = {name: [line.values[list(line.updates).index(40)] for line in values(moment, name)] for name in ALL}
    slope = objective.slope(p)
    assert at["gradient"] == [pytest.approx(np.linalg.norm(slope))]
    assert at["step"] == [pytest.approx(np.linalg.norm(p - before))]
    blocks = moment.scenario.network.blocks(slope)
    assert at["layers"] == [pytest.approx(np.linalg.norm(block)) for block in blocks]
    assert at["curvature"] == [pytest.approx(top_curvatures(objective, p)[0][0])]
    assert at["w2[1,1]"] == [p[moment.scenario.network.single("w2[1,1]")]]
    assert at["phi"] == [objective.value(p)]
    assert np.isnan(values(moment, "step")[0].values[0])


@pytest.mark.parametrize("log_cost", [False, True])
def test_what_may_be_below_0_is_never_on_a_logarithmic_scale_and_lengths_are_where_the_cost_is(log_cost):
    names = ("gradient", "step", "layers", "w2[1,1]", "a2[1]")
    diagrams, _ = moment_diagrams(moment_of("iris", 20), ViewOptions(MonitorOptions(curves=names, log_cost=log_cost)))
    assert [diagram.log for diagram in diagrams] == [log_cost, log_cost, log_cost, False, False]


def test_units_that_pass_nothing_back_are_counted_by_layer():
    scenario = open_scenario("circle")
    p = scenario.p0.copy()
    for j in (1, 2):
        p[scenario.network.select(f"b1[{j}]")] = 50.0
    timeline = Timeline(Run(scenario.with_parameters(p)))
    moment = NetworkMoment(timeline.frame(timeline.walk.start), History(timeline))
    assert [line.values[0] for line in values(moment, "silent")] == [2 / 8, 0.0]


def test_the_edge_stands_beside_the_curvature_where_its_law_holds_and_only_there():
    own, law = values(moment_of("edge", 20), "curvature")
    assert (own.name, law.name, law.is_law) == ("λ_max", "2/η", True)
    np.testing.assert_allclose(law.values, 2.0 / 0.3)
    own, law = values(moment_of("edge", 20, optimiser="momentum", eta=0.01), "curvature")
    assert law.name == "3.8/η"
    own, law = values(moment_of("edge", 20, optimiser="adam", eta=0.01), "curvature")
    assert law.name == "38/η"
    assert np.isnan(own.values[0])
    assert np.isfinite(own.values[1:]).all()
    (only,) = values(moment_of("sine", 20), "curvature")
    assert only.name == "λ_max"


def texts(figure):
    return ["".join(run.text for run in shape.runs) for shape in figure.shapes if isinstance(shape, Label)]


def curves(figure):
    """What is drawn in each diagram."""
    clips = [shape for shape in figure.shapes if isinstance(shape, Clip)]
    return [[path for path in clip.shapes if isinstance(path, Path)] for clip in clips]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["edge", "iris", "xor"])
def test_a_picture_with_all_curves_is_whole(name, theme):
    found = VIEWS["history"].draw(moment_of(name, 40), chosen(*ALL, theme=theme), (640.0, 1400.0))
    assert not faults(found)
    has_classes = name != "edge"
    assert len(curves(found)) == 1 + has_classes + len(ALL)


def test_the_picture_says_what_the_line_is_or_why_there_is_none():
    assert "2/η ≈ 6.667" in texts(VIEWS["history"].draw(moment_of("edge", 60), chosen("curvature"), (640.0, 400.0)))
    found = VIEWS["history"].draw(moment_of("sine", 20), chosen("curvature"), (640.0, 400.0))
    assert "no edge: of mini-batches batch sharpness is the gauge, not λmax" in texts(found)
    narrow = VIEWS["history"].draw(moment_of("sine", 20), chosen("curvature"), (420.0, 400.0))
    assert "no edge for mini-batches" in texts(narrow)
    adam = VIEWS["history"].draw(moment_of("edge", 20, optimiser="adam"), chosen("curvature"), (640.0, 400.0))
    assert "λmax, the largest curvature of φ as Adam feels it" in texts(adam)


def test_all_diagrams_stand_over_the_same_updates():
    found = VIEWS["history"].draw(moment_of("edge", 60), chosen("curvature", "gradient"), (640.0, 500.0))
    ends = {path.lines[0][-1][0] for (path, *_) in curves(found) if len(path.lines[0])}
    assert max(ends) - min(ends) < 1e-9


def test_without_further_curves_the_picture_is_that_of_the_monitor():
    moment = moment_of("edge", 30)
    found = VIEWS["history"].draw(moment, ViewOptions(), (640.0, 400.0))
    assert len(curves(found)) == 1


def test_a_past_without_a_time_line_shows_the_same():
    moment = replace(moment_of("iris", 50), curves=("curvature", "step", "a2[1]"))
    alone = moment.at_once()
    for name in moment.curves:
        for one, other in zip(values(moment, name), values(alone, name), strict=True):
            np.testing.assert_array_equal(one.values, other.values)
            np.testing.assert_array_equal(one.updates, other.updates)


def test_at_speed_the_curvature_is_followed_and_told_to_be_about_right_until_it_is_exact():
    moment = moment_of("edge", 400)
    timeline, history = moment.history.timeline, moment.history
    for update in range(0, 401, 25):
        frame = timeline.frame(timeline.walk.update_end(update) if update else timeline.walk.start)
        ((found,), is_late) = moment_diagrams(replace(moment, frame=frame, at_speed=True), chosen("curvature"))
    assert not is_late
    about, law = found.lines
    assert about.name == "λ_max, about"
    assert law.name == "2/η"
    # Below the edge it changes slowly, and a few products an update keep up with it.
    exact = top_curvatures(moment.scenario.objective, timeline.parameters(400))[0][0]
    assert about.values[-1] == pytest.approx(exact, rel=0.01)
    assert about.values[-1] <= exact
    own, _ = values(moment, "curvature")
    assert own.name == "λ_max"
    assert own.values[-1] == exact
    assert list(own.updates) == grid_updates(400, 0, gauge_of("curvature").per_octave)
    after = moment_diagrams(replace(moment, at_speed=True), chosen("curvature"))[0][0].lines[0]
    assert after.values[-1] == exact
    assert history is moment.history


def test_names_are_read_with_their_brackets_and_others_refused():
    flag = next(flag for flag in export_flags() if flag.told.name == "--curves")
    read = MonitorOptions.curves.read
    assert read("curvature,w2[1,2], c") == ("curvature", "w2[1,2]", "c")
    for text, words in (("speed", "neither gradient, step"), ("layer2", "nor a quantity"), ("c,c", "twice")):
        with pytest.raises(ValueError, match=words):
            read(text)
    with pytest.raises(ValueError, match="the network has no a7"):
        flag.set(ViewOptions(), ("a7[1]",), moment_of("xor", 1))


def test_what_is_tied_counts_once_in_the_length_of_a_step():
    tied = replace(open_scenario("xor"), tied=(("b1[1]", "b1[2]"),))
    timeline = Timeline(Run(tied.with_parameters(tied.settled(tied.p0))))
    moment, freedom = NetworkMoment(timeline.frame(timeline.walk.update_end(3)), History(timeline)), tied.freedom
    p, before = timeline.parameters(3), timeline.parameters(2)
    expected = np.linalg.norm(freedom.coordinates(p) - freedom.coordinates(before))
    assert expected < np.linalg.norm(p - before)
    assert values(moment, "step")[0].values[-1] == pytest.approx(expected)
