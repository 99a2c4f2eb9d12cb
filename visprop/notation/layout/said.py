"""Plain text with symbols in it, as labels and tool tips have it, in the words that formulas are said with."""

from __future__ import annotations

import re

from visprop.notation.layout.spoken import LETTERS, OPERATORS, apart

_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵀˡᴸᵏᵐⁿ", "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₑᵣₐₗ"
_LEVEL = str.maketrans(_RAISED + _LOWERED, "0123456789-+TlLkmn" + "0123456789ijkeral")
_POWER = re.compile(rf"(?<=\d)(?:([{_RAISED}]+)|\^([−-]?)0*(\d+))")
_SMALL = rf"[{_RAISED}{_LOWERED}]"
_SCRIPTS = re.compile(rf"(\w?)(?<!{_SMALL})([{_RAISED}]*)((?:[{_LOWERED}]+(?:,[{_LOWERED}]+)?)?)(?<={_SMALL})")
_QUOTIENT = re.compile(r"([∂Δ]\w*)/(?=[∂Δ])")
_NORM = re.compile(r"‖([^‖]*)‖")
_SIGNS = {
    **{sign: word for sign, word in OPERATORS.items() if sign not in "+:"},
    **{"′": "prime", "⊤": "transposed", "√": "root of", "∞": "infinity", "·": "times", " + ": "plus"},
    **{"≤": "is at most", "≪": "is far below", "≫": "is far above"},
}
_SAID = LETTERS | _SIGNS
_SIGN = re.compile("|".join(map(re.escape, sorted(_SAID, key=len, reverse=True))))


def said(text: str) -> str:
    """A text in words: `weight w²₁₂ ≈ −1.2×10⁻⁷` is `weight w 2, 1 2 is about minus 1.2 times 10 to the minus 7`.

    A sign that has no word is left as it is.
    """
    return "\n".join(" ".join(_line(line).split()) for line in text.split("\n"))


def _line(line: str) -> str:
    line = _NORM.sub(r" length of \1 ", line)
    line = _QUOTIENT.sub(r"\1 over ", line)
    line = _POWER.sub(_power, line)
    line = _SCRIPTS.sub(_scripts, line)
    return _SIGN.sub(lambda found: f" {_SAID[found[0]]} ", line).replace(" ,", ",").replace(" .", ".").replace(" )", ")")


def _power(found: re.Match[str]) -> str:
    """What stands above a digit is a power of it."""
    digits = found[1].translate(_LEVEL) if found[1] else f"{'-' if found[2] else ''}{found[3]}"
    return f" to the {digits.replace('-', 'minus ')}"


def _scripts(found: re.Match[str]) -> str:
    """A letter with its layer above and its indices below."""
    letter, above, below = found[1], found[2].translate(_LEVEL), found[3].translate(_LEVEL)
    return f"{letter} {', '.join(filter(None, (above, apart(letter, above, below))))} "
