"""The pictures: drawn at every step, size and theme; bars and tangents where they should be; x is dragged; files."""

import numpy as np
import pytest

from tests.benches.chain_rule.world import BROKEN, FOUR, SIZES, drawn, step_count, values_of
from tests.figures.measuring import faults, flat, texts
from visprop.benches.chain_rule.bench import BENCH
from visprop.benches.chain_rule.through import X_RANGE
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchRun
from visprop.figures.base.shapes import Box, Disc, Path
from visprop.figures.base.style import LIGHT
from visprop.kinds.files import dumps, loads
from visprop.scenario.files.document import Document

EXTREMES = (
    {"x": -5.0, "nudge": 1.0},
    {"example": "powers", "m": -3.0, "n": 6.0, "x": 0.0},
    {"example": "powers", "m": 2.5, "x": -1.0},
    {"count": 3, "function1": "exp", "function2": "exp", "function3": "square", "x": 5.0},
    {"function1": "typed", "typed1": "3", "x": 5.0},
    BROKEN,
)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("changed", [{}, FOUR], ids=["two", "four"])
@pytest.mark.parametrize("view", ["chain-boxes", "chain-curves"])
def test_pictures_are_whole_at_every_step(view, changed, size):
    count = step_count(**changed)
    for step in (*range(2 + changed.get("count", 2)), count - 3, count - 2, count - 1):
        figure = drawn(view, step, size, "dark" if step % 2 else "light", **changed)
        assert (figure.width, figure.height) == size
        assert faults(figure) == []


@pytest.mark.parametrize("changed", EXTREMES)
@pytest.mark.parametrize("view", [view.name for view in BENCH.views])
def test_extremes_are_drawn(view, changed):
    count = step_count(**changed)
    for step in (0, 1, count // 2, count - 1):
        figure = drawn(view, step, **changed)
        for shape in flat(figure.shapes):
            if isinstance(shape, Path):
                assert all(np.isfinite(line).all() for line in shape.lines)


def test_bars_are_as_high_as_the_nudge_on_their_wires():
    figure = drawn("chain-boxes", step_count() - 1)
    bars = [shape for shape in flat(figure.shapes) if isinstance(shape, Box) and shape.fill == LIGHT.positive]
    heights = np.array([bar.height for bar in sorted(bars, key=lambda bar: bar.x)])
    np.testing.assert_allclose(heights / heights[0], [1.0, 1.7, (np.sin(0.81) - np.sin(0.64)) / 0.1], rtol=1e-9)


def test_a_slope_stands_below_its_box_from_its_own_step_on():
    assert "du/dx = 1.6" not in texts(drawn("chain-boxes", 1))
    assert {"du/dx = 1.6"} == {text for text in texts(drawn("chain-boxes", 2)) if text.startswith("d")}
    assert "dy/du ≈ 0.8021" in texts(drawn("chain-boxes", 3))
    assert "dy/dx ≈ 0.8021 × 1.6 ≈ 1.283" in texts(drawn("chain-boxes", 4))


def test_x_is_dragged_along_the_first_curve_and_stays_within_its_range():
    figure = drawn("chain-curves", step_count() - 1)
    (handle,) = figure.handles
    point = next(shape for shape in figure.shapes if isinstance(shape, Disc))
    assert (handle.x, handle.y) == (point.x, point.y)
    assert handle.moved(handle.x, 0.0) == {"x": 0.8}
    assert handle.moved(-1e4, 0.0) == {"x": X_RANGE[0]}
    assert handle.moved(1e4, 0.0) == {"x": X_RANGE[1]}
    moved = handle.moved(handle.x + 10.0, handle.y)
    assert moved["x"] > 0.8
    again = drawn("chain-curves", step_count() - 1, **moved)
    assert again.handles[0].x == pytest.approx(handle.x + 10.0, abs=0.5)
    assert drawn("chain-curves", 0).handles == ()


def test_a_file_is_reopened_bit_for_bit(tmp_path):
    begun = BenchRun.new(BENCHES["chain-rule"])
    run = begun.put({**FOUR, "x": 0.1 + 0.2, "nudge": 0.017}).begun_as(begun)
    again = loads(dumps(Document(run, "3", "bench"), tmp_path), tmp_path)
    assert again.run == run
    assert again.run.values == values_of(**FOUR, x=0.1 + 0.2, nudge=0.017)
