"""The marks of the rows in the bent space, and their key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visprop.engine.accuracy import classes
from visprop.figures.base.axes import Axes
from visprop.figures.base.drawn import Drawn
from visprop.figures.base.shapes import Disc, Label, Points, Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, plain, width
from visprop.figures.plots.bent import Bent
from visprop.figures.plots.example_marks import (
    HUES,
    NO_KEY,
    Look,
    apart,
    class_marks,
    hue_of,
    key_below,
    key_beside,
    key_length,
    kinds_of,
    mark_entries,
    marks,
    radius_of,
)
from visprop.figures.plots.predictions import Rows
from visprop.scenario.data.data import Data

MOST_NAMED = 12
"""So many rows are called by their inputs, or by their numbers."""
_AS_LETTERS = 3
"""From more classes on a row is drawn as the letter or number of its class."""
ROW = 1.5
"""How much room a row of the key takes below the diagram, in the size of text."""
_LETTER = 0.62
"""How far a letter reaches, in the size of its text."""


@dataclass(frozen=True, eq=False)
class BentMarks:
    """The rows that are drawn.

    Attributes:
        bent: all stages.
        data: the examples.
        axes: the frame.
        theme: the colours.
        present: the row of the example at work, from 0; None for none.
        start: where the rows are at the stage, or where they set out from it: on their way the same ones are drawn.
    """

    bent: Bent
    data: Data
    axes: Axes
    theme: Theme
    present: int | None
    start: Points

    @property
    def _names_classes(self) -> bool:
        """Whether a row is drawn as its class: there are too many classes for shapes."""
        return self.bent.is_classes and len(self.bent.last.biases) > _AS_LETTERS and len(self.bent.shown) > MOST_NAMED

    @property
    def _chosen(self) -> Rows:
        """Which of the rows are drawn, so that they do not run together."""
        here = np.flatnonzero(self.bent.shown == self.present).tolist() if self.present is not None else []
        radius = _LETTER * self.axes.small if self._names_classes else self._radius
        return apart(self.start, radius, here[0] if here else None)

    @property
    def _radius(self) -> float:
        return radius_of(len(self.bent.shown), self.axes.width)

    def shapes(self, at: Points) -> list[Shape]:
        """Training rows full, test rows open; of many classes as letters; the one at work ringed."""
        chosen = self._chosen
        at, shown = at[chosen], self.bent.shown[chosen]
        theme, radius, finite = self.theme, self._radius, np.isfinite(at).all(axis=1)
        is_test, kinds = np.isin(shown, self.data.test_rows), kinds_of(self.data)[shown]
        found: list[Shape] = []
        if classes(self.data.y) is None:
            found += marks(at[finite & ~is_test], radius, theme.forward, theme, 0, is_open=False)
            found += marks(at[finite & is_test], radius, theme.forward, theme, 0, is_open=True)
        elif self._names_classes:
            found += self._letters(kinds, at, is_test)
        else:
            found += class_marks(kinds[finite], at[finite], is_test[finite], radius, theme)
        if self.present is not None:
            x, y = at[(shown == self.present) & finite].T
            found += [Disc(*place, radius + 4.0, None, theme.ink, 1.6) for place in zip(x.tolist(), y.tolist(), strict=True)]
        return found

    def _letters(self, kinds: Rows, at: Points, is_test: NDArray[np.bool_]) -> list[Shape]:
        theme, names = self.theme, self.data.target_names
        fits = names and max(map(len, names)) <= 2
        found: list[Shape] = []
        for kind, (x, y), open_ in zip(kinds.tolist(), at.tolist(), is_test.tolist(), strict=True):
            # A letter says which class it is: it is to be read, be it in the hue of others.
            hue = hue_of(kind % HUES, theme)
            runs = plain(names[kind] if fits else str(kind + 1))
            if np.isfinite((x, y)).all():
                found.append(Label(x, y, runs, self.axes.small, hue, bold=not open_))
        return found

    def key(self, page: float, x_title: tuple[Run, ...], has_room_below: bool) -> Sequence[Drawn]:
        """What the marks are, beside the diagram or else below it; of rows that are drawn as their classes the ring alone."""
        axes = self.axes
        entries = mark_entries(self.data, self.present is not None, len(self._chosen))
        if self._names_classes:
            entries = [one for one in entries if one.look in (Look.RING, Look.NONE)]
        elif sum(one.kind is not None for one in entries) > _AS_LETTERS:
            # So few rows of so many classes are named one by one.
            entries = [one for one in entries if one.kind is None]
        beside = key_beside(entries, axes, page, self.theme)
        if beside or not entries:
            return beside
        if not has_room_below:
            return [NO_KEY]
        # Left of the axis's name, or below it.
        end, y = axes.x + axes.width - width(x_title, axes.text), axes.y + axes.height + 8.0 + 1.75 * axes.text
        if axes.x + key_length(entries, axes.small) + 10.0 > end:
            end, y = page, y + ROW * axes.text
        return key_below(entries, axes, end, y, self.theme)[0]
