"""What is said above a diagram of a network's answers: a title, and below it a line that is as long as the page allows."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.engine.key import Key
from visprop.figures.base.axes import SMALL_SHARE, Axes
from visprop.figures.base.drawn import Drawn
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Colour, Label
from visprop.figures.base.style import LEAST_SHARE, Theme
from visprop.figures.base.text import Run, numbered, plain, width

HEAD = 2.9
"""How far down a title and a line below it reach, in sizes of text."""
_LONGEST = 30
"""Of a longer name of a column so many letters are written."""


def title_size(title: str, text: float, room: float) -> float:
    """How large a title is: larger than the text where it fits, else as large as it can be."""
    sizes = (1.2 * text, 1.1 * text, text, SMALL_SHARE * text)
    return next((one for one in sizes if width(plain(title), one, True) <= room), LEAST_SHARE * text)


def head(
    title: str, below: Sequence[tuple[Run, ...]], axes: Axes, size: tuple[float, float], theme: Theme, left: float
) -> list[Drawn]:
    """A title, and the first of some lines that fits, from a place on the left; what does not fit is moved, or told."""
    note = next((runs for runs in below if width(runs, axes.small) <= size[0] - 12.0), plain(""))
    lines = (
        (plain(title), title_size(title, axes.text, size[0] - 12.0), theme.ink, True),
        (note, axes.small, theme.faint, False),
    )
    placed = zip(lines, (1.5 * axes.text, 2.6 * axes.text), strict=True)
    found = [label for line, y in placed for label in _line(*line, y, size, left)]
    return [*found, *([_NO_SENTENCE] if below and note == plain("") else [])]


_NO_SENTENCE = Omission("the sentence below the title")


def sentence_head(
    title: str, below: Sequence[str], axes: Axes, size: tuple[float, float], theme: Theme, left: float
) -> list[Drawn]:
    """The same with a sentence below the title that may go on in a second line; the frame begins below both."""
    lines = next((found for words in below if len(found := _rows(words, axes.small, size[0] - left - 6.0)) <= 2), [])
    large = title_size(title, axes.text, size[0] - 12.0)
    shapes = _line(plain(title), large, theme.ink, True, 1.5 * axes.text, size, left)
    for i, words in enumerate(lines):
        shapes += _line(plain(words), axes.small, theme.faint, False, (2.65 + 1.1 * i) * axes.text, size, left)
    return [*shapes, *([_NO_SENTENCE] if below and not lines else [])]


def _rows(words: str, text: float, room: float) -> list[str]:
    """Words in rows, as many to each as fit."""
    rows: list[str] = []
    for word in words.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and width(plain(longer), text) <= room:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


def _line(
    runs: tuple[Run, ...], text: float, hue: Colour, bold: bool, y: float, size: tuple[float, float], left: float
) -> list[Drawn]:
    """A line of text from a place on the left, or further left where the page is too narrow; or told."""
    wide = width(runs, text, bold)
    if runs == plain(""):
        return []
    if wide > size[0] - 12.0:
        return [Omission("what is said above it")]
    place = min(left, max(6.0, size[0] - 6.0 - wide))
    return [Label(place, y, runs, text, hue, across=0.0, down=1.0, bold=bold)]


def neuron_title(neuron: Key) -> str:
    """That a picture is that of one hidden neuron."""
    return f"neuron {neuron.j} of layer {neuron.number}"


def column_name(names: tuple[str, ...], at: int, letter: str, count: int) -> tuple[Run, ...]:
    """What a column of the data is called: its name, or its symbol where it has none."""
    if at < len(names):
        return plain(names[at] if len(names[at]) <= _LONGEST else names[at][: _LONGEST - 1] + "…")
    return numbered(letter, count, at + 1)
