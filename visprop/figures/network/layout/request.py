"""What a layout is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from visprop.figures.base.style import PRINTED, Lettering
from visprop.figures.choices import AUTOMATIC, Legend
from visprop.figures.network.forms.registry import FORMS, MAP, THUMB_FORM, Form, most_told, poorest
from visprop.figures.network.measures import PAGE

MOST_TARGETS, MOST_BARS = 12, 20
"""Networks with more outputs show no targets, and no bars."""


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
        legend: how much of a legend is wanted.
        keeps_headings: whether headings tell more than numbers, as the types of functions do.
        classes: how wide the longest name of a target is at the size 1; 0 where they have none.
        pictured: the layers whose neurons have pictures of their own, where the user chose a form that bears them.
        lettering: how large the letters are.
        has_constants: whether there is a unit of the constant 1 in each layer but the last.
        titled: whether a table of the edges' numbers has a line for its title, which is no mere symbol.
        named: whether edges bear names, which no table has.
    """

    sizes: tuple[int, ...]
    page: tuple[float, float]
    digits: int
    plain: tuple[bool, ...]
    form: str = AUTOMATIC
    names: float = 0.0
    picture: tuple[int, int] | None = None
    head_room: float = 0.0
    legend: Legend = Legend.WHOLE
    keeps_headings: bool = False
    classes: float = 0.0
    pictured: frozenset[int] = frozenset()
    lettering: Lettering = PRINTED
    has_constants: bool = False
    titled: bool = False
    named: bool = False

    def forms(self, layer: int) -> tuple[Form, ...]:
        """The forms that a layer's neurons may have, the richest first, but for that for which there is always room."""
        if self.is_free(layer):
            return tuple(form for form in FORMS.values() if not form.is_asked)
        if self.form == MAP:
            return FORMS["card"], FORMS[MAP]
        return (FORMS[self.form],)

    def is_free(self, layer: int) -> bool:
        """Whether no form is chosen for a layer; where there is nothing to be pictured, pictures are no form."""
        return self.form == AUTOMATIC or (FORMS[self.form].is_asked and layer not in self.pictured)

    def poorest(self, layer: int) -> str:
        """What there is always room for."""
        return THUMB_FORM if layer in self.pictured else poorest()

    @property
    def has_outer_inputs(self) -> bool:
        """Whether inputs may be told over the upper and under the lower of two, where no edges are."""
        is_round = self.form in (AUTOMATIC, "closed", "pill")
        # Between two edges, one up and one down, one input alone has no such place.
        is_free = self.sizes[0] > 1 or self.sizes[1] == 1
        return max(self.sizes) <= 2 and is_free and is_round and not self.names and not self.has_constants

    def is_outside(self, layer: int) -> bool:
        """Whether a layer's two neurons have all of theirs above and below them at most, so that what they tell is outside."""
        return self.sizes[layer] == 2 == max(self.sizes)

    @cached_property
    def edge_count(self) -> int:
        """How many edges there are."""
        return sum(m * n for m, n in zip(self.sizes, self.sizes[1:], strict=False))

    @property
    def is_large(self) -> bool:
        """Whether the page is so large that the numbers on the edges come before those in the neurons."""
        return self.page[0] >= PAGE.sure[0] and self.page[1] >= PAGE.sure[1]

    @property
    def has_bars(self) -> bool:
        """Whether the outputs may be drawn as bars."""
        return 6 <= self.sizes[-1] <= MOST_BARS and max(self.sizes) > most_told()
