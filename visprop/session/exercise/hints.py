"""Hints by level: where to look, the formula, the formula with its numbers. None says the answer."""

from __future__ import annotations

from dataclasses import replace

from visprop.notation.dress import Dress
from visprop.notation.explanations.pages import line_title
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import NUMBERS, SYMBOLS
from visprop.notation.expression.rows import guarded
from visprop.notation.layout.text import plain
from visprop.notation.naming import WORDS, Naming
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.instantiated import INSTANTIATED
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import equations
from visprop.session.exercise.tasks import Task, place_of
from visprop.timeline.frame import Frame

IN_WORDS = {
    "z": "z is the sum of what comes in, each weight times the activation that it comes from, and the bias",
    "a": "a is σ of the z of the same neuron, with the activation function of this layer",
    "c": "the cost is computed from the outputs and the targets of this example",
    "d": "δ is what comes back to the neuron, times σ′(z) of this very neuron",
    "da": "at the output d is the slope of the cost by a; before it, d of the next neuron, times σ′(z) there, times the weight",
    "dw": "Δw is −η times δ of the neuron that the edge leads to, times the activation that it comes from",
    "db": "Δb is −η times δ of its neuron",
}
_WITH_D = {
    "dw": "Δ is −η times d of the neuron that the edge leads to, times its σ′(z), times the activation that it comes from",
    "db": "Δb is −η times d of its neuron, times its σ′(z)",
}
"""Where d is what is passed back, which has no σ′ of its own neuron in it."""
_WITH_F = {"a": "a is what f gives, with the p of this neuron, of what comes in"}
"""Where a neuron is not opened."""
_OF_UPDATE = "the update is made of the mean gradient over the examples, by the optimiser's rule"
_LETTERS = {"z": "z", "a": "a", "c": "c", "d": "δ", "da": "d", "dw": "Δ", "db": "Δ"}


def in_words(letter: str, dress: Dress) -> str:
    """How a quantity is computed, as the network is dressed."""
    found = IN_WORDS | (_WITH_D if dress.passes == "d" else {}) | ({} if dress.is_opened else _WITH_F)
    return found[letter]


def _opened(dress: Dress) -> Dress:
    """A dress in which it can be seen what f computes."""
    return dress if dress.is_opened else replace(dress, is_opened=True, has_biases=not dress.has_one_bias)


def choice_hints(task: Task, naming: Naming) -> tuple[str, ...]:
    """Hints to which task comes next."""
    number, title = task.line.number, line_title(task.line).partition(": ")[2]
    what = f"the {len(task.keys)} numbers of {task.name(naming)}" if task.shape else f"a quantity with the letter {_letter(task)}"
    return f"The line that comes next is line {number}: {title}.", f"It computes {what}, which is not known yet."


def _letter(task: Task) -> str:
    return WORDS.get(task.key.letter, task.key.letter)


def shape_hints(task: Task) -> tuple[str, ...]:
    """Hints to how many rows and columns it has."""
    is_matrix = len(task.shape) == 2
    first = "A row for each neuron of the layer" + (", a column for each thing that comes into it." if is_matrix else ".")
    return first, "Count the neurons in the picture."


def value_hints(task: Task, after: Frame, dress: Dress) -> tuple[str, ...]:
    """Hints to its numbers."""
    is_update = after.knows(after.line.kind) and after.line.layer == 0 and task.key.letter in ("dw", "db")
    first = _OF_UPDATE if is_update else in_words(task.key.letter, dress)
    found = _equations(task, after, dress)
    symbols = "; ".join(f"{_left(one)} {one.sign} {one.reduced.text(SYMBOLS)}" for one in found)
    numbers = "; ".join(f"{_left(one)} {one.sign} {_with_numbers(one)}" for one in found)
    return (f"{first}.", *(words for words in (symbols, numbers) if words))


def _left(equation: Equation) -> str:
    return plain(equation.left.name)


def _with_numbers(equation: Equation) -> str:
    return equation.reduced.text(guarded(equation.reduced, equation.result, NUMBERS))


def _equations(task: Task, after: Frame, dress: Dress) -> list[Equation]:
    """Those that lead to the first of its numbers, the one that gives it last."""
    place, letter = place_of(task.key), _LETTERS[task.key.letter]
    focus = None if letter in ("c",) else place
    found = []
    opened = Quantities(after, _opened(dress))
    for one in equations(opened, after.line, INSTANTIATED if dress.passes == "d" else COMPONENTS, focus):
        is_there = letter == "c" or (one.left.key is not None and place_of(one.left.key) == place)
        if not is_there or (one.sign == "←" and _left(one).startswith(("w", "b"))):
            continue
        is_last = _left(one).startswith(letter)
        if is_last or (letter == "Δ" and after.line.layer == 0):
            found.append(one)
        if is_last:
            break
    return found
