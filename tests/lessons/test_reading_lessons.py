"""A lesson's file is read strictly: what is wrong is told by its path, before anybody begins with it."""

import json
import re
from pathlib import Path

import pytest

from visprop.engine.key import Key
from visprop.lessons.attempt import Attempt
from visprop.lessons.conditions import Choice, Number, Reach, Sign
from visprop.lessons.expression import Expression
from visprop.lessons.mathematics import mathematics
from visprop.lessons.reading_lessons import load_lesson, loads_lesson
from visprop.notation.layout.nodes import Letter, keys_in
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.fields import FieldError
from visprop.scenario.run import Run
from visprop.timeline.by_name import NetworkNumbers
from visprop.timeline.timeline import Timeline

DOCS = Path(__file__).parent.parent.parent / "docs" / "lessons.md"
STEP = {"title": "One", "experiment": "linear", "at": "0.1.6", "text": ["$δ_4 {=d4[1]}$"]}


def lesson(*steps, **more):
    return json.dumps({"visprop_lesson": 1, "title": "T", "steps": list(steps), **more})


def read(text):
    return loads_lesson(text, "mine", Path("/nonexistent"))


def asking(**ask):
    return lesson({**STEP, "ask": {"question": "?", **ask}})


def executing(**more):
    return lesson({**STEP, "ask": {"question": "?", "execute": "numbers"}, "then": "1", **more})


def test_the_example_of_the_documentation_is_a_lesson():
    (text,) = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    found = read(text)
    assert [step.title for step in found.steps] == ["What came out", "Blame", "Try it"]
    assert isinstance(found.steps[1].asks, Number)
    assert isinstance(found.steps[2].asks, Reach)
    # Not said again, it is the experiment of the step before.
    assert found.steps[2].stage.run is found.steps[0].stage.run


@pytest.mark.parametrize(
    "text, told",
    [
        ("[", "the file: not JSON"),
        (lesson(), "steps: expected 1 to 60 steps, got 0"),
        (lesson(STEP, extra=1), "extra: unknown field"),
        (lesson({**STEP, "colour": 1}), "steps[0].colour: unknown field"),
        (lesson({"title": "One"}), "steps[0]: the first step names its experiment"),
        (lesson({**STEP, "experiment": "nothing"}), "steps[0].experiment: "),
        (lesson({**STEP, "experiment": "../linear.json"}), "steps[0].experiment: a file lies in the folder of the lesson"),
        (lesson({**STEP, "experiment": "bench:nothing"}), "steps[0].experiment: there is no bench 'nothing'"),
        (lesson({**STEP, "set": {"eta": 2}}), "steps[0].set: only of a bench something is set"),
        (lesson({**STEP, "at": "0.1.99"}), "steps[0].at: "),
        (lesson({**STEP, "at": "9999"}), "steps[0].at: a step begins at most 500 updates on"),
        (lesson({**STEP, "text": "{d9[1]}"}), "steps[0].text: 'd9[1]': there is no d9[1] here"),
        (lesson({**STEP, "text": "{d3[1]}"}), "steps[0].text: 'd3[1]': d3[1] is not known yet here"),
        (lesson({**STEP, "text": "{open('x')}"}), "steps[0].text: \"open('x')\": "),
        (lesson({**STEP, "text": "{a4[1].real}"}), "steps[0].text: "),
        (lesson({**STEP, "text": "$w_$"}), "steps[0].text: in $w_$: a script is missing"),
        (lesson({**STEP, "text": "a $ alone"}), "steps[0].text: $ stands alone"),
        (lesson({**STEP, "workspace": "bench"}), "steps[0].workspace: "),
        (lesson({**STEP, "options": {"notation": "latin"}}), "steps[0].options.notation: "),
        (asking(), "steps[0].ask: expected one of number, sign, choice, largest, pick, reach, execute, got 0 of them"),
        (asking(number="d4[1]", sign="d4[1]"), "steps[0].ask: expected one of"),
        (asking(number="d2[1]"), "steps[0].ask: 'd2[1]': d2[1] is not known yet here"),
        (asking(number="d4[1]", tolerance=-1), "steps[0].ask.tolerance: "),
        (asking(choice=["one"], right=0), "steps[0].ask.choice: expected 2 to 8 answers, got 1"),
        (asking(choice=["a", "b"], right=2), "steps[0].ask.right: "),
        (asking(choice=["a", "b"], right=0, because=["no"]), "steps[0].ask.because: expected 2 entries"),
        (asking(largest=["a4[1]"], offers=["a", "b"]), "steps[0].ask.largest: expected 2 entries, got 1"),
        (asking(largest=["d2[1]", "a4[1]"], offers=["a", "b"]), "steps[0].ask: 'd2[1]': d2[1] is not known yet here"),
        (asking(number="d4[1]", slips=[{"number": "d2[1]", "told": "no"}]), "steps[0].ask: 'd2[1]': d2[1] is not known yet here"),
        (asking(pick="w1[1,1]", among=["w2[1,1]"]), "steps[0].ask.among: w1[1,1], which is right, is to be among them"),
        (asking(reach="phi"), "steps[0].ask: above or below is missing"),
        (asking(execute="all"), "steps[0].ask.execute: "),
        (executing(hints=["h"]), "steps[0].hints: the lines that are executed have hints of their own"),
        (executing(then="0.1.8"), "steps[0].then: lines are executed to the end of an update"),
        (executing(at="0", text=[], then="0"), "steps[0].then: lines are executed to the end of an update"),
        (executing(at="1", then="1"), "steps[0].at: it is to lie at most 40 lines before then"),
        (executing(at="2.1.1", text=[], then="1"), "steps[0].at: it is to lie at most 40 lines before then"),
        (executing(experiment="bench:slope", at="0", text=[]), "steps[0].ask: only of a network lines are executed"),
        (asking(reach="phi", below=100), "steps[0].ask: phi is there already before anything is done"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_path(text, told):
    with pytest.raises(FieldError) as error:
        read(text)
    assert str(error.value).startswith(told)


def test_a_file_beside_the_lesson_can_be_its_experiment(tmp_path):
    source = Path(DOCS).parent.parent / "resources" / "scenarios" / "3-linear.json"
    (tmp_path / "own.visprop").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / "mine.lesson"
    path.write_text(lesson({**STEP, "experiment": "own.visprop"}), encoding="utf-8")
    assert load_lesson(path).name == "mine"


@pytest.mark.parametrize(
    "text, value",
    [
        ("x[1]", 0.5), ("w2[1,1] * x[1]", -0.6), ("2^3", 8.0), ("-(1 - 3)", 2.0), ("sqrt(16)/2", 2.0), ("layers", 4.0),
        ("σ(0)", 0.5), ("eta", 1.0), ("δ4[1] - d4[1]", 0.0), ("parameters", 8.0), ("cos(0)", 1.0), ("pi - pi", 0.0),
    ],
)  # fmt: skip
def test_a_formula_of_quantities_has_the_number_that_it_names(text, value):
    timeline = Timeline(Run(open_scenario("linear")))
    numbers = NetworkNumbers(timeline.frame(timeline.walk.parse("0.1.9")))
    assert Expression.parse(text).value(numbers) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    "text, key",
    [
        ("x", Key("x", 0, (1,))), ("y", Key("y", 0, (1,))), ("c", Key("c")), ("φ", Key("phi")), ("x_2", Key("x", 0, (2,))),
        ("y_3", Key("y", 0, (3,))), ("w_4", Key.weight(4, 1, 1)), ("b_2", Key.bias(2, 1)), ("a_3", Key.unit(3, 1)),
        ("z_1", Key("z", 1, (1,))), ("δ_4", Key("d", 4, (1,))), ("w^4_{12}", Key.weight(4, 1, 2)), ("b^3_2", Key.bias(3, 2)),
    ],
)  # fmt: skip
def test_a_letter_of_a_formula_is_pointed_at_as_the_quantity_it_names(text, key):
    assert keys_in(mathematics(text, Letter)) == {key}


def test_what_was_done_in_the_experiment_itself_is_kept_as_the_answer():
    attempt = Attempt(read(asking(number="0.25")).steps[0])
    numbers = NetworkNumbers((timeline := Timeline(Run(open_scenario("linear")))).frame(timeline.walk.start))
    assert not attempt.answer("25", numbers)
    assert (attempt.given, attempt.tries, attempt.is_open) == ("25", 1, True)
    attempt.do("w4 = 0.5")
    assert (attempt.given, attempt.tries, attempt.is_open) == ("w4 = 0.5", 1, False)


def test_what_is_not_known_yet_or_has_no_number_is_none():
    timeline = Timeline(Run(open_scenario("linear")))
    numbers = NetworkNumbers(timeline.frame(timeline.walk.start))
    assert Expression.parse("d4[1]").value(numbers) is None
    assert Expression.parse("1/(x[1] - 0.5)").value(numbers) is None
    assert Expression.parse("ln(0 - 1)").value(numbers) is None


def test_answers_are_judged_and_what_is_off_is_told():
    found = read(lesson({**STEP, "ask": {"question": "?", "number": "0.25"}})).steps[0].asks
    numbers = NetworkNumbers(Timeline(Run(open_scenario("linear"))).frame(Timeline(Run(open_scenario("linear"))).walk.start))
    for given in ("0.25", "1/4", "0,25", "0.2510", " .25 ", "exp(0)/4"):
        assert found.judge(given, numbers).is_right, given
    for given, told in (
        ("-0.25", "sign"), ("0.26", "Very near"), ("25", "too large"), ("0.001", "too small"), ("?", "no number"), ("-3", "sign"),
    ):  # fmt: skip
        verdict = found.judge(given, numbers)
        assert not verdict.is_right
        assert told in verdict.told


def test_a_sign_and_a_choice_have_one_right_answer():
    sign = read(asking(sign="d4[1]")).steps[0]
    choice = read(asking(choice=["$a$", "$b$"], right=1, because=["No, as $a_4$ is {a4[1]}.", ""])).steps[0]
    assert isinstance(sign.asks, Sign)
    assert isinstance(choice.asks, Choice)
    timeline = Timeline(Run(open_scenario("linear")))
    numbers = NetworkNumbers(timeline.frame(timeline.walk.parse("0.1.6")))
    assert [sign.asks.judge(str(i), numbers).is_right for i in range(3)] == [True, False, False]
    assert choice.asks.judge("0", numbers).told == "No, as a₄ is 0.673."
    assert choice.asks.judge("1", numbers).is_right
