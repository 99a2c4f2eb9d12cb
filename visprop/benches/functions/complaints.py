"""Why a term has no type, in words that name the part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visprop.benches.functions.layout import Binds, binds, text
from visprop.benches.functions.terms import ARITHMETIC, NABLA, Apply, D, Infix, Negative, Path, Term, Tuple, at, is_gradient_at
from visprop.benches.functions.types import Arrow, Power, Product, Real, Type, Unknown, described
from visprop.benches.functions.types import text as written


class IllTyped(ValueError):
    """A term that has no type.

    Attributes:
        path: where the part stands that does not fit.
        part: the part.
        known: the types of the parts that were found before.
    """

    def __init__(self, reason: str, path: Path, part: Term) -> None:
        super().__init__(reason)
        self.path, self.part = path, part
        self.known: Mapping[Path, Type] = {}


@dataclass(frozen=True)
class Wrong:
    """A part of a term that does not fit.

    Attributes:
        whole: the whole term.
        path: where the term stands whose part it is.
        i: which part.
        wanted, found: the type that it must have, and that it has.
        function: the type of the first part.
        circle: a type and what it would be equal to while it contains it; None where that is not the reason.
    """

    whole: Term
    path: Path
    i: int
    wanted: Type
    found: Type
    function: Type
    circle: tuple[Type, Type] | None

    @property
    def term(self) -> Term:
        """The term whose part does not fit."""
        return at(self.whole, self.path)

    @property
    def part(self) -> Term:
        """The part that does not fit."""
        return self.term.parts()[self.i]


_NEEDS = {"+": "adds", "−": "subtracts", "×": "multiplies", "/": "divides", "^": "is of"}


def told(wrong: Wrong) -> str:
    """The reason, one or more sentences."""
    term, part = wrong.term, _quoted(wrong.part)
    if wrong.circle is not None:
        inner, outer = map(written, wrong.circle)
        return (
            f"In {_quoted(term)} the type of {part} would have to contain itself ({inner} = {outer}), as that of a function does "
            "which is given itself. There is no such type."
        )
    is_ = f"{part} is {described(wrong.found)}"
    if isinstance(term, Negative):
        return f"{is_}, and only a number has a negative."
    if is_gradient_at(term) or (isinstance(term, Infix) and term.sign == "★"):
        return f"{is_}. {_POINTWISE[wrong.i]}"
    if isinstance(term, Infix):
        return _of_operator(wrong, term, is_)
    if not isinstance(term, Apply):
        raise TypeError(f"anything may stand in {term!r}")
    return _no_function(wrong, term, is_) if wrong.i == 0 else _of_argument(wrong, term, is_)


_POINTWISE = (
    "What stands before ★ must be a tuple of functions, each from ℝ to ℝ.",
    "What stands behind ★, or is given to ∇φ, must be a tuple of numbers, as many as there are functions before it.",
)


def _of_operator(wrong: Wrong, term: Infix, is_: str) -> str:
    side = "left" if wrong.i == 0 else "right"
    if term.sign in ARITHMETIC:
        return f"{is_}, but {term.sign} {_NEEDS[term.sign]} numbers, and it stands to its {side}."
    if term.sign == "·":
        return f"{is_}, but · multiplies functions from ℝ to ℝ; a product of numbers is written with ×."
    if not isinstance(wrong.found, Arrow):
        return f"{is_}, but ∘ composes functions, and it stands to its {side}."
    needed = wrong.wanted.result if isinstance(wrong.wanted, Arrow) else wrong.wanted
    return (
        f"{_quoted(wrong.part)} gives {described(wrong.found.result)}, but {_quoted(term.left)}, which is applied to that, "
        f"takes {described(needed)}."
    )


def _no_function(wrong: Wrong, term: Apply, is_: str) -> str:
    reason = f"{is_} and not a function, but it is applied to {_quoted(term.argument)}."
    if isinstance(term.function, Apply):
        return f"{reason} {_quoted(_head(term))} is given too many arguments."
    return f"{reason} A product is written with ×." if isinstance(wrong.found, Real) else reason


def _head(term: Term) -> Term:
    """The function at the head of an application to several arguments."""
    while isinstance(term, Apply):
        term = term.function
    return term


def _of_argument(wrong: Wrong, term: Apply, is_: str) -> str:
    function = _quoted(term.function)
    if term.function == D:
        hint = " For a function of a tuple there is ∇." if _takes_tuple(wrong.found) else ""
        return f"{is_}, but D differentiates functions of one number (ℝ → ℝ).{hint}"
    if term.function == NABLA:
        hint = (
            " For a function of one number there is D."
            if isinstance(wrong.found, Arrow) and not _takes_tuple(wrong.found)
            else ""
        )
        return f"{is_}, but ∇ is of functions from a tuple of numbers to a number (ℝⁿ → ℝ).{hint}"
    reason = f"{is_}, but {function} takes {_wanted(wrong.wanted)}."
    if isinstance(term.argument, Tuple) and not isinstance(wrong.wanted, Product | Power):
        return f"{reason} {_one_at_a_time(wrong.function, term.function, term.argument)}"
    if isinstance(wrong.wanted, Product) and not isinstance(wrong.found, Product | Power):
        return f"{reason} {_as_tuple(wrong, wrong.wanted)}"
    return reason


def _one_at_a_time(type_: Type, function: Term, argument: Tuple) -> str:
    """What to do where a tuple is given to a curried function."""
    for item in argument.items:
        if not isinstance(type_, Arrow):
            return "It takes one argument and not a tuple."
        type_, function = type_.result, Apply(function, item)
    return f"It takes its {len(argument.items)} arguments one at a time: {text(function)}."


def _as_tuple(wrong: Wrong, wanted: Product) -> str:
    """What to do where the entries of a tuple are given one at a time."""
    count, path, arguments = len(wanted.items), wrong.path, [wrong.part]
    while len(arguments) < count and path and path[-1] == 0 and isinstance(above := at(wrong.whole, path[:-1]), Apply):
        path, arguments = path[:-1], [*arguments, above.argument]
    function = wrong.term.parts()[0]
    if len(arguments) == count:
        return f"It takes them as one tuple, not one at a time: {text(Apply(function, Tuple(tuple(arguments))))}."
    return f"It takes one tuple of {count}, in brackets with commas between."


def _takes_tuple(type_: Type) -> bool:
    return isinstance(type_, Arrow) and isinstance(type_.argument, Product | Power)


def _wanted(type_: Type) -> str:
    return "another type" if isinstance(type_, Unknown) else described(type_)


def _quoted(term: Term) -> str:
    """A term within a sentence: in brackets where it would run on into the words."""
    shown = text(term)
    return shown if binds(term) >= Binds.APPLICATION else f"({shown})"
