"""One way to share the page out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from visprop.figures.base.style import LINE, page_margin
from visprop.figures.choices import Legend
from visprop.figures.network.forms.node import edge_number_width, number_width
from visprop.figures.network.forms.registry import FORMS, Form, Room
from visprop.figures.network.layout.number_places import MOST_LABELLED
from visprop.figures.network.layout.places import picture_side
from visprop.figures.network.layout.request import MOST_TARGETS, Request
from visprop.figures.network.layout.tables import FEW, Shelf, shelves_of
from visprop.figures.network.measures import CLEAR, COLUMN, DISC, EDGES, INPUTS, LEGEND, PAGE, PIXELS, RIGHT, TEXT
from visprop.figures.network.measures_of_paper import CLOSE, OUTER
from visprop.notation.expression.numbers import LEAST_DIGITS

_MOST_LINES = 3
"""In so many lines at most targets and cost stand below a network."""


@dataclass(frozen=True)
class Candidate:
    """One way to share the page out."""

    request: Request
    text: float
    digits: int
    has_headings: bool
    has_legend: bool
    right: str
    is_tight: bool = False
    is_short: bool = False
    tabled: tuple[int, ...] = ()
    has_neuron_tables: bool = False
    has_input_lines: bool = False

    @property
    def is_printed(self) -> bool:
        """Whether it is laid out for paper."""
        return self.request.lettering.is_printed

    @property
    def is_clear(self) -> bool:
        """Whether no line may pass behind the number of another: biases on edges are more than leave room for that."""
        return self.is_printed and not self.request.has_constants

    @property
    def is_close(self) -> bool:
        """Whether, on paper, nothing is left free that need not be."""
        return self.is_tight and self.is_printed

    @cached_property
    def number(self) -> float:
        # One of the fewest digits that begins with zeros cannot be shortened further.
        more = 0.5 * self.text if self.is_short and self.digits <= LEAST_DIGITS else 0.0
        return number_width(self.text, self.digits, self.is_short) + more

    @cached_property
    def edge_number(self) -> float:
        return edge_number_width(self.text, self.digits, self.is_short)

    def room(self, layer: int, form: Form) -> Room:
        is_outside = form.goes_outside and self.request.is_outside(layer)
        return Room(self.text, self.number, self.request.plain[layer - 1], is_outside, self.is_close)

    @property
    def margin(self) -> float:
        return page_margin(self.request.page[0], self.request.lettering.margin)

    @cached_property
    def top(self) -> float:
        edge = PAGE.top[1] if self.is_close else _share_of(PAGE.top, self.request.page[1])
        return self.request.head_room + edge + (PAGE.headings * self.text if self.has_headings else 0.0)

    @cached_property
    def legend_top(self) -> float:
        height = self.request.page[1]
        if not self.has_legend:
            return height
        if self.request.legend is Legend.LINE:
            return height - LEGEND.pitch * self.small - LEGEND.more
        # A crowd has more to be explained.
        rows = 3 + (1 if self.request.edge_count > MOST_LABELLED else 0)
        sampled = PAGE.sampled if height >= PAGE.sampled_from * PAGE.sampled else 0.0
        return height - max(LEGEND.pitch * rows * self.text + LEGEND.more, sampled)

    @cached_property
    def bottom(self) -> float:
        edge = PAGE.bottom[1] if self.is_close else _share_of(PAGE.bottom, self.request.page[1])
        return self.legend_top - self.foot - self.tables_high - edge

    @cached_property
    def shelves(self) -> tuple[tuple[Shelf, ...], float]:
        """The tables of numbers that stand below the network, and how high they are with what keeps them off it."""
        return shelves_of(self.request, self.tabled, self.text, self.edge_number, self.has_neuron_tables)

    @property
    def tables_high(self) -> float:
        """How high the tables are."""
        return self.shelves[1]

    def is_told_below(self, layer: int) -> bool:
        """Whether the numbers of a layer's neurons stand in its table."""
        return self.has_neuron_tables and layer in self.tabled and self.request.sizes[layer] > FEW

    @cached_property
    def foot(self) -> float:
        """How high the lines are that tell targets and cost below the network, and what is not shown."""
        if self.right != "foot":
            return 0.0
        outputs = self.request.sizes[-1] if self.request.sizes[-1] <= MOST_TARGETS else 0
        wide = (outputs + 1) * (self.number + LEGEND.foot_entry * self.small) + outputs * self.request.classes * self.small
        lines = -(-int(wide) // max(1, int(self.request.page[0] - 2 * self.margin)))
        # On paper what is not shown is told beside the picture, and not in it.
        noted = 0 if self.is_printed else 1
        return LEGEND.foot_pitch * self.small * (min(lines, _MOST_LINES) + noted) + LEGEND.foot_more

    @property
    def small(self) -> float:
        """The size of small text."""
        return max(self.request.lettering.least, TEXT.small * self.text)

    @cached_property
    def height(self) -> float:
        return self.bottom - self.top

    def fitting(self, layer: int) -> Iterator[Form]:
        """The forms that have room from top to bottom, the richest first; the poorest always has."""
        n, is_free = self.request.sizes[layer], self.request.is_free(layer)
        is_barred = is_free and self.request.has_bars and layer == len(self.request.sizes) - 1
        for form in self.request.forms(layer):
            # A table has three rows at least, if there is room for anything else.
            unasked = is_free and (
                form.is_narrow or n > form.most or (form.is_table and n < 3 and self.height > 120) or is_barred
            )
            if form.may_lack and (is_free or not self.is_printed):
                continue
            if form.name != self.request.poorest(layer) and not unasked and n * form.pitch(self.room(layer, form)) <= self.height:
                yield form
        yield FORMS[self.request.poorest(layer)]

    @property
    def input_text(self) -> float:
        n = self.request.sizes[0]
        size = min(self.text, INPUTS.share * self.height / n)
        return size if size >= self.request.lettering.least and not self.request.picture else 0.0

    @property
    def has_outer_inputs(self) -> bool:
        """Whether inputs are told over the upper and under the lower of two, where no edges are."""
        is_high = self.height >= OUTER.high * self.text
        return self.is_close and self.request.has_outer_inputs and is_high

    @property
    def is_stacked(self) -> bool:
        """Whether an input's value stands below its name: there the page is narrow."""
        is_narrow = self.is_tight and not self.has_input_lines if self.is_printed else self.request.page[0] < 420
        return is_narrow and not self.has_outer_inputs and self.request.sizes[0] * INPUTS.pitch * self.text < self.height

    @cached_property
    def left(self) -> float:
        """From the page's edge to the inputs' centres."""
        if self.has_outer_inputs:
            return CLEAR.page + DISC.dot + LINE
        if self.request.picture:
            return self.margin + picture_side(self.request.page) + PIXELS.to_strip * self.request.page[0] + INPUTS.after_strip
        if not self.input_text:
            return self.margin + INPUTS.after
        name = INPUTS.name_close if self.has_input_lines else INPUTS.name
        own = self.number if self.is_stacked else self.number + name * self.text
        return self.margin + max(own, min(self.request.names * self.text * TEXT.small, INPUTS.names * self.text)) + INPUTS.after

    @cached_property
    def right_width(self) -> float:
        """From the outputs' rims to the page's edge."""
        cost = self.cost_size[0]
        targets = RIGHT.target * self.text + self.number
        if self.request.has_bars:
            return self.margin + min(RIGHT.bars[0], RIGHT.bars[1] * self.request.page[0])
        if self.right == "foot" and self.is_close:
            return CLEAR.page + DISC.dot + CLOSE.foot * self.text
        if self.right == "foot":
            # What stands over and under a circle is wider than the circle.
            return self.margin + max(RIGHT.foot[0] * self.text, self.number - RIGHT.foot[1] * self.text)
        if self.right == "stacked":
            return self.margin + RIGHT.after + max(cost, targets)
        if self.request.sizes[-1] > MOST_TARGETS:
            return self.margin + RIGHT.bare[1] + cost
        return self.margin + RIGHT.after + targets + RIGHT.between + cost

    @cached_property
    def cost_size(self) -> tuple[float, float]:
        return self.number + RIGHT.cost[0] * self.text, RIGHT.cost[1] * self.text

    @cached_property
    def least_gaps(self) -> list[float]:
        """The least distance of each layer from the one before: the more numbers stand between them, the flatter their lines."""
        sizes = self.request.sizes
        if self.request.edge_count > MOST_LABELLED:
            return [COLUMN.gap_crowd for _ in sizes[1:]]
        if self.is_tight and not self.tabled:
            # Beside targets and cost lines without numbers still have room to part.
            return [EDGES.head + COLUMN.gap_line + (0.0 if self.right == "foot" else self.edge_number) for _ in sizes[1:]]
        counts = [m * n for m, n in zip(sizes, sizes[1:], strict=False)]
        wide = [
            COLUMN.gap_number + min(COLUMN.gap_flatter * max(0, count - COLUMN.gap_edges), COLUMN.gap_flattest)
            for count in counts
        ]
        # Between layers whose numbers stand in a table, lines have room to part and no more.
        wide = [0.0 if layer in self.tabled else share for layer, share in enumerate(wide, start=1)]
        return [share * self.edge_number + EDGES.head + COLUMN.gap_line for share in wide]

    def is_high_enough(self) -> bool:
        """Whether what stands in a column has room from top to bottom: outputs as bars, and inputs as a picture."""
        bars = self.request.sizes[-1] * PAGE.bar * self.request.lettering.least if self.request.has_bars else 0.0
        side = picture_side(self.request.page) if self.request.picture else 0.0
        return self.height > max(2.0 * self.text, bars, side)

    def has_right_room(self) -> bool:
        """Whether the cost has room where it is to stand."""
        n = self.request.sizes[-1]
        if self.right == "stacked":
            return n <= 2 and self.height >= RIGHT.stacked_from * self.text
        return True


def _share_of(measure: tuple[float, float, float], height: float) -> float:
    """A share of a height, but at most and at least so much."""
    most, least, share = measure
    return min(most, max(least, share * height))
