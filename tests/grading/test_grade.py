"""`visprop grade`: pages that were filled in are marked by what was computed by hand, and what is wrong is named."""

import csv
import io
import json
from dataclasses import replace

import numpy as np
import pytest

from visprop.cli.main import main
from visprop.engine.closeness import is_within, margin_of
from visprop.grading.marking import is_rounded
from visprop.kinds.files import save
from visprop.lessons.answers import read_answers
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document
from visprop.scenario.run import Run
from visprop.scenario.variants import variant


def passes(scenario):
    """z, a, δ by layer of logistic layers with squared errors, computed here."""
    layers = scenario.network.layers(scenario.p0)
    a, z = [scenario.train.x[0]], [None]
    for w, b in layers:
        z.append(w @ a[-1] + b)
        a.append(1 / (1 + np.exp(-z[-1])))
    delta = [(a[-1] - scenario.train.y[0]) * a[-1] * (1 - a[-1])]
    for at in range(len(layers) - 1, 0, -1):
        delta.insert(0, (layers[at][0].T @ delta[0]) * a[at] * (1 - a[at]))
    return z, a, [None, *delta]


@pytest.fixture(scope="module")
def page(page_of):
    return page_of("two-neurons", "--variants", 3, "--seed", 5)


@pytest.fixture
def graded(tmp_path, capsys):
    """What the command says of files, as JSON."""

    def run(*texts, words=(), status=0):
        paths = [tmp_path / f"{i}.json" for i in range(1, len(texts) + 1)]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        capsys.readouterr()
        assert main(["grade", *map(str, paths), "--json", *words]) == status
        return json.loads(capsys.readouterr().out)

    return run


def by_question(document, at=0):
    return {one["question"]: (one["verdict"], one["slip"]) for one in document["papers"][at]["answers"]}


def test_what_is_right_rounded_wrong_or_blank_is_told(page, graded):
    """Of the second variant, whose numbers only the seed tells."""
    scenario = variant(Run(open_scenario("two-neurons")), 2, 5).scenario
    z, a, delta = passes(scenario)
    b = scenario.network.layers(scenario.p0)[0][1]
    eta = scenario.training.eta
    answers = {
        "z¹₁": f"{z[1][0]:.4g}", "a¹₁": f"{a[1][0]:.2f}".replace(".", ","), "z¹₂": f"{z[1][1] - b[1]:.4g}",
        "a¹₂": f"{1 / (1 + np.exp(b[1] - z[1][1])):.4g}", "z²₁": "many", "a²₁": f"{z[2][0]:.4g}", "z²₂": "7",
        "δ⁴₁": f"{a[4][0] - scenario.train.y[0][0]:.5g}", "δ⁴₂": f"{-delta[4][1]:.4g}",
        "Δw⁴₁₁": f"{-delta[4][0] * a[3][0]:.4g}", "Δw⁴₁₂": f"{eta * delta[4][0] * a[3][1]:.4g}", "Δb⁴₂": f"{delta[4][1]:.4g}",
    }  # fmt: skip
    found = by_question(graded(page.answered(answers, number=2)))
    assert found["z¹₁"] == ("right", "")
    assert found["a¹₁"] == ("rounded", "")
    assert found["z¹₂"] == ("wrong", "b¹₂ was forgotten")
    assert found["a¹₂"] == ("follows", "")
    assert found["z²₁"] == ("wrong", "this is no number")
    assert found["a²₁"] == ("wrong", "σ was not applied")
    assert found["z²₂"] == ("wrong", "")
    assert found["δ⁴₁"] == ("wrong", "σ′(z⁴₁) was forgotten")
    assert found["δ⁴₂"] == ("wrong", "the sign is the other one")
    assert found["Δw⁴₁₁"] == ("wrong", "η was forgotten")
    assert found["Δw⁴₁₂"] == ("wrong", "the sign is the other one")
    assert found["a³₁"] == ("blank", "")


def test_who_goes_on_with_a_wrong_number_is_marked_by_it(page, graded):
    """One early slip, and everything behind it computed rightly: only the first is wrong."""
    scenario = open_scenario("two-neurons")
    z = passes(scenario)[0]
    layers = scenario.network.layers(scenario.p0)
    z1, answers = z[1].copy(), {}
    z1[0] += 1.0
    before = 1 / (1 + np.exp(-z1))
    answers |= {"z¹₁": f"{z1[0]:.5g}", "z¹₂": f"{z1[1]:.5g}", "a¹₁": f"{before[0]:.5g}", "a¹₂": f"{before[1]:.5g}"}
    for at in (2, 3, 4):
        sums = layers[at - 1][0] @ before + layers[at - 1][1]
        before = 1 / (1 + np.exp(-sums))
        answers |= {f"z{'¹²³⁴'[at - 1]}{'₁₂'[j]}": f"{sums[j]:.5g}" for j in range(2)}
        answers |= {f"a{'¹²³⁴'[at - 1]}{'₁₂'[j]}": f"{before[j]:.5g}" for j in range(2)}
    verdicts = {name: verdict for name, (verdict, _) in by_question(graded(page.answered(answers))).items() if name in answers}
    assert verdicts.pop("z¹₁") == "wrong"
    assert verdicts.pop("z¹₂") == verdicts.pop("a¹₂") == "right"
    # Far behind, the error has all but died away.
    assert set(verdicts.values()) <= {"follows", "right"}
    assert verdicts["a¹₁"] == verdicts["z²₁"] == verdicts["a²₁"] == "follows"


def test_a_class_has_totals_by_question(page, graded, capsys):
    texts = [page.answered({"z¹₁": value}, number, name) for value, number, name in
             (("0.47", 1, "Ada"), ("0.37", 1, "=1+1"), ("0.37", 1, ""), ("", 3, "Emmy"))]  # fmt: skip
    document = graded(*texts)
    first = document["questions"][0]
    assert first == {
        "sheet": "Two neurons a layer", "question": "z¹₁", "verdicts": {"right": 1, "wrong": 2, "blank": 1},
        "slip": "b¹₁ was forgotten (2)",
    }  # fmt: skip
    assert [paper["name"] for paper in document["papers"]] == ["Ada", "=1+1", "", "Emmy"]


def test_the_table_and_csv_say_the_same(page, tmp_path, capsys):
    path = tmp_path / "ada.json"
    path.write_text(page.answered({"z¹₁": "-0.47"}, name="=HYPERLINK(1)"), encoding="utf-8")
    capsys.readouterr()
    assert main(["grade", str(path)]) == 0
    said = capsys.readouterr().out
    assert "ada.json: Two neurons a layer, variant 1, by =HYPERLINK(1)" in said
    assert "the sign is the other one" in said
    assert "wrong: none of these" in said
    assert main(["grade", str(path), "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0] | {"right": ""} == {
        "file": "ada.json", "name": "'=HYPERLINK(1)", "title": "Two neurons a layer", "question": "z¹₁", "answer": "-0.47",
        "right": "", "verdict": "wrong", "slip": "the sign is the other one",
    }  # fmt: skip


def test_a_scenario_of_one_s_own_is_named(page_of, two, graded, tmp_path, capsys):
    path = tmp_path / "mine.visprop"
    save(Document(Run(replace(two, title="Mine"))), path)
    text = page_of(path, "--at", "2.1").answered({"z¹₁": "0.47"})
    assert json.loads(text)["body"]["source"] == "mine.visprop"
    graded_of = tmp_path / "1.json"
    graded_of.write_text(text, encoding="utf-8")
    assert main(["grade", str(graded_of)]) == 2
    assert "made from mine.visprop; name the file with --against FILE" in capsys.readouterr().err
    assert len(by_question(graded(text, words=("--against", str(path))))) == 73
    assert main(["grade", str(graded_of), "--against", "linear"]) == 2
    assert "linear" in capsys.readouterr().err
    save(Document(Run(replace(two, title="Mine", p0=two.p0 + 0.25))), path)
    assert main(["grade", str(graded_of), "--against", str(path)]) == 2
    assert "gives another sheet" in capsys.readouterr().err


@pytest.mark.parametrize(
    "change, told",
    [
        (lambda text: text.replace("0.47", "0.48"), "was altered after it was saved"),
        (lambda text: text.replace('"variant":1', '"variant":2'), "was altered after it was saved"),
        (lambda text: text.replace('"visprop_answers":1', '"visprop_answers":2'), "version 2 of their format"),
        (lambda text: "[]", "this is no file of answers"),
        (lambda text: "", "it is not JSON"),
        (lambda text: "[" * 100_000, "it is not JSON"),
        (lambda text: text + " " * 2_000_000, "too large"),
    ],
)
def test_what_is_no_answer_as_it_was_saved_is_refused_and_the_others_are_marked(page, tmp_path, capsys, change, told):
    good = page.answered({"z¹₁": "0.47"})
    for name, text in (("good.json", good), ("bad.json", change(good))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["grade", str(tmp_path / "bad.json"), str(tmp_path / "good.json")]) == 2
    out, said = capsys.readouterr()
    assert said.startswith("visprop: bad.json: ")
    assert told in said
    assert said.count("\n") == 1
    assert "good.json" in out


def test_no_answer_can_be_such_that_it_is_not_marked(page, page_of, graded):
    """As whoever writes a file by hand, with its check sum, might give it."""
    test = page_of("test:before")
    strange = ("9", "-1", "x", "1.5", "٣", "1/0", "1e999", "((((" * 40)
    texts = [page.answered({"z¹₁": given}) for given in strange]
    texts += [test.answered({str(number): given for number in range(1, 9)}) for given in strange]
    papers = graded(*texts)["papers"]
    assert {paper["answers"][0]["verdict"] for paper in papers[: len(strange)]} == {"wrong"}
    assert {one["verdict"] for paper in papers[len(strange) :] for one in paper["answers"]} == {"wrong"}


def test_a_page_saves_letters_of_every_kind(page):
    name = "Zoë “Ω” 😀 \\ \u2028 </script>"
    found = read_answers(page.answered({"z¹₁": " ½ ", "a¹₁": "  "}, number=3, name=name))
    assert found.name == name
    assert found.sheet.answers == {"z¹₁": "½"}
    assert (found.sheet.number, found.sheet.seed, found.sheet.at) == (3, 5, "0.1.9")
    # Set out by an editor it is the same; with another answer it is not.
    body = json.loads(page.answered({"z¹₁": "1"}))
    assert read_answers(json.dumps(body, indent=4)).sheet.answers == {"z¹₁": "1"}


@pytest.mark.parametrize("given, value, expected", [
    ("0.62", 0.6154, True), ("0.61", 0.6154, False), ("0,62", 0.6154, True), ("−0.62", -0.6154, True), ("0.6", 0.6154, False),
    ("6.2e-1", 0.6154, True), ("0.0062", 0.00615, True), ("120", 123.4, False), ("123", 123.4, True), ("1/3", 1 / 3, False),
])  # fmt: skip
def test_what_a_rounded_number_is(given, value, expected):
    assert is_rounded(given, value) is expected


def test_one_rule_of_right():
    """Both ends count, for numbers below 0 too, and next to 0 there is room for rounding alone."""
    assert is_within(1.01, 1.0, margin_of(1.0, 0.0101))
    assert is_within(-0.5 - 0.125, -0.5, margin_of(-0.5, 0.25))
    assert not is_within(-0.5 - 0.1251, -0.5, margin_of(-0.5, 0.25))
    assert is_within(1e-13, 0.0, margin_of(0.0, 0.1))
    assert not is_within(1e-9, 0.0, margin_of(0.0, 0.1))
