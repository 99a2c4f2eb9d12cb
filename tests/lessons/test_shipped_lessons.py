"""Every chapter that comes with the program, read as a learner would."""

import re
from math import cos, exp

import pytest

from tests.lessons.learner import answer_step
from visprop.lessons.conditions import Asks
from visprop.lessons.markup import Paragraph
from visprop.lessons.progress_kept import Mark
from visprop.lessons.shelf import chapters, open_chapter
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.course import Course
from visprop.session.session import Session

NAMES = [chapter.name for chapter in chapters()]


@pytest.fixture
def course():
    session = Session(Run(open_scenario("xor")))
    session.playback.set_reduce_motion(True)
    return Course(session)


@pytest.mark.parametrize("name", NAMES)
def test_a_learner_completes_it_with_one_wrong_answer_at_each_question(course, name):
    lesson = open_chapter(name)
    course.open(lesson)
    for i in range(len(lesson.steps)):
        assert course.index == i
        answer_step(course, name)
        course.next()
    assert course.lesson is None
    assert {course.progress.mark(name, i) for i in range(len(lesson.steps))} == {Mark.DONE}
    assert course.session.scenario.network.sizes == (2, 2, 1)


@pytest.mark.parametrize("name", NAMES)
def test_the_space_bar_alone_carries_a_reader_through_who_is_shown_everything(course, name):
    lesson = open_chapter(name)
    course.open(lesson)
    for _ in range(2 * len(lesson.steps)):
        course.go_on()
    assert course.lesson is None
    assert {course.progress.mark(name, i) for i in lesson.asking} == {Mark.SHOWN}
    tally = course.progress.tally(name, lesson.asking)
    assert (tally.done, tally.left) == (0, 0)


@pytest.mark.parametrize("name", NAMES)
def test_every_number_in_its_text_is_known_where_it_is_read(course, name):
    lesson = open_chapter(name)
    course.open(lesson)
    for i, step in enumerate(lesson.steps):
        course.go(i)
        at, then = course.numbers_at(), course.numbers_at(is_then=True)
        read_before = (*step.text, *step.hints, *(() if step.asks is None else (step.asks.question,)))
        for numbers, some in ((at, read_before), (then, (*step.reason, *step.why))):
            for one in some:
                assert all(expression.value(numbers) is not None for expression in one.expressions), one.source


@pytest.mark.parametrize("name", NAMES)
def test_it_asks_hints_by_level_and_ends_with_something_to_change_and_to_build(name):
    lesson = open_chapter(name)
    assert 6 <= len(lesson.steps) <= 14
    assert lesson.section
    assert [step.title for step in lesson.steps[-2:]] == ["Change something", "Build something"]
    for i in lesson.asking:
        # Lines that are executed have hints of their own.
        assert lesson.steps[i].asks.asks is Asks.LINES or 1 <= len(lesson.steps[i].hints) <= 3, lesson.steps[i].title
        assert lesson.steps[i].reason, lesson.steps[i].title


SECTIONS = {
    "Notation for functions": 1, "Machine learning as function approximation": 2, "One-dimensional case": 3,
    "Two-dimensional and general case": 4, "What the various notations for derivatives mean": 5,
    "The Backpropagation algorithm": 6, "One neuron per layer example": 7, "The chain rule": 8,
    "Euler-style and Leibniz-style calculation of deltas": 9, "Neuron models and cost functions": 10,
    "Derivative of the cost function, and of the activation function": 11, "Instantiating the pseudocode": 12,
    "Calculating bias deltas": 13, "Two neuron per layer example": 14, "Summary and vectorisation": 15,
    "Generalising to many neurons per layer": 16,
}  # fmt: skip
"""The sections of the article's table of contents, those that one chapter has together in one entry."""
MISPRINTS = {
    1: "δ_3 = δ_4 σ′(w_4 a_3 + b_4) w_4", 2: "d_4 × D(f p_3) a_3", 3: "D(f a_1) p_2", 4: "exp(−w a + b)", 5: "calls $Δp_i$",
    6: "calls $−∇φ(p)$", 7: "$(r_1 + r_2)·(r_1 + r_2)$", 8: "$a^l_1 = w^l_{11} a^{l-1}_1 + …$", 9: "the layer's own $a^l_i$",
    10: "“if i ≠ j”", 11: "2 × 14", 12: "one ℝ too few", 13: "$a_4 − g$", 14: "$ℝ^{12}$, $ℝ^8$, $ℝ^6$ and $ℝ^2$",
    15: "“If $Δp = (r_1, r_2)$”", 16: r"$\hat{φ}(p) > \hat{φ}(p + Δp)$ is guaranteed",
    17: "step $i$ uses $p_i$ together with $x_i$",
    18: "the rise forwards and the run backwards", 19: "the lengths $m$ and $k$", 20: "with respect to $y$ and $z$",
    21: "a bracket is never closed", 22: "a capital $G$", 23: "A sentence of the article breaks off",
}  # fmt: skip
"""Every row of the table of the article's errata, with a piece of what its chapter says of it."""


def test_every_section_of_the_article_has_its_chapter_and_every_misprint_its_place():
    told = {chapter.number: chapter.section for chapter in chapters()}
    assert sorted(told) == list(range(1, 18))
    for section, number in SECTIONS.items():
        assert section in told[number]
    assert sorted(MISPRINTS) == list(range(1, 24))
    said = {chapter.name: " ".join(_words(open_chapter(chapter.name))) for chapter in chapters()}
    for row, piece in MISPRINTS.items():
        places = [chapter.name for chapter in chapters() if row in chapter.misprints]
        assert any(piece in said[name] for name in places), (row, piece, places)
    assert {row for chapter in chapters() for row in chapter.misprints} == set(MISPRINTS)


def _words(lesson):
    """All that a chapter says, as its file has it."""
    for step in lesson.steps:
        asks = step.asks
        offered = (*getattr(asks, "offers", ()), *getattr(asks, "because", ())) if asks is not None else ()
        yield from (one.source for one in (*step.text, *offered, *step.reason, *step.why))


def test_numbers_stand_in_no_text_but_as_what_can_be_counted_or_put_in():
    """A decimal that is typed into a text would not live; what a reader may try is said as such."""
    typed = []
    for name in NAMES:
        for step in open_chapter(name).steps:
            for one in (*step.text, *step.reason, *step.why):
                bare = re.sub(r"\{[^{}]*\}", "", one.source)
                typed += [(name, step.title, found) for found in re.findall(r"\d+\.\d+", bare) if "type" not in one.source]
    assert typed == []


def test_the_blames_of_chapter_13_are_those_of_the_article_s_network(course):
    """Worked by hand from its weights: δ₄ = (a₄ − y) a₄ (1 − a₄), δ₃ = δ₄ w₄ a₃ (1 − a₃), and so on."""
    a, x, y = [0.5], 0.5, 0.2
    for w, b in zip((0.8, -1.2, 1.5, 0.9), (0.1, 0.4, -0.3, 0.2), strict=True):
        a.append(1 / (1 + exp(-(w * a[-1] + b))))
    delta = {4: (a[4] - y) * a[4] * (1 - a[4])}
    for i, w in ((3, 0.9), (2, 1.5), (1, -1.2)):
        delta[i] = delta[i + 1] * w * a[i] * (1 - a[i])
    course.open(open_chapter("13-blame"))
    wanted = {"Blame at the output": delta[4], "The weight sees its input": delta[4] * a[3], "The blame goes back": delta[3]}
    wanted |= {"With less help": delta[2], "Now everything follows": -delta[1]}
    for i, step in enumerate(course.lesson.steps):
        if step.title in wanted:
            course.go(i)
            assert course.answer(f"{wanted[step.title]:.4g}"), step.title
            del wanted[step.title]
    assert wanted == {}
    assert x == a[0]


def _linear_net():
    """φ of the bench's row of four, and w₂ after its update, worked from its weights."""
    a, ws, bs = [0.5], (1.5, -1.25, 2.0, 1.75), (-0.5, 0.75, -0.5, -0.25)
    for w, b in zip(ws, bs, strict=True):
        a.append(1 / (1 + exp(-(w * a[-1] + b))))
    delta = (a[4] - 1) * a[4] * (1 - a[4]) * ws[3] * a[3] * (1 - a[3]) * ws[2] * a[2] * (1 - a[2])
    return [(a[4] - 1) ** 2 / 2, ws[1] - 0.5 * delta * a[1]]


_A = 1 / (1 + exp(-(1.5 * 0.4 - 0.3)))
ANSWERS = {
    # 3²; 2 + 3; (3 + 1)²; 3 (2 + 1).
    "01-functions": [9, 5, 16, 9],
    # p = ½ and η = 1/10 with (1, 2), (2, 4), (3, 6): online Δp = 0.15; offline the mean of 0.15, 0.6 and 1.35.
    "02-approximation": [0.5, 0.65, 1.3, 1.0, 1.2],
    "05-notations": [1.6, 6, cos(0.8), 3],
    "06-layers": [28, 47],
    "07-linear-net": _linear_net(),
    "11-derivatives": [0.18, -1, 1.2, -0.6, 0.3, _A * (1 - _A), 1.5 * _A * (1 - _A)],
}
"""What is typed, worked by hand, where a chapter asks for a number."""


@pytest.mark.parametrize("name", ANSWERS)
def test_the_numbers_that_are_asked_for_are_those_worked_by_hand(course, name):
    lesson = open_chapter(name)
    course.open(lesson)
    asked = [i for i in lesson.asking if lesson.steps[i].asks.asks is Asks.NUMBER]
    for i, answer in zip(asked, ANSWERS[name], strict=True):
        course.go(i)
        assert course.answer(f"{answer:.5g}"), (lesson.steps[i].title, course.attempt.verdict)


def test_the_misprint_of_the_biases_is_shown_beside_what_is_right(course):
    lesson = open_chapter("13-blame")
    assert lesson.misprints == (1, 12)
    course.open(lesson, 6)
    told = " ".join(one.text(course.numbers_at()) for one in course.step.text)
    assert "0.02062" in told
    assert "0.02283" in told


def test_a_formula_in_a_text_says_what_was_written():
    paragraph = Paragraph.parse(r"So $\frac{∂c}{∂w_4} = δ_4 a_3$ and *no more*.")
    assert paragraph.expressions == ()
