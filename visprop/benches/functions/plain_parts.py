"""Which terms are written in a picture, and which are drawn."""

from __future__ import annotations

from visprop.benches.functions.terms import ARITHMETIC, Apply, Constant, Infix, Lambda, Term, Variable, places

MOST_WRITTEN = 18
"""A term of more parts is drawn."""


def is_wordy(term: Term) -> bool:
    """Whether a term is too much to be written as a name."""
    return term.size > MOST_WRITTEN or not all(_is_plain(part) for _, part in places(term))


def _is_plain(term: Term) -> bool:
    if isinstance(term, Apply):
        head: Term = term
        while isinstance(head, Apply):
            head = head.function
        return isinstance(head, Variable | Constant)
    return not isinstance(term, Lambda) and (not isinstance(term, Infix) or term.sign in ARITHMETIC)


def prefix(head: Term, arguments: list[Term]) -> Term:
    """A function applied to its first arguments."""
    for argument in arguments:
        head = Apply(head, argument)
    return head
