"""Terms as they are laid out, with as few brackets as the article's conventions need; the plain text parses back to the term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from visprop.benches.functions.terms import (
    NABLA,
    Apply,
    Constant,
    D,
    Infix,
    Lambda,
    Negative,
    Number,
    Path,
    Term,
    Tuple,
    Variable,
    bound_places,
    is_gradient_at,
)
from visprop.engine.key import Key
from visprop.notation.expression.numbers import digits_of, numeral
from visprop.notation.layout import nodes
from visprop.notation.layout.build import UNNAMED, commas, scripted
from visprop.notation.layout.nodes import Brackets, Fence, Gap, Index, Mark, Node, Operator, Over, Row, Script
from visprop.notation.layout.text import plain

_SIGMA = Constant("σ")
MOST_RAISED = 1000
"""An exponent that is a whole number below this is written with raised digits."""


class Binds(IntEnum):
    """How tightly a term binds; one that binds less than its place asks for is put in brackets."""

    LAMBDA = 0
    SUM = 1
    PRODUCT = 2
    SIGN = 3
    COMPOSITION = 4
    APPLICATION = 5
    POWER = 6
    ATOM = 7


_OF_SIGNS = {
    **{"+": Binds.SUM, "−": Binds.SUM, "×": Binds.PRODUCT, "/": Binds.PRODUCT, "·": Binds.PRODUCT},
    **{"^": Binds.POWER, "∘": Binds.COMPOSITION, "★": Binds.COMPOSITION},
}


def binds(term: Term) -> Binds:
    """How tightly a term binds as it is written."""
    match term:
        case Lambda():
            return Binds.LAMBDA
        case Infix(sign):
            return _OF_SIGNS[sign]
        case Negative():
            return Binds.SIGN
        case Number(value):
            return Binds.SIGN if value < 0 else Binds.PRODUCT if numeral(value, digits_of(value)).power else Binds.ATOM
        case Apply():
            return Binds.APPLICATION
        case _:
            return Binds.ATOM


@dataclass(frozen=True)
class Writing:
    """How terms are written.

    Attributes:
        all_brackets: whether every bracket is written, and each λ binds one variable.
        keys: what the term at a place is pointed at by.
        instead: what is written at a place instead of the term there, as E[a/x] is.
        bound: where variables stand that have the colour of what λ binds.
    """

    all_brackets: bool = False
    keys: Mapping[Path, Key] = field(default_factory=dict)
    instead: Mapping[Path, Node] = field(default_factory=dict)
    bound: frozenset[Path] = frozenset()

    def lay_out(self, term: Term, path: Path = ()) -> Node:
        """The layout of a term that stands at a place."""
        if path in self.instead:
            return self.instead[path]
        node = self._bare(term, path)
        return nodes.Group(node, frozenset((self.keys[path],))) if path in self.keys else node

    def _bare(self, term: Term, path: Path) -> Node:
        match term:
            case Number(value):
                return numeral(value, digits_of(value))
            case Variable(name):
                # As a whole: to a printer a lone letter with 2 above it is one of layer 2.
                return nodes.Bound(variable(name)) if path in self.bound else nodes.Term(variable(name))
            case Constant(name):
                # ∇ is no quantity here that is printed in the hue of the backward pass: it has no name to be known by.
                node = nodes.Term(scripted(name), name=UNNAMED) if name == "∇" else scripted(name)
                return Brackets(Mark(name), Fence.LIST) if name in _OF_SIGNS else node
            case Lambda():
                return self._lambda(term, path)
            case Tuple(items):
                written = [self.lay_out(item, (*path, i)) for i, item in enumerate(items)]
                return Brackets(commas(written, is_break=True), Fence.LIST)
            case Apply():
                return self._application(term, path)
            case Negative():
                # The digits of a number would be a number below 0 with a sign before them.
                is_number = isinstance(term.operand, Number)
                inner = self._operand(term, 0, path, Binds.COMPOSITION, is_always=is_number)
                return Row((nodes.MINUS, Gap(nodes.HAIR), inner))
            case Infix():
                return self._infix(term, path)
        raise TypeError(f"no term: {term!r}")

    def _lambda(self, term: Lambda, path: Path) -> Node:
        """λx y.E for λx.λy.E."""
        binders, body, inner = [_binder(term)], term.body, (*path, 0)
        while isinstance(body, Lambda) and not self.all_brackets and inner not in self.keys and inner not in self.instead:
            binders.append(_binder(body))
            body, inner = body.body, (*inner, 0)
        written = self.lay_out(body, inner)
        if self.all_brackets and _is_compound(body):
            written = Brackets(written)
        items = [Mark("λ"), Gap(nodes.HAIR), binders[0]]
        for binder in binders[1:]:
            items += [Gap(nodes.THIN), binder]
        return Row((*items, Mark("."), written))

    def _application(self, term: Apply, path: Path) -> Node:
        # A number before something is a factor of it, and what has an exponent is no function.
        function = self._operand(term, 0, path, Binds.APPLICATION, is_always=isinstance(term.function, Number | Infix))
        argument = self._operand(term, 1, path, Binds.ATOM)
        # Dφ, D(…), and ∇φ(p) where it does not read as ∇ of φ(p) that is a name: ∇ sin (2).
        is_bracketed = isinstance(argument, Brackets)
        is_operator = term.function in (D, NABLA) and (
            isinstance(term.argument, Variable) or term.argument == _SIGMA or is_bracketed
        )
        is_tight = is_operator or (is_bracketed and is_gradient_at(term) and not isinstance(term.function.parts()[1], Constant))
        return Row((function, argument)) if is_tight else Row((function, Gap(nodes.APART), argument))

    def _infix(self, term: Infix, path: Path) -> Node:
        match term.sign:
            case "^":
                return Script(self._operand(term, 0, path, Binds.ATOM), self._exponent(term.right, (*path, 1)))
            case "/":
                return Over(self._of_one_piece(term, 0, path), self._of_one_piece(term, 1, path))
            case "+" | "−" | "×":
                own = _OF_SIGNS[term.sign]
                left, right = self._operand(term, 0, path, own), self._operand(term, 1, path, Binds(own + 1))
                if binds(term.right) is Binds.SIGN and not isinstance(right, Brackets):
                    right = Brackets(right)
            case _:
                is_same = isinstance(term.left, Infix) and term.left.sign == term.sign
                left = self._operand(term, 0, path, _OF_SIGNS[term.sign] if is_same else Binds.APPLICATION)
                right = self._operand(term, 1, path, Binds.APPLICATION)
        return Row((left, Operator(term.sign), right))

    def _operand(self, term: Term, i: int, path: Path, least: Binds, is_always: bool = False) -> Node:
        """A part of a term, in brackets where it binds less than it must, or where all brackets are written."""
        part, place = term.parts()[i], (*path, i)
        node = self.lay_out(part, place)
        if place in self.instead:
            return Brackets(node) if least is Binds.ATOM else node
        is_fraction = isinstance(part, Infix) and part.sign == "/"
        if binds(part) < least or is_always:
            # A fraction holds together by its bar.
            is_plain = is_fraction and least <= Binds.COMPOSITION and not is_always and not self.all_brackets
            return Brackets(node, Fence.LINEAR if is_plain else Fence.LIST if isinstance(part, Lambda) else Fence.GROUP)
        return Brackets(node) if self.all_brackets and _is_compound(part) else node

    def _exponent(self, term: Term, path: Path) -> Node:
        value = term.value if isinstance(term, Number) else float("nan")
        if path not in self.instead and value.is_integer() and abs(value) < MOST_RAISED:
            return Index(f"{value:.0f}")
        return Brackets(self.lay_out(term, path), Fence.LINEAR)

    def _of_one_piece(self, term: Term, i: int, path: Path) -> Node:
        """What a bar holds together: only plain text needs brackets."""
        part, place = term.parts()[i], (*path, i)
        node = self.lay_out(part, place)
        return node if binds(part) >= Binds.APPLICATION or place in self.instead else Brackets(node, Fence.LINEAR)


def lay_out(term: Term, all_brackets: bool = False) -> Node:
    """The layout of a term, with as few brackets as can be or with all."""
    return Writing(all_brackets, bound=frozenset(bound_places(term))).lay_out(term)


def text(term: Term) -> str:
    """A term as plain text, `(λx y.x + y) 2 3`."""
    return plain(lay_out(term))


def variable(name: str) -> Node:
    """A variable with its index."""
    return scripted(name[0], below=name[1:].removeprefix("_"))


def substituted(
    body: Term, pairs: Sequence[tuple[str, Term]], scope: frozenset[str] = frozenset(), all_brackets: bool = False
) -> Node:
    """E[a/x]: a body with what is put for its variables; in the scope are those that are bound around it."""
    inner = scope.union(name for name, _ in pairs)
    written = Writing(all_brackets, bound=frozenset(bound_places(body, inner))).lay_out(body)
    each = list[Node]()
    for name, new in pairs:
        what = Writing(all_brackets, bound=frozenset(bound_places(new, scope))).lay_out(new)
        each.append(Row((what, Mark("/"), nodes.Bound(variable(name)))))
    is_whole = binds(body) >= Binds.POWER
    return Row((written if is_whole else Brackets(written), Mark("["), commas(each), Mark("]")))


def _binder(term: Lambda) -> Node:
    """What one λ binds."""
    bound = [nodes.Bound(variable(name)) for name in term.variables]
    return Brackets(commas(bound), Fence.LIST) if term.takes_tuple else bound[0]


def _is_compound(term: Term) -> bool:
    return isinstance(term, Apply | Infix | Lambda | Negative)
