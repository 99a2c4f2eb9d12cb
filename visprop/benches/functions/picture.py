"""The picture: the line of the calculation, and below it the term as boxes through which values pass."""

from __future__ import annotations

from visprop.benches.functions.blocks import Block, moved
from visprop.benches.functions.heading import heading
from visprop.benches.functions.layout import Writing, lay_out, variable
from visprop.benches.functions.machine import Machine
from visprop.benches.functions.outline import outline
from visprop.benches.functions.page import substitution, typed, written
from visprop.benches.functions.pen import Pen
from visprop.benches.functions.runs import runs_of
from visprop.benches.functions.state import Known, place_of, shown_place
from visprop.benches.functions.story import Seen
from visprop.benches.functions.terms import Path
from visprop.benches.pictures import BenchMoment
from visprop.figures.base.shapes import Figure, Label, Shape
from visprop.figures.base.style import MIN_SIZE, SMALL_SIZE, TEXT_SIZE, Theme, page_margin
from visprop.figures.base.text import Run, plain, width
from visprop.figures.moment import Size, ViewOptions
from visprop.figures.pages.line_breaking import wrapped
from visprop.notation.layout.build import commas
from visprop.notation.layout.nodes import Bound, Mark, Node, Row

_SIZES = (24.0, 22.0, 20.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, MIN_SIZE)
_TRIED = 13.0
_WIDEST = 80.0
"""What is put is written at its socket if it is not wider."""
_TOP = 8.0
"""Where the heading begins, in points."""
_LINE = 15.0
"""Of the words below, in points."""


def functions_figure(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """The picture at a step."""
    known: Known = moment.frame.state
    pointed = place_of(known.term, moment.pointed)
    theme, margin = options.theme, page_margin(size[0])
    head, high = heading(_said(known, pointed), size[0] - 2 * margin, theme)
    shapes = [moved(shape, margin, _TOP) for shape in head]
    feet = _feet(known, size[0] - 2 * margin)
    bottom = size[1] - 6.0 - _LINE * len(feet)
    shapes += _body(known, pointed, theme, (margin, _TOP + high + 12.0, size[0] - margin, bottom - 4.0))
    hue = theme.negative if known.wrong is not None else theme.faint
    for i, line in enumerate(feet):
        shapes.append(Label(margin, bottom + _LINE * (i + 0.5), plain(line), SMALL_SIZE, hue, across=0.0))
    return Figure(*size, theme.paper, tuple(shapes))


def _body(known: Known, pointed: Path | None, theme: Theme, room: tuple[float, float, float, float]) -> list[Shape]:
    """The term as boxes in the largest size that fits; else as a list of its parts."""
    left, top, right, bottom = room
    marked = known.marked if known.next is not None else None

    def drawn(size: float, has_types: bool) -> Block:
        pen, writing = Pen(theme, size, has_types), Writing(known.all_brackets)
        put = _put(known, theme)
        return Machine(known.drawn, known.types, pen, writing, marked=marked, put=put, wrong=known.wrong, pointed=pointed).whole()

    for has_types in (True, False):
        # It grows about as its letters do.
        first = drawn(_TRIED, has_types)
        share = min((right - left) / first.width, (bottom - top) / first.height)
        for size in (one for one in _SIZES if one <= 1.1 * share * _TRIED):
            block = drawn(size, has_types)
            if block.width <= right - left and block.height <= bottom - top:
                x, y = left + (right - left - block.width) / 2, top + (bottom - top - block.height) / 2
                return list(block.at(x, y))
    return outline(known, room, theme)


def _put(known: Known, theme: Theme) -> tuple[Run, ...]:
    """[2/x], where it is told that 2 is put for x, and the argument is short."""
    step = known.next
    if known.stage.seen is not Seen.PUT or step is None:
        return ()
    pairs = list[Node]()
    for name, new in step.done.pairs:
        pairs.append(Row((lay_out(new, known.all_brackets), Mark("/"), Bound(variable(name)))))
    runs = runs_of(Row((Mark("["), commas(pairs), Mark("]"))), theme)
    return runs if width(runs, TEXT_SIZE) < _WIDEST else ()


def _said(known: Known, pointed: Path | None) -> Node:
    """The line of the calculation with its type; what is pointed at is marked in it, or else what is spoken of."""
    step = known.next
    node = written(known, known.term, known.marked if pointed is None else shown_place(known.term, pointed))
    if known.stage.seen is Seen.PUT and step is not None:
        node = substitution(known, step, is_marked=True) or node
    return typed(node, known.whole_type, known)


def _feet(known: Known, room: float) -> list[str]:
    """What is said below: why there is no type, or how the calculation ends."""
    refusal, story = known.story.refusal, known.story
    if known.wrong is not None and refusal is not None:
        return wrapped(str(refusal), SMALL_SIZE, room)
    is_last = known.stage is story.stages[-1]
    return wrapped(story.calculation.words, SMALL_SIZE, room) if is_last and story.calculation.steps else []
