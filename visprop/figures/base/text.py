"""Text of figures: runs in upright or italic letters, with superscripts and subscripts, and how wide they come out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from visprop.engine.key import Key
from visprop.notation.scripts import Naming, number_below

SCRIPT_SIZE = 0.7
"""The size of a superscript or subscript, relative to the text."""
SUPER_RISE = 0.38
"""How far a superscript's baseline is above the text's, in its size."""
SUB_DROP = 0.18
"""How far a subscript's baseline is below the text's, in its size."""
CAP_HEIGHT = 0.66
"""The height of capitals and digits, in the font's size."""

# Advances of the bundled font in thousandths of its size, for the characters that numbers and symbols are made of.
_WIDTHS = {
    **dict.fromkeys("0123456789", 500),
    **dict.fromkeys(" .,:;|'′", 260),
    **dict.fromkeys("()[]", 333),
    **dict.fromkeys("ijlft", 300),
    **dict.fromkeys("mwMW", 760),
    **dict.fromkeys("−+=×<>≤≥·", 640),
    **dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", 310),
    "Δ": 680,
    "η": 500,
    "δ": 500,
    "φ": 650,
    "∂": 530,
    "∇": 680,
    "–": 500,
}


@dataclass(frozen=True)
class Run:
    """Some letters in one style.

    Attributes:
        text: the letters.
        italic: whether they are italic.
        script: 1 for a superscript, −1 for a subscript, 0 for neither.
        colour: their own, as red, green and blue; None for that of the label.
    """

    text: str
    italic: bool = False
    script: int = 0
    colour: tuple[int, int, int] | None = None


_SMALL = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+|[₀₁₂₃₄₅₆₇₈₉]+)")
_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉", "0123456789−0123456789")


def plain(text: str) -> tuple[Run, ...]:
    """Upright text; exponents and indices are raised and lowered digits, as the font has no small ones."""
    found = []
    for part in filter(None, _SMALL.split(text)):
        script = 0 if _SMALL.fullmatch(part) is None else -1 if part[0] in "₀₁₂₃₄₅₆₇₈₉" else 1
        found.append(Run(part.translate(_LEVEL) if script else part, script=script))
    return tuple(found) or (Run(""),)


def symbol(name: str, above: str = "", below: str = "") -> tuple[Run, ...]:
    """A variable with a superscript and a subscript, one over the other: w, 2, 12 → w²₁₂."""
    runs = [Run(name, italic=True)]
    if above:
        runs.append(Run(above, script=1))
    if below:
        runs.append(Run(below, script=-1))
    return tuple(runs)


def key_symbol(key: Key, naming: Naming) -> tuple[Run, ...]:
    """A parameter or what belongs to a neuron (`w2[1,2]`, `b2[1]`, `a2[1]`) as a symbol."""
    return symbol(*naming.parts(key))


def numbered(letter: str, count: int, index: int) -> tuple[Run, ...]:
    """An input or a target as a symbol, `index` from 1: x, or x₂ where there are several."""
    return symbol(letter, below=number_below(count, index))


def width(runs: tuple[Run, ...], size: float) -> float:
    """About how wide a line of text is, in points; never much too small."""
    total = pending = 0.0
    for run in runs:
        scale = SCRIPT_SIZE if run.script else 1.0
        length = sum(_WIDTHS.get(letter, 560) for letter in run.text) / 1000 * scale
        if run.script < 0 and pending:
            total += max(0.0, length - pending)  # the subscript stands below the superscript
            pending = 0.0
            continue
        total += length
        pending = length if run.script > 0 else 0.0
    return total * size


_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵀˡᴸ⁺⁻", "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₑₐₗ"
_SCRIPTS = dict(zip(_RAISED + _LOWERED, "0123456789⊤lL+−0123456789ijkeal", strict=True))
_WORD = re.compile(rf"[{_RAISED}]+|[{_LOWERED}]+|_[A-Z]|[A-Za-z]{{2,}}|[A-Za-zα-ω]|[^A-Za-zα-ω_{_RAISED}{_LOWERED}]+")


def formula_runs(text: str, bound: tuple[int, int, int] | None = None) -> tuple[Run, ...]:
    """A formula of plain text (`δ³ⱼ = w⁴ᵢⱼ`) as runs: single letters in italics, digits raised and lowered.

    Args:
        text: the formula.
        bound: the colour of a variable v that λ binds; None for that of all others.
    """
    runs = []
    for word in _WORD.findall(text):
        if word[0] == "_":
            runs.append(Run(word[1:], italic=True, script=-1))
        elif word[0] in _SCRIPTS:
            text = "".join(_SCRIPTS[letter] for letter in word)
            runs.append(Run(text, italic=text.isalpha(), script=1 if word[0] in _RAISED else -1))
        else:
            runs.append(Run(word, italic=len(word) == 1 and word.isalpha(), colour=bound if word == "v" else None))
    return tuple(runs)
