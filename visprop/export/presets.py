"""Sizes by venue: how wide, how high and in which letters figures are that stand there; and those that the user has saved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from math import isfinite
from typing import Any

from visprop.engine.registry import Registry, require
from visprop.export.paper import Paper
from visprop.figures.typed_numbers import UNITS

_MM = UNITS["mm"]
_MOST = 10_000.0


@dataclass(frozen=True)
class Preset:
    """One venue.

    Attributes:
        name: as the user reads it.
        paper: what a figure for it is set on.
        tip: for whom it is.
    """

    name: str
    paper: Paper
    tip: str

    def __post_init__(self) -> None:
        require(self, "preset", (self.paper.width is not None, "it has a width"))


PRESETS: Registry[Preset] = Registry(
    (
        Preset("column, 84 mm", Paper(84 * _MM, None, 8.0), "One column of a journal, as high as the picture needs"),
        Preset("two columns, 174 mm", Paper(174 * _MM, None, 8.0), "Both columns of a journal"),
        Preset("LaTeX column, 80 mm", Paper(80 * _MM, None, 8.0), "LaTeX's article in two columns, text of 10 pt"),
        Preset("LaTeX page, 121 mm", Paper(345.0, None, 8.0), "LaTeX's article in one column, text of 10 pt"),
        Preset("word processor, 160 mm", Paper(160 * _MM, None, 10.0), "A4 with margins of 25 mm; SVG or PNG is taken"),
        Preset("slide 16 : 9", Paper(960.0, 540.0, 14.0), "A whole slide of 13.33 × 7.5 inches"),
        Preset("slide 4 : 3", Paper(720.0, 540.0, 14.0), "A whole slide of 10 × 7.5 inches"),
        Preset("poster, A1 across", Paper(841 * _MM, 594 * _MM, 28.0), "A whole sheet, read from two metres"),
    ),
    name_of=lambda preset: preset.name,
)
"""The usual ones by their names."""


def paper_text(paper: Paper) -> dict[str, Any]:
    """What JSON holds of a paper."""
    return asdict(paper)


def read_paper(found: object) -> Paper:
    """A paper of what JSON held.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(found, dict) or found.keys() != {field.name for field in fields(Paper)}:
        raise ValueError(f"{found!r} is no paper")
    lengths = [found["width"], found["height"], found["font"]]
    if not all(one is None or (isinstance(one, int | float) and isfinite(one) and 0 < one <= _MOST) for one in lengths):
        raise ValueError(f"{lengths} are no lengths")
    if not isinstance(found["crop"], bool):
        raise ValueError(f"{found['crop']!r} is not true or false")
    return Paper(**found)


def presets_text(own: Mapping[str, Paper]) -> str:
    """The user's own presets as they are remembered."""
    return json.dumps({name: paper_text(paper) for name, paper in own.items()})


def read_presets(text: str) -> dict[str, Paper]:
    """The same, read again.

    Raises:
        ValueError: they are damaged.
    """
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError(f"{text!r} are no presets")
    return {name: read_paper(paper) for name, paper in found.items()}
