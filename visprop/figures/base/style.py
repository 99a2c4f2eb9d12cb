"""The one table of colours, widths and sizes. No figure and no panel has a colour of its own."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.figures.base.shapes import Colour

FONT = "STIXGeneral"
"""The family of the bundled font, in which all figures are set."""

TEXT_SIZE = 13.0
"""The usual size of text in a figure."""
SMALL_SIZE = 11.0
"""The size of headings, ticks and notes."""
MIN_SIZE = 8.0
"""No text is smaller; it is left out instead."""

EDGE_WIDTHS = (0.7, 4.0)
"""The width of the weakest and of the strongest edge."""
CROWDED_WIDTHS = (0.4, 1.9)
"""The same where there are very many."""
LINE = 1.2
"""The width of outlines."""
EMPHASIS = 2.6
"""The width of what is emphasised."""


@dataclass(frozen=True)
class Theme:
    """The colours of one appearance, all opaque and all told apart by the colour-blind.

    Attributes:
        name: `light` or `dark`.
        paper: the background.
        ink: text and outlines.
        faint: what steps back: headings, unknown edges, ticks.
        rule: grid lines and frames.
        node: the inside of a neuron.
        positive, negative: the sign of a number, never told by colour alone.
        forward, backward: what the forward pass and the backward pass have just computed.
        accent: the present point of a diagram.
        low, high: the two ends of the scale of a cost surface.
        window, panel: the window's background and that of its lists and fields.
        marked: the background of the present line.
        bound: the variable that a λ binds, as the article prints it.
        runs: the training, and those it is compared with; they bear numbers too.
    """

    name: str
    paper: Colour
    ink: Colour
    faint: Colour
    rule: Colour
    node: Colour
    positive: Colour
    negative: Colour
    forward: Colour
    backward: Colour
    accent: Colour
    low: Colour
    high: Colour
    window: Colour
    panel: Colour
    marked: Colour
    bound: Colour
    runs: tuple[Colour, Colour, Colour, Colour]


LIGHT = Theme(
    name="light",
    paper=(255, 255, 255),
    ink=(24, 28, 34),
    faint=(112, 118, 128),
    rule=(214, 218, 224),
    node=(250, 250, 247),
    positive=(0, 98, 168),
    negative=(205, 92, 0),
    forward=(0, 118, 104),
    backward=(146, 38, 130),
    accent=(240, 196, 25),
    low=(252, 252, 248),
    high=(96, 124, 156),
    window=(243, 244, 246),
    panel=(255, 255, 255),
    marked=(255, 244, 204),
    bound=(178, 24, 43),
    runs=((24, 28, 34), (0, 98, 168), (205, 92, 0), (0, 130, 96)),
)
"""Dark ink on white paper; figures are printed in this one by default."""

DARK = Theme(
    name="dark",
    paper=(24, 27, 32),
    ink=(232, 234, 238),
    faint=(146, 152, 162),
    rule=(62, 67, 76),
    node=(36, 40, 47),
    positive=(102, 178, 240),
    negative=(246, 158, 74),
    forward=(78, 204, 184),
    backward=(226, 138, 212),
    accent=(250, 214, 80),
    low=(28, 31, 37),
    high=(96, 128, 164),
    window=(32, 35, 41),
    panel=(24, 27, 32),
    marked=(74, 64, 28),
    bound=(255, 128, 128),
    runs=((232, 234, 238), (102, 178, 240), (246, 158, 74), (78, 204, 164)),
)
"""Light ink on dark paper, for a dim room."""

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
"""Every theme by its name."""


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The first colour with a share of the second in it, 0 to 1."""
    return (
        round(first[0] + (second[0] - first[0]) * share),
        round(first[1] + (second[1] - first[1]) * share),
        round(first[2] + (second[2] - first[2]) * share),
    )
