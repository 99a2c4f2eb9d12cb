"""The pictures: whole at every step, size and theme; the tangent where it should be; the point is dragged; files."""

import numpy as np
import pytest

from tests.benches.notations.world import SEVERAL, SIZES, STEPS, drawn, subject, values_of
from tests.figures.measuring import faults, flat, texts
from visprop.benches.notations.bench import BENCH
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchRun
from visprop.figures.base.shapes import Disc, Formula, Path
from visprop.figures.base.style import LIGHT
from visprop.kinds.files import dumps, loads
from visprop.notation.layout.text import plain
from visprop.scenario.files.document import Document

EXTREMES = (
    {"function": "typed", "typed": "|x|", "at_x": 0.0, "order": 2},
    {"function": "typed", "typed": "ln(x)", "at_x": -5.0},
    {"function": "typed", "typed": "exp(x^2)", "at_x": 5.0, "order": 2},
    {"function": "typed", "typed": "3"},
    {"function": "three", "by": "t", "constant_x": True, "order": 2, "at_t": 5.0},
    {"function": "typed", "typed": "exp(-x z) sin(t)/(1 + x^2)", "count": 3, "order": 2},
)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("changed", [{}, SEVERAL, {"function": "three", "order": 2}], ids=["one", "two", "three"])
@pytest.mark.parametrize("view", ["notations-table", "notations-curve"])
def test_pictures_are_whole_at_every_step(view, changed, size):
    for step in (0, 1, 4, STEPS - 1):
        figure = drawn(view, step, size, "dark" if step % 2 else "light", **changed)
        assert (figure.width, figure.height) == size
        assert faults(figure) == []


@pytest.mark.parametrize("changed", EXTREMES)
@pytest.mark.parametrize("view", [view.name for view in BENCH.views])
def test_extremes_are_drawn(view, changed):
    for step in (0, STEPS - 1):
        for shape in flat(drawn(view, step, **changed).shapes):
            if isinstance(shape, Path):
                assert all(np.isfinite(line).all() for line in shape.lines)


def test_the_table_has_as_many_rows_as_notations_were_told():
    def written(step):
        return [plain(shape.node) for shape in drawn("notations-table", step).shapes if isinstance(shape, Formula)]

    assert written(0) == ["y = x²"]
    assert written(1) == ["y = x²", "D(λx. x²) = λx. 2x", "D(λx. x²) a = 1.6"]
    assert len(written(STEPS - 1)) == 1 + 2 * 7
    assert "f′(a) = 1.6" in written(STEPS - 1)
    assert {"Euler", "Leibniz", "Lagrange", "Newton"} <= set(texts(drawn("notations-table", STEPS - 1)))


@pytest.mark.parametrize("size", [(682.0, 176.0), (640.0, 190.0), (420.0, 300.0)])
def test_on_a_low_page_too_every_notation_is_written(size):
    written = [plain(shape.node) for shape in drawn("notations-table", STEPS - 1, size).shapes if isinstance(shape, Formula)]
    assert [one for one in written if one.endswith("x")] == [
        "D(λx. x²) = λx. 2x", "dy/dx = 2x", "dy/dx = λx. 2x", "d/dx (x²) = 2x" if size[1] > 200 else "(d/dx) (x²) = 2x",
        "f′ = λx. 2x", "ẏ = 2x",
    ]  # fmt: skip
    assert len(written) == 1 + 2 * 7


def test_the_tangent_goes_through_the_point_with_the_slope():
    figure = drawn("notations-curve", STEPS - 1)
    wide = figure.plot[2]
    (line,) = next(shape for shape in flat(figure.shapes) if isinstance(shape, Path) and shape.colour == LIGHT.backward).lines
    (x1, y1), (x2, y2) = line
    point = next(shape for shape in figure.shapes if isinstance(shape, Disc))
    assert (point.y - y1) * (x2 - x1) == pytest.approx((point.x - x1) * (y2 - y1), abs=0.01)
    # The curve goes from 25 at the left end down to 0 in the middle, so a unit of y is known from two of its points.
    curve = next(shape for shape in flat(figure.shapes) if isinstance(shape, Path) and shape.colour == LIGHT.ink).lines[0]
    unit = (curve[200, 1] - curve[240, 1]) / 1.0
    assert -(y2 - y1) / unit / ((x2 - x1) / (wide / 10.0)) == pytest.approx(1.6, rel=1e-6)
    assert not [s for s in flat(drawn("notations-curve", 0).shapes) if isinstance(s, Path) and s.colour == LIGHT.backward]


@pytest.mark.parametrize("typed, at_x", [("sin(x)", 1.0), ("exp(x/2)", -1.0), ("x^3/9", 2.0)])
def test_the_second_derivative_is_a_parabola_that_bends_as_the_curve_does(typed, at_x):
    figure = drawn("notations-curve", STEPS - 1, function="typed", typed=typed, at_x=at_x, order=2)
    paths = [shape for shape in flat(figure.shapes) if isinstance(shape, Path)]
    (bent,), (curve,) = ([shape.lines[0] for shape in paths if shape.colour == hue] for hue in (LIGHT.backward, LIGHT.ink))
    point = next(shape for shape in figure.shapes if isinstance(shape, Disc))
    unit = figure.plot[2] / 10.0
    # Near the point only what goes with the third power of the distance is left between them.
    xs = point.x + np.linspace(-0.25, 0.25, 9) * unit
    apart, scale = (np.interp(xs, *line.T) for line in (bent, curve)), np.ptp(curve[:, 1])
    assert np.abs(np.subtract(*apart)).max() < 0.004 * scale
    steps = np.diff(bent[:, 1], 2)
    np.testing.assert_allclose(steps, steps.mean(), rtol=1e-6)
    curved = np.polyfit(*(curve[np.abs(curve[:, 0] - point.x) < 0.3 * unit].T - [[point.x], [point.y]]), 2)[0]
    assert steps.mean() / np.diff(bent[:, 0]).mean() ** 2 / 2 == pytest.approx(curved, rel=0.05)


@pytest.mark.parametrize("by", ["x", "z"])
def test_the_point_is_dragged_along_the_variable_of_the_derivative(by):
    figure = drawn("notations-curve", 3, **SEVERAL, by=by)
    (handle,) = figure.handles
    assert (handle.name, handle.moved(handle.x, 0.0)) == (by, {f"at_{by}": subject(**SEVERAL).point[by]})
    assert handle.moved(-1e4, 0.0) == {f"at_{by}": -5.0}
    moved = handle.moved(handle.x - 40.0, 0.0)
    assert drawn("notations-curve", 3, **SEVERAL, by=by, **moved).handles[0].x == pytest.approx(handle.x - 40.0, abs=0.6)


def test_a_file_is_reopened_bit_for_bit(tmp_path):
    begun = BenchRun.new(BENCHES["notations"])
    changed = {"function": "typed", "typed": "x sin(z)", "count": 2, "by": "z", "at_z": 0.1 + 0.2, "constant_x": True, "order": 2}
    run = begun.put(changed).begun_as(begun)
    again = loads(dumps(Document(run, "5", "bench"), tmp_path), tmp_path)
    assert again.run == run
    assert again.run.values == values_of(**changed)
