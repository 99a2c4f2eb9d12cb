"""Components beside vectors: the same numbers on both sides, and what is pointed at on one side is lit on the other."""

import numpy as np
import pytest

from visprop.engine.key import Key
from visprop.figures.base.shapes import Box
from visprop.figures.base.style import LIGHT
from visprop.figures.network.hints import hint
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.figures.pages.equations import PageLayout
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Beside, Equation, Note
from visprop.notation.expression.expr import NUMBERS, SYMBOLS
from visprop.notation.naming import Naming
from visprop.notation.notations.dresses import DRESSES
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def frame_of(name, line=None):
    scenario = open_scenario(name)
    timeline = Timeline(Run(scenario))
    at = timeline.program.update_line if line is None else line
    return timeline.frame(Position(0, scenario.schedule.size_of(0), at))


def page_of(frame, **choices):
    return page(frame, Question(Subject.BESIDE, **choices))


def rows_of(blocks):
    return [block.equations for block in blocks if isinstance(block, Beside)]


def test_the_components_of_a_layer_are_the_entries_of_its_vectors(two):
    frame = frame_of("two-neurons")
    (w1, b1), (w2, _), *_ = two.network.layers(two.p0)
    x = frame.x
    z = [w1[0, 0] * x[0] + w1[0, 1] * x[1] + b1[0], w1[1, 0] * x[0] + w1[1, 1] * x[1] + b1[1]]
    found = rows_of(page_of(frame, line=1).blocks)
    values = {one.left.plain: one.result for row in found for one in row}
    assert values["z¹₁"] == pytest.approx(z[0], rel=1e-12)
    np.testing.assert_allclose(values["z¹"], z, rtol=1e-12)
    np.testing.assert_allclose(values["a¹"], 1.0 / (1.0 + np.exp(-np.array(z))), rtol=1e-12)
    assert values["a¹₂"] == pytest.approx(1.0 / (1.0 + np.exp(-z[1])), rel=1e-12)
    # Backward through the first layer: (δ²₁ w²₁₁ + δ²₂ w²₂₁) σ′(z¹₁), and as ((w²)ᵀ δ²) ⊙ σ′(z¹).
    slope = np.exp(-np.array(z)) / (1.0 + np.exp(-np.array(z))) ** 2
    delta2 = frame.delta(2)
    delta = [sum(delta2[i] * w2[i, j] for i in (0, 1)) * slope[j] for j in (0, 1)]
    line = frame.program.backward_line(1)
    values = {one.left.plain: one.result for row in rows_of(page_of(frame, line=line).blocks) for one in row}
    assert values["δ¹₁"] == pytest.approx(delta[0], rel=1e-12)
    np.testing.assert_allclose(values["δ¹"], delta, rtol=1e-12)
    np.testing.assert_allclose(values["∂c/∂w¹"], np.outer(delta, x), rtol=1e-12)
    assert values["∂c/∂w¹₂₁"] == pytest.approx(delta[1] * x[0], rel=1e-12)
    np.testing.assert_allclose(values["Δb¹"], [-0.5 * delta[0], -0.5 * delta[1]], rtol=1e-12)


def test_a_layer_is_written_with_every_entry_its_matrix_on_its_side():
    frame = frame_of("two-neurons")
    (written,) = [one for one in page_of(frame, line=frame.program.backward_line(1)).blocks if isinstance(one, Equation)]
    assert written.left.latex(SYMBOLS).count("delta") == 2
    latex = written.reduced.latex(SYMBOLS)
    # Row by row (w²)ᵀ: w₁₁ w₂₁, w₁₂ w₂₂.
    places = [latex.index(f"w^{{2}}_{{{jk}}}") for jk in ("11", "21", "12", "22")]
    assert places == sorted(places)
    np.testing.assert_allclose(written.result, frame.delta(1), rtol=1e-12)


def test_one_neuron_a_layer_has_the_scalar_table_beside_the_vectorised_one():
    """The article's two tables: subscripts number the layers of scalars, superscripts those of vectors."""
    found = page_of(frame_of("linear"))
    pairs = {row[0].left.plain: row[1] for row in rows_of(found.blocks) if len(row) == 2}
    for layer in (1, 2, 3, 4):
        for letter in "az":
            scalar, vector = next(row for row in rows_of(found.blocks) if row[0].left.plain == f"{letter}{'₀₁₂₃₄'[layer]}")
            assert vector.left.plain == f"{letter}{'⁰¹²³⁴'[layer]}"
            np.testing.assert_allclose(vector.result, [scalar.result], rtol=1e-12)
    assert pairs["δ₃"].reduced.text(SYMBOLS) == "((w⁴)ᵀ δ⁴) ⊙ σ′(z³)"
    assert {"δ₄", "Δw₄", "Δb₄", "δ₁", "Δw₁", "Δb₁"} <= pairs.keys()
    for scalar, vector in [row for row in rows_of(found.blocks) if len(row) == 2 and row[0].is_known]:
        np.testing.assert_allclose(np.ravel(vector.result), [scalar.result], rtol=1e-12)


@pytest.mark.parametrize(
    "key, lit",
    [("w1[2,1]", "w1[2,1]"), ("w1", "w1[2,1]"), ("a1[2]", "a1[2]"), ("layer1", "a1[2]"), ("b1[1]", "b1[1]")],
)
def test_what_is_pointed_at_on_one_side_is_lit_on_the_other(qapp, key, lit):
    frame = frame_of("two-neurons")
    layout = PageLayout(list(page_of(frame, line=1).blocks), 900.0, LIGHT, NUMBERS)
    plain = layout.go_on(float("inf")).figure
    figure = layout.go_on(float("inf"), frozenset((Key.parse(key),))).figure
    grounds = [shape for shape in figure.shapes if isinstance(shape, Box)][: len(figure.shapes) - len(plain.shapes)]
    middles = [(box.x + box.width / 2, box.y + box.height / 2) for box in grounds]
    named = {plain.key_at(*middle) for middle in middles}
    assert Key.parse(lit) in named
    assert any(not found.indices for found in named if found is not None), "the vector or matrix it stands in is lit too"
    assert any(x < 400 for x, _ in middles)
    assert any(x > 450 for x, _ in middles)
    # Nothing of another layer or letter.
    assert all(found.meets(Key.parse(key)) for found in named)


def test_a_key_meets_itself_and_the_layer_that_it_is_in():
    weight, bias, unit = Key.weight(2, 1, 3), Key.bias(2, 1), Key.unit(2, 1)
    assert weight.meets(weight)
    assert weight.meets(Key("w", 2))
    assert Key("w", 2).meets(weight)
    assert unit.meets(Key("layer", 2))
    assert Key.unit(0, 2).meets(Key("x"))
    for one, other in [(weight, Key("w", 1)), (bias, Key("w", 2)), (weight, Key("layer", 2)), (unit, Key.unit(2, 2))]:
        assert not one.meets(other)
        assert not other.meets(one)


@pytest.mark.parametrize("key", [Key("w", 4), Key("b", 4), Key("x"), Key("y"), Key("layer", 4)])
def test_a_whole_layer_may_be_pointed_at_in_every_view(two, key):
    frame = frame_of("two-neurons")
    assert hint(frame, key, Naming.of(two, DRESSES["neurons"])) == ""
    plain = network_figure(frame, (640, 400), NetworkOptions())
    lit = network_figure(frame, (640, 400), NetworkOptions(focus=key))
    is_bolder = key.letter in ("w", "layer")
    assert is_bolder == (_bold(lit) > _bold(plain))


def _bold(figure):
    return sum(getattr(shape, "bold", False) for shape in figure.shapes)


@pytest.mark.parametrize("name", [name for name in builtin_names() if name != "digits"])
def test_every_line_of_every_network_is_told_on_both_sides(name):
    frame = frame_of(name)
    for line in frame.program.lines:
        for row in rows_of(page_of(frame, line=line.number).blocks):
            assert 1 <= len(row) <= 2
            for one in row:
                if one.is_known and not one.lost:
                    np.testing.assert_allclose(one.result, one.left.engine_value, rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize("dress", ["any", "parameter", "constant", "general"])
def test_a_dress_without_w_and_b_says_why_there_is_nothing(dress):
    (note,) = page_of(frame_of("shared-bias"), dress=DRESSES[dress]).blocks
    assert isinstance(note, Note)
    assert "w and b" in note.text
