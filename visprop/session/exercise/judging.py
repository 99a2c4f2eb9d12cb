"""What is said of an answer: exact, rounded, or not right, and then which step went wrong first, where that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from visprop.engine.key import Key
from visprop.notation.dress import Dress
from visprop.notation.naming import Naming
from visprop.scenario.data.function import typed_number
from visprop.scenario.planted.planted_scenario import PlantedScenario
from visprop.scenario.planted.registry import ERRORS
from visprop.session.exercise.hints import in_words
from visprop.session.exercise.tasks import Task
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind
from visprop.timeline.quantity import is_right, quantity
from visprop.timeline.totals import Totals

_EXACT = 1e-9
_BETWEEN = re.compile(r"[;\s]+")
_SHAPE = re.compile(r"\s*(\d+)\s*(?:[×x*, ]\s*(\d+)\s*)?")


@dataclass(frozen=True)
class Judged:
    """What is said.

    Attributes:
        is_right: whether it is.
        told: what helps, of one that is not; else whether it is exact or rounded.
        is_readable: whether there was an answer at all: what is none counts as none.
    """

    is_right: bool
    told: str
    is_readable: bool = True


def judged_shape(task: Task, text: str) -> Judged:
    """What is said of a shape: `2`, `2 × 3`."""
    found = _SHAPE.fullmatch(text.strip())
    if found is None:
        return Judged(False, "a shape is one number, or rows × columns, such as 2 × 3", False)
    typed = tuple(int(part) for part in found.groups() if part)
    # A column may be told as one.
    if typed == task.shape or typed == (*task.shape, 1)[:2]:
        return Judged(True, "this is its shape")
    if typed == task.shape[::-1]:
        return Judged(False, "rows and columns are exchanged: a row belongs to a neuron")
    return Judged(False, "a row for each neuron" + (", a column for each input" if len(task.shape) == 2 else ""))


def judged_values(task: Task, text: str, after: Frame, naming: Naming) -> Judged:
    """What is said of its numbers, in the order of reading, with spaces or semicolons between them."""
    parts = [part for part in _BETWEEN.split(text.strip().strip("[]()")) if part] if task.shape else [text]
    try:
        typed = [typed_number(part) for part in parts]
    except ValueError as error:
        return Judged(False, str(error), False)
    values = task.values(after)
    if len(typed) != len(values):
        return Judged(False, f"expected {len(values)} numbers, with spaces between them, got {len(typed)}", False)
    for number, value, key in zip(typed, values.tolist(), task.keys, strict=True):
        if not is_right(number, value):
            where = f"{naming.text(key)} is the first that is not right: " if task.shape else ""
            return Judged(False, where + what_is_off(number, value, key, after, naming.dress))
    is_exact = np.allclose(typed, values, rtol=_EXACT, atol=1e-300)
    return Judged(True, "exact" if is_exact else "right, rounded")


def what_is_off(number: float, value: float, key: Key, after: Frame, dress: Dress) -> str:
    """The first step that went wrong, or what a wrong number looks like; never the right one."""
    if step := _wrong_step(number, key, after):
        return step
    if np.isclose(number, -value, rtol=1e-3):
        return "the sign is the other one"
    if value and np.isclose(number, value, rtol=0.02):
        return "nearly: compute with more digits, four are compared"
    return in_words(key.letter, dress)


def _wrong_step(number: float, key: Key, after: Frame) -> str:
    """Which step leads to this number if it goes wrong; empty where none is known."""
    steps = _forward_steps(key, after) if key.letter in "za" else _backward_steps(key, after)
    return next((words for wrong, words in steps if wrong is not None and wrong and is_right(number, wrong)), "")


def _forward_steps(key: Key, after: Frame) -> list[tuple[float | None, str]]:
    z = after.z(key.number)
    assert z is not None, "the line is executed"
    own = float(z[key.j - 1])
    if key.letter == "a":
        return [(own, "this is z: the step after it, σ, is not done yet")]
    weights, biases = after.parameters_before(key.number)
    before, bias = after.a(key.number - 1), float(biases[key.j - 1])
    assert before is not None, "it is known before"
    terms = weights[key.j - 1] * before
    found: list[tuple[float | None, str]] = [(own - bias, "the products are right; the bias is not added")]
    names = [f"the product with input {k + 1} is not in the sum" for k in range(len(terms))]
    found += [(own - float(term), name) for term, name in zip(terms, names, strict=True) if term]
    if key.number > 1 and (inputs := after.z(key.number - 1)) is not None:
        found.append((float(weights[key.j - 1] @ inputs) + bias, "what comes in is a of the layer before, not its z"))
    return found


def _backward_steps(key: Key, after: Frame) -> list[tuple[float | None, str]]:
    """What comes out with each of the planted errors: those are the wrong steps that are made."""
    found: list[tuple[float | None, str]] = []
    if key.letter == "c":
        right = after.cost or 0.0
        return [(2.0 * right, "the factor before the sum is missing"), (0.5 * right, "there is a factor ½ too many")]
    if key.letter == "da":
        found.append((quantity(after, key._replace(letter="d")), "this is δ: d has no σ′ of its own neuron in it"))
    if key.letter in ("dw", "db") and (value := quantity(after, key)) is not None:
        found.append((-value / after.eta, "this is the gradient: the step −η is not done yet"))
        found.append((-value, "the sign of the step is wrong: descent goes against the gradient"))
    is_update = after.line.kind is Kind.UPDATE
    for error in ERRORS.values():
        if error.is_in_pass != is_update and error.fits(after.scenario):
            planted = PlantedScenario.of(after.scenario, error)
            found.append((_with_error(after, planted, key), f"{error.words}: then this number comes out"))
    return found


def _with_error(after: Frame, scenario: PlantedScenario, key: Key) -> float | None:
    """The same quantity of a frame as it comes out with an error."""
    passed = scenario.passed(after.p_before, after.x, after.y)
    return quantity(replace(after, scenario=scenario, totals=Totals(scenario), _trace=passed), key)
