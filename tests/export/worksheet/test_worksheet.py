"""Worksheets: what is asked is right by a computation of one's own, variants are others, and every format is what it is to be."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html import unescape
from itertools import pairwise

import numpy as np
import pytest

from tests.latex import compile_latex
from visprop.cli.main import main
from visprop.export.worksheet.asked import sheet_of
from visprop.export.worksheet.sheets import SHEETS
from visprop.notation.layout.text import plain
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.scenario.variants import variants
from visprop.timeline.timeline import Timeline

FIELD = re.compile(r"\{(\d+):(NUMERICAL|NM):=(-?[\d.]+(?:e[+-]?\d+)?):([\d.]+(?:e[+-]?\d+)?)\}")
"""A field of a cloze question, as Moodle's documentation describes it: weight, type, the right answer, its tolerance."""


def sheet(run, at="0.1", number=1):
    timeline = Timeline(run)
    return sheet_of(timeline, timeline.walk.parse(at), number)


def asked(found):
    return {plain(blank.equation.left.name): blank for group in found.groups for blank in group.blanks}


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


def moodle_fields(text):
    """Of each question its fields: the answers, and their tolerances."""
    for question in ET.fromstring(text).iter("question"):
        assert question.get("type") == "cloze"
        yield [
            (float(value), float(tolerance)) for _, _, value, tolerance in FIELD.findall(question.find("questiontext/text").text)
        ]


def test_whoever_computes_by_hand_with_four_digits_is_right(two, tmp_path):
    """Of eight variants every number, in the order of the lines, by the fields of the file alone."""
    runs = list(variants(Run(two), 8, seed=5))
    sheets = [sheet(run, number=number) for number, run in enumerate(runs, start=1)]
    fields = list(moodle_fields(SHEETS[".xml"].text(sheets, 1, True)))
    for run, found in zip(runs, fields, strict=True):
        hand, depth = by_hand(run.scenario), run.scenario.network.depth
        answers = [value for at in range(1, depth + 1) for pair in zip(*hand[at][:2], strict=True) for value in pair]
        cost = found[len(answers)]
        assert cost[0] == pytest.approx(0.5 * np.square(hand[depth][1] - run.scenario.train.y[0]).sum(), rel=1e-2)
        answers.append(cost[0])
        for at in range(depth, 0, -1):
            answers += [value for delta, steps in zip(*hand[at][2:4], strict=True) for value in (delta, *steps)]
        answers += [value for at in range(depth, 0, -1) for value in hand[at][4].ravel()]
        assert len(found) == len(answers)
        assert [(one, other) for one, other in zip(answers, found, strict=True) if abs(one - other[0]) > other[1]] == []


def test_an_answer_that_is_wrong_is_not_within_its_tolerance(two):
    for blank in asked(sheet(Run(two))).values():
        assert 0 < blank.tolerance < 0.02 * abs(blank.value)


def test_variants_are_others_and_the_same_seed_gives_the_same(two):
    first, again = (list(variants(Run(two), 4, seed=7)) for _ in range(2))
    assert first[0].scenario.p0.tolist() == two.p0.tolist()
    for one, other in zip(first, again, strict=True):
        assert one.scenario.p0.tolist() == other.scenario.p0.tolist()
    assert len({tuple(run.scenario.p0) for run in [*first, *list(variants(Run(two), 2, seed=8))[1:]]}) == 5
    # Numbers that one can write down.
    assert all(round(value, 2) == value for run in first[1:] for value in run.scenario.p0)


def test_variants_keep_what_is_frozen_and_tied():
    scenario = replace(open_scenario("shared-bias"), frozen=("w1",))
    for run in list(variants(Run(scenario), 3, seed=1))[1:]:
        p = run.scenario.p0
        assert len(set(p[scenario.tied_groups[0]])) == 1
        assert p[0] == scenario.p0[0]


def test_hints_have_levels(two):
    blank = asked(sheet(Run(two)))["z¹₁"]
    assert [len(blank.hints(level)) for level in range(3)] == [0, 1, 2]

    def text(row):
        return " ".join(f"{side.sign} {side.expr.text(side.style)}".strip() for side in row)

    formula, substituted = map(text, blank.hints(2))
    assert formula == "z¹₁ = w¹₁₁·a⁰₁ + w¹₁₂·a⁰₂ + b¹₁"
    assert substituted == "z¹₁ = 0.5·0.9 + (−0.4)·0.2 + 0.1"
    assert text(blank.solution) == f"{substituted} = 0.47"


def test_of_a_batch_only_what_one_example_tells_is_asked():
    """The update is the mean of four examples: of one alone it cannot be computed."""
    found = sheet(Run(open_scenario("xor")))
    assert not any("update" in group.title for group in found.groups)
    assert "and the update" not in found.words
    assert sheet(Run(open_scenario("linear"))).groups[-1].title.endswith("the update")


@pytest.mark.parametrize("ending", SHEETS)
def test_no_answer_stands_where_none_is_to_be(two, ending):
    found = [sheet(Run(two))]
    # Those with all four digits: a shorter one may be given somewhere.
    answers = [text for blank in asked(found[0]).values() if len(text := f"{abs(blank.value):.4g}") == 6]
    assert len(answers) > 20
    # Moodle has to know them.
    hidden, shown = (FIELD.sub("", unescape(SHEETS[ending].text(found, 1, solved))) for solved in (False, True))
    assert [answer for answer in answers if answer in hidden] == []
    assert [answer for answer in answers if answer not in shown] == []


def test_the_page_of_the_web_needs_nothing_else(two):
    text = SHEETS[".html"].text([sheet(Run(two))], 2, True)
    root = ET.fromstring(text.removeprefix("<!DOCTYPE html>\n"))
    assert not re.search(r"(?:src|href|url\()", text)
    assert len(root.findall(".//span[@class='blank']")) == len(asked(sheet(Run(two))))
    heads = [int(node.tag[1]) for node in root.iter() if re.fullmatch("h[1-6]", node.tag)]
    assert all(after - before <= 1 for before, after in pairwise(heads))


@pytest.mark.parametrize("ending", [".html", ".xml"])
def test_a_title_is_nothing_but_words(two, ending):
    title = "<script>alert(1)</script> & ]]> {1:NUMERICAL:=1:0}"
    text = SHEETS[ending].text([sheet(Run(replace(two, title=title)))], 2, True)
    root = ET.fromstring(text.removeprefix("<!DOCTYPE html>\n"))
    assert not list(root.iter("script"))
    if ending == ".xml":
        assert "<script" not in root.find("question/questiontext/text").text
        assert len(next(moodle_fields(text))) == len(asked(sheet(Run(two))))


@pytest.mark.parametrize(
    "words, told",
    [
        (["digits", "-o", "a.tex"], "2,260 weights and biases are more than 300"),
        (["xor", "-o", "a.doc"], ".tex, .html, .xml"),
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


@pytest.mark.latex
@pytest.mark.parametrize("name", sorted(set(builtin_names()) - {"digits"}))
def test_it_compiles(name, tmp_path):
    path = tmp_path / "a.tex"
    assert main(["worksheet", name, "--variants", "2", "--hints", "2", "--solutions", "-o", str(path)]) == 0
    compile_latex(path)
