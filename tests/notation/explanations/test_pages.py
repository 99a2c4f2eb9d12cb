"""Pages of equations: what can be asked, and that every number on them is right."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agreement import disagreement
from tests.latex import compile_latex, parse_strictly
from tests.usual import usual
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.backprop import trace
from visprop.engine.check import nudge_quotient
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.engine.objective import Freedom, Objective
from visprop.notation.explanations.misprints import errata
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.explanations.rules import derivations
from visprop.notation.expression.blocks import Blocks, Equation, Note, Step
from visprop.notation.latex_document import document, latex_text, text_rows
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

INNER = {"w": 0.9, "v": 0.5, "b": -0.2}
"""w, v and b of an output that has one input."""


def after_backward(scenario, update=0):
    timeline = Timeline(Run(scenario))
    return timeline.frame(Position(update, 1, timeline.program.update_line - 1))


def values(blocks):
    """Each derivative on a page: as the program has it, and as what is written gives it."""
    for block in blocks:
        if isinstance(block, Note):
            continue
        equation = block.derivative if isinstance(block, Step) else block
        yield equation, float(np.asarray(equation.left.engine_value)), float(np.asarray(equation.right.value()))


@given(st.lists(st.floats(-6, 6), min_size=1, max_size=4), st.floats(0.05, 0.95), st.booleans())
def test_every_rule_gives_what_differentiating_its_equation_gives(z, y, softmax):
    weighted = np.array(z)
    targets = np.full(len(z), y) if not softmax else np.eye(len(z))[0]
    a = ACTIVATIONS["softmax" if softmax else "logistic"].value(weighted)
    is_softmax = softmax and len(z) > 1
    for equation, left, right in values(derivations(weighted, a, targets, 0, is_softmax, INNER)):
        if not np.isnan(left):
            assert right == pytest.approx(left, rel=1e-9, abs=1e-12), equation.left.plain


def test_the_articles_table_of_the_cost():
    blocks = derivations(np.array([0.4]), np.array([0.6]), np.array([0.2]), 0, False, INNER)
    start = next(i for i, block in enumerate(blocks) if isinstance(block, Note) and block.text == "Half squared error")
    rows = [row for block in blocks[start : start + 6] for row in text_rows(block)]
    assert rows[1] == "c = 1/2·α    dc/dα = 1/2    multiplication by a constant"
    assert rows[2] == "α = β²    dα/dβ = 2·β    power rule"
    assert rows[3] == "β = y − a    dβ/da = −1    subtraction rule, y is constant"
    assert rows[4:6] == ["dc/da = dc/dα·dα/dβ·dβ/da", "  ≈ 0.5·(−0.8)·(−1) ≈ 0.4"]


def test_every_activation_and_cost_is_derived():
    blocks = derivations(np.array([0.4, 0.1]), np.array([0.6, 0.5]), np.array([0.2, 0.3]), 0, False, INNER)
    headings = " ".join(block.text for block in blocks if isinstance(block, Note))
    for word in ("logistic", "tanh", "max(0, z)", "identity", "Softmax", "Half squared error", "Cross-entropy"):
        assert word in headings


def test_the_misprints_stand_beside_what_is_right_with_their_numbers():
    frame = after_backward(open_scenario("linear"))
    every = [block for block in errata(frame) if isinstance(block, Equation)]
    blocks = every[:15]
    assert [block.name for block in blocks] == ["as printed", "correct", "by nudging"] * 5
    pairs = ["correct"] * 4 + ["meant"] + ["correct"] * 4
    assert [block.name for block in every[15:]] == [name for right in pairs for name in ("as printed", right)]
    assert all(disagreement(block) < 1e-9 for block in every if block.name in ("correct", "meant"))
    triples = [blocks[i : i + 3] for i in range(0, 15, 3)]
    for printed, correct, nudged in triples:
        right = correct.right.number()
        assert disagreement(correct) < 1e-12
        assert nudged.right.number() == pytest.approx(right, rel=1e-7)
        if printed.is_known:
            is_same = printed.right.number() == pytest.approx(right, rel=1e-7)
            # Only f a p = f p a comes out right, as the product does not care about the order.
            assert is_same == (printed is triples[3][0])
    assert not triples[2][0].is_known


def test_the_first_misprint_by_hand():
    """δ₃ = δ₄ w₄ σ′(z₃), where the article has σ′(z₄)."""
    scenario = open_scenario("linear")
    frame = after_backward(scenario)
    found = trace(scenario.network, frame.p, frame.x, frame.y)
    slopes = [None, *(float(a[0] * (1 - a[0])) for a in found.a[1:])]
    delta, weight = float(found.delta[4][0]), 0.9
    printed, correct, nudged = (block.right.number() for block in errata(frame)[1:4])
    assert printed == pytest.approx(delta * slopes[4] * weight, rel=1e-13)
    assert correct == pytest.approx(delta * weight * slopes[3], rel=1e-13)
    index = scenario.network.single("b3[1]")
    alone = Objective(scenario.network, frame.x[None], frame.y[None], Freedom.of_all(frame.p.size))
    assert nudged == pytest.approx(nudge_quotient(alone, frame.p, np.array([index]), 1e-6))


def test_every_row_of_the_errata_is_shown_with_numbers_or_in_words(two):
    for scenario, missing in ((open_scenario("linear"), set()), (two, {1, 2, 3, 4, 8, 9, 13})):
        notes = [block.text for block in errata(after_backward(scenario)) if isinstance(block, Note)]
        numbers = {int(text.split(".")[0]) for text in notes if text.split(".")[0].isdigit()}
        assert numbers == set(range(1, 24)) - missing
        assert any("Four neurons in a row" in text for text in notes) == bool(missing)


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_the_article_is_not_accused_where_it_is_right(layer):
    """Its d₁ = d₂ D(f p₂) a₁ is right, and so is every Δp but the one of the running text, Δp₂."""
    for block in errata(after_backward(open_scenario("linear")), layer):
        if isinstance(block, Equation) and block.name == "as printed":
            rows = text_rows(block)[0]
            assert not rows.startswith("d₁")
            assert not rows.startswith(("Δw₁", "Δw₃")) or "D(" not in rows


def test_figure_2_has_39_weights_and_8_biases():
    assert sum(n * m for n, m in zip((4, 3, 1), (6, 4, 3), strict=True)) == 39
    network = Network((6, 4, 3, 1), ("logistic",) * 3)
    scenario = Scenario("6-4-3-1", network, np.zeros(47), Data(np.ones((1, 6)), np.ones((1, 1))), Training("online", 1, 0.1))
    found = [block for block in errata(after_backward(scenario)) if isinstance(block, Equation) and block.left.plain == "n"]
    assert [block.right.number() for block in found] == [28.0, 47.0]


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("name", [None, "w2[1,1]", "b1[1]", "a2[1]"])
@pytest.mark.parametrize("scenario", usual(builtin_names()))
def test_every_question_has_an_answer(scenario, name, subject):
    timeline = Timeline(Run(open_scenario(scenario)))
    # A network of one layer has these parameters there.
    name = name and (name if timeline.program.depth > 1 else name.replace("2[", "1["))
    for line in (0, timeline.program.depth, timeline.program.update_line - 1):
        answer = page(timeline.frame(Position(1, 1, line)), Question(subject, about=name and Key.parse(name)))
        assert answer.blocks
        known = [block for block in answer.blocks if isinstance(block, Equation) and block.is_known]
        # What is misprinted is wrong, and stands beside what is right.
        assert all(disagreement(equation) < 1e-9 for equation in known if equation.name not in ("as printed", "by nudging"))
        if line == 0 and subject is not Subject.DESCENT:  # which tells of p, not of an example
            # The example, how many parameters there are, and by erratum 10 ∂z/∂w, which is an input where there is one layer.
            assert {equation.left.plain[:2] for equation in known} <= {"a⁰", "x", "n", "∂z"}


def test_what_a_page_leaves_out_of_a_large_layer_is_said(iris):
    timeline = Timeline(Run(iris))
    forward = timeline.frame(Position(0, 1, 1))
    said = [block.text for block in page(forward, Question(Subject.LINE)).blocks if isinstance(block, Note)]
    assert said == ["and likewise for neurons 3 to 7"]
    whole = page(forward, Question(Subject.LINE, whole=True)).blocks
    assert not [block for block in whole if isinstance(block, Note)]
    assert len(whole) == 16, "z and a of each of eight neurons"
    backward = timeline.frame(Position(0, 1, timeline.program.backward_line(2)))
    said = [block.text for block in page(backward, Question(Subject.LINE)).blocks if isinstance(block, Note)]
    assert said == 3 * ["and likewise for inputs 3 to 7"], "of each of three outputs"


@pytest.mark.parametrize("subject", [Subject.LINE, Subject.SELECTED, Subject.WHY, Subject.PARTIALS, Subject.TERMS])
@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
def test_a_page_of_wide_layers_is_written_as_it_is_read(subject, notation, monkeypatch):
    frame = after_backward(open_scenario("digits"))
    network, made, make = frame.scenario.network, [], Equation.__init__
    monkeypatch.setattr(Equation, "__init__", lambda *words, **named: made.append(make(*words, **named)))
    about = Key.unit(2, 1) if subject is Subject.SELECTED else network.parameter(0)
    question = Question(subject, notation, about=about, line=frame.program.depth + 2, whole=True)
    blocks = page(frame, question if subject is not Subject.LINE else replace(question, about=None)).blocks
    assert next(iter(blocks)) is not None
    # A row of a table has an equation for each neuron of a layer.
    assert len(made) <= network.sizes[1]


def test_an_error_in_a_block_does_not_pass_for_the_end_of_the_page():
    def blocks():
        yield Note("one")
        raise IndexError("a notation's own")

    found = Blocks(blocks())
    with pytest.raises(IndexError, match="a notation's own"):
        list(found)


def test_blocks_are_a_sequence_of_what_is_made_once():
    made = []
    found = Blocks(made.append(i) or Note(str(i)) for i in range(5))
    assert found[1].text == "1"
    assert made == [0, 1]
    assert [block.text for block in found] == ["0", "1", "2", "3", "4"]
    assert (found[-1].text, len(found), [block.text for block in found[1:3]]) == ("4", 5, ["1", "2"])
    assert made == [0, 1, 2, 3, 4]
    with pytest.raises(IndexError):
        found[5]


def test_nothing_is_told_before_it_is_computed(two):
    frame = Timeline(Run(two)).frame(Position(0, 1, 6))
    for subject in (Subject.SELECTED, Subject.WHY, Subject.UNWOUND):
        blocks = page(frame, Question(subject, about=Key.weight(2, 1, 2))).blocks
        known = [block.left.plain for block in blocks if isinstance(block, Equation) and block.is_known]
        assert not [left for left in known if "δ²" in left or "w²" in left], subject


def every_page(scenario):
    frame = after_backward(open_scenario(scenario))
    about = Key.weight(frame.program.depth, 1, 1)
    return document([block for subject in Subject for block in page(frame, Question(subject, about=about)).blocks])


@pytest.mark.parametrize("scenario", builtin_names())
def test_the_latex_of_every_page_is_well_formed(scenario):
    parse_strictly(every_page(scenario))


@pytest.mark.latex
@pytest.mark.parametrize("scenario", builtin_names())
def test_the_latex_of_every_page_compiles(scenario, tmp_path):
    (tmp_path / "a.tex").write_text(every_page(scenario), encoding="utf-8")
    compile_latex(tmp_path / "a.tex")


def test_words_are_fit_for_latex():
    assert latex_text("50 % of σ′ & w_1") == r"50 \% of $\sigma'$ \& $w_{1}$"
