r"""The mathematics of a lesson's text: `δ_3 = δ_4 w_4 σ′(z_3)`, `w^4_{12}`, `\frac{∂c}{∂w_4}`, as a formula that is set."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from itertools import takewhile

from visprop.engine.key import Key
from visprop.notation.layout.build import operator
from visprop.notation.layout.nodes import (
    FACTOR,
    HAIR,
    MINUS,
    THIN,
    WIDE,
    Bound,
    Brackets,
    Dotted,
    Fence,
    Gap,
    Hat,
    Index,
    Letter,
    Mark,
    Node,
    Numeral,
    Operator,
    Over,
    Row,
    Script,
    Term,
    Word,
    bare,
    first,
    keys_in,
)

_APPLIED = ("softmax", "tanh", "exp", "sin", "cos", "ln")
_WORDS = (*_APPLIED, "new", "old")
_OPERATORS = "=≈+−·×⊙∘★→←≤≥<>:-"
_OPENING, _CLOSING = "(", ")"
_TOKEN = re.compile(rf"\\frac|\\hat|\\dot|{'|'.join(_WORDS)}|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
_FUNCTIONS = "fCgDλφθ"
_MARKED: Mapping[str, Callable[[Letter], Node]] = {"\\hat": Hat, "\\dot": partial(Dotted, count=1)}
"""What stands on a letter."""
Hole = Callable[[str], Node]
"""Makes the number that an expression between braces names."""


def mathematics(text: str, hole: Hole) -> Node:
    """A formula from its text.

    Args:
        text: what stood between two $.
        hole: makes the number of what stands between braces.

    Raises:
        ValueError: it cannot be read.
    """
    return _Reader(text, hole).whole()


class _Reader:
    def __init__(self, text: str, hole: Hole) -> None:
        self._text, self._hole = text, hole
        self._tokens: list[str] = _TOKEN.findall(text)
        self._at = 0
        self._bound = set[str]()

    def whole(self) -> Node:
        found = self._row("")
        if self._at < len(self._tokens):
            raise self._error(f"{self._tokens[self._at]!r} is not expected")
        return found

    def _error(self, what: str) -> ValueError:
        return ValueError(f"in ${self._text}$: {what}")

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _row(self, end: str) -> Node:
        """Parts up to a sign that ends them; the sign stays."""
        parts = list[Node]()
        is_apart = is_applied = False
        while (token := self._peek()) and token != end:
            if token.isspace():
                self._take()
                is_apart = True
                continue
            part = self._part()
            if is_apart and parts and not _holds_apart(parts[-1]) and not isinstance(first(part), Operator):
                parts.append(Gap(THIN if is_applied else FACTOR))
            parts.append(part)
            # Behind a function stands what it is given; behind all else, what it is multiplied by.
            is_applied = not isinstance(first(part), Operator) and (is_applied or _is_function(part))
            is_apart = False
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def _part(self) -> Node:
        token = self._peek()
        if token in _OPERATORS:
            return self._operator()
        if token == ",":
            self._take()
            return Row((Mark(","), Gap(WIDE)))
        base = self._scripted(self._atom())
        if isinstance(base, Letter) and base.text in "Δ∂∇" and self._peek() and not self._peek().isspace():
            return self._of_sign(base)
        return base

    def _operator(self) -> Node:
        sign = {"-": "−"}.get(token := self._take(), token)
        before = [one for one in self._tokens[: self._at - 1] if not one.isspace()]
        is_first = not before or before[-1] in f"({{{_OPERATORS}"
        # A minus with nothing before it makes negative.
        return Row((MINUS, Gap(HAIR))) if sign == "−" and is_first else operator(sign)

    def _of_sign(self, sign: Letter) -> Node:
        """Δw, ∂c, ∇φ: one thing with its sign."""
        inner = self._scripted(self._atom())
        keys = frozenset(Key("d" + key.letter, *key[1:]) for key in keys_in(inner) if key.letter in ("w", "b"))
        return Term(Row((sign, inner)), keys) if sign.text == "Δ" and keys else Row((sign, inner))

    def _atom(self) -> Node:
        token = self._take() if self._peek() else ""
        if token == _OPENING:
            return Brackets(self._until(_CLOSING), Fence.PLAIN)
        if token == "{":
            return self._hole(self._raw())
        if token == "‖":
            return Brackets(self._until("‖"), Fence.NORM)
        if token == "\\frac":
            above, below = self._group(), self._group()
            return Term(Over(above, below), _of_quotient(above, below))
        if token in _MARKED:
            inner = bare(self._group())
            if not isinstance(inner, Letter):
                raise self._error("a hat or a dot stands on one letter")
            return _MARKED[token](inner)
        if token[:1].isdigit():
            return Numeral(token)
        if token in _WORDS:
            return Word(token)
        if token == "λ":
            self._bound |= set(takewhile(lambda one: one.isalpha() or one in "(, ", self._tokens[self._at :]))
        if len(token) == 1 and (token.isalpha() or token in "Σ∂Δ∇"):
            return Bound(Letter(token)) if token in self._bound else Letter(token)
        return self._mark(token)

    def _mark(self, token: str) -> Node:
        if token in ("′", "'"):
            return Mark("′")
        if token in ("…", "⋯", ".", ";", "?", "|", "!", "/"):
            return Mark(token)
        raise self._error(f"{token!r} is not expected" if token else "something is missing at its end")

    def _until(self, end: str) -> Node:
        around = self._bound
        self._bound = set(around)
        inner = self._row(end)
        # What a λ binds, it binds within the brackets in which it stands.
        self._bound = around
        if self._peek() != end:
            raise self._error(f"{end} is missing")
        self._take()
        return inner

    def _group(self) -> Node:
        if self._peek() != "{":
            raise self._error("{ is missing")
        self._take()
        return self._until("}")

    def _raw(self) -> str:
        """What stands between braces, as it is."""
        found = ""
        while self._peek() and self._peek() != "}":
            found += self._take()
        if not self._peek():
            raise self._error("} is missing")
        self._take()
        return found

    def _scripted(self, base: Node) -> Node:
        """A part with its prime and with what stands above and below it."""
        if self._peek() in ("′", "'") and isinstance(base, Letter):
            self._take()
            base = Row((base, Mark("′")))
        scripts: dict[str, Node] = {}
        while (sign := self._peek()) in ("^", "_") and sign:
            self._take()
            scripts[sign] = self._script()
        made = Script(base, scripts.get("^"), scripts.get("_")) if scripts else base
        key = _key_of(base, *(_index(scripts.get(sign)) for sign in "^_"))
        return made if key is None else Term(made, frozenset((key,)), made)

    def _script(self) -> Node:
        if self._peek() == "{":
            start = self._at + 1
            inner = self._group()
            text = "".join(self._tokens[start : self._at - 1])
            return Index(text) if re.fullmatch(r"[\w,]+", text) else inner
        token = self._take() if self._peek() else ""
        if not token or token.isspace():
            raise self._error("a script is missing")
        return Mark("⊤") if token in ("⊤", "T") else Index(token)


def _is_function(part: Node) -> bool:
    """Whether a part is a function, or begins with one: in the article's letters f, D(…), λ, or in a word, sin."""
    leaf = first(part.inner if isinstance(part, Brackets) else part)
    return isinstance(leaf, Letter | Word) and (leaf.text in _FUNCTIONS or leaf.text in _APPLIED)


def _holds_apart(node: Node) -> bool:
    """Whether there is a space behind a part already."""
    last = node.items[-1] if isinstance(node, Row) and node.items else node
    return isinstance(last, Operator | Gap)


def _index(node: Node | None) -> str:
    return node.text if isinstance(node, Index) else "" if node is None else "?"


_SINGLE = {"x": Key("x", 0, (1,)), "y": Key("y", 0, (1,)), "c": Key("c"), "φ": Key("phi")}
_LETTERS = {"w": "w", "b": "b", "a": "a", "z": "z", "δ": "d", "d": "a"}
"""Euler's d is told by its neuron."""


def _key_of(base: Node, above: str, below: str) -> Key | None:
    """The quantity that a letter with its scripts is: of a neuron alone in its layer w_4, of another one w^4_{12}."""
    if not isinstance(base, Letter):
        return None
    if not above and not below:
        return _SINGLE.get(base.text)
    digits = tuple(map(int, re.findall(r"\d", below)))
    if not below.replace(",", "").isdigit() or 0 in digits:
        return None
    if base.text in ("x", "y") and not above and len(digits) == 1:
        return Key(base.text, 0, digits)
    letter = _LETTERS.get(base.text)
    if letter is None or (above and not above.isdigit()):
        return None
    count = 2 if letter == "w" else 1
    if above:
        return Key(letter, int(above), digits) if len(digits) == count else None
    return Key(letter, digits[0], (1,) * count) if len(digits) == 1 else None


def _of_quotient(above: Node, below: Node) -> frozenset[Key]:
    """A derivative is pointed at as what it is by."""
    return keys_in(below) if any(isinstance(one, Row) for one in (above, below)) else frozenset()
