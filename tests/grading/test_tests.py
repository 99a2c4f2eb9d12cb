"""The test before and the test after: each right answer by a computation of one's own, in the numbers that are printed."""

import json
import re

import numpy as np
import pytest

from visprop.cli.main import main
from visprop.export.worksheet.items import lesson_sheet
from visprop.export.worksheet.questions import Origin
from visprop.lessons.markup import plain_text
from visprop.lessons.shelf import open_lesson
from visprop.lessons.titles import titles_of_tests


def sigma(z):
    return 1 / (1 + np.exp(-z))


def read(text, name):
    """A number that is printed behind a name."""
    mantissa, power = re.search(rf"{re.escape(name)} [=≈] (−?\d+(?:\.\d+)?)(?:×10([⁻⁰¹²³⁴-⁹]+))?", text).groups()
    return float(mantissa.replace("−", "-")) * 10.0 ** int((power or "0").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


def in_a_row(network, letter):
    """Which way a₄ goes by w₂ or b₁, where by hand: the network is run twice."""
    w, b, x, _ = network

    def out(w, b):
        a = x
        for one, other in zip(w, b, strict=True):
            a = sigma(one * a + other)
        return a

    step = np.eye(4)[1 if letter == "w" else 0] * 1e-3
    return out(w + step, b) - out(w, b) if letter == "w" else out(w, b + step) - out(w, b)


@pytest.fixture(scope="module", params=["before", "after"])
def sheets(request):
    lesson = open_lesson(f"test:{request.param}")
    return request.param, [lesson_sheet(lesson, Origin(f"test:{request.param}", "", 7, number)) for number in range(1, 5)]


def scenario_of(item):
    return item.then._frame.scenario


def row_of(item):
    scenario = scenario_of(item)
    layers = scenario.network.layers(scenario.p0)
    numbers = [np.array([float(pair[at].ravel()[0]) for pair in layers]) for at in (0, 1)]
    return *numbers, float(scenario.train.x[0][0]), float(scenario.train.y[0][0])


def costs_of_wide(item, p):
    scenario = scenario_of(item)
    a = scenario.train.x[0]
    for w, b in scenario.network.layers(p):
        a = sigma(w @ a + b)
    return 0.5 * np.square(a - scenario.train.y[0]).sum()


def test_there_are_eight_in_each_and_they_ask_the_same_things():
    assert list(titles_of_tests()) == ["before", "after"]
    before, after = (open_lesson(f"test:{name}") for name in titles_of_tests())
    for one, other in zip(before.steps, after.steps, strict=True):
        assert type(one.asks) is type(other.asks)
        # Not the same question twice: it is put in other words, or about other numbers.
        asked = [(step.asks.question.source, step.stage.run.scenario.p0.tolist()) for step in (one, other)]
        assert asked[0] != asked[1]
    assert len(before.asking) == len(after.asking) == 8


def test_a_sign_is_what_running_the_network_twice_gives(sheets):
    name, found = sheets
    signs = set()
    for sheet in found:
        item = sheet.questions[0]
        change = in_a_row(row_of(item), "w" if name == "before" else "b")
        assert item.value == (0.0 if change > 0 else 2.0)
        signs.add(np.sign(change))
    assert signs == {-1.0, 1.0}


def test_what_changes_most_is_what_differences_say(sheets):
    for sheet in sheets[1]:
        item = sheet.questions[3]
        scenario = scenario_of(item)
        slopes = []
        for j in range(2):
            for k in range(2):
                ends = []
                for step in (1e-5, -1e-5):
                    p = scenario.p0.copy()
                    scenario.network.layers(p)[1][0][j, k] += step
                    ends.append(costs_of_wide(item, p))
                slopes.append(abs(ends[0] - ends[1]))
        assert int(item.value) == int(np.argmax(slopes))
        first, second = sorted(slopes)[:1:-1]
        assert first > 1.2 * second


def test_the_blame_is_found_from_the_numbers_that_are_printed(sheets):
    """By whoever has the paper and nothing else."""
    at = 1 if sheets[0] == "before" else 2
    for sheet in sheets[1]:
        group = sheet.groups[4]
        text = " ".join(map(plain_text, group.text))
        delta = [read(text, f"δ²{'₁₂'[j]}") for j in range(2)]
        w = [read(text, f"w²{'₁₂'[j]}{'₁₂'[at - 1]}") for j in range(2)]
        a = read(text, f"a¹{'₁₂'[at - 1]}")
        found = (delta[0] * w[0] + delta[1] * w[1]) * a * (1 - a)
        (item,) = group.blanks
        assert abs(found - item.value) <= item.tolerance < 0.03 * abs(item.value)


def test_a_promise_and_a_step_are_found_from_the_numbers_that_are_printed(sheets):
    name, found = sheets
    for sheet in found:
        promise, step = sheet.groups[6:8]
        text = " ".join(map(plain_text, promise.text))
        layer, change = (3, 0.1) if name == "before" else (2, -0.2)
        value = change * read(text, f"∂c/∂z{'₂₃'[layer - 2]}") * read(text, f"a{'₁₂'[layer - 2]}")
        assert abs(value - promise.blanks[0].value) <= promise.blanks[0].tolerance
        text = " ".join(map(plain_text, step.text))
        a3, a4, w4, y, eta = (read(text, one) for one in ("a₃", "a₄", "w₄", "y", "η"))
        value = w4 - eta * (a4 - y) * a4 * (1 - a4) * a3
        assert abs(value - step.blanks[0].value) <= step.blanks[0].tolerance
        # Who takes the step the wrong way, or forgets the slope or the activation, is not right.
        for wrong in (2 * w4 - value, w4 - eta * (a4 - y) * a3, w4 - eta * (a4 - y) * a4 * (1 - a4)):
            assert abs(wrong - step.blanks[0].value) > step.blanks[0].tolerance


def test_what_went_wrong_is_told(sheets):
    """Typed by whoever made that slip, with the numbers on the paper; none of them counts as right."""
    name, found = sheets
    told = set()
    for sheet in found:
        blame, _, step = (sheet.questions[i] for i in (4, 6, 7))
        at = 1 if name == "before" else 2
        text = " ".join(map(plain_text, sheet.groups[4].text))
        ways = [read(text, f"δ²{'₁₂'[j]}") * read(text, f"w²{'₁₂'[j]}{'₁₂'[at - 1]}") for j in range(2)]
        a = read(text, f"a¹{'₁₂'[at - 1]}")
        for wrong, words in (
            (sum(ways), "The slope of the neuron itself was left out."),
            (ways[0] * a * (1 - a), "One way forward was left out."),
            (-sum(ways) * a * (1 - a), "The size is right, the sign is the other one."),
        ):
            verdict = blame.asks.judge(f"{wrong:.6g}", blame.then)
            assert not verdict.is_right
            told.add((verdict.told, words))
        text = " ".join(map(plain_text, sheet.groups[7].text))
        a3, a4, w4, y, eta = (read(text, one) for one in ("a₃", "a₄", "w₄", "y", "η"))
        uphill = w4 + eta * (a4 - y) * a4 * (1 - a4) * a3
        assert step.asks.judge(f"{uphill:.6g}", step.then).told.startswith("This is a step uphill")
    assert {one for one in told if one[0] != one[1]} == set()


def test_what_is_certain_holds_of_every_network(sheets):
    """What the other questions hold for right: nothing of it hangs on the numbers of a variant."""
    for sheet in sheets[1]:
        w, b, x, y = row_of(sheet.questions[0])
        a = [x]
        for one, other in zip(w, b, strict=True):
            a.append(sigma(one * a[-1] + other))
        slopes = [after * (1 - after) for after in a[1:]]
        delta = (a[4] - y) * slopes[3]
        for at in (2, 1, 0):
            delta *= w[at + 1] * slopes[at]
        assert delta != 0.0  # with an input of 0 the bias of the first neuron changes, and its weight does not
    assert sigma(-8) * (1 - sigma(-8)) == pytest.approx(0.000335, rel=1e-2)


def test_a_test_is_answered_on_the_page_and_marked(page_of, tmp_path, capsys):
    page = page_of("test:before", "--variants", 2, "--seed", 7)
    sheet = lesson_sheet(open_lesson("test:before"), Origin("test:before", "", 7, 2))
    numbers = {one.name: repr(one.value) for one in sheet.questions if not one.choices}
    wrong = numbers | {"7": repr(-sheet.questions[6].value)}
    chosen = [(one.name, int(one.value)) for one in sheet.questions if one.choices]
    others = [(name, (value + 1) % 3) for name, value in chosen]
    path, verdicts = tmp_path / "a.json", []
    for text in (page.answered(numbers, 2, choices=chosen), page.answered(wrong, 2, choices=others)):
        path.write_text(text, encoding="utf-8")
        capsys.readouterr()
        assert main(["grade", str(path), "--json"]) == 0
        answers = json.loads(capsys.readouterr().out)["papers"][0]["answers"]
        verdicts.append([one["verdict"] for one in answers])
        slips = {one["question"]: one["slip"] for one in answers}
    assert verdicts == [["right"] * 8, ["wrong"] * 4 + ["right", "wrong", "wrong", "right"]]
    assert slips["7 A slope is a prediction"] == "The size is right, the sign is the other one."


def test_a_chapter_has_one_variant(tmp_path, capsys):
    assert main(["worksheet", "lesson:13-blame", "--variants", "2", "-o", str(tmp_path / "a.html")]) == 2
    assert "has one variant" in capsys.readouterr().err
    assert main(["worksheet", "test:never", "-o", str(tmp_path / "a.html")]) == 2
    assert "before, after" in capsys.readouterr().err
    assert main(["worksheet", "test:before", "--at", "0", "-o", str(tmp_path / "a.html")]) == 2
    assert "--at is about scenarios" in capsys.readouterr().err
