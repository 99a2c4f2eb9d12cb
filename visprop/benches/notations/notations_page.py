"""The page: the present notation with what its signs denote; at the end all side by side, and how the derivative is found."""

from __future__ import annotations

from collections.abc import Iterator

from visprop.benches.notations.notations_steps import Notations
from visprop.benches.notations.subject import Subject
from visprop.benches.notations.ways import Written
from visprop.benches.pictures import BenchMoment
from visprop.figures.moment import ViewOptions
from visprop.notation.calculus.lines import Line
from visprop.notation.calculus.terms import Number
from visprop.notation.calculus.writing import Hand, Way
from visprop.notation.explanations.pages import Page
from visprop.notation.expression.blocks import Beside, Block, Equation, Note
from visprop.notation.expression.expr import Symbol
from visprop.notation.expression.numbers import numeral, sign
from visprop.notation.layout.build import called, commas
from visprop.notation.layout.nodes import HAIR, THIN, Brackets, Fence, Gap, Letter, Mark, Node, Row

_NAN = float("nan")


def written(moment: BenchMoment, options: ViewOptions) -> Page:
    """What stands on the page at a step."""
    return Page(moment.frame.words, list(_blocks(moment.frame.state, options.digits)))


def _blocks(state: Notations, digits: int) -> Iterator[Block]:
    subject = state.subject
    if state.present is not None:
        yield from _one(state.present, subject)
    if state.is_last:
        yield from _all(state)
        yield from _traps(subject)
        yield from _found(subject)
    yield from _function(subject, digits)


def _one(way: Written, subject: Subject) -> Iterator[Block]:
    """A notation: what it writes, what that denotes, and its value at the point."""
    yield Note(way.name, is_heading=True)
    if way.symbol is not None:
        yield Beside((_symbols(way.symbol, way.result),), (f"denotes {way.kind}",))
        yield Beside((_valued(way, subject),), ("at the point",))
    for words in way.words:
        yield Note(words)


def _all(state: Notations) -> Iterator[Block]:
    """A row a notation: as it is written, and its value."""
    yield Note("Side by side", is_heading=True)
    for way in state.ways:
        if way.symbol is None:
            yield Note(f"{way.name}: {way.words[0]}")
        else:
            row = (_symbols(way.symbol, way.result), _valued(way, state.subject))
            yield Beside(row, (f"{way.name}: {way.kind}", "at the point"))


def _symbols(left: Node, right: Node) -> Equation:
    return Equation(Symbol(left, _NAN), Symbol(right, _NAN))


def _valued(way: Written, subject: Subject) -> Equation:
    return Equation(Symbol(way.at, subject.value), Symbol(way.result_at, subject.value))


def _function(subject: Subject, digits: int) -> Iterator[Block]:
    """The equation of the variable y, the function, the point, and the constants."""
    yield Note("The function", is_heading=True)
    hand, f = Hand(Way.EULER, bound=frozenset(subject.free)), Letter("φ" if subject.is_partial else "f")
    body, free = Hand().term(subject.term), [Hand().variable(name) for name in subject.free]
    names: Node = commas([hand.variable(name) for name in subject.free])
    names = Brackets(names, Fence.PLAIN) if subject.is_partial else names
    function = Row((Mark("λ"), Gap(HAIR), names, Mark("."), Gap(THIN), hand.term(subject.term)))
    yield Beside((_symbols(Letter("y"), body), _symbols(f, function)), ("y is a variable", f"{f.text} is a function"))
    applied = Letter("y"), f
    yield Beside(
        tuple(_symbols(called(name, commas(free)), body) for name in applied),
        ("y is a function", f"what {f.text} gives is a number"),
    )
    told = [_told(letter, subject.point[name], digits) for name, letter in subject.letters.items()]
    yield Beside(tuple(told), tuple(f"a value of {name}" for name in subject.letters), columns=2)
    for name, value in subject.held.items():
        yield Beside((_told(name, value, digits),), ("a constant",), columns=2)
    if subject.trouble:
        yield Note(f"{subject.trouble}.")


def _told(name: str, value: float, digits: int) -> Equation:
    return Equation(Symbol(Letter(name), _NAN), Symbol(numeral(value, digits), value), sign=sign(value, digits))


def _traps(subject: Subject) -> Iterator[Block]:
    """Where one sign has two meanings."""
    yield Note("What is easily mixed up", is_heading=True)
    d = "∂" if subject.is_partial else "d"
    names = ", ".join(subject.free)
    yield Note(f"In y = … the sign y is a variable, in y({names}) = … a function; so is {d}y/{d}{subject.by}.")
    yield Note(f"Bound in λ{subject.by}, {subject.by} is no variable of the page; in y = … and below the bar it is one.")
    if subject.is_partial:
        others = " and ".join(name for name in subject.free if name != subject.by)
        yield Note(f"The derivative by {subject.by} is the ordinary one with {others} treated as constant.")
        yield Note("The article says of ∂y/∂x and ∂y/∂z “with respect to y and z”; they are with respect to x and z.")
    for name in subject.held:
        yield Note(f"{name} is a constant: y does not depend on it, so the derivative by it is not written at all.")


def _found(subject: Subject) -> Iterator[Block]:
    """How the derivative is found by the ordinary rules."""
    yield Note("By the rules of differentiation", is_heading=True)
    lines: list[Line] = list(subject.function.lines(subject.by))
    if subject.order == 2:
        lines += subject.first.lines(subject.by)
    for line in lines:
        # A number is not told once more.
        is_number = isinstance(line.right_term, Number)
        left, right = (_NAN, _NAN) if is_number else line.values(subject.point)
        yield Beside((Equation(Symbol(line.left, left), Symbol(line.right, right)),), (line.rule,))
