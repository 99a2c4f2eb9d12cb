"""Questions for course systems, marked by the readers of the tests' own: Moodle's cloze, and QTI 2.1."""

import re
from dataclasses import replace

import pytest

from tests.export.worksheet import cloze
from tests.export.worksheet.qti_reader import MATHML, QTI, Session, items_of, package_of
from tests.export.worksheet.test_worksheet import by_hand, sheet
from visprop.export.worksheet.making import of_lesson
from visprop.export.worksheet.questions import Origin
from visprop.export.worksheet.sheets import SHEETS
from visprop.lessons.reading_lessons import loads_lesson
from visprop.scenario.builtin import resources
from visprop.scenario.run import Run
from visprop.scenario.variants import variant

STRANGE = r"""{
 "visprop_lesson": 1, "title": "Signs <&> {1:SA:=x} that $ mean something", "steps": [{
  "title": "A {1:NM:=1} title", "experiment": "linear", "at": "0.1.9",
  "text": ["Words with a < b & c, a backslash \\( and [[ and @@."],
  "ask": {"question": "Which \"one\"?", "right": 2,
   "choice": ["100% ~ #1", "= a < b", "$\\frac{∂c}{∂w_4}$ & more", "%50% \\ /"]},
  "hints": ["First.", "Second."], "reason": ["Because."]}]}"""


def questions_of_pass(two, hints=2, solutions=True, count=1):
    return [sheet(two, number=number, seed=5) for number in range(1, count + 1)], hints, solutions


def strange_sheet():
    text = STRANGE.replace("that $ mean", "that mean").replace("{1:SA:=x}", "").replace("{1:NM:=1}", "")
    lesson = loads_lesson(text, "strange", resources() / "lessons")
    title = "Signs <&> {1:SA:=x} that mean something"
    return replace(of_lesson(lesson, Origin("", "", 0, 1)), title=title, words="Words {1:NM:=1:0} and <b> & \\(x\\)")


@pytest.fixture(scope="module")
def hands():
    """Per variant, the first number and δ of the last layer, as found by hand."""
    from visprop.scenario.builtin import open_scenario

    found = []
    for number in range(1, 4):
        scenario = variant(Run(open_scenario("two-neurons")), number, 5).scenario
        found.append(by_hand(scenario))
    return found


def test_moodle_takes_what_is_computed_by_hand_and_nothing_else(two, hands):
    """Each number, those below 0 too, at both ends of its tolerance and beyond, as a reader of the file alone marks it."""
    sheets, hints, solutions = questions_of_pass(two, count=3)
    found = cloze.questions(SHEETS[".xml"].content(sheets, hints, solutions).decode())
    for one, question, hand in zip(sheets, found, hands, strict=True):
        assert [field.weight for field in question.fields] == [1] * len(one.questions)
        assert question.fields[0].marks(str(hand[1][0][0])) == 1.0
        delta = next(i for i, each in enumerate(one.questions) if each.name == "δ⁴₁")
        assert question.fields[delta].marks(f"{hand[4][2][0]:.4g}".replace(".", ",")) == 1.0
        for asked, field in zip(one.questions, question.fields, strict=True):
            value, margin = asked.value, asked.tolerance
            assert field.marks(repr(value)) == 1.0
            assert [field.marks(repr(value + share * margin)) for share in (-1.01, -0.99, 0.99, 1.01)] == [0.0, 1.0, 1.0, 0.0]
            assert field.marks(repr(-value)) == 0.0
    assert any(asked.value < 0 for one in sheets for asked in one.questions)


def test_moodle_shows_hints_level_by_level(two):
    for level in range(3):
        (question,) = cloze.questions(SHEETS[".xml"].content([sheet(two)], level, False).decode())
        assert len(question.hints) == level
        assert question.feedback == ""
    first, second = question.hints
    assert r"\(z^{1}_{1} = w^{1}_{11}\, a^{0}_{1}" in first
    assert r"0.5 \cdot 0.9" not in first
    assert r"0.5 \cdot 0.9" in second
    assert "0.47" not in second.partition("</p>")[0]


def test_what_would_end_a_field_of_moodle_is_a_sign_like_any_other():
    (question,) = cloze.questions(SHEETS[".xml"].content([strange_sheet()], 2, True).decode())
    (field,) = question.fields
    assert field.kind == "MULTICHOICE_V"
    assert [field.marks(str(i)) for i in range(4)] == [0.0, 0.0, 1.0, 0.0]
    texts = [text for _, text, _ in field.alternatives]
    # What is left is HTML, in which MathJax finds the formula.
    assert texts == ["100% ~ #1", "= a &lt; b", r"\(\frac{\partial c}{\partial w_{4}}\) &amp; more", "%50% &#92; /"]
    assert "{1:" not in question.text
    assert "<b>" not in question.text
    assert "&#92;(x" in question.text
    assert question.name == "Signs <&> {1:SA:=x} that mean something, variant 1"
    assert len(question.hints) == 2


def test_an_item_of_qti_marks_what_is_computed_by_hand(two, hands):
    sheets, hints, solutions = questions_of_pass(two, count=3)
    items = items_of(SHEETS[".zip"].content(sheets, hints, solutions))
    assert len({item.get("identifier") for item in items}) == 3
    for one, item, hand in zip(sheets, items, hands, strict=True):
        session = Session(item)
        count = len(one.questions)
        assert session.attempt({name: repr(value) for name, value in session.correct().items()}) == count
        assert session.values["MAXSCORE"] == count
        by_name = dict(zip((each.name for each in one.questions), session.names, strict=True))
        some = {
            by_name["z¹₁"]: hand[1][0][0],
            by_name["a⁴₂"]: hand[4][1][1],
            by_name["δ⁴₁"]: hand[4][2][0],
            by_name["w⁴₁₁ ←"]: hand[4][4][0, 0],
        }
        assert Session(item).attempt({name: repr(float(value)) for name, value in some.items()}) == 4
        assert Session(item).attempt({name: repr(float(-value)) for name, value in some.items()}) == 0
        for share, score in ((-1.01, 0), (-0.99, count), (0.99, count), (1.01, 0)):
            near = {
                name: repr(each.value + share * each.tolerance) for name, each in zip(session.names, one.questions, strict=True)
            }
            assert Session(item).attempt(near) == score


@pytest.mark.parametrize("hints", [0, 1, 2])
def test_an_item_of_qti_helps_more_after_each_try(two, hints):
    (item,) = items_of(SHEETS[".zip"].content([sheet(two)], hints, True))
    assert item.get("adaptive") == ("true" if hints else "false")
    session, seen = Session(item), []
    for _ in range(hints + 1):
        assert session.attempt({}) == 0
        seen += [one.get("identifier") for one in session.feedback()]
    assert seen == [*(f"HINT{level}" for level in range(1, hints + 1)), "SOLUTION"]
    assert session.values["completionStatus"] == "completed"
    at_once = Session(item)
    at_once.attempt({name: repr(value) for name, value in at_once.correct().items()})
    assert at_once.values["completionStatus"] == "completed"
    assert [one.get("identifier") for one in at_once.feedback()] == ["SOLUTION"]


def test_without_solutions_an_item_of_qti_tells_none(two):
    (item,) = items_of(SHEETS[".zip"].content([sheet(two)], 0, False))
    assert item.findall(f"{QTI}modalFeedback") == []
    body = item.find(f"{QTI}itemBody")
    assert len(list(body.iter(f"{QTI}textEntryInteraction"))) == len(sheet(two).questions)
    assert len(list(body.iter(f"{MATHML}math"))) > len(sheet(two).questions)


def test_a_choice_of_qti_is_a_point_or_none():
    (item,) = items_of(SHEETS[".zip"].content([strange_sheet()], 2, True))
    assert [Session(item).attempt({"R1": f"C{i}"}) for i in range(4)] == [0, 0, 1, 0]
    offers = ["".join(one.itertext()) for one in item.iter(f"{QTI}simpleChoice")]
    assert offers[0] == "100% ~ #1"
    assert offers[1] == "= a < b"


def test_the_package_hands_out_one_variant_and_is_the_same_each_time(two):
    sheets, hints, solutions = questions_of_pass(two, count=2)
    content, again = (SHEETS[".zip"].content(sheets, hints, solutions) for _ in range(2))
    assert content == again
    test = package_of(content)["test.xml"].decode()
    assert '<selection select="1"/>' in test
    assert re.findall(r'href="(variant-\d\.xml)"', test) == ["variant-1.xml", "variant-2.xml"]
