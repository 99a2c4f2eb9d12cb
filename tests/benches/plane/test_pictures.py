"""Map, surface and slices: every step at several sizes in both themes, and what can be dragged."""

from itertools import combinations

import numpy as np
import pytest

from tests.benches.plane.moments import STEPS, VIEWS, draw, values
from visprop.benches.plane.bench import BENCH
from visprop.benches.plane.state import plane_of
from visprop.figures.base.placing import bounds, overlap
from visprop.figures.base.shapes import Clip, Facets, Label
from visprop.figures.base.style import DARK, LIGHT

SIZES = [(420.0, 300.0), (640.0, 400.0), (1000.0, 600.0)]
SET = {
    "article": {},
    "bowl": {"function": "bowl", "x": 2.0, "z": -1.0, "azimuth": 130.0, "elevation": 70.0},
    "rim": {"function": "saddle", "x": -4.0, "z": 4.0, "dx": -4.0, "dz": 4.0, "span": 1.0, "eta": 2.0, "levels": False},
    "at rest": {"function": "saddle", "x": 0.0, "z": 0.0, "dx": 0.0, "dz": 0.0},
    "flat": {"function": "typed", "formula": "3"},
    "pole": {"function": "typed", "formula": "1/(x z)", "x": 1.0},
    "cone": {"function": "typed", "formula": "√(x² + z²)", "x": 0.0, "z": 0.0},
    "nowhere": {"function": "typed", "formula": "ln(0 − 1 − x² − z²)"},
    "huge": {"function": "typed", "formula": "exp(x^4 + z^4)", "x": 4.0},
}


def labels(figure):
    inside = [one for shape in figure.shapes if isinstance(shape, Clip) for one in shape.shapes]
    return [shape for shape in (*figure.shapes, *inside) if isinstance(shape, Label)]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", SET)
def test_at_every_step_and_size_labels_stand_on_the_page_and_apart(view, name):
    found = values(SET[name])
    for size in SIZES:
        for step in STEPS:
            figure = draw(view, step, found, size, theme=DARK if step % 2 else LIGHT)
            # The numbers of levels are turned along their lines.
            boxes = [bounds(label) for label in labels(figure) if not label.angle]
            for left, top, right, bottom in boxes:
                assert left >= -0.5 <= top
                assert right <= size[0] + 0.5
                assert bottom <= size[1] + 0.5
            assert not any(overlap(one, other, 2.0) for one, other in combinations(boxes, 2))
            for handle in figure.handles:
                assert 0.0 <= handle.x <= size[0]
                assert 0.0 <= handle.y <= size[1]


def words_in(figure):
    return ["".join(run.text for run in label.runs) for label in labels(figure)]


def test_the_map_draws_no_step_before_it_is_told():
    found = values()
    seen = [{words for words in words_in(draw("map", step, found)) if words in ("−∇φ", "Δp")} for step in STEPS]
    assert seen == [set(), set(), set(), {"−∇φ"}, {"−∇φ", "Δp"}, {"−∇φ", "Δp"}, {"Δp"}, {"Δp"}]


def test_a_slice_has_its_tangent_once_its_slope_is_known():
    found = values()
    seen = [[words for words in words_in(draw("slices", step, found)) if words in ("r1 = 1", "r2 = 2")] for step in STEPS[:4]]
    assert [len(words) - (step in (1, 2)) for step, words in enumerate(seen)] == [0, 1, 2, 2]


def test_another_camera_turns_the_surface():
    def corners(**changed):
        shapes = draw("surface", 0, values(**changed)).shapes
        return next(shape for shape in shapes if isinstance(shape, Facets)).corners

    assert np.abs(corners() - corners(azimuth=20.0)).max() > 10.0
    assert np.array_equal(corners(), corners(eta=0.5))


def test_the_tangent_plane_s_lines_have_the_levels_of_the_contours():
    """φ = x + 2z is its own tangent plane: its level lines are the contours."""
    found = values({"function": "typed"}, formula="x + 2z")
    inside = next(shape for shape in draw("map", 3, found).shapes if isinstance(shape, Clip)).shapes
    lines = next(shape for shape in inside if getattr(shape, "dashed", False)).ends
    along = (lines[:, 3] - lines[:, 1]) / (lines[:, 2] - lines[:, 0])
    # On the page y goes downwards: z falls by 1 where x grows by 2.
    assert along == pytest.approx(np.full(len(lines), 0.5), rel=1e-6)


def handle(view, step, found, name):
    return next(one for one in draw(view, step, found).handles if one.name == name)


def test_p_is_dragged_in_the_map():
    found = values()
    one, to = handle("map", 0, found, "p"), handle("map", 0, values(x=1.5, z=-2.0), "p")
    assert one.moved(one.x, one.y) == {"x": 0.0, "z": 1.0}
    moved = BENCH.put(found, one.moved(to.x, to.y))
    assert (moved["x"], moved["z"]) == pytest.approx((1.5, -2.0), abs=0.005)
    far = BENCH.put(found, one.moved(1e6, -1e6))
    assert (far["x"], far["z"]) == (4.0, 4.0)


@pytest.mark.parametrize("i, name", [(0, "x"), (1, "z")])
def test_p_is_dragged_along_one_variable_in_its_slice(i, name):
    found = values()
    one, to = (handle("slices", 0, one, f"p along {name}") for one in (found, values({name: -1.25})))
    assert one.moved(one.x, one.y) == {name: found[name]}
    # The numbers at the axis may be wider there.
    assert BENCH.put(found, one.moved(to.x, to.y))[name] == pytest.approx(-1.25, abs=0.05)


def test_any_step_is_dragged_by_its_head():
    one, to = (handle("map", 4, one, "the head of Δp") for one in (values(), values(dx=-1.0, dz=1.5)))
    moved = BENCH.put(values(), one.moved(to.x, to.y))
    assert (moved["dx"], moved["dz"]) == pytest.approx((-1.0, 1.5), abs=0.005)


def test_the_head_of_the_step_sets_eta_and_stays_on_its_way():
    name = "the head of Δp, which sets η"
    one, to = (handle("map", 5, one, name) for one in (values(), values(eta=0.75)))
    # Aside of the way of −∇φ, the nearest place on it is meant.
    along = np.array((to.x - one.x, to.y - one.y))
    aside = np.array((-along[1], along[0]))
    moved = one.moved(*(np.array((to.x, to.y)) + aside))
    assert moved["eta"] == pytest.approx(0.75, abs=1e-3)
    step = plane_of(BENCH.put(values(), moved), 5).step
    assert step.change[1] == pytest.approx(2.0 * step.change[0])
    assert one.moved(-1e6, 1e6) == {"eta": 2.0}
    assert one.moved(1e6, -1e6) == {"eta": 0.01}
