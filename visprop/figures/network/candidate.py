"""What a layout is asked for, and one way to share the page out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from visprop.figures.base.style import MIN_SIZE, page_margin
from visprop.figures.choices import AUTOMATIC
from visprop.figures.network.forms import FORMS, Form, Room, most_told, poorest
from visprop.figures.network.labels import MOST_LABELLED
from visprop.figures.network.layout import HEAD, picture_side
from visprop.figures.network.node import edge_number_width, number_width

MOST_TARGETS, MOST_BARS = 12, 20
"""Networks with more outputs show no targets, and no bars."""
SAMPLED = 75.0
"""How high a key is that shows a node with letters; on lower pages there is none."""
_FLATTER = 0.18
"""How many widths of a number further apart two layers stand for each edge between them above six."""


_MOST_LINES = 3
"""In so many lines at most targets and cost stand below a network."""
_BAR = 1.05
"""How far apart outputs as bars stand at least, in the size of the least text."""


@dataclass(frozen=True)
class Request:
    """What a layout is asked for.

    Attributes:
        sizes: n_0 … n_L.
        page: width and height.
        digits: significant digits.
        plain: for each layer from 1 on, whether z is a.
        form: the form that the user chose, or `automatic`.
        names: how wide the inputs' own names are at the size 1; 0 where they have none.
        picture: rows and columns of inputs that are one picture; None for others.
        head_room: how much is kept free at the top.
        with_key: whether a key is wanted.
        keeps_headings: whether headings tell more than numbers, as the types of functions do.
        classes: how wide the longest name of a target is at the size 1; 0 where they have none.
    """

    sizes: tuple[int, ...]
    page: tuple[float, float]
    digits: int
    plain: tuple[bool, ...]
    form: str = AUTOMATIC
    names: float = 0.0
    picture: tuple[int, int] | None = None
    head_room: float = 0.0
    with_key: bool = True
    keeps_headings: bool = False
    classes: float = 0.0

    @cached_property
    def edge_count(self) -> int:
        """How many edges there are."""
        return sum(m * n for m, n in zip(self.sizes, self.sizes[1:], strict=False))

    @property
    def has_bars(self) -> bool:
        """Whether the outputs may be drawn as bars."""
        return 6 <= self.sizes[-1] <= MOST_BARS and max(self.sizes) > most_told()


@dataclass(frozen=True)
class Candidate:
    """One way to share the page out."""

    request: Request
    text: float
    digits: int
    has_headings: bool
    has_key: bool
    right: str
    is_tight: bool = False

    @cached_property
    def number(self) -> float:
        return number_width(self.text, self.digits)

    @cached_property
    def edge_number(self) -> float:
        return edge_number_width(self.text, self.digits)

    def room(self, layer: int) -> Room:
        return Room(self.text, self.number, self.request.plain[layer - 1])

    @property
    def margin(self) -> float:
        return page_margin(self.request.page[0])

    @cached_property
    def top(self) -> float:
        edge = min(24.0, max(6.0, 0.045 * self.request.page[1]))
        return self.request.head_room + edge + (4.4 * self.text if self.has_headings else 0.0)

    @cached_property
    def key_top(self) -> float:
        height = self.request.page[1]
        # A crowd has more to be explained.
        rows = 3 + (1 if self.request.edge_count > MOST_LABELLED else 0)
        sampled = SAMPLED if height >= 5.2 * SAMPLED else 0.0
        return height - max(1.55 * rows * self.text + 8.0, sampled) if self.has_key else height

    @cached_property
    def bottom(self) -> float:
        return self.key_top - self.foot - min(14.0, max(4.0, 0.03 * self.request.page[1]))

    @cached_property
    def foot(self) -> float:
        """How high the lines are that tell targets and cost below the network, and what is not shown."""
        if self.right != "foot":
            return 0.0
        outputs = self.request.sizes[-1] if self.request.sizes[-1] <= MOST_TARGETS else 0
        wide = (outputs + 1) * (self.number + 4.5 * self.small) + outputs * self.request.classes * self.small
        lines = -(-int(wide) // max(1, int(self.request.page[0] - 2 * self.margin)))
        return 1.6 * self.small * (min(lines, _MOST_LINES) + 1) + 4.0

    @property
    def small(self) -> float:
        """The size of small text."""
        return max(MIN_SIZE, 0.92 * self.text)

    @cached_property
    def height(self) -> float:
        return self.bottom - self.top

    def fitting(self, layer: int) -> Iterator[Form]:
        """The forms that have room from top to bottom, the richest first; the poorest always has."""
        n, is_free = self.request.sizes[layer], self.request.form == AUTOMATIC
        is_barred = is_free and self.request.has_bars and layer == len(self.request.sizes) - 1
        for form in FORMS.values() if is_free else (FORMS[self.request.form],):
            # A table has three rows at least, if there is room for anything else.
            unasked = is_free and (
                form.is_narrow or n > form.most or (form.is_table and n < 3 and self.height > 120) or is_barred
            )
            if form.name != poorest() and not unasked and n * form.pitch(self.room(layer)) <= self.height:
                yield form
        yield FORMS[poorest()]

    @property
    def input_text(self) -> float:
        n = self.request.sizes[0]
        size = min(self.text, 0.72 * self.height / n)
        return size if size >= MIN_SIZE and not self.request.picture else 0.0

    @property
    def is_stacked(self) -> bool:
        """Whether an input's value stands below its name: there the page is narrow."""
        return self.request.page[0] < 420 and self.request.sizes[0] * 3.0 * self.text < self.height

    @cached_property
    def left(self) -> float:
        """From the page's edge to the inputs' centres."""
        if self.request.picture:
            return self.margin + picture_side(self.request.page) + 0.075 * self.request.page[0] + 8
        if not self.input_text:
            return self.margin + 12
        own = self.number if self.is_stacked else self.number + 3.0 * self.text
        return self.margin + max(own, min(self.request.names * self.text * 0.92, 9.0 * self.text)) + 12

    @cached_property
    def right_width(self) -> float:
        """From the outputs' rims to the page's edge."""
        cost = self.cost_size[0]
        targets = 3.0 * self.text + self.number
        if self.request.has_bars:
            return self.margin + min(210.0, 0.24 * self.request.page[0])
        if self.right == "foot":
            # What stands over and under a circle is wider than the circle.
            return self.margin + max(1.2 * self.text, self.number - 0.5 * self.text)
        if self.right == "stacked":
            return self.margin + 18 + max(cost, targets)
        if self.request.sizes[-1] > MOST_TARGETS:
            return self.margin + 46 + cost
        return self.margin + 18 + targets + 22 + cost

    @cached_property
    def cost_size(self) -> tuple[float, float]:
        return self.number + 3.4 * self.text, 2.2 * self.text

    @cached_property
    def least_gaps(self) -> list[float]:
        """The least distance of each layer from the one before: the more numbers stand between them, the flatter their lines."""
        sizes = self.request.sizes
        if self.request.edge_count > MOST_LABELLED:
            return [34.0 for _ in sizes[1:]]
        if self.is_tight:
            # Beside targets and cost lines without numbers still have room to part.
            return [HEAD + 16.0 + (0.0 if self.right == "foot" else self.edge_number) for _ in sizes[1:]]
        counts = [m * n for m, n in zip(sizes, sizes[1:], strict=False)]
        return [(1.15 + min(_FLATTER * max(0, count - 6), 2.4)) * self.edge_number + HEAD + 16.0 for count in counts]

    def is_high_enough(self) -> bool:
        """Whether what stands in a column has room from top to bottom: outputs as bars, and inputs as a picture."""
        bars = self.request.sizes[-1] * _BAR * MIN_SIZE if self.request.has_bars else 0.0
        side = picture_side(self.request.page) if self.request.picture else 0.0
        return self.height > max(2.0 * self.text, bars, side)

    def has_right_room(self) -> bool:
        """Whether the cost has room where it is to stand."""
        n = self.request.sizes[-1]
        if self.right == "stacked":
            return n <= 2 and self.height >= 14.0 * self.text
        return True
