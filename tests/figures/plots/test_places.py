"""Where the marks of diagrams stand: bars from one height, ends of zones, points within the frame, lines with a length."""

import re
from dataclasses import replace

import numpy as np
import pytest

from tests.figures.measuring import faults, flat, texts, words
from tests.figures.plots.landscapes import landscape_at
from tests.figures.plots.test_slice import NAMING, parabola
from visprop.engine.key import Key
from visprop.figures.base.axes import Axes
from visprop.figures.base.placing import bounds, overlap
from visprop.figures.base.shapes import Clip, Disc, Label, Path, Segments
from visprop.figures.base.style import DARK, LIGHT, LINE
from visprop.figures.base.text import plain
from visprop.figures.choices import Camera, PlaneChoice
from visprop.figures.messages import error_figure, pending_figure, words_figure
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.captions import head
from visprop.figures.plots.nudge import EXPONENTS, nudge_figure, nudges_of
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.plots.slice import slice_axes, slice_of
from visprop.figures.plots.slice_picture import slice_figure
from visprop.figures.plots.surface3d import surface_figure
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIZE = (560, 420)


def bars(figure, hue):
    """The thick upright lines of a hue: x, and from where to where."""
    found = [s for s in flat(figure.shapes) if isinstance(s, Segments) and s.colour == hue and s.width > 3.0]
    return [one for s in found for one in s.ends if one[2] != one[0] + 12.0]


@pytest.mark.parametrize("eta", [0.3, 0.8, 1.6, 2.3])
def test_both_decreases_hang_from_one_height_side_by_side(eta):
    found = slice_of(parabola(eta), np.array([0.0, 3.0]), Key.bias(1, 1))
    figure = slice_figure(found, SIZE, LIGHT, NAMING)
    ((x1, top1, x2, end1),), ((x3, top2, x4, end2),) = bars(figure, LIGHT.backward), bars(figure, LIGHT.forward)
    assert (x1, x3) == (x2, x4)
    assert top1 == top2
    assert 3.0 < x3 - x1 < 8.0
    # What is promised is η 9, and of it the share 1 − η/2 comes; the page's y goes down.
    assert end1 > top1
    assert (end2 - top2) / (end1 - top1) == pytest.approx(1.0 - eta / 2, abs=1e-6)
    # They stand where the step ends.
    place = slice_axes(found, SIZE).to_page(np.array([3.0 - 3.0 * eta]), np.array([4.5]))[0]
    assert ((x1 + x3) / 2, top1) == pytest.approx(tuple(place))


def test_the_ends_of_the_zones_are_told_by_their_rates():
    # The share 1 − η/2 is 0.9, 0.3 and 0 at η = 0.2, 1.4 and 2.
    figure = slice_figure(
        slice_of(parabola(1.0), np.array([0.0, 3.0]), Key.bias(1, 1), reach=8.0, grid=2001), (900, 500), LIGHT, NAMING
    )
    told = {words(s): s.x for s in flat(figure.shapes) if isinstance(s, Label) and words(s).startswith("η ≈ ")}
    rates = sorted(float(text.removeprefix("η ≈ ")) for text in told)
    assert len(rates) == 3
    np.testing.assert_allclose(rates, [0.2, 1.4, 2.0], rtol=0.06)
    # Downhill is to the left here.
    xs = [told[text] for text in sorted(told, key=lambda text: float(text.removeprefix("η ≈ ")))]
    assert xs == sorted(xs, reverse=True)


@pytest.mark.parametrize("size", [(420, 320), SIZE, (900, 500)])
def test_p_and_where_its_step_ends_bear_their_names(size):
    figure = slice_figure(slice_of(parabola(0.3), np.array([0.0, 3.0]), Key.bias(1, 1)), size, LIGHT, NAMING)
    points = sorted((s for s in flat(figure.shapes) if isinstance(s, Disc) and s.radius == 5.0), key=lambda disc: -disc.x)
    told = {words(s): s for s in flat(figure.shapes) if isinstance(s, Label)}
    for name, point in zip(("p", "p − ηDφ"), points, strict=True):
        left, top, right, bottom = bounds(told[name])
        apart = max(left - point.x, point.x - right, 0.0), max(top - point.y, point.y - bottom, 0.0)
        assert np.hypot(*apart) < 16.0


def test_both_decreases_are_told_by_their_whole_terms_or_by_their_words_alone():
    found, terms = slice_of(parabola(0.3), np.array([0.0, 3.0]), Key.bias(1, 1)), set()
    for size in ((230, 240), (260, 240), (340, 240), (560, 420)):
        told = [words(s) for s in flat(slice_figure(found, size, LIGHT, NAMING).shapes) if isinstance(s, Label)]
        terms |= {re.split(r" [=≈] ", text)[0].strip() for text in told if text.startswith(("promised", "came"))}
    assert terms == {"promised", "promised ηDφ·Dφ", "came", "came φ(p) − φ(p − ηDφ)"}


@pytest.mark.parametrize("width, is_told", [(230, False), (300, False), (420, True), (800, True)])
def test_of_how_many_examples_it_is_made_is_told_where_it_has_room_beside_the_verdict(width, is_told):
    note = "from 2,000 of 60,000 examples, computing …"
    found = replace(slice_of(parabola(0.3), np.array([0.0, 3.0]), Key.bias(1, 1)), note=note)
    figure = slice_figure(found, (width, 320), LIGHT, NAMING)
    assert not faults(figure)
    told = texts(figure)
    assert (note in told) is is_told
    assert any(text.startswith("η = 0.3") for text in told)
    assert all(texts(slice_figure(replace(found, note=""), (width, 320), LIGHT, NAMING)))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_is_said_below_a_title_is_paler_and_smaller_than_it(theme):
    axes = Axes(40.0, 60.0, 300.0, 200.0, (0.0, 1.0), (0.0, 1.0))
    title, below = head("A title", [plain("and what is said of it")], axes, (400.0, 300.0), theme, 14.0)
    assert (title.colour, below.colour) == (theme.ink, theme.faint)
    assert title.size > below.size
    assert title.y < below.y


@pytest.mark.parametrize("azimuth", [30.0, 60.0, 120.0, 210.0, 300.0])
def test_each_axis_of_a_solid_has_its_own_name_beside_it_away_from_the_middle(azimuth):
    choice = PlaneChoice(ranges=((-1.0, 1.0), (-1.0, 1.0)))
    history = History(Timeline(Run(open_scenario("xor"))))
    figure = surface_figure(landscape_at(history, 0, choice, grid=9), (500, 400), LIGHT, Camera(azimuth=azimuth))
    lines = [s.ends for s in figure.shapes if isinstance(s, Segments) and s.width == 1.0 and s.colour == LIGHT.ink]
    axes = np.concatenate(lines).reshape(-1, 2, 2)
    labels = [s for s in figure.shapes if isinstance(s, Label)]
    told = [
        next(s for s in labels if words(s) == name) for name in ("w211", "w112", "φ") if any(words(s) == name for s in labels)
    ]
    assert len(axes) == len(told) == 3
    middle = axes.mean(axis=(0, 1))
    for axis, label in zip(axes, told, strict=True):
        place, (start, end) = np.array((label.x, label.y)), axis
        if words(label) == "φ":
            assert np.hypot(*(place - min(start, end, key=lambda point: point[1]))) < 20.0
            continue
        along = (end - start) / np.hypot(*(end - start))
        aside = np.array((-along[1], along[0]))
        # It is at the middle of its line, and beside it by no more than the numbers and its own width need.
        assert abs((place - (start + end) / 2) @ along) < 15.0
        assert 15.0 < abs((place - start) @ aside) < 70.0
        assert np.sign((place - start) @ aside) == -np.sign((middle - start) @ aside)


@pytest.mark.parametrize("name", builtin_names())
@pytest.mark.parametrize("size", [(420, 320), SIZE])
def test_no_word_stands_on_p_or_where_its_step_ends(name, size):
    scenario = open_scenario(name)
    for eta in (0.05, 0.5, 3.0):
        figure = slice_figure(slice_of(scenario, scenario.p0, None, eta), size, LIGHT, NAMING)
        points = [s for s in flat(figure.shapes) if isinstance(s, Disc) and s.radius == 5.0]
        for label in (s for s in flat(figure.shapes) if isinstance(s, Label) and s.behind is not None):
            box = bounds(label)
            assert not any(overlap(box, (p.x - 5, p.y - 5, p.x + 5, p.y + 5)) for p in points), words(label)


@pytest.mark.parametrize("index", [0, 5, 16])
def test_every_nudge_lies_within_its_diagram(two, index):
    nudges = nudges_of(two, two.p0, index)
    figure = nudge_figure(nudges.errors, -5.0, (500, 300), LIGHT)
    left, top, wide, high = figure.plot
    (clip,) = (s for s in figure.shapes if isinstance(s, Clip))
    (line,) = (line for s in clip.shapes if isinstance(s, Path) for line in s.lines)
    assert len(line) == len(EXPONENTS)
    assert (line[:, 0] >= left - 1e-6).all()
    assert (line[:, 0] <= left + wide + 1e-6).all()
    assert (line[:, 1] > top).all()
    assert (line[:, 1] < top + high).all()
    # A larger error is higher, and the mark stands on the line at its nudge.
    heights = -line[:, 1]
    assert (np.argsort(heights, kind="stable") == np.argsort(np.maximum(nudges.errors, 1e-18), kind="stable")).mean() > 0.9
    mark = next(s for s in figure.shapes if isinstance(s, Disc))
    assert (mark.x, mark.y) == pytest.approx(tuple(line[int(np.argmin(np.abs(EXPONENTS + 5.0)))]))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_words_in_a_picture_s_place_are_on_its_paper(theme):
    for figure in (
        pending_figure((300, 200), theme, "Slice"),
        words_figure((300, 200), theme, "Select a neuron"),
        error_figure((300, 200), theme, "Slice", ValueError("no")),
    ):
        assert figure.background == theme.paper
        assert (figure.width, figure.height) == (300, 200)
        assert all(0 < label.x < 300 and 0 < label.y < 200 for label in figure.shapes)
    assert error_figure((300, 200), theme, "Slice", ValueError("no")).shapes[0].colour == theme.negative


def figures(name, theme=LIGHT):
    """Every view of a moment in which all is known."""
    timeline = Timeline(Run(open_scenario(name)))
    frame = timeline.frame(Position(3, timeline.run.scenario.schedule.size_of(3), timeline.program.update_line))
    moment = NetworkMoment(frame=frame, history=History(timeline), selected=Key.weight(1, 1, 1)).at_once()
    for view, one in VIEWS.items():
        for tangent in (False, True):
            yield view, one.draw(moment, ViewOptions(LandscapeOptions(tangent=tangent), theme=theme, grid=31), one.size)


@pytest.mark.parametrize("name", ["two-neurons", "linear"])
def test_every_line_has_a_length_and_no_rule_is_as_thick_as_an_outline(qapp, name):
    for view, figure in figures(name):
        for shape in flat(figure.shapes):
            if isinstance(shape, Segments) and len(shape.ends):
                lengths = np.hypot(*(np.asarray(shape.ends)[:, 2:] - np.asarray(shape.ends)[:, :2]).T)
                assert lengths.min() > 0.0, view
            colour, width = getattr(shape, "colour", None), getattr(shape, "width", 0.0)
            if isinstance(shape, Segments | Path) and colour == LIGHT.rule:
                assert width <= LINE, view


def test_the_tangent_plane_is_a_net_of_lines_both_ways():
    scenario = open_scenario("two-neurons")
    timeline = Timeline(Run(scenario))
    moment = NetworkMoment(frame=timeline.frame(Position(3)), history=History(timeline)).at_once()
    draw = VIEWS["landscape3d"].draw
    with_it, without = (draw(moment, ViewOptions(LandscapeOptions(tangent=on), grid=31), (700, 500)) for on in (True, False))
    nets = [
        [s.ends for s in flat(f.shapes) if isinstance(s, Segments) and s.colour == LIGHT.backward] for f in (with_it, without)
    ]
    assert not nets[1]
    ends = np.concatenate(nets[0])
    along = ends[:, 2:] - ends[:, :2]
    # Orthographic: the lines of one way are all parallel, and the two ways are not.
    angles = np.round(np.degrees(np.arctan2(along[:, 1], along[:, 0])) % 180.0, 1)
    ways, counts = np.unique(angles, return_counts=True)
    assert len(ways[counts > 0.2 * len(ends)]) == 2
    assert counts[counts > 0.2 * len(ends)].sum() == len(ends)
