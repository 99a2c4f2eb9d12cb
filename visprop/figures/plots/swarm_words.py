"""What stands above the pictures of a swarm: the verdict first, then the reasons with their numbers."""

from __future__ import annotations

from visprop.figures.base.axes import SMALL_TEXT
from visprop.figures.base.shapes import Label, Shape
from visprop.figures.base.style import TEXT_SIZE, Theme
from visprop.figures.base.text import Run, plain, width
from visprop.figures.swarm_told import reasons, verdict
from visprop.timeline.swarm.swarm import Swarm

_PHI = (Run("φ", italic=True),)


def in_letters(text: str) -> tuple[Run, ...]:
    """A text in which φ and η are variables."""
    found: list[Run] = []
    for part in text.replace("η", "φη").split("φ"):
        if part.startswith("η"):
            found += [Run("η", italic=True), *plain(part[1:])]
        else:
            found += [*(_PHI if found else ()), *plain(part)]
    return tuple(found)


def run_name(run: int) -> str:
    """What a run, from 0, is called."""
    return f"run {run + 1:,}"


def heading(swarm: Swarm, size: tuple[float, float], theme: Theme, digits: int) -> tuple[list[Shape], float]:
    """The verdict and what is said below it, and how much room they take."""
    text, room = TEXT_SIZE, size[0] - 24.0
    small = SMALL_TEXT
    large = next((one for one in (1.45 * text, 1.2 * text, text) if width(in_letters(verdict(swarm)), one) < room), small)
    told = reasons(swarm, digits)
    while len(told) > 1 and width(in_letters("; ".join(told)), small) > room:
        told.pop()
    first, second = 1.5 * large, 1.5 * large + 1.5 * small
    return [
        Label(12.0, first, in_letters(verdict(swarm)), large, theme.ink, across=0.0, down=1.0, bold=True),
        Label(12.0, second, in_letters("; ".join(told)), small, theme.faint, across=0.0, down=1.0),
    ], second
