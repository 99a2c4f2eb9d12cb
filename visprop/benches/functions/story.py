"""What is told of a term at each step: its type and its calculation line by line, or why it has no type."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from visprop.benches.functions.calculation import Calculation, calculate
from visprop.benches.functions.complaints import IllTyped
from visprop.benches.functions.grammar import parse
from visprop.benches.functions.inference import Typed, infer
from visprop.benches.functions.layout import substituted, text
from visprop.benches.functions.reduction import Rule, Step
from visprop.benches.functions.terms import Lambda, Term, Variable
from visprop.benches.functions.types import text as written
from visprop.benches.values import Values
from visprop.notation.layout.text import plain

_SHORT = 48
"""A term of more characters is not repeated in a sentence."""


class Seen(Enum):
    """What a step is about."""

    TERM = "a term, and its type if it has one"
    PARTS = "the parts of a term that has no type, and their types as far as they go"
    REFUSED = "why it has none"
    PUT = "E[a/x]"
    LINE = "a line of the calculation"


@dataclass(frozen=True)
class Stage:
    """One step of what is told.

    Attributes:
        seen: what it is about.
        line: how many steps of the calculation are done.
        words: what is seen, in a sentence or more.
    """

    seen: Seen
    line: int
    words: str


@dataclass(frozen=True, eq=False)
class Story:
    """All that is told of a term.

    Attributes:
        term: as it is typed.
        typed: with its types; None where it has none.
        refusal: why it has none; None where it has one.
        calculation: as far as it goes, of a term without a type too.
        stages: one after the other.
    """

    term: Term
    typed: Typed | None
    refusal: IllTyped | None
    calculation: Calculation
    stages: tuple[Stage, ...]

    def term_at(self, line: int) -> Term:
        """The term after so many steps."""
        return self.calculation.steps[line - 1].after if line else self.term


def story(values: Values) -> Story:
    """What is told of the term that is set."""
    return _told(values["term"], values["between"])


@lru_cache(maxsize=64)
def _told(typed_text: str, is_between: bool) -> Story:
    term = parse(typed_text)
    calculation = calculate(term)
    typed, refusal = None, None
    try:
        typed = infer(term)
    except IllTyped as error:
        refusal = error.with_traceback(None)
    stages = _of_type(typed, bool(calculation.steps)) if typed is not None else _of_refusal(str(refusal))
    if typed is None and calculation.steps:
        stages.append(
            Stage(Seen.LINE, 0, "Calculated all the same, though it means nothing; what is marked is worked out first.")
        )
    for i, step in enumerate(calculation.steps):
        if is_between and step.done.body is not None:
            stages.append(Stage(Seen.PUT, i, f"{_put(step)}: {_formula(step)}."))
        stages.append(Stage(Seen.LINE, i + 1, f"{_done(step)}."))
    last = stages[-1]
    end = calculation.words
    if typed is None and calculation.steps:
        end += " What is left is nonsense: the term had no type."
    stages[-1] = Stage(last.seen, last.line, f"{last.words} {end}")
    return Story(term, typed, refusal, calculation, tuple(stages))


def _of_type(typed: Typed, has_steps: bool) -> list[Stage]:
    shown = text(typed.term)
    subject = shown if len(shown) <= _SHORT else "The term"
    words = f"{subject} has the type {written(typed.type_)}"
    takes = _takes(typed)
    first = " What is marked is worked out first." if has_steps else ""
    return [Stage(Seen.TERM, 0, f"{words}: {takes}.{first}" if takes else f"{words}.{first}")]


def _takes(typed: Typed) -> str:
    """How a function that is written with λ takes its arguments, in words; empty for all else."""
    term, count = typed.term, 0
    if isinstance(term, Lambda) and term.takes_tuple:
        return f"it takes one tuple of {len(term.variables)}"
    while isinstance(term, Lambda):
        term, count = term.body, count + 1
    return f"it is curried, and takes its {count} arguments one at a time" if count > 1 else ""


def _of_refusal(reason: str) -> list[Stage]:
    return [
        Stage(Seen.TERM, 0, "The term as it is read. Has it a type?"),
        Stage(Seen.PARTS, 0, "Its parts with their types, as far as they go."),
        Stage(Seen.REFUSED, 0, f"It has no type. {reason[:1].upper()}{reason[1:]}"),
    ]


def _done(step: Step) -> str:
    """By what a line comes from the one before, in words."""
    if step.done.rule is Rule.SUBSTITUTION:
        return f"{_put(step)}{_left(step)}"
    rounded = "" if step.done.is_exact else ", rounded to float64"
    return f"{step.done.rule.value[:1].upper()}{step.done.rule.value[1:]}: {step.done.words}{rounded}"


def _put(step: Step) -> str:
    """β-step: 2 is put for x; …, with what was renamed."""
    pairs = ", ".join(f"{_short(value)} is put for {text(Variable(name))}" for name, value in step.done.pairs)
    renamed = "".join(
        f"; the bound {text(Variable(old))} is renamed {text(Variable(new))} first, as it would catch the free one"
        for old, new in step.done.renamed
    )
    return f"β-step: {pairs}{renamed}"


def _left(step: Step) -> str:
    """That a function is left, where a curried one is given one argument."""
    new = step.done.new
    is_function = isinstance(step.redex.parts()[0], Lambda) and isinstance(step.redex.parts()[0].parts()[0], Lambda)
    return f"; a function of {_variables(new)} is left" if is_function and isinstance(new, Lambda) else ""


def _variables(function: Lambda) -> str:
    names = ", ".join(text(Variable(name)) for name in function.variables)
    return f"({names})" if function.takes_tuple else names


def _formula(step: Step) -> str:
    """E[a/x] with what it is here."""
    assert step.done.body is not None, "only asked where something is put"
    shown = plain(substituted(step.done.body, step.done.pairs))
    return f"E[a/x] is here {shown}" if len(shown) <= _SHORT else "E[a/x] is marked"


def _short(term: Term) -> str:
    shown = text(term)
    return shown if len(shown) <= _SHORT else "the argument"
