"""The picture: every step at several sizes in both themes, nothing earlier than its step, and what can be dragged."""

from itertools import combinations

import numpy as np
import pytest

from tests.benches.slope.moments import STEPS, draw, told, values
from visprop.benches.slope.bench import BENCH
from visprop.benches.slope.state import slope_of
from visprop.figures.base.placing import bounds, overlap
from visprop.figures.base.shapes import Clip, Disc, Label
from visprop.figures.base.style import DARK, LIGHT

SIZES = [(420.0, 300.0), (640.0, 400.0), (1000.0, 600.0), (300.0, 200.0)]
SET = {
    "article": ({"prediction": "left"},),
    "left tangent": ({"p": -2.0, "first": -1.0, "second": 1.0, "prediction": "right", "eta": 9.0},),
    "unsaid": ({"curve": "sine"},),
    "valleys": ({"curve": "valleys"}, {"prediction": "right", "eta": 0.3}),
    "drawn": ({"curve": "drawn"}, {"prediction": "right", "eta": 2.2}),
    "pole": ({"curve": "typed", "formula": "1/x"}, {"prediction": "stays", "p": -1.3}),
    "steep": ({"curve": "typed", "formula": "exp(x)"}, {"prediction": "left", "p": 6.0, "eta": 12.0}),
    "flat": ({"curve": "typed", "formula": "3"}, {"prediction": "stays"}),
    "kink": ({"curve": "typed", "formula": "|x|"}, {"p": 0.0}),
    "nowhere": ({"curve": "typed", "formula": "ln(0 − 1 − x²)"}, {"p": 6.0}),
    "huge": ({"curve": "typed", "formula": "exp(x^4)"}, {"p": 5.0, "prediction": "left"}),
    "outside": ({"span": 1.0, "p": -6.0, "first": 6.0, "second": -6.0, "prediction": "left", "count": 60},),
}


def labels(figure):
    return [shape for shape in figure.shapes if isinstance(shape, Label)]


@pytest.mark.parametrize("name", SET)
def test_at_every_step_and_size_labels_stand_on_the_page_and_apart(name):
    found = values(*SET[name])
    for size in SIZES:
        for step in STEPS:
            figure = draw(step, found, size, theme=DARK if step % 2 else LIGHT)
            boxes = [bounds(label) for label in labels(figure)]
            for left, top, right, bottom in boxes:
                assert left >= 0.0 <= top
                assert right <= size[0] + 0.5
                assert bottom <= size[1] + 0.5
            assert not any(overlap(one, other, 1.0) for one, other in combinations(boxes, 2))
            for handle in figure.handles:
                assert 0.0 <= handle.x <= size[0]
                assert 0.0 <= handle.y <= size[1]
            told(step, found)


def words_in(figure):
    return ["".join(run.text for run in label.runs) for label in labels(figure)]


def test_each_step_draws_what_it_tells_and_nothing_of_later_ones():
    found = values(prediction="left")
    first_seen = {
        part: next(step for step in STEPS if any(words.startswith(part) for words in words_in(draw(step, found))))
        for part in ("tangent", "run = 2", "rise = 2", "φ̂", "Δp = −1", "came 0.875", "after 20")
    }
    assert first_seen == {"tangent": 1, "run = 2": 2, "rise = 2": 2, "φ̂": 4, "Δp = −1": 6, "came 0.875": 7, "after 20": 8}


def test_without_a_prediction_the_later_pictures_are_those_of_the_question():
    found = values()
    for step in (6, 7, 8):
        assert words_in(draw(step, found))[-2:] == ["Where does p go?", "say first where p goes: the control “Prediction”"]
        assert {handle.name for handle in draw(step, found).handles} == {"p on its axis", "p"}


def handle(step, found, name):
    return next(one for one in draw(step, found).handles if one.name == name)


@pytest.mark.parametrize("name", ["p", "p on its axis"])
def test_p_is_dragged_on_the_curve_and_on_its_axis(name):
    found = values()
    one = handle(0, found, name)
    assert one.moved(one.x, one.y) == {"p": 4.0}
    to = handle(0, values(p=-2.0), name)
    assert BENCH.put(found, one.moved(to.x, to.y))["p"] == pytest.approx(-2.0, abs=0.005)
    assert BENCH.put(found, one.moved(-1e6, 50.0))["p"] == -6.0


@pytest.mark.parametrize("name, control", [("the first point", "first"), ("the second point", "second")])
def test_the_points_slide_along_the_tangent(name, control):
    found = values()
    one = handle(2, found, name)
    assert one.moved(one.x, one.y) == {control: found[control]}
    to = handle(2, values({control: -1.0}), name)
    # Aside of the tangent the nearest place on it is meant.
    along = np.array((to.x - one.x, to.y - one.y))
    aside = np.array((-along[1], along[0])) / np.hypot(*along)
    moved = one.moved(*(np.array((to.x, to.y)) + 30.0 * aside))
    assert moved[control] == pytest.approx(-1.0, abs=0.01)
    assert BENCH.put(found, one.moved(1e6, 0.0))[control] == 6.0


def test_the_head_of_the_step_sets_eta():
    found = values(prediction="left")
    one = handle(6, found, "the head of Δp, which sets η")
    assert one.moved(one.x, one.y) == {"eta": 1.0}
    to = handle(6, values(prediction="left", eta=2.5), one.name)
    assert one.moved(to.x, to.y)["eta"] == pytest.approx(2.5, abs=1e-3)
    # Δp never goes up the slope.
    assert one.moved(to.x + 1e4, to.y) == {"eta": 0.01}
    assert BENCH.put(found, one.moved(-1e6, 0.0))["eta"] == 12.0


def test_a_line_drawn_in_the_picture_becomes_the_curve():
    found = values({"curve": "drawn"})
    assert draw(0, values()).sheet is None
    sheet = draw(0, found).sheet
    xs = np.linspace(sheet.x, sheet.x + sheet.width, 500)
    again = BENCH.put(found, sheet.drawn(np.column_stack((xs, np.full(500, sheet.y + sheet.height)))))
    # The lowest line of the diagram is flat.
    assert slope_of(again, 1).r == pytest.approx(0.0, abs=1e-9)
    assert len(again["line"]) <= 100


def test_a_curve_is_cut_at_its_pole():
    figure = draw(0, values({"curve": "typed"}, formula="1/x", p=1.0))
    inside = next(shape for shape in figure.shapes if isinstance(shape, Clip))
    curve = next(shape for shape in inside.shapes if getattr(shape, "width", 0.0) == 2.2)
    assert len(curve.lines) == 2


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("step", STEPS)
def test_full_points_have_a_rim_of_paper_that_parts_them_from_the_curve(step, theme):
    discs = [shape for shape in draw(step, values(prediction="left"), theme=theme).shapes if isinstance(shape, Disc)]
    full = [disc for disc in discs if disc.fill not in (None, theme.paper)]
    assert any(disc.fill == theme.ink for disc in full)
    assert {disc.colour for disc in full} == {theme.paper}
