"""Derivations: how a derivative is found step by step, each step an equation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from visprop.notation.calculus.differentiation import ruled
from visprop.notation.calculus.simplification import simplified
from visprop.notation.calculus.terms import Derivative, Term, Variable, changed, every, names_in, substituted

_FRESH = ("u", "v", "w", "s", "t", "r", "q")
"""What inner functions are called, as far as these names are free."""

TIDIED = "simplified"
"""The rule of the last step, if all that was found can be written shorter."""


@dataclass(frozen=True)
class Step:
    """left = right.

    Attributes:
        rule: by which rule.
        left: a derivative that was still to be found; in the last step all that was found.
        formula: what it is, in the variable of the derivative on the left.
        whole: the derivative of the whole function as it stands after this step.
    """

    rule: str
    left: Term
    formula: Term
    whole: Term

    @property
    def right(self) -> Term:
        """What it is, with what stands for the inner function put back."""
        if isinstance(self.left, Derivative):
            return substituted(self.formula, {self.left.variable: self.left.at})
        return self.formula

    @property
    def where(self) -> tuple[str, Term] | None:
        """What the variable of an inner derivative stands for, u = x²; None where there is none."""
        inner = next((part for part in (self.left, *every(self.formula)) if isinstance(part, Derivative) and part.is_inner), None)
        return None if inner is None else (inner.variable, inner.at)


@dataclass(frozen=True)
class Derivation:
    """How d/dx of a term is found.

    Attributes:
        start: the derivative that is looked for.
        steps: the outermost rule first, then each part from left to right.
        result: what comes out, in its simplest form.
    """

    start: Derivative
    steps: tuple[Step, ...]
    result: Term


@lru_cache(maxsize=1024)
def derived(term: Term, variable: str) -> Derivation:
    """The derivation of a term's derivative with respect to a variable; all others are held."""
    start = Derivative(term, variable, Variable(variable))
    steps, found = list[Step](), dict[Term, Term]()
    whole: Term = start
    for rule, left, formula in _Deriver(names_in(term) | {variable}).steps(start):
        step = Step(rule, left, formula, whole)
        found[left] = step.right
        whole = _resolved(whole, found)
        steps.append(Step(rule, left, formula, whole))
    result = simplified(whole)
    if result != whole:
        steps.append(Step(TIDIED, whole, result, result))
    return Derivation(start, tuple(steps), result)


def derivative(term: Term, variable: str) -> Term:
    """The derivative of a term in its simplest form."""
    return derived(term, variable).result


def _resolved(whole: Term, found: Mapping[Term, Term]) -> Term:
    """A term with every derivative in it that has been found replaced; one that occurs again is found already."""
    return changed(whole, lambda part: _resolved(found[part], found) if part in found else None)


class _Deriver:
    def __init__(self, taken: frozenset[str]) -> None:
        numbered = (f"u{i}" for i in range(1, 10**6))
        self._free = (name for names in (_FRESH, numbered) for name in names if name not in taken)
        self._fresh, self._done = next(self._free), set[Term]()

    def steps(self, left: Derivative) -> Iterator[tuple[str, Derivative, Term]]:
        """The rule, the left side and the formula of each step."""
        if left in self._done:
            return
        self._done.add(left)
        rule, formula = ruled(left.body, left.variable, self._fresh)
        if rule == "chain":
            self._fresh = next(self._free)
        yield rule, left, formula
        inner = substituted(formula, {left.variable: left.at}) if left.is_inner else formula
        for part in every(inner):
            if isinstance(part, Derivative):
                yield from self.steps(part)
