"""The one table of colours, widths and sizes. No figure and no panel has a colour of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visprop.figures.base.shapes import Colour

FONT = "STIXGeneral"
"""The family of the bundled font, in which all figures are set."""

TEXT_SIZE = 13.0
"""The usual size of text in a figure."""
SMALL_SIZE = 11.0
"""The size of headings, ticks and notes."""
MIN_SIZE = 8.0
"""No text is smaller; it is left out instead."""


@dataclass(frozen=True)
class Lettering:
    """How large the letters of a picture are, in points.

    Attributes:
        usual: where there is room.
        least: no text is smaller; it is left out instead.
        margin: how much of a page's sides is left free at most; what surrounds a screen's picture leaves some as well.
        is_printed: whether it is laid out for paper: in one size, which all figures of a paper share, with short numbers and
            tables of numbers rather than smaller ones.
    """

    usual: float
    least: float
    margin: float = 32.0
    is_printed: bool = False


LEAST_SHARE = 0.75
"""Of the usual size on paper: no note, index or script is smaller."""
PRINTED = Lettering(TEXT_SIZE, LEAST_SHARE * TEXT_SIZE, is_printed=True)
"""On a page that one holds."""
ON_SCREEN = Lettering(15.0, 11.0, margin=16.0)
"""On a screen, where no digit is smaller than the words around the picture."""
_HALL = (0.03, 0.022)
"""Shares of a hall's picture: the usual size of letters in it, and the least."""


def in_hall(height: float) -> Lettering:
    """In a hall: as on a screen, but no smaller than the last row reads of a picture of a height."""
    usual, least = (share * height for share in _HALL)
    return replace(ON_SCREEN, usual=max(ON_SCREEN.usual, usual), least=max(ON_SCREEN.least, least))


LETTERINGS = {"print": PRINTED, "screen": ON_SCREEN}
"""Those that have names."""

EDGE_WIDTHS, WIDE_WIDTHS, CROWDED_WIDTHS = (0.9, 3.4), (0.8, 2.8), (0.5, 2.2)
"""The widths of the weakest and of the strongest edge: of a small network, of a wide one, and where there are very many."""
LINE = 1.1
"""The width of outlines."""
KNOWN = 1.6
"""The width of the outline of what has been computed."""
EMPHASIS = 2.6
"""The width of what is being computed."""
FILL, FULL_FILL = 0.42, 0.85
"""The most of a hue in a fill with text on it, and in one without."""


def page_margin(width: float, most: float = 32.0) -> float:
    """How much of a page's sides is left free."""
    return min(most, max(5.0, 0.035 * width))


_PERIODS = 2.5
"""So many times a dash and a gap a dashed line shows at least."""


def dash(width: float, share: float = 1.0) -> tuple[float, float]:
    """How long the parts of a dashed line are, and the gaps between them, in points; both a share of the usual."""
    return share * (2.2 * width + 2.5), share * (1.2 * width + 2.0)


def dash_share(length: float, width: float) -> float:
    """The share by which a line of a length has two dashes and a half at least, so that it does not look drawn through."""
    return min(1.0, length / (_PERIODS * sum(dash(width))))


@dataclass(frozen=True)
class Theme:
    """The colours of one appearance, all opaque, all told apart by the colour-blind and where a printer has no hues.

    Attributes:
        name: `light`, `dark` or `grey`.
        paper: the background.
        ink: text and outlines.
        faint: what steps back: headings, unknown edges, ticks.
        rule: grid lines and frames.
        wash: veils and empty bars.
        positive, negative: the sign of a number, never told by colour alone.
        forward, backward: what the forward pass and the backward pass have just computed.
        accent: what is selected, and the path to the cost that is lit.
        low, high: the two ends of the scale of a cost surface.
        window, panel: the ground between the window's panels, and the panels themselves.
        rim: the outline of what can be pressed or typed in.
        tint: the ground of what is chosen: the tab in front, the next step.
        now: the background of the present line, in listing, equation and picture alike.
        bound: the variable that a λ binds, as the article prints it.
        runs: the training, and those it is compared with; they bear numbers too.
        is_grey: whether it has no hues: signs are told by dashes, bars and shapes, and a scale goes from light to dark.
    """

    name: str
    paper: Colour
    ink: Colour
    faint: Colour
    rule: Colour
    wash: Colour
    positive: Colour
    negative: Colour
    forward: Colour
    backward: Colour
    accent: Colour
    low: Colour
    high: Colour
    window: Colour
    panel: Colour
    rim: Colour
    tint: Colour
    now: Colour
    bound: Colour
    runs: tuple[Colour, Colour, Colour, Colour]
    is_grey: bool = False

    @property
    def accent_line(self) -> Colour:
        """The same as a thin line, which has to be stronger to be seen."""
        return mix(self.accent, self.positive, 0.5)


LIGHT = Theme(
    name="light",
    paper=(255, 255, 255),
    ink=(24, 28, 34),
    faint=(89, 96, 107),
    rule=(213, 217, 223),
    wash=(244, 245, 247),
    positive=(0, 68, 138),
    negative=(182, 78, 0),
    forward=(0, 112, 86),
    backward=(190, 15, 180),
    accent=(196, 216, 242),
    low=(252, 252, 248),
    high=(122, 148, 178),
    window=(238, 240, 243),
    panel=(255, 255, 255),
    rim=(138, 145, 156),
    tint=(226, 235, 245),
    now=(255, 241, 191),
    bound=(166, 18, 44),
    runs=((24, 28, 34), (0, 68, 138), (182, 78, 0), (0, 112, 86)),
)
"""Dark ink on white paper; figures are printed in this one by default."""

DARK = Theme(
    name="dark",
    paper=(21, 24, 29),
    ink=(232, 234, 238),
    faint=(155, 162, 173),
    rule=(60, 66, 76),
    wash=(32, 36, 43),
    positive=(104, 163, 242),
    negative=(243, 150, 60),
    forward=(80, 234, 193),
    backward=(244, 168, 226),
    accent=(44, 70, 112),
    low=(28, 31, 37),
    high=(66, 94, 126),
    window=(13, 15, 18),
    panel=(21, 24, 29),
    rim=(107, 115, 128),
    tint=(28, 44, 68),
    now=(64, 56, 26),
    bound=(255, 136, 160),
    runs=((232, 234, 238), (104, 163, 242), (243, 150, 60), (80, 234, 193)),
)
"""Light ink on dark paper, for a dim room."""


def _grey(level: int) -> Colour:
    return level, level, level


GREY = Theme(
    name="grey",
    paper=_grey(255),
    ink=_grey(20),
    faint=_grey(94),
    rule=_grey(214),
    wash=_grey(245),
    positive=_grey(34),
    negative=_grey(108),
    forward=_grey(54),
    backward=_grey(84),
    accent=_grey(190),
    low=_grey(252),
    high=_grey(146),
    window=_grey(240),
    panel=_grey(255),
    rim=_grey(142),
    tint=_grey(232),
    now=_grey(244),
    bound=_grey(70),
    runs=(_grey(20), _grey(108), _grey(60), _grey(150)),
    is_grey=True,
)
"""Greys on white paper, for print without colours."""

THEMES = {theme.name: theme for theme in (LIGHT, DARK, GREY)}
"""Every theme by its name."""


def signed(theme: Theme, share: float, most: float) -> Colour:
    """The shade of a share from −1 to 1: a hue for each sign, paper between; of greys one scale from light to dark."""
    if theme.is_grey:
        return mix(theme.paper, theme.ink, most * (1.0 + share) / 2)
    return mix(theme.paper, theme.positive if share > 0.0 else theme.negative, most * abs(share))


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of two luminances, as the WCAG has it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    linear = (level / 255 / 12.92 if level <= 10 else ((level / 255 + 0.055) / 1.055) ** 2.4 for level in colour)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def hex_of(colour: Colour) -> str:
    """A colour as style sheets and SVG write it: `#00448a`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The first colour with a share of the second in it, 0 to 1."""
    return (
        round(first[0] + (second[0] - first[0]) * share),
        round(first[1] + (second[1] - first[1]) * share),
        round(first[2] + (second[2] - first[2]) * share),
    )
