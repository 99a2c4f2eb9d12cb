"""The registry of forms in which a neuron is drawn, from the richest to the poorest, each with the room that it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from visprop.engine.registry import Registry, require
from visprop.figures.base.shapes import Shape
from visprop.figures.network.forms import looks
from visprop.figures.network.forms.node import Node
from visprop.figures.network.measures import CARD, COLUMN, DISC, NARROW, OPENED, ROW, TOLD
from visprop.figures.network.measures_of_maps import MAPPED, THUMB
from visprop.figures.network.measures_of_paper import CLOSE


@dataclass(frozen=True)
class Room:
    """What the size of a form depends on.

    Attributes:
        text: the size of its numbers.
        number: how wide the widest number is at that size.
        is_plain: whether z is a, so that it is left out.
        is_outside: whether a layer of two has its numbers above the upper and below the lower neuron alone, two lines each.
        is_tight: whether it is to be as narrow as its number allows.
    """

    text: float
    number: float
    is_plain: bool = False
    is_outside: bool = False
    is_tight: bool = False


@dataclass(frozen=True)
class Form:
    """One form of a neuron.

    Attributes:
        name: in files and on the command line.
        words: as the user reads it.
        tip: what it shows.
        size: its width and height.
        above, below: what stands over and under it, or over the upper and under the lower of two, in points.
        most: how many neurons a layer may have for it to be taken unasked.
        draw: its shapes.
        is_round: whether its ends are round.
        has_numbers: whether its numbers are seen without pointing at it.
        is_table: whether neighbours are rows of one table, with their points one below the other.
        shows_z, shows_b: whether the weighted input and the bias are among its numbers.
        has_symbols: whether symbols stand beside the numbers; else the foot of the picture tells where which stands.
        is_narrow: whether it is taken unasked only where the others leave no room for the numbers on the edges.
        has_picture: whether it bears the picture of the neuron.
        is_asked: whether it is taken only where pictures are asked for.
        goes_outside: whether what stands around it may stand above the upper and below the lower of two neurons alone.
        may_lack: whether some of its numbers are left out where they would meet what is beside them.
    """

    name: str
    words: str
    tip: str
    size: Callable[[Room], tuple[float, float]]
    above: Callable[[Room], float]
    below: Callable[[Room], float]
    most: int
    draw: Callable[[Node], list[Shape]]
    is_round: bool = True
    has_numbers: bool = True
    is_table: bool = False
    shows_z: bool = False
    shows_b: bool = True
    has_symbols: bool = True
    is_narrow: bool = False
    has_picture: bool = False
    is_asked: bool = False
    goes_outside: bool = False
    may_lack: bool = False

    def __post_init__(self) -> None:
        require(self, "form of a neuron", (self.most >= 0, f"most is to be from 0 on, not {self.most}"))

    def pitch(self, room: Room) -> float:
        """The least distance of neighbours."""
        around = self.above(room) + self.below(room)
        return self.size(room)[1] + (around / 2 if room.is_outside else around) + self._between(room)

    def reach(self, room: Room) -> float:
        """How much of a column is over the middle of its first neuron and under that of its last."""
        return self.size(room)[1] + self.above(room) + self.below(room) + self._between(room)

    def _between(self, room: Room) -> float:
        if not self.has_numbers:
            return COLUMN.between_discs
        return (CLOSE.rows if room.is_tight and self.is_table else COLUMN.between) * room.text


def _opened(room: Room) -> tuple[float, float]:
    return 2 * room.number + (OPENED.rest_plain if room.is_plain else OPENED.rest) * room.text, OPENED.high * room.text


def _closed(room: Room) -> tuple[float, float]:
    side = 2 * max(NARROW.circle_least * room.text, 0.5 * room.number + NARROW.circle_rim * room.text)
    return side, side


def _pill(room: Room) -> tuple[float, float]:
    return room.number + (CLOSE.pill if room.is_tight else NARROW.pill_rest) * room.text, NARROW.pill_high * room.text


def _card(room: Room) -> tuple[float, float]:
    wide = 2 * room.number + CARD.rest * room.text
    return wide, CARD.high * wide + CARD.foot * room.text


def _mapped(room: Room) -> tuple[float, float]:
    high = 3 * MAPPED.line * room.text
    return high + room.number + MAPPED.rest * room.text, high


def _thumb(room: Room) -> tuple[float, float]:
    return THUMB.side, THUMB.side


def _row(room: Room) -> tuple[float, float]:
    return 3 * room.number + (CLOSE.row if room.is_tight else ROW.rest) * room.text, (
        CLOSE.row_high if room.is_tight else ROW.high
    ) * room.text


def _disc(room: Room) -> tuple[float, float]:
    return 2 * DISC.radius, 2 * DISC.radius


def _nothing(room: Room) -> float:
    return 0.0


def _line(room: Room) -> float:
    return TOLD.line * room.text


def _lines(room: Room) -> float:
    return (TOLD.line + TOLD.row if room.is_outside else TOLD.line) * room.text


MAP, THUMB_FORM = "map", "thumb"
"""Pictures with numbers beside them, and pictures alone."""

FORMS: Registry[Form] = Registry(
    (
        Form(
            "opened", "opened", "z and b, σ, and a in one node, δ below", _opened, _nothing, _line, 5, looks.opened,
            shows_z=True,
        ),
        Form(
            "card", "card", "A picture of a neuron with b and a as its foot, δ below", _card, _nothing, _line, 0, looks.card,
            is_round=False, has_picture=True,
        ),
        Form(
            "closed", "closed", "b in a circle, a above it, δ below", _closed, _lines, _lines, 5, looks.closed, goes_outside=True,
        ),
        Form(
            "row", "row", "b, a and δ as one row of a table", _row, _nothing, _nothing, 16, looks.row, is_table=True,
        ),
        Form(
            "pill", "pill", "b alone, a above it, δ below", _pill, _lines, _lines, 5, looks.pill, is_narrow=True,
            goes_outside=True,
        ),
        Form(
            "bead", "bead", "A disc filled by its activation, a above it, δ below", _disc, _line, _line, 5, looks.bead,
            shows_b=False, has_symbols=False, is_narrow=True, may_lack=True,
        ),
        Form(
            MAP, "maps over one or two inputs, weights of images",
            "A map, a curve or the weights of an image in each neuron, with b, a and δ beside it", _mapped, _nothing,
            _nothing, 0, looks.mapped, is_round=False, has_picture=True, is_asked=True,
        ),
        Form(
            THUMB_FORM, "maps alone", "A map, a curve or the weights of an image in each neuron", _thumb, _nothing, _nothing, 0,
            looks.thumb, is_round=False, has_numbers=False, shows_b=False, has_picture=True, is_asked=True,
        ),
        Form(
            "disc", "disc", "A disc filled by its activation", _disc, _nothing, _nothing, 10**9, looks.disc, has_numbers=False,
            shows_b=False,
        ),
    )
)  # fmt: skip
"""Every form by its name, the richest first."""


def poorest() -> str:
    """What there is always room for."""
    return next(form.name for form in reversed(FORMS.values()) if not form.has_numbers)


def most_told() -> int:
    """Layers of more neurons show no numbers."""
    return max(form.most for form in FORMS.values() if form.has_numbers)


def unasked() -> tuple[str, ...]:
    """The forms that may be taken though none was chosen."""
    return tuple(form.name for form in FORMS.values() if form.most and not form.is_asked)
