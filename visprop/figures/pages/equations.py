"""Equations on a page, with what stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from time import perf_counter

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import Theme
from visprop.figures.base.typeset import is_busy, is_long, is_set, typeset
from visprop.figures.pages.equation_sheet import ON_PAPER, ON_SCREEN, EquationSheet, Sizes
from visprop.figures.pages.line_breaking import formulas
from visprop.notation.expression.blocks import Block
from visprop.notation.expression.expr import Style
from visprop.notation.layout.nodes import Node


@dataclass(frozen=True, eq=False)
class EquationPage:
    """Equations laid out.

    Attributes:
        figure: the picture.
        complete: whether all is on it; there may have been no time to set every formula.
        waits_for: a long formula that is to be set elsewhere, if it is one that time did not allow; else None.
    """

    figure: Figure
    complete: bool
    waits_for: Node | None = None


def equations_page(blocks: Sequence[Block], page_width: float, theme: Theme, style: Style) -> Figure:
    """Equations, and what stands between them, one below the other, for paper; see `PageLayout`."""
    return PageLayout(blocks, page_width, theme, style, sizes=ON_PAPER).go_on(float("inf")).figure


class PageLayout:
    """Lays equations, and what stands between them, out one below the other, in slices.

    Args:
        blocks: what is laid out; an equation whose numbers are not known yet stands in symbols alone.
        page_width: in points; longer rows are broken.
        theme: the colours.
        style: how numbers are written.
        title: a heading; empty for none.
        sizes: of formulas and words.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        page_width: float,
        theme: Theme,
        style: Style,
        title: str = "",
        sizes: Sizes = ON_SCREEN,
    ) -> None:
        self._page, self._style, self._size = EquationSheet(page_width, theme, sizes), style, sizes.formula
        self._blocks = iter(blocks)
        self._block: Block | None = None
        self._formulas: Iterator[Node] = iter(())
        self._ends: list[tuple[float, Block]] = []
        if title:
            self._page.title(title)
        self._top = self._page.bottom

    def block_at(self, y: float) -> Block | None:
        """What stands at a height; None above and below all."""
        return next((block for end, block in self._ends if self._top <= y < end), None)

    def go_on(self, deadline: float, lit: frozenset[Key] = frozenset()) -> EquationPage:
        """Lay more of it out.

        Args:
            deadline: in `perf_counter` seconds; after it no formula is set that was not set before.
            lit: keys of the network, or of paths, whose terms are brought out.
        """
        while (block := self._block or self._take()) is not None:
            late = None if deadline == float("inf") else self._late(deadline)
            if late is not None:
                return EquationPage(self._page.figure(lit), complete=False, waits_for=late if is_long(late) else None)
            self._page.add(block, self._style)
            self._ends.append((self._page.bottom, block))
            self._block = None
            if perf_counter() > deadline:
                return EquationPage(self._page.figure(lit), complete=False)
        return EquationPage(self._page.figure(lit), complete=True)

    def _take(self) -> Block | None:
        """Begin the next block, if there is one."""
        self._block = next(self._blocks, None)
        self._formulas = iter(()) if self._block is None else formulas(self._block, self._style)
        return self._block

    def _late(self, deadline: float) -> Node | None:
        """Set the formulas of the block one by one, as far as time allows; the first that is not set, or None if all are."""
        has_set = False
        for formula in self._formulas:
            if not is_set(formula):
                # One at least, so that there is progress however long it took to get here.
                if (has_set and perf_counter() > deadline) or is_long(formula) or is_busy():
                    self._formulas = chain((formula,), self._formulas)
                    return formula
                typeset(formula, self._size)
                has_set = True
        return None
