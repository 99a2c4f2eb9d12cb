"""A term as boxes through which values pass: functions are boxes, arguments go in at their left, results leave at their right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from visprop.benches.functions.blocks import Block, height_of, stacked
from visprop.benches.functions.joints import applied, entering, framed, gathered, leaving, operated, shared
from visprop.benches.functions.layout import Writing, variable
from visprop.benches.functions.pen import Pen, Runs
from visprop.benches.functions.plain_parts import is_wordy, prefix
from visprop.benches.functions.runs import runs_of
from visprop.benches.functions.sockets import Socket, Sockets
from visprop.benches.functions.terms import (
    NABLA,
    Apply,
    Constant,
    D,
    Infix,
    Lambda,
    Negative,
    Path,
    Term,
    Tuple,
    Variable,
    at,
    bound_places,
    is_gradient,
    is_gradient_at,
)
from visprop.benches.functions.types import Arrow, Type
from visprop.benches.functions.types import lay_out as type_layout
from visprop.figures.base.shapes import Box, Shape
from visprop.figures.base.style import EMPHASIS
from visprop.figures.base.text import Run, coloured

Placed = tuple[Term, Path]


class Machine:
    """Draws one term.

    Args:
        term: the whole.
        types: of its parts at their places, as far as they are known.
        pen: how it is drawn.
        writing: how terms are written in it.
        marked: where the part stands that is worked out next; None for none.
        put: what is put for the variables there, as it is written at the socket; empty before it is.
        wrong: where the part stands that does not fit; None for none.
        pointed: where the part stands that is pointed at; None for none.
    """

    def __init__(
        self,
        term: Term,
        types: Mapping[Path, Type],
        pen: Pen,
        writing: Writing,
        *,
        marked: Path | None = None,
        put: Runs = (),
        wrong: Path | None = None,
        pointed: Path | None = None,
    ) -> None:
        self._term, self._types, self._pen, self._put = term, types, pen, put
        self._writing = replace(writing, keys={}, bound=frozenset(bound_places(term)))
        self._pointed = pointed
        self._wrong, self._marked = wrong, None if marked == wrong else marked
        self._apart = {path for path in (self._wrong, self._marked) if path is not None}

    def whole(self) -> Block:
        """All of it, with what goes in and comes out."""
        type_ = self._types.get(())
        term, pen = self._term, self._pen
        is_given = isinstance(term, Apply) and (isinstance(self._head(term), Lambda) or is_gradient_at(term))
        is_boxed = not is_given and not isinstance(term, Tuple) and (isinstance(type_, Arrow) or self._is_function(term))
        if not is_boxed:
            return leaving(pen, self.value(term, ()), self._type_at(()), dashed=False)
        argument, result = (self._runs(type_.argument), type_.result) if isinstance(type_, Arrow) else ((), None)
        for _ in range(len(_curried(term)) - 1):
            result = result.result if isinstance(result, Arrow) else None
        return leaving(pen, entering(pen, self.function(term, ()), argument), self._runs(result), dashed=True)

    # Values

    def value(self, term: Term, path: Path) -> Block:
        """What a term comes to, with a wire out at its right."""
        return self._held(self._value(term, path), path)

    def _value(self, term: Term, path: Path) -> Block:
        if is_gradient_at(term) or (isinstance(term, Infix) and term.sign == "★"):
            return self._pointwise(term, path)
        if self._is_function(term):
            return self._function(term, path)
        if isinstance(term, Apply):
            return self._application(term, path)
        if self._is_text(term, path):
            return self._pen.text(self._written(term, path))
        match term:
            case Tuple(items):
                return gathered(self._pen, [self.value(item, (*path, i)) for i, item in enumerate(items)])
            case Negative(operand):
                sign = self._pen.sign("−", (self._pen.row / 2,), self._pen.row)
                return self._pen.flow(self.value(operand, (*path, 0)), sign, self._type_at((*path, 0)))
            case Infix(sign, left, right):
                return self._node(sign, [(left, (*path, 0)), (right, (*path, 1))])
        raise TypeError(f"what is not text has parts, but {term!r} has none")

    def _application(self, term: Apply, path: Path) -> Block:
        head, args = self._spine(term, path)
        start = (*path, *(0,) * len(args))
        match head:
            case Lambda():
                used = min(len(_curried(head)), len(args))
                block = self._lambda(head, start, args[:used], 0)
            case Apply() | Infix("∘" | "·") if self._is_function(head):
                used, block = 1, self._pen.flow(self.value(*args[0]), self.function(head, start), self._type_at(args[0][1]))
            case Variable() | Constant():
                used, block = len(args), self._named(head, start, args, 0)
            case _:
                used, block = 0, self.value(head, start)
        for i in range(used, len(args)):
            place = start[: len(start) - i]
            block = applied(self._pen, [(block, self._type_at(place)), (self.value(*args[i]), self._type_at(args[i][1]))])
        return block

    def _spine(self, term: Term, path: Path) -> tuple[Term, list[Placed]]:
        """What is applied to several arguments, and these; what is marked by itself stays whole."""
        found = list[Placed]()
        while isinstance(term, Apply) and not (found and self._stays(term, path)):
            found.insert(0, (term.argument, (*path, 1)))
            term, path = term.function, (*path, 0)
        return term, found

    def _stays(self, term: Apply, path: Path) -> bool:
        is_beta = isinstance(self._head(term), Lambda)
        return path == self._wrong or (path == self._marked and not is_beta) or self._is_function(term)

    def _node(self, sign: str, operands: list[Placed]) -> Block:
        """An operator with its operands."""
        return operated(self._pen, sign, [(self.value(*one), self._type_at(one[1])) for one in operands])

    def _pointwise(self, term: Term, path: Path) -> Block:
        """Functions beside one another, each with the argument at its place; ∇φ as one box that takes them all."""
        functions, points = term.parts()
        places = ((*path, 0), (*path, 1))
        inside = any(len(mark) > len(place) and mark[: len(place)] == place for mark in self._apart for place in places)
        if isinstance(functions, Tuple) and isinstance(points, Tuple) and len(functions.items) == len(points.items):
            rows = [
                self._pen.flow(
                    self.value(point, (*path, 1, i)), self.function(function, (*path, 0, i)), self._type_at((*path, 1, i))
                )
                for i, (function, point) in enumerate(zip(functions.items, points.items, strict=True))
            ]
            return gathered(self._pen, rows)
        if is_gradient(functions) and not (inside and places[0] in self._apart):
            block = self.function(functions, places[0])
            if isinstance(term, Infix):
                block = framed(self._pen, block, "★")
            return self._pen.flow(self.value(points, places[1]), block, self._type_at(places[1]))
        return self._node("★", [(functions, places[0]), (points, places[1])])

    # Functions

    def function(self, term: Term, path: Path) -> Block:
        """A function, with a wire in at its left and one out at its right."""
        return self._held(self._function(term, path), path)

    def _function(self, term: Term, path: Path) -> Block:
        match term:
            case Lambda():
                return self._lambda(term, path, [], 1)
            case Infix("∘"):
                return framed(self._pen, self._chain(term, path), "∘")
            case Infix("·"):
                return framed(self._pen, self._product(term, path), "·")
            case Apply(Constant("D" | "∇" as sign), inner) if not self._is_text(term, path):
                return framed(self._pen, self.function(inner, (*path, 1)), sign)
            case _ if self._is_text(term, path):
                return self._pen.named(self._written(term, path))
            case Apply():
                head, args = self._spine(term, path)
                start = (*path, *(0,) * len(args))
                if isinstance(head, Lambda) and len(_curried(head)) > len(args):
                    return self._lambda(head, start, args, 1)
                if isinstance(head, Variable | Constant):
                    return self._named(head, start, args, 1)
        made = self._value(term, path)
        return framed(self._pen, replace(made, ins=(made.out,)), "")

    def _chain(self, term: Infix, path: Path) -> Block:
        """Composed functions in the order in which a value passes them."""
        right = self.function(term.right, (*path, 1))
        is_chain = isinstance(term.left, Infix) and term.left.sign == "∘" and (*path, 0) not in self._apart
        left = self._chain(term.left, (*path, 0)) if is_chain else self.function(term.left, (*path, 0))  # type: ignore[arg-type]
        type_ = self._types.get((*path, 1))
        return self._pen.flow(right, left, self._runs(type_.result) if isinstance(type_, Arrow) else ())

    def _product(self, term: Infix, path: Path) -> Block:
        """Two functions that are given the same, and their results multiplied."""
        parts = list[tuple[Block, Runs]]()
        for i, part in enumerate(term.parts()):
            type_ = self._types.get((*path, i))
            parts.append((self.function(part, (*path, i)), self._runs(type_.result) if isinstance(type_, Arrow) else ()))
        return shared(self._pen, parts)

    def _lambda(self, term: Lambda, path: Path, args: list[Placed], connected: int) -> Block:
        chain = _curried(term)
        sockets = list[Socket]()
        for i, function in enumerate(chain):
            place = (*path, *(0,) * i)
            type_ = self._types.get(place)
            name = _entries([runs_of(variable(one), self._pen.theme) for one in function.variables])
            if i < len(args):
                given, where = args[i]
                is_hot = self._marked is not None and where == (*self._marked, 1) and i == 0
                block = self.value(given, where)
                name = self._put if is_hot and self._put else name
                if where == self._wrong and isinstance(type_, Arrow):
                    name = (*name, *coloured((Run(" : "), *self._runs(type_.argument)), self._pen.theme.negative))
                sockets.append(Socket(name, self._type_at(where), self._warm(block) if is_hot else block, is_hot))
            else:
                sockets.append(Socket(name, self._runs(type_.argument) if isinstance(type_, Arrow) else ()))
        body = self.value(chain[-1].body, (*path, *(0,) * len(chain)))
        return Sockets(self._pen, sockets, body, connected).block()

    def _named(self, head: Term, path: Path, args: list[Placed], connected: int) -> Block:
        """A box with a name, into which go the arguments that are no part of it."""
        pen = self._pen
        count = 0
        most = len(args) if connected else len(args) - 1
        while count < most and self._is_text(*args[count]) and args[count][1] not in self._apart:
            count += 1
        name = self._written(prefix(head, [term for term, _ in args[:count]]), path[: len(path) - count])
        rest = [(self.value(*one), self._type_at(one[1])) for one in args[count:]]
        free = Block(0.0, pen.row, pen.row / 2, ())
        blocks = [*(block for block, _ in rest), *[free] * connected]
        high, tops = height_of(blocks, pen.apart), stacked(blocks, pen.apart)
        start = max([block.width + pen.gap(type_) for block, type_ in rest], default=0.0)
        box = self._held(pen.named(name, height=high), path)
        shapes = list[Shape](box.at(start, 0.0))
        for top, (block, type_) in zip(tops, rest, strict=False):
            y, left = top + block.out, start - pen.gap(type_) - block.width
            shapes += block.at(left, top)
            shapes += pen.wire(left + block.width, start - 1.0, y, type_)
        if connected and start:
            shapes += pen.arrow((0.0, high - pen.row / 2, start - 1.0, high - pen.row / 2))
        ins = (high - pen.row / 2,) if connected else ()
        return Block(start + box.width, max(high, box.height), max(high, box.height) / 2, tuple(shapes), ins)

    # What is marked, and how things are written

    def _held(self, block: Block, path: Path) -> Block:
        """A block with a ground where it is worked out next, and with a rim where it does not fit."""
        if path == self._wrong:
            theme = self._pen.theme
            return block.over([Box(-1.0, 1.0, block.width + 2, block.height - 2, None, theme.negative, EMPHASIS, radius=4.0)])
        if path == self._pointed:
            return self._warm(block)
        step = at(self._term, path)
        is_beta = isinstance(step, Apply) and isinstance(self._head(step), Lambda)
        return self._warm(block) if path == self._marked and not is_beta else block

    def _warm(self, block: Block) -> Block:
        """A block on the ground of what is present."""
        return block.over([Box(-1.0, 1.0, block.width + 2, block.height - 2, self._pen.theme.now, None, radius=4.0)])

    def _is_function(self, term: Term) -> bool:
        """Whether it is drawn as a function that nothing is given to."""
        is_derived = isinstance(term, Apply) and term.function in (D, NABLA)
        return is_derived or isinstance(term, Lambda) or (isinstance(term, Infix) and term.sign in ("∘", "·"))

    def _is_text(self, term: Term, path: Path) -> bool:
        """Whether it is short, and nothing in it is marked by itself."""
        is_inside = any(len(mark) > len(path) and mark[: len(path)] == path for mark in self._apart)
        return not is_inside and not is_wordy(term)

    def _head(self, term: Term) -> Term:
        while isinstance(term, Apply):
            term = term.function
        return term

    def _written(self, term: Term, path: Path) -> Runs:
        return runs_of(self._writing.lay_out(term, path), self._pen.theme)

    def _type_at(self, path: Path) -> Runs:
        return self._runs(self._types.get(path))

    def _runs(self, type_: Type | None) -> Runs:
        return () if type_ is None else runs_of(type_layout(type_, self._writing.all_brackets), self._pen.theme)


def _curried(term: Term) -> list[Lambda]:
    """λx.λy.…, each of them."""
    found = list[Lambda]()
    while isinstance(term, Lambda):
        found.append(term)
        term = term.body
    return found


def _entries(names: list[Runs]) -> Runs:
    """A variable, or those of a tuple in brackets."""
    if len(names) == 1:
        return names[0]
    inner = [run for name in names for run in (*name, Run(", "))][:-1]
    return (Run("("), *inner, Run(")"))
