"""The page: the calculation so far line by line, and the type of every part."""

from __future__ import annotations

from collections.abc import Iterator

from visprop.benches.functions.layout import Writing
from visprop.benches.functions.reduction import Step
from visprop.benches.functions.state import Known, key_of
from visprop.benches.functions.story import Seen
from visprop.benches.functions.terms import Path, Term, bound_places, places
from visprop.benches.functions.types import Type
from visprop.benches.functions.types import lay_out as type_layout
from visprop.benches.pictures import BenchMoment
from visprop.engine.key import Key
from visprop.figures.moment import ViewOptions
from visprop.notation.explanations.pages import Page
from visprop.notation.expression.blocks import Block, Note, Statement, Statements
from visprop.notation.expression.numbers import counted
from visprop.notation.layout.build import operator
from visprop.notation.layout.nodes import Group, Node, Row

MOST_LINES = 14
"""So many lines of a long calculation are written, the last ones."""
MOST_PARTS = 40
"""Of so many parts the types are listed."""
_NOTHING = Row(())


def functions_page(moment: BenchMoment, options: ViewOptions) -> Page:
    """What is shown at a step, in formulas and words."""
    known: Known = moment.frame.state
    blocks = [Note(moment.frame.words), *_lines(known), *_parts(known)]
    return Page("A term of the λ-notation", blocks)


def written(known: Known, term: Term, marked: Path | None = None) -> Node:
    """A term with its bound variables in their colour, and one part of it on the ground of what is present."""
    keys = {} if marked is None else {marked: key_of(term, marked)}
    return Writing(known.all_brackets, keys, bound=frozenset(bound_places(term))).lay_out(term)


def substitution(known: Known, step: Step, is_marked: bool) -> Node | None:
    """The line with E[a/x] in it; None where a step has none."""
    keys = frozenset((key_of(step.before, step.path),)) if is_marked else frozenset[Key]()
    return step.with_substitution(known.all_brackets, lambda form: Group(form, keys))


def typed(node: Node, type_: Type | None, known: Known) -> Node:
    """E : τ."""
    return node if type_ is None else Row((node, operator(":"), type_layout(type_, known.all_brackets)))


def _lines(known: Known) -> Iterator[Block]:
    """The calculation as far as it is told."""
    told = list(_told(known))
    if len(told) > MOST_LINES:
        yield Note(f"{counted(len(told) - MOST_LINES, 'line')} before")
    yield from told[-MOST_LINES:]


def _told(known: Known) -> Iterator[Block]:
    steps, line = known.story.calculation.steps, known.stage.line
    is_put = known.stage.seen is Seen.PUT
    for i in range(line + 1):
        if i and known.is_between and (node := substitution(known, steps[i - 1], is_marked=False)) is not None:
            yield _line("=", node, known)
        sign = "" if not i else "=" if steps[i - 1].done.is_exact else "≈"
        marked = known.marked if i == line and not is_put else None
        term = known.story.term_at(i)
        now = frozenset[Key]() if marked is None else frozenset((key_of(term, marked),))
        yield _line(sign, written(known, term, marked), known, now)
    if is_put:
        step = steps[line]
        node = substitution(known, step, is_marked=True)
        assert node is not None, "such a stage is told of no other steps"
        yield _line("=", node, known, frozenset((key_of(step.before, step.path),)))


def _line(sign: str, node: Node, known: Known, now: frozenset[Key] = frozenset()) -> Block:
    """= E : τ."""
    whole = typed(node, known.whole_type, known)
    return Statements((Statement(_NOTHING if sign else None, whole, sign or "="),), now)


def _parts(known: Known) -> Iterator[Block]:
    """The parts of the present line with their types; what is said is not said again."""
    if not known.types or known.stage.seen is Seen.PUT:
        return
    yield Note("Its parts", is_heading=True)
    rows = dict[tuple[Term, Type], Path]()
    for path, term in places(known.term):
        if path in known.types:
            rows.setdefault((term, known.types[path]), path)
    scopes = dict(_scopes(known.term))
    for (term, type_), path in list(rows.items())[:MOST_PARTS]:
        bound = frozenset(bound_places(term, scopes[path]))
        node = Writing(known.all_brackets, bound=bound).lay_out(term)
        key = key_of(known.term, path)
        now = frozenset((key,)) if path == known.wrong else frozenset[Key]()
        yield Statements((Statement(None, typed(Group(node, frozenset((key,))), type_, known)),), now)
    if len(rows) > MOST_PARTS:
        yield Note(f"and {counted(len(rows) - MOST_PARTS, 'part')} more")


def _scopes(term: Term, scope: frozenset[str] = frozenset(), path: Path = ()) -> Iterator[tuple[Path, frozenset[str]]]:
    """Which variables are bound around each part."""
    yield path, scope
    for i, part in enumerate(term.parts()):
        yield from _scopes(part, scope.union(term.binds), (*path, i))
