"""How large a figure is: the flags of whatever writes one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from visprop.cli.arguments import typed
from visprop.cli.command import UsageError
from visprop.figures.typed_numbers import read_length, read_lengths, read_positive

if TYPE_CHECKING:
    # Imported late: the help needs none.
    from visprop.export.paper import Paper

LEAST, MOST = 60.0, 10_000.0
"""Between which the sides of a page are, in points."""
PAPER_FLAGS = {"size": "--size", "width": "--width", "font_size": "--font-size", "crop": "--crop"}
"""The flags, by where argparse keeps their values."""
NO_LATEX = frozenset(("--size", "--crop"))
"""Those that mean nothing for what LaTeX itself sets on pages."""


def _side(points: float, text: str) -> float:
    if not LEAST <= points <= MOST:
        raise ValueError(f"{text!r}: each side is {LEAST:g} to {MOST:g} points")
    return points


def _read_width(text: str) -> float:
    return _side(read_length(text), text)


def _read_size(text: str) -> tuple[float, float]:
    width, height = read_lengths(text)
    return _side(width, text), _side(height, text)


def add_paper(parser: Any) -> None:
    """Declare them."""
    width = "width alone, and as high as the picture needs"
    font = "of usual text, in points (from the width: 8 in a column, 10 on a slide, more on a poster)"
    size = "such as 84mmx60mm; in mm, cm, in or points, 1/72 inch (default 640x400)"
    parser.add_argument("--size", type=typed(_read_size), metavar="WxH", help=size)
    parser.add_argument("--width", type=typed(_read_width), metavar="W", help=width)
    parser.add_argument("--font-size", type=typed(read_positive), metavar="PT", help=font)
    parser.add_argument("--crop", action="store_true", default=None, help="cut the page to what is drawn")


def given_paper(arguments: argparse.Namespace) -> set[str]:
    """Those of the flags that are given."""
    return {flag for name, flag in PAPER_FLAGS.items() if getattr(arguments, name, None) is not None}


def paper_of(arguments: argparse.Namespace) -> Paper:
    """On what the figure is set.

    Raises:
        UsageError: two of the flags do not go together.
    """
    from visprop.export.paper import Paper

    if arguments.size is not None and arguments.width is not None:
        raise UsageError("--size has a width already: give one of --size and --width")
    width, height = arguments.size or (arguments.width, None)
    return Paper(width, height, arguments.font_size, bool(arguments.crop))
