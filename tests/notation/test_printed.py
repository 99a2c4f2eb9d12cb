"""Every printed line of every page is true: evaluated again from its text, it gives the number that is printed."""

import re
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.independent import SQUARES
from tests.notation.printed import FUNCTIONS, evaluate, number_of, softmax, terms, tokens, units
from tests.random_networks import constrained_scenario, random_scenario
from tests.usual import usual
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.key import Key
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Beside, Equation
from visprop.notation.expression.expr import NUMBERS, SYMBOLS, Style
from visprop.notation.latex_document import text_rows
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

NEURONS = {name: FUNCTIONS.get(one.plain, lambda z: z) for name, one in ACTIVATIONS.items() if one.is_elementwise}


def cost_of(network):
    """C, written here for a second time."""
    if network.cost in SQUARES:
        return lambda y, a: SQUARES[network.cost](network.sizes[-1]) * np.sum((np.asarray(y) - a) ** 2)
    if network.cost == "huber":
        return lambda y, a: np.sum(FUNCTIONS["Huber"](np.asarray(y) - a))
    if network.cost == "hinge":
        return lambda y, a: np.sum(np.maximum(1.0 - np.asarray(y) * a, 0.0))
    if network.cost == "perceptron":
        return lambda y, a: np.sum(np.maximum(-np.asarray(y) * a, 0.0))
    if network.activations[-1] == "softmax":
        return lambda y, a: -np.sum(np.asarray(y) * np.log(a))
    return lambda y, a: -np.sum(np.asarray(y) * np.log(a) + (1.0 - np.asarray(y)) * np.log(1.0 - np.asarray(a)))


def frames(scenario, seed=0):
    """The last line of an update, and one somewhere within it."""
    timeline = Timeline(Run(scenario))
    size = scenario.schedule.size_of(1)
    rng = np.random.default_rng(seed)
    last = timeline.program.update_line
    return [timeline.frame(Position(1, size, last)), timeline.frame(Position(0, 1, int(rng.integers(0, last))))]


def questions(frame, seed=0):
    """Every page about a frame: all lines in all notations and dresses, and each explanation of a parameter."""
    network = frame.scenario.network
    rng = np.random.default_rng(seed)
    about = network.parameter(int(rng.integers(0, network.parameter_count)))
    for dress in DRESSES.values():
        if dress.unfit(frame.scenario):
            continue
        for notation in NOTATIONS.values():
            for line in frame.program.lines:
                yield Question(Subject.LINE, notation, None, line.number, True, dress, steps=True)
            for subject in Subject:
                if subject is not Subject.LINE:
                    yield Question(subject, notation, about, None, True, dress)


def drawn(frame, seed, count):
    """Some of the pages about a frame, by chance: many networks with a few pages each find more than a few with all of theirs."""
    every = list(questions(frame, seed))
    return [every[i] for i in np.random.default_rng(seed).permutation(len(every))[:count]]


def neuron_of(frame, dress):
    """What f w b a, f p a and g w b a are, and the costs φ and c as functions of p, written here for a second time."""
    scenario, cost = frame.scenario, cost_of(frame.scenario.network)
    network = scenario.network
    kinds = [name for name in network.activations if name != "softmax"]
    pairs = network.layers(scenario.p0)

    def cost_of_chain(arguments):
        """c of the example, from w and b, or w alone, of each layer of one neuron: φ too, where there is no other example."""
        own = np.reshape(arguments, (network.depth, -1))
        (a,) = frame.x
        for (w, *more), (_, b), kind in zip(own, pairs, network.activations, strict=True):
            a = NEURONS[kind](w * a + (more[0] if more else b[0]))
        return cost(frame.y, a)

    def neuron(name, arguments):
        if name in ("φ", "c"):
            return cost_of_chain(arguments)
        layer = int("".join(str("₀₁₂₃₄₅₆₇₈₉".index(digit)) for digit in name[1:]) or 0)
        kind = network.activations[layer - 1] if layer else (kinds[0] if kinds else "identity")
        *first, a = arguments
        if dress.name == "layers":
            n, m = network.sizes[layer], network.sizes[layer - 1]
            p = np.atleast_1d(first[0])
            z = p[: n * m].reshape(n, m) @ np.atleast_1d(a) + p[n * m :]
            return softmax(z) if kind == "softmax" else NEURONS[kind](z)
        b = first[1] if len(first) > 1 else pairs[0][1][0]
        z = np.sum(np.multiply(first[0], a)) + b
        return z if name == "g" else NEURONS[kind](z)

    return neuron


PRINTED = re.compile("([0-9]+(?:[.][0-9]+)?)(?:×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?")
LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def exact_sum(text):
    """What + − · and / of printed numbers give by exact arithmetic."""
    python = PRINTED.sub(lambda found: f"Fraction('{found[1]}e{(found[2] or '0').translate(LOWERED)}')", text)
    return eval(python.replace("²", "**2").replace("−", "-").replace("·", "*"), {"Fraction": Fraction})


def assert_true(equation, rows, digits, neuron, cost):
    for row in rows:
        first, *others = terms(row.strip())
        if not equation.is_known:
            assert not [sign for sign, _ in others[1:]], f"a number is printed that is not known: {row}"
            continue
        assert len({text for _, text in others}) == len(others), f"said twice: {row}"
        assert first[1] not in [text for _, text in others], f"said twice: {row}"
    assert len(set(rows)) == len(rows), f"said twice: {rows}"
    if not equation.is_known:
        return
    *before, (sign, printed) = terms(rows[-1].strip())
    if "…" in printed:
        return
    entries = [number_of(token) for token in tokens(printed.replace("−", "")) if token[0].isdigit() or token == "∞"]
    exact = np.abs(np.ravel(equation.result))
    is_itself = all(one == other or not np.isfinite(other) for one, other in zip(entries, exact, strict=True))
    is_sum = not is_itself and sign == "=" and exact_sum(before[-1][1]) == exact_sum(printed)
    assert (sign in "=←") == (is_itself or is_sum), rows
    if before[0][1] or equation.lost or "…" in rows[-1]:
        return
    for told, expression in before[1:]:
        assert_gives(equation, expression, printed, is_exact=told == sign == "=", digits=digits, neuron=neuron, cost=cost)


def assert_gives(equation, expression, printed, *, is_exact, digits, neuron, cost):
    """What is printed before the result gives it, to one unit of the last digit, or to the last where = stands before both."""
    if expression == equation.reduced.text(SYMBOLS) != equation.reduced.text(NUMBERS):
        return
    given, wanted = np.ravel(evaluate(expression, neuron, cost)), np.ravel(evaluate(printed, neuron, cost))
    assert given.shape == wanted.shape, expression
    slack = 1e-7 * np.abs(wanted) if "D(" in expression else 1e-13 * np.abs(wanted)
    allowed = units(wanted, digits) * (1 + 1e-6) + slack
    if is_exact:
        allowed = slack + 1e-15 * np.abs(np.ravel(equation.result)).max(initial=1.0)
    if "D(" in expression:
        allowed = allowed + 1e-9
    assert (np.abs(given - wanted) <= allowed).all(), f"{expression}: {given} for {wanted}"


def assert_signed(equation, row):
    """A row of a table ends with the number, and with the sign that it has to have."""
    if equation.is_known:
        sign, printed = terms(row)[-1]
        if np.ndim(equation.result):
            assert_entries(equation, sign, printed)
            return
        value = -number_of(printed[1:]) if printed[0] == "−" else number_of(printed)
        exact = float(equation.result)
        assert (sign == "=") == (value == exact), row
        assert abs(value - exact) <= 0.51 * units([exact], 1)[0], row


def assert_entries(equation, sign, printed):
    """The entries of a vector or matrix, where all are printed."""
    if "…" in printed or "⋯" in printed:
        return
    entries = np.ravel(evaluate(printed, None, None))
    exact = np.ravel(equation.result)
    assert entries.shape == exact.shape, printed
    assert (sign == "=") == bool((entries == exact).all()), printed
    assert (np.abs(entries - exact) <= 0.51 * units(exact, 1)).all(), printed


def assert_page(frame, question, digits=4):
    style = Style(digits=digits, whole=question.whole)
    cost, neuron = cost_of(frame.scenario.network), neuron_of(frame, question.dress)
    for block in page(frame, question).blocks:
        rows = text_rows(block, style)
        assert all(rows)
        if isinstance(block, Equation):
            assert_true(block, rows, digits, neuron, cost)
        elif isinstance(block, Beside):
            for equation in block.equations:
                assert_signed(equation, text_rows(Beside((equation,)), style)[0])


@pytest.mark.parametrize("name", usual(builtin_names()))
def test_every_page_of_the_built_in_scenarios_is_true(name):
    last, within = frames(open_scenario(name))
    for frame, asked in ((last, questions(last)), (within, drawn(within, 0, 60))):
        for question in asked:
            assert_page(frame, question)


@settings(max_examples=25, deadline=None)
@example(1215, 2)  # its cost as a function of w and b is differentiated
@given(st.integers(0, 2**32 - 1), st.sampled_from([2, 3, 4, 6, 9]))
def test_every_page_of_random_scenarios_is_true(seed, digits):
    scenario = (random_scenario if seed % 2 else constrained_scenario)(seed)
    for frame in frames(scenario, seed):
        for question in drawn(frame, seed, 10):
            assert_page(frame, question, digits)


@pytest.mark.long
def test_22_000_pages_are_true():
    count = 0
    for seed in range(1_000_000):
        scenario = random_scenario(seed, 4, 4)
        for frame in frames(scenario, seed):
            for question in questions(frame, seed):
                assert_page(frame, question, 2 + seed % 8)
                count += 1
        if count > 22_000:
            return


def test_a_difference_of_near_equals_has_the_digits_that_it_needs():
    linear = open_scenario("linear")
    timeline = Timeline(Run(linear))
    a = timeline.frame(Position(0, 1, 5)).a(4)
    near = replace(linear, data=replace(linear.data, y=a[None] + 1e-9))
    frame = Timeline(Run(near)).frame(Position(0, 1, 6))
    assert_page(frame, Question(Subject.LINE, NOTATIONS["components"], Key.parse("a4[1]"), 6))
