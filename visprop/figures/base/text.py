"""Text of figures: runs in upright or italic letters, with superscripts and subscripts, and how wide they come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from visprop.engine.key import Key
from visprop.figures.base.metrics import advance, has_letter, has_letters
from visprop.notation.layout.worded import parts_of
from visprop.notation.naming import Naming, number_below

SCRIPT_SIZE = 0.7
"""The size of a superscript or subscript, relative to the text."""
SUPER_RISE = 0.38
"""How far a superscript's baseline is above the text's, in its size."""
SUB_DROP = 0.2
"""How far a subscript's baseline is below the text's, in its size."""
CAP_HEIGHT = 0.66
"""The height of capitals and digits, in the font's size."""


class Run(NamedTuple):
    """Some letters in one style.

    Attributes:
        text: the letters.
        italic: whether they are italic.
        script: 1 for a superscript, −1 for a subscript, 0 for neither.
        colour: their own, as red, green and blue; None for that of the label.
        bold: whether they are emphasised, in a label that is not.
    """

    text: str
    italic: bool = False
    script: int = 0
    colour: tuple[int, int, int] | None = None
    bold: bool = False


_SMALL = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+|[₀₁₂₃₄₅₆₇₈₉]+)")
_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉", "0123456789−0123456789")


@lru_cache(maxsize=1024)
def plain(text: str) -> tuple[Run, ...]:
    """Upright text; exponents and indices are raised and lowered digits, as the font has no small ones."""
    if _SMALL.search(text) is None:
        return (Run(text),)
    found = []
    for part in filter(None, _SMALL.split(text)):
        script = 0 if _SMALL.fullmatch(part) is None else -1 if part[0] in "₀₁₂₃₄₅₆₇₈₉" else 1
        found.append(Run(part.translate(_LEVEL) if script else part, script=script))
    return tuple(found)


@lru_cache(maxsize=512)
def coloured(runs: tuple[Run, ...], colour: tuple[int, int, int]) -> tuple[Run, ...]:
    """The same in a colour of its own."""
    return tuple(run._replace(colour=colour) for run in runs)


@lru_cache(maxsize=1024)
def symbol(name: str, above: str = "", below: str = "") -> tuple[Run, ...]:
    """A variable with a superscript and a subscript, one over the other: w, 2, 12 → w²₁₂; an index that is a letter is italic."""
    runs = [Run(name, italic=True)]
    if above:
        runs.append(Run(above, italic=above.isalpha(), script=1))
    if below:
        runs.append(Run(below, italic=below.isalpha(), script=-1))
    return tuple(runs)


def key_symbol(key: Key, naming: Naming) -> tuple[Run, ...]:
    """A parameter or what belongs to a neuron (`w2[1,2]`, `b2[1]`, `a2[1]`) as a symbol."""
    return symbol(*naming.parts(key))


def numbered(letter: str, count: int, index: int) -> tuple[Run, ...]:
    """An input or a target as a symbol, `index` from 1: x, or x₂ where there are several."""
    return symbol(letter, below=number_below(count, index))


class PlacedRun(NamedTuple):
    """A run at its place, from the beginning of the baseline.

    Attributes:
        run: its letters.
        x, y: where its baseline begins.
        size: of its font.
        width: its advance.
        italic, bold: its face; upright and regular where the wanted one lacks a letter.
    """

    run: Run
    x: float
    y: float
    size: float
    width: float
    italic: bool
    bold: bool


_UNKNOWN = "□"
"""Stands for a character that no bundled font has."""
_LIKE = {"★": "⋆"}
"""What the font has instead of a character that it lacks."""


def _in_faces(runs: tuple[Run, ...], bold: bool) -> Iterator[tuple[Run, bool, bool]]:
    """Runs cut where their face lacks a letter: that is set upright and regular."""
    for run in runs:
        wanted = (run.italic, bold or run.bold)
        if has_letters(run.text, *wanted):
            yield run, *wanted
            continue
        for has, letters in groupby(run.text, key=lambda letter: has_letter(letter, *wanted)):
            text = "".join(letters)
            if has:
                yield run._replace(text=text), *wanted
            else:
                known = "".join(letter if has_letter(letter, False, False) else _LIKE.get(letter, _UNKNOWN) for letter in text)
                yield run._replace(text=known), False, False


def _is_plain(runs: tuple[Run, ...], bold: bool) -> bool:
    """Whether all letters are of one face and on one line, as those of most numbers are."""
    return len(runs) == 1 and not runs[0].script and has_letters(runs[0].text, runs[0].italic, bold or runs[0].bold)


@lru_cache(maxsize=1024)
def place(runs: tuple[Run, ...], size: float, bold: bool = False, script: float = SCRIPT_SIZE) -> tuple[PlacedRun, ...]:
    """Runs one behind the other; a subscript, so large in sizes of the text, stands below the superscript before it."""
    if _is_plain(runs, bold):
        run, is_bold = runs[0], bold or runs[0].bold
        return (PlacedRun(run, 0.0, 0.0, size, size * advance(run.text, run.italic, is_bold), run.italic, is_bold),)
    found = []
    x = script_start = script_end = 0.0
    previous = 0
    # Larger ones stand further from the line, so that of two none touches the other.
    apart = size * max(1.0, script / SCRIPT_SIZE)
    for run, italic, is_bold in _in_faces(runs, bold):
        own = size * (script if run.script else 1.0)
        wide = own * advance(run.text, italic, is_bold)
        if run.script:
            if not previous:
                script_start = script_end = x + 0.04 * size
            start = script_start if previous and previous != run.script else script_end
            y = -SUPER_RISE * apart if run.script > 0 else SUB_DROP * apart
            found.append(PlacedRun(run, start, y, own, wide, italic, is_bold))
            x = script_end = max(script_end, start + wide)
        else:
            found.append(PlacedRun(run, x, 0.0, own, wide, italic, is_bold))
            x += wide
        previous = run.script
    return tuple(found)


@lru_cache(maxsize=2048)
def width(runs: tuple[Run, ...], size: float, bold: bool = False, script: float = SCRIPT_SIZE) -> float:
    """How wide a line of text is, in points, as it is printed."""
    if _is_plain(runs, bold):
        return size * advance(runs[0].text, runs[0].italic, bold or runs[0].bold)
    return max([one.x + one.width for one in place(runs, size, bold, script)], default=0.0)


_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵀˡᴸ⁺⁻", "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₑᵣₐₗ"
_SCRIPTS = dict(zip(_RAISED + _LOWERED, "0123456789⊤lL+−0123456789ijkeral", strict=True))
_WORD = re.compile(rf"[{_RAISED}]+|[{_LOWERED}]+|_[A-Za-z]+|[A-Za-z]{{2,}}|[A-Za-zα-ω]|[^A-Za-zα-ω_{_RAISED}{_LOWERED}]+")


@lru_cache(maxsize=1024)
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


@lru_cache(maxsize=1024)
def worded(text: str) -> tuple[Run, ...]:
    """A sentence with formulas in it (`Δp_i is −η times ∂c/∂w`): what is one is set as one, the words upright."""
    runs = (run for part, is_formula in parts_of(text) for run in (formula_runs(part) if is_formula else plain(part)))
    return tuple(_joined(runs))


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one style in one piece, so that no word is a row of letters."""
    for style, group in groupby(runs, key=lambda run: run[1:]):
        yield Run("".join(run.text for run in group), *style)
