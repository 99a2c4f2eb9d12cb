"""Worksheets: what is asked is right by a computation of one's own, variants are others, and every format is what it is to be."""

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.export.worksheet import cloze
from tests.export.worksheet.pages import pdf_text
from tests.export.worksheet.qti_reader import items_of
from tests.latex import compile_latex
from visprop.cli.main import main
from visprop.export.worksheet.making import of_pass
from visprop.export.worksheet.questions import Origin
from visprop.export.worksheet.sheets import SHEETS
from visprop.lessons.markup import plain_text
from visprop.notation.latex_words import latex_text
from visprop.scenario.builtin import builtin_names, open_scenario, resources
from visprop.scenario.run import Run
from visprop.scenario.variants import variant
from visprop.timeline.timeline import Timeline


def sheet(scenario, at="0.1", number=1, seed=0):
    return of_pass(Timeline(Run(scenario)), Origin("", at, seed, number))


def asked(found):
    return {question.name: question for question in found.questions}


def by_hand(scenario):
    """The numbers of the first pass of logistic layers with squared errors, and of its update, rounded to four digits each."""

    def noted(values):
        return np.array([float(f"{value:.4g}") for value in np.ravel(values)]).reshape(np.shape(values))

    layers, eta = scenario.network.layers(scenario.p0), scenario.training.eta
    a, y = [scenario.train.x[0]], scenario.train.y[0]
    found = {}
    for w, b in layers:
        z = noted(w @ a[-1] + b)
        a.append(noted(1 / (1 + np.exp(-z))))
        found[len(a) - 1] = [z, a[-1]]
    delta = noted((a[-1] - y) * a[-1] * (1 - a[-1]))
    for at in range(len(layers), 0, -1):
        step = noted(-eta * np.outer(delta, np.append(a[at - 1], 1.0)))
        found[at] += [delta, step, noted(np.column_stack(layers[at - 1]) + step)]
        delta = noted((layers[at - 1][0].T @ delta) * a[at - 1] * (1 - a[at - 1]))
    return found


def test_whoever_computes_by_hand_with_four_digits_is_right(two):
    """Of eight variants every number, in the order of the lines."""
    for number in range(1, 9):
        scenario, found = variant(Run(two), number, 5).scenario, sheet(two, number=number, seed=5).questions
        hand, depth = by_hand(scenario), scenario.network.depth
        answers = [value for at in range(1, depth + 1) for pair in zip(*hand[at][:2], strict=True) for value in pair]
        cost = found[len(answers)].value
        assert cost == pytest.approx(0.5 * np.square(hand[depth][1] - scenario.train.y[0]).sum(), rel=1e-2)
        answers.append(cost)
        for at in range(depth, 0, -1):
            answers += [value for delta, steps in zip(*hand[at][2:4], strict=True) for value in (delta, *steps)]
        answers += [value for at in range(depth, 0, -1) for value in hand[at][4].ravel()]
        wrong = [(one, each.value) for one, each in zip(answers, found, strict=True) if abs(one - each.value) > each.tolerance]
        assert wrong == []


def test_an_answer_that_is_wrong_is_not_within_its_tolerance(two):
    for blank in asked(sheet(two)).values():
        assert 0 < blank.tolerance < 0.02 * abs(blank.value)


def test_variants_are_others_and_the_same_seed_gives_the_same(two):
    first, again = ([variant(Run(two), number, 7).scenario.p0.tolist() for number in range(1, 5)] for _ in range(2))
    assert first == again
    assert first[0] == two.p0.tolist()
    assert len({tuple(p) for p in [*first, variant(Run(two), 2, 8).scenario.p0]}) == 5
    # Numbers that one can write down.
    assert all(round(value, 2) == value for p in first[1:] for value in p)


def test_variants_keep_what_is_frozen_and_tied():
    scenario = replace(open_scenario("shared-bias"), frozen=("w1",))
    for number in (2, 3):
        p = variant(Run(scenario), number, 1).scenario.p0
        assert len(set(p[scenario.tied_groups[0]])) == 1
        assert p[0] == scenario.p0[0]


def test_hints_have_levels(two):
    blank = asked(sheet(two))["z¹₁"]
    assert [len(blank.hints(level)) for level in range(3)] == [0, 1, 2]
    formula, substituted = map(plain_text, blank.hints(2))
    assert formula == "z¹₁ = w¹₁₁·a⁰₁ + w¹₁₂·a⁰₂ + b¹₁"
    assert substituted == "z¹₁ = 0.5·0.9 + (−0.4)·0.2 + 0.1"
    assert [plain_text(one) for one in blank.solution] == [f"{substituted} = 0.47"]


def test_every_question_has_a_name_of_its_own():
    """By which an answer says what it answers; also of layers of more than nine neurons."""
    for name in ("two-neurons", "iris", "autocoding", "shared-bias"):
        questions = sheet(open_scenario(name)).questions
        assert len({question.name for question in questions}) == len(questions) > 10


def test_of_a_batch_only_what_one_example_tells_is_asked():
    """The update is the mean of four examples: of one alone it cannot be computed."""
    found = sheet(open_scenario("xor"))
    assert not any("update" in group.title for group in found.groups)
    assert "and the update" not in found.words
    assert sheet(open_scenario("linear")).groups[-1].title.endswith("the update")


def shown(ending, content):
    """What a reader of a file has before the eyes before anything is answered."""
    if ending == ".pdf":
        return pdf_text(content)
    if ending == ".zip":
        return " ".join(ET.tostring(item.find("{*}itemBody"), "unicode", "text") for item in items_of(content))
    if ending == ".xml":
        return " ".join(cloze.without_fields(text.text or "") for text in ET.fromstring(content).iter("text"))
    return content.decode()


@pytest.mark.parametrize("ending", SHEETS)
def test_no_answer_stands_where_none_is_to_be(two, ending):
    found = [sheet(two)]
    # Those with all four digits: a shorter one may be given somewhere.
    answers = [text for blank in asked(found[0]).values() if len(text := f"{abs(blank.value):.4g}") == 6]
    assert len(answers) > 20
    hidden, solved = (SHEETS[ending].content(found, 1, with_solutions) for with_solutions in (False, True))
    assert [answer for answer in answers if answer in shown(ending, hidden)] == []
    if ending == ".zip":
        told = " ".join(ET.tostring(item, "unicode", "text") for item in items_of(solved))
    else:
        told = shown(ending, solved)
    assert [answer for answer in answers if answer not in told] == []


def test_the_page_of_the_web_needs_nothing_else(two):
    text = SHEETS[".html"].content([sheet(two)], 2, True).decode()
    root = ET.fromstring(text.removeprefix("<!DOCTYPE html>\n"))
    assert not re.search(r"(?:src=|href=|url\(|fetch|XMLHttp|import\()", text)
    assert len(root.findall(".//input[@name]")) == len(asked(sheet(two)))
    heads = [int(node.tag[1]) for node in root.iter() if re.fullmatch("h[1-6]", node.tag)]
    assert all(after - before <= 1 for before, after in pairwise(heads))


@pytest.mark.parametrize("ending", [".html", ".xml", ".zip"])
def test_a_title_is_nothing_but_words(two, ending):
    title = "<script>alert(1)</script> & ]]> {1:NUMERICAL:=1:0}"
    content = SHEETS[ending].content([sheet(replace(two, title=title))], 2, True)
    count = len(asked(sheet(two)))
    if ending == ".xml":
        (question,) = cloze.questions(content.decode())
        assert "<script" not in question.text
        assert len(question.fields) == count
    elif ending == ".zip":
        (item,) = items_of(content)
        assert item.get("title") == f"{title}, variant 1"
        assert len(item.findall(".//{*}textEntryInteraction")) == count
    else:
        root = ET.fromstring(content.decode().removeprefix("<!DOCTYPE html>\n"))
        assert ["alert" in script.text for script in root.iter("script")] == [False]


@pytest.mark.parametrize(
    "words, told",
    [
        (["digits", "-o", "a.tex"], "2,260 weights and biases are more than 300"),
        (["xor", "-o", "a.doc"], ".html, .pdf, .tex, .xml, .zip"),
        (["xor", "--at", "0.9", "-o", "a.tex"], "has examples 1 to 4"),
        (["xor", "--hints", "3", "-o", "a.tex"], "from 0 to 2"),
    ],
)
def test_the_command_refuses_in_one_line(words, told, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["worksheet", *words]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def words_of(part):
    """Every text of a lesson's file, without its formulas and numbers."""
    if isinstance(part, str):
        return [re.sub(r"\$[^$]+\$|\{[^{}]+\}", "", part)]
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [text for one in parts for text in words_of(one)]


def test_the_words_of_every_lesson_are_letters_that_latex_has():
    """Those of Latin 1 and dashes it takes as they are; others have to be told it."""
    for path in [*(resources() / "lessons").glob("*.json"), *(resources() / "tests").glob("*.json")]:
        written = "".join(map(latex_text, words_of(json.loads(path.read_text(encoding="utf-8")))))
        assert {letter for letter in written if ord(letter) > 255} <= set("–—“”…"), path.name


@pytest.mark.parametrize("ending", [".html", ".pdf", ".tex", ".xml"])
def test_solutions_can_be_a_file_of_their_own(tmp_path, capsys, ending):
    def read(path):
        content = path.read_bytes()
        return pdf_text(content) if ending == ".pdf" else content.decode()

    path, solved = tmp_path / f"a{ending}", tmp_path / f"a-solutions{ending}"
    assert main(["worksheet", "lesson:13-blame", "--apart", "-o", str(path)]) == 0
    # In a question bank they are what is told after the last try.
    assert solved.exists() is (ending != ".xml")
    if solved.exists():
        assert str(solved) in capsys.readouterr().out
        assert "solutions of variant" not in read(path).lower().replace("\n", " ")
        assert "0.1041" in read(solved)
        assert "Three digits are enough" not in read(solved)


@pytest.mark.latex
def test_no_page_of_a_handout_has_a_lone_line(tmp_path):
    """Chapter 13 ended with one, below nothing, on its last page."""
    path = tmp_path / "a.tex"
    assert main(["worksheet", "lesson:13-blame", "-o", str(path)]) == 0
    compile_latex(path)
    told = subprocess.run(
        ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"], capture_output=True, text=True, check=True
    )
    pages = [[line for line in page.splitlines() if line.strip()] for page in told.stdout.split("\f")[:-1]]
    # The number of the page is a line as well.
    assert min(map(len, pages)) >= 4


@pytest.mark.latex
@pytest.mark.parametrize("name", [*sorted(set(builtin_names()) - {"digits"}), "test:before", "lesson:15-vectors"])
def test_it_compiles(name, tmp_path):
    path = tmp_path / "a.tex"
    count = "1" if name.startswith("lesson:") else "2"
    assert main(["worksheet", name, "--variants", count, "--hints", "2", "--solutions", "-o", str(path)]) == 0
    compile_latex(path)
