"""What the panels of a sheet show, and the scale that those of one view share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from visprop.figures.moment import Moment, ViewOptions
from visprop.figures.scale import Scale
from visprop.figures.views import View


@dataclass(frozen=True, eq=False)
class Panel:
    """One picture of a sheet, or a single one.

    Attributes:
        view: which kind of picture.
        moment: of what.
        options: how it is shown.
    """

    view: View
    moment: Moment
    options: ViewOptions

    def scaled(self, scale: Scale | None) -> Panel:
        """The same on a scale."""
        return replace(self, options=self.options.choose(ViewOptions.scale, scale))

    @property
    def span(self) -> Scale:
        """What it spans; nothing where it cannot share a scale, or shows nothing."""
        is_drawn = self.view.span is not None and not self.view.lacks(self.moment, self.options)
        return self.view.span(self.moment, self.options) if self.view.span is not None and is_drawn else Scale()


def shared(panels: Sequence[Panel], others: Sequence[Panel] = ()) -> list[Panel]:
    """The panels, those of one view on one scale.

    Args:
        panels: of one sheet.
        others: pictures elsewhere, of the same views, with which they are to be compared.
    """
    found = []
    for panel in panels:
        alike = [one for one in (*panels, *others) if one.view.name == panel.view.name]
        found.append(panel.scaled(_scale_of(alike)) if len(alike) > 1 else panel)
    return found


def _scale_of(panels: Sequence[Panel]) -> Scale:
    """What holds them all: first where they lie, then how high they are there."""
    where = reduce(Scale.joined, (panel.span for panel in panels))
    return reduce(Scale.joined, (panel.scaled(where).span for panel in panels))
