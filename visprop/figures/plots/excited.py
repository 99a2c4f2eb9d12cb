"""What a hidden neuron sees in images: its weights as one, and the examples that excite it most and least."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.axes import SMALL_TEXT
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Figure, Label, Targets
from visprop.figures.base.style import TEXT_SIZE, Theme
from visprop.figures.base.text import Run, key_symbol, plain, width
from visprop.figures.network.units.pixels import ramp
from visprop.figures.plots.captions import neuron_title
from visprop.figures.plots.row_images import image, image_places, signed_image
from visprop.notation.expression.numbers import number
from visprop.notation.naming import Naming
from visprop.scenario.data.data import Data

_SIDE = 10.0
_WEIGHTS = 0.3
"""How much of the page's width the weights have."""


def excited_figure(
    data: Data, activations: Array, weights: Array | None, picture: tuple[int, int], size: tuple[float, float], theme: Theme,
    neuron: Key, naming: Naming, present: int | None = None,
) -> Figure:  # fmt: skip
    """The weights at the left; at the right the examples with the greatest activation, and below them those with the least.

    Args:
        data: the examples.
        activations: of the neuron, one for each row.
        weights: by which it sees the inputs; None where it does not see them itself.
        picture: how many rows and columns of pixels an image has.
        size: width and height in points.
        theme: the colours.
        neuron: which it is.
        naming: what it is called.
        present: the row of the example at work, from 0; None for none.
    """
    text = TEXT_SIZE
    small, top = SMALL_TEXT, 4.0 * text
    name = key_symbol(neuron, naming)
    title = Label(8.0, 1.5 * text, plain(neuron_title(neuron)), 1.2 * text, theme.ink, across=0.0, down=1.0, bold=True)
    shapes: list[Drawn] = [title]
    left = _SIDE
    if weights is not None:
        side = min(_WEIGHTS * size[0], size[1] - top - 5.0 * text)
        shapes += [*signed_image(weights, (left, top, side), picture, theme)]
        shapes.append(Label(left, top - 0.5 * text, plain("its weights"), small, theme.faint, across=0.0, down=1.0))
        room = width(plain(number(-float(np.abs(weights).max()), 2)), small) + 6.0
        shapes += ramp(
            left + room, top + side + 1.3 * text, max(20.0, side - 2 * room), float(np.abs(weights).max()), theme, small
        )
        left += side + 1.6 * text
    order = np.argsort(-activations, kind="stable")
    wide, high = size[0] - left - _SIDE, (size[1] - top - 1.6 * text) / 2
    targets: list[Targets] = []
    for words, rows, y in (("most excited by", order, top), ("least excited by", order[::-1], top + high + 1.6 * text)):
        shapes.append(Label(left, y - 0.5 * text, plain(words), small, theme.faint, across=0.0, down=1.0))
        places, side, room = image_places((left, y, wide, high), text, small)
        shown = rows[: len(places)]
        for row, (x, upper) in zip(shown.tolist(), places.tolist(), strict=False):
            shapes += image(data.x[row], (x, upper, side), picture, theme, row == present)
            value = (*name, *plain(f" {number(float(activations[row]), 2)}"))
            shapes += _below(value, (x, upper + side), room, small, theme)
        middles = places[: len(shown)] + side / 2
        targets.append(_targets(shown.tolist(), np.column_stack((middles, middles)), side / 2))
    every, lost = parted(shapes)
    return Figure(*size, theme.paper, every, tuple(targets), omitted=lost)


def _below(value: tuple[Run, ...], place: tuple[float, float], room: float, small: float, theme: Theme) -> Sequence[Drawn]:
    """An activation below its image, where it has room."""
    if width(value, small) > room:
        return [Omission("activations below the images", is_number=True)]
    return [Label(place[0], place[1] + 1.25 * small, value, small, theme.forward, across=0.0, down=1.0)]


def _targets(rows: list[int], ends: Array, reach: float) -> Targets:
    return Targets(lambda i: Key("row", rows[i] + 1), ends, reach)
