"""What is typed, cut into words: names, numbers, signs, raised digits."""

from __future__ import annotations

import re
from typing import NamedTuple

from visprop.benches.functions.terms import CONSTANTS

MOST_CHARACTERS = 500
"""The longest text that is read."""

SPELLED = {
    **{"\\": "λ", "lambda": "λ", "grad": "∇", "nabla": "∇", "pi": "π", "sigma": "σ"},
    **{"-": "−", "*": "×", "÷": "/", "**": "^", "o": "∘", "⋆": "★", "star": "★", "dot": "·"},
}
"""How signs can be typed on any keyboard, beside the signs themselves."""
_GREEK = {
    **{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η", "theta": "θ", "mu": "μ"},
    **{"rho": "ρ", "tau": "τ", "phi": "φ", "psi": "ψ", "omega": "ω"},
}
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₑₐₗ", "0123456789ijkeal")
_HIGH, _LOW = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₑₐₗ"
_POWER = rf"(?:[eE][+−-]?[0-9]+|×10⁻?[{_HIGH}]+)"
_TOKEN = re.compile(
    rf"(?P<number>[0-9]+(?:\.[0-9]+)?{_POWER}?)"
    rf"|(?P<raised>⁻?[{_HIGH}]+)"
    rf"|(?P<letters>[^\W\d_λⁿ{_LOW}{_HIGH}]+)"
    rf"(?P<index>[0-9{_LOW}]+|_[^\W\dⁿ{_LOW}{_HIGH}_]?[0-9{_LOW}]*)?"
    r"|(?P<sign>\*\*|[λ∇\\()+−*×/÷^·∘★⋆,.-])"
)


class Refused(ValueError):
    """A text that is no term.

    Attributes:
        at: the character where it went wrong, counted from 0.
    """

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(f"{reason} (at character {at + 1})")
        self.at = at


class Token(NamedTuple):
    """A word of the text.

    Attributes:
        kind: number, raised, variable, constant, sign, or end.
        text: as it is called in terms; of what is raised, its digits on the line.
        at: the character where it begins, counted from 0.
    """

    kind: str
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """The words of a text; behind them one that is the end.

    Raises:
        Refused: the text is too long, or has a character or a name that there is not.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused(f"a term has at most {MOST_CHARACTERS} characters", MOST_CHARACTERS)
    found, at = list[Token](), 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is not None:
            found += _of(match)
        elif not text[at].isspace():
            raise Refused(f"the character {text[at]!r} means nothing here", at)
        at = at + 1 if match is None else match.end()
    return [*found, Token("end", "", len(text))]


def number(text: str) -> float:
    """The value of the text of a number."""
    return float(text.replace("×10", "e").replace("−", "-").translate(_RAISED))


def _of(match: re.Match[str]) -> list[Token]:
    """The words that one stretch of text is: letters that begin with D are D and a name."""
    start = match.start()
    if match["number"]:
        return [Token("number", match["number"], start)]
    if match["raised"]:
        return [Token("raised", match["raised"].translate(_RAISED), start)]
    if match["sign"]:
        sign = SPELLED.get(match["sign"], match["sign"])
        return [Token("constant" if sign == "∇" else "sign", sign, start)]
    letters, index = match["letters"], (match["index"] or "").translate(_LOWERED)
    if index and match.string[match.end() : match.end() + 1].isalpha():
        raise Refused("a space or a sign is missing here", match.end())
    if letters[0] == "D" and (len(letters) > 1 or not index):
        rest = [] if len(letters) == 1 else [_named(letters[1:], index, start + 1)]
        return [Token("constant", "D", start), *rest]
    return [_named(letters, index, start)]


def _named(letters: str, index: str, at: int) -> Token:
    """A name: a known word, or a letter with an index."""
    known = SPELLED.get(letters, letters)
    if known in CONSTANTS and not index:
        is_sign = not known[0].isalpha() and known != "∇"
        return Token("sign" if is_sign else "constant", known, at)
    if known == "λ" and not index:
        return Token("sign", "λ", at)
    letter = _GREEK.get(letters, letters)
    if len(letter) > 1:
        raise Refused(f"{letters!r} is no known name; a variable is one letter, and a product of two is written a × b", at)
    if letter in ("D", "o"):
        raise Refused(f"{letter!r} has a meaning of its own and is no variable", at)
    bare = index.removeprefix("_")
    return Token("variable", letter + (bare if bare.isdigit() or not bare else f"_{bare}"), at)
