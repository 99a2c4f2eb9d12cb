"""Small faults as a hand makes them, one at a time: where in a file each could be, and what would stand there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.mutation.siblings import FUNCTIONS, WORDS

_COMPARES = {"<": ("<=", ">"), "<=": ("<", ">="), ">": (">=", "<"), ">=": (">", "<="), "==": ("!=",), "!=": ("==",),
             "is": ("is not",), "is not": ("is",), "in": ("not in",), "not in": ("in",)}  # fmt: skip
_ARITHMETIC = {"+": "-", "-": "+", "*": "/", "/": "*", "//": "/", "%": "//", "**": "*", "@": "*"}
_OPERATOR = re.compile(r"is\s+not|not\s+in|is|in|and|or|\*\*|//|<=|>=|==|!=|[-+*/%@<>]")
_UNTOUCHED = (ast.JoinedStr, ast.Assert, ast.Raise, ast.Import, ast.ImportFrom)
"""Words of messages, what only helps the checker of types, and names of modules. Of an f-string the places are not known."""


@dataclass(frozen=True)
class Mutation:
    """One fault.

    Attributes:
        path: the file, from the root of the project.
        line: the number of the line in which it begins, from 1.
        kind: what sort of fault it is.
        start, end: the bytes of the file that are replaced.
        text: what stands there instead.
        is_inside: whether it is in the body of a function; else it is run when the file is imported.
    """

    path: str
    line: int
    kind: str
    start: int
    end: int
    text: str
    is_inside: bool

    def applied(self, source: bytes) -> bytes:
        """The file with the fault."""
        return source[: self.start] + self.text.encode() + source[self.end :]

    def difference(self, source: bytes) -> tuple[str, str]:
        """The lines that it is in, before and after, each as one line without the spaces around."""
        first = source.rfind(b"\n", 0, self.start) + 1
        last = source.find(b"\n", self.end)
        before, rest = source[first:last].decode(), source[self.end : last].decode()
        after = source[first : self.start].decode() + self.text + rest
        return " ".join(before.split()), " ".join(after.split())


def mutations_of(path: str, source: bytes) -> list[Mutation]:
    """All faults that a file could have, in the order of their places; some may leave what is no Python."""
    return sorted(_Finder(path, source).all(), key=lambda one: (one.start, one.end, one.kind, one.text))


def is_python(source: bytes) -> bool:
    """Whether a file can be parsed."""
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


class _Finder:
    """Goes through a file's tree."""

    def __init__(self, path: str, source: bytes) -> None:
        self._path, self._source = path, source
        self._tree = ast.parse(source)
        starts, at = [0], 0
        for line in source.splitlines(keepends=True):
            at += len(line)
            starts.append(at)
        self._starts = starts

    def all(self) -> Iterator[Mutation]:
        yield from self._visit(self._tree, False)

    def _visit(self, node: ast.AST, is_inside: bool) -> Iterator[Mutation]:
        if isinstance(node, _UNTOUCHED):
            return
        for kind, start, end, text in self._of(node):
            line = self._source.count(b"\n", 0, start) + 1
            yield Mutation(self._path, line, kind, start, end, text, is_inside)
        is_function = isinstance(node, ast.FunctionDef | ast.Lambda)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list"):
                continue
            for child in value if isinstance(value, list) else [value]:
                is_docstring = name == "body" and isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
                is_strict = isinstance(child, ast.keyword) and child.arg == "strict"
                if isinstance(child, ast.AST) and not is_docstring and not is_strict:
                    yield from self._visit(child, is_inside or (is_function and name == "body"))

    def _of(self, node: ast.AST) -> Iterator[tuple[str, int, int, str]]:
        """The faults of one node: their kind, place and text."""
        finders = {
            ast.Compare: self._compared,
            ast.BinOp: self._computed,
            ast.AugAssign: self._added,
            ast.BoolOp: self._joined,
            ast.UnaryOp: self._turned,
            ast.If: self._chosen,
            ast.While: self._chosen,
            ast.IfExp: self._chosen,
            ast.Constant: self._constant,
            ast.Call: self._called,
            ast.Slice: self._sliced,
            ast.Attribute: self._named,
        }
        if type(node) in finders:
            yield from finders[type(node)](node)
        match node:
            case ast.AugAssign() | ast.Expr(value=ast.Call()) | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
                yield "dropped statement", *self._span(node), "pass"
            case ast.Continue():
                yield "dropped statement", *self._span(node), "pass"

    def _joined(self, node: ast.BoolOp) -> Iterator[tuple[str, int, int, str]]:
        other = "or" if isinstance(node.op, ast.And) else "and"
        yield from self._between("and or", *node.values[:2], lambda _: (other,))

    def _turned(self, node: ast.UnaryOp) -> Iterator[tuple[str, int, int, str]]:
        if isinstance(node.op, ast.USub | ast.Not):
            kind = "negation" if isinstance(node.op, ast.Not) else "sign"
            yield kind, *self._span(node), self._text(node.operand)

    def _sliced(self, node: ast.Slice) -> Iterator[tuple[str, int, int, str]]:
        for bound in (node.lower, node.upper):
            if bound is not None:
                yield "slice", *self._span(bound), f"({self._text(bound)}) + 1"

    def _named(self, node: ast.Attribute) -> Iterator[tuple[str, int, int, str]]:
        end = self._span(node)[1]
        for other in WORDS.get(node.attr, ()):
            yield "sibling", end - len(node.attr.encode()), end, other

    def _compared(self, node: ast.Compare) -> Iterator[tuple[str, int, int, str]]:
        operands = [node.left, *node.comparators]
        for one, next_one in pairwise(operands):
            yield from self._between("compare", one, next_one, lambda sign: _COMPARES.get(sign, ()))

    def _computed(self, node: ast.BinOp) -> Iterator[tuple[str, int, int, str]]:
        """Not of words and lists, which cannot be subtracted: nobody makes that fault."""
        joined = (ast.JoinedStr, ast.Tuple, ast.List, ast.ListComp)
        for side in (node.left, node.right):
            if isinstance(side, joined) or (isinstance(side, ast.Constant) and isinstance(side.value, str)):
                return
        yield from self._between(
            "arithmetic", node.left, node.right, lambda sign: (_ARITHMETIC[sign],) if sign in _ARITHMETIC else ()
        )
        if isinstance(node.op, ast.Sub | ast.Div) and ast.dump(node.left) != ast.dump(node.right):
            start, end = self._span(node)
            if self._text(node)[0] != "(":
                yield "swapped operands", start, end, self._swapped(node.left, node.right, start, end)

    def _added(self, node: ast.AugAssign) -> Iterator[tuple[str, int, int, str]]:
        start, end = self._span(node.target)[1], self._span(node.value)[0]
        found = re.search(r"(\+|-|\*\*|\*|//|/)=", self._source[start:end].decode())
        if found is not None and found[1] in _ARITHMETIC:
            yield "arithmetic", start + found.start(1), start + found.end(1), _ARITHMETIC[found[1]]

    def _chosen(self, node: ast.If | ast.While | ast.IfExp) -> Iterator[tuple[str, int, int, str]]:
        yield "condition", *self._span(node.test), f"(not ({self._text(node.test)}))"
        if isinstance(node, ast.If) and not node.orelse:
            yield "condition", *self._span(node.test), "True"
            yield "condition", *self._span(node.test), "False"

    def _constant(self, node: ast.Constant) -> Iterator[tuple[str, int, int, str]]:
        place, value = self._span(node), node.value
        if isinstance(value, bool):
            yield "constant", *place, str(not value)
        elif isinstance(value, int):
            yield "constant", *place, str(value + 1)
            yield "constant", *place, f"({value - 1})" if value == 0 else str(value - 1)
        elif isinstance(value, float):
            yield "constant", *place, repr(2.0 * value if value else 1.0)
            yield "constant", *place, repr(0.5 * value if value else -1.0).join("()")
        elif isinstance(value, str) and value in WORDS and self._text(node)[0] in "\"'":
            for other in WORDS[value]:
                yield "sibling", *place, f'"{other}"'

    def _called(self, node: ast.Call) -> Iterator[tuple[str, int, int, str]]:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
        if name in FUNCTIONS:
            end = self._span(node.func)[1]
            yield "function", end - len(name), end, FUNCTIONS[name]
        arguments = node.args[:2]
        is_plain = len(arguments) == 2 and not any(isinstance(one, ast.Starred) for one in arguments)
        if is_plain and name not in ("isinstance", "getattr", "setattr") and ast.dump(arguments[0]) != ast.dump(arguments[1]):
            start, end = self._span(arguments[0])[0], self._span(arguments[1])[1]
            yield "swapped arguments", start, end, self._swapped(*arguments, start, end)

    # Places

    def _between(self, kind, one: ast.AST, other: ast.AST, change) -> Iterator[tuple[str, int, int, str]]:
        """Another operator between two operands."""
        start, end = self._span(one)[1], self._span(other)[0]
        found = _OPERATOR.search(self._source[start:end].decode())
        if found is not None:
            for sign in change(" ".join(found[0].split())):
                yield kind, start + found.start(), start + found.end(), sign

    def _swapped(self, one: ast.AST, other: ast.AST, start: int, end: int) -> str:
        """Two operands in each other's place, with what stands between them."""
        (a, b), (c, d) = self._span(one), self._span(other)
        parts = (self._source[start:a], self._source[c:d], self._source[b:c], self._source[a:b], self._source[d:end])
        return b"".join(parts).decode()

    def _span(self, node: ast.AST) -> tuple[int, int]:
        return self._starts[node.lineno - 1] + node.col_offset, self._starts[node.end_lineno - 1] + node.end_col_offset

    def _text(self, node: ast.AST) -> str:
        start, end = self._span(node)
        return self._source[start:end].decode()
