"""The article's algorithm for this very network, as a listing: what is done with its value, the present line marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import zip_longest

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.directions import length
from visprop.engine.key import Key
from visprop.figures.base.page_starts import PageStart, Tie
from visprop.figures.base.shapes import Box, Colour, Figure, Label, Path, Shape, Targets
from visprop.figures.base.style import SMALL_SIZE, TEXT_SIZE, Theme, mix
from visprop.figures.base.text import formula_runs, plain, width, worded
from visprop.figures.base.told import Group, Item, Sort, Words
from visprop.figures.pages.flowing import GAP, Statements, flowing, wide
from visprop.notation.dress import Dress
from visprop.notation.expression.numbers import DIGITS, equal_to, number
from visprop.notation.layout.said import said
from visprop.notation.layout.spoken import spoken
from visprop.notation.layout.text import plain as formula_text
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.dresses import written_in
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.scenario.scenario import Scenario
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind, Line

ROW = 22.0
"""The height of a line."""
_LEFT = 54.0
_RIGHT = 12.0
_BESIDE = 14.0
"""Between a value and what stands before it."""
_LEAST_SHARE = 0.6
"""Of a narrow listing the statements have so much of its width."""
_WIDE_NUMBER = -0.012345
"""One that takes as much room as most."""
_SHOWN = 3
"""How many components of a vector are written before it is cut short."""


@dataclass(frozen=True)
class _Row:
    """One line of the listing: a line of the program, or a heading above some.

    Attributes:
        line: the program's line; None for a heading.
        lines: what stands below one another, each as statements side by side with where they begin.
    """

    line: Line | None
    lines: tuple[Statements, ...]


@dataclass(frozen=True)
class _Wording:
    """What the statements depend on; two that are equal have the same.

    Attributes:
        scenario: the experiment.
        count: how many examples this update takes.
        dress: what parameters are called.
        notation: as it is written in it.
        q: the symbols of any moment at which this is so: their numbers are in no statement.
    """

    scenario: Scenario
    count: int
    dress: Dress
    notation: Notation
    q: Quantities = field(compare=False)


def _marks(top: float, size: tuple[float, float], theme: Theme, is_pointed: bool, has_break: bool) -> list[Shape]:
    """What shows that a line is pointed at, and that running stops there."""
    frame = [Box(1, top + 1, size[0] - 2, size[1] - 2, None, theme.faint, 1.2, radius=4)] if is_pointed else []
    return [*frame, *([Box(6, top + ROW / 2 - 5, 10, 10, theme.negative, None, radius=5)] if has_break else [])]


def pseudocode_figure(
    q: Quantities,
    width_: float,
    theme: Theme,
    digits: int = DIGITS,
    breaks: frozenset[int] = frozenset(),
    pointed: Key | None = None,
    notation: Notation = COMPONENTS,
    is_brief: bool = False,
) -> Figure:
    """The listing; it is as tall as it needs to be.

    Args:
        q: what is known, and how it is called.
        width_: of the page in points.
        theme: the colours.
        digits: significant digits of the values.
        breaks: the numbers of the lines at which running stops; each has a mark.
        pointed: what is pointed at in any view; the lines that compute or change it are brought out.
        notation: in which it is written.
        is_brief: whether the updates that follow from each δ are left to the heading where they have no room beside it.
    """
    frame, shapes, written, starts = q.frame, list[Shape](), written_in(q.dress, notation), list[PageStart]()
    numbers: list[int] = []
    ends: list[tuple[float, float, float, float]] = []
    lit = lines_of(frame, pointed)
    top, is_below_heading = 8.0, False
    wording = _Wording(frame.scenario, len(frame.examples), q.dress, written, q)
    for row in _rows(wording, width_ - _LEFT - _RIGHT, theme.bound, is_brief):
        height = len(row.lines) * ROW
        starts.append(PageStart(top, Tie.HEADED if is_below_heading else Tie.FREE))
        is_below_heading = row.line is None
        if row.line is None:
            shapes.append(Label(14, top + ROW / 2, row.lines[0][0][1], SMALL_SIZE, theme.faint, across=0.0))
            top += height
            continue
        for i in range(len(row.lines)):
            numbers.append(row.line.number)
            ends.append((0.0, top + (i + 0.5) * ROW, width_, top + (i + 0.5) * ROW))
        if row.line.number in lit:
            shapes.append(Box(3, top + 2, 3, height - 4, theme.accent_line, None))
        shapes += _line_shapes(q, written, row, top, width_, theme, digits)
        shapes += _marks(top, (width_, height), theme, pointed == Key("line", row.line.number), row.line.number in breaks)
        top += height
    targets = Targets(lambda i: Key("line", numbers[i]), np.array(ends), ROW / 2)
    return Figure(width_, 8.0 + top, theme.paper, tuple(shapes), (targets,), starts=tuple(starts))


def lines_of(frame: Frame, key: Key | None) -> set[int]:
    """The numbers of the lines that compute or change what a key stands for."""
    program = frame.program
    if key is None:
        return set()
    if key.letter in ("y", "c"):
        return {program.cost_line, program.backward_line(program.depth)}
    if key.letter == "x":
        return {0}
    if not key.layer:
        return set()
    found = {program.forward_line(key.layer), program.backward_line(key.layer)}
    return found | {program.update_line} if key.letter in ("w", "b") else found


def line_said(q: Quantities, notation: Notation, line: Line, digits: int = DIGITS) -> str:
    """What a line of the listing says, and what it has computed, in words."""
    statements = [spoken(statement.node) for statement in written_in(q.dress, notation).listing(q, line)]
    value = said(line_value(q, written_in(q.dress, notation), line, digits))
    return f"line {line.number}: {'; '.join(filter(None, (*statements, value)))}"


def listing_group(figure: Figure, words: Words) -> Group:
    """The lines of the program, each as one, in however many rows it stands."""
    targets = figure.targets[0]
    numbers = [targets.key(i).number for i in range(len(targets.ends))]

    def item(number_of_line: int) -> Item:
        boxes = [targets.box(i) for i, one in enumerate(numbers) if one == number_of_line]
        top, key = boxes[0][1], Key("line", number_of_line)
        bottom = boxes[-1][1] + boxes[-1][3]
        tell = partial(words, figure.width / 2, (top + bottom) / 2, key)
        return Item(tell, (0.0, top, figure.width, bottom - top), key)

    def index_of(key: Key) -> int | None:
        return key.number if key.letter == "line" else None

    return Group("lines of the algorithm", "lines", Sort.PLACE, 1 + max(numbers), item, index_of)


def line_middle(figure: Figure, line: int) -> float:
    """How far down the page a line of the program stands."""
    targets = figure.targets[0]
    at = next(i for i in range(len(targets.ends)) if targets.key(i).number == line)
    return float(targets.ends[at, 1])


def _line_shapes(
    q: Quantities, notation: Notation, row: _Row, top: float, width_: float, theme: Theme, digits: int
) -> list[Shape]:
    assert row.line is not None
    frame, shapes = q.frame, list[Shape]()
    number_of_line, now, y = row.line.number, frame.position.line, top + ROW / 2
    hue = _hue(row.line, theme)
    if number_of_line == now:
        shapes.append(Box(0, top, width_, len(row.lines) * ROW, theme.now, None))
        tip = np.array([(24.0, y - 5), (32.0, y), (24.0, y + 5)])
        shapes.append(Path((tip,), None, 0.0, hue, closed=True))
    ink = theme.ink if number_of_line <= now else mix(theme.paper, theme.ink, 0.42)
    shapes.append(Label(_LEFT - 8, y, plain(str(number_of_line)), SMALL_SIZE, theme.faint, across=1.0))
    for i, line in enumerate(row.lines):
        shapes += [Label(_LEFT + x, y + i * ROW, runs, TEXT_SIZE + 1, ink, across=0.0) for x, runs in line]
    value = plain(line_value(q, notation, row.line, digits))
    free = [width_ - _LEFT - x - width(runs, TEXT_SIZE + 1) - 30 for x, runs in (line[-1] for line in row.lines)]
    at = next((i for i, room in enumerate(free) if width(value, SMALL_SIZE) < room), None)
    if value[0].text and at is not None:
        shapes.append(Label(width_ - _RIGHT, y + at * ROW, value, SMALL_SIZE, hue, across=1.0, bold=number_of_line == now))
    if value[0].text and at is None:
        # What it computed comes first.
        return shapes
    i = at if at is not None else len(free) - 1
    taken = _BESIDE + width(value, SMALL_SIZE, number_of_line == now) if value[0].text and at is not None else 0.0
    return [*shapes, *_kept_label(frame, row.line, width_ - _RIGHT - taken, free[i] - taken, y + i * ROW, theme)]


def _kept_label(frame: Frame, line: Line, end: float, room: float, y: float, theme: Theme) -> list[Shape]:
    """For which lines of the backward pass is kept what a line has computed, in words as long as there is room for."""
    uses = ", ".join(map(str, kept_for(frame, line))) if line.number <= frame.position.line else ""
    found = (plain(words) for words in (f"kept for line{'s' if ',' in uses else ''} {uses}", f"kept: {uses}"))
    runs = next((one for one in found if uses and width(one, SMALL_SIZE) < room), None)
    return [Label(end, y, runs, SMALL_SIZE, theme.faint, across=1.0)] if runs else []


def kept_for(frame: Frame, line: Line) -> tuple[int, ...]:
    """The lines of the backward pass that use what a line computes, in their order; none for a line that keeps nothing.

    The a of a layer is used by Δw of the next one, or, of the last, by the slope of the cost; its z, or a in its stead, by its
    own σ′, which the identity has not.
    """
    if line.kind not in (Kind.INPUT, Kind.FORWARD):
        return ()
    program, layer = frame.program, line.layer
    after = (program.backward_line(layer + 1),) if layer < program.depth else ()
    is_sloped = layer == program.depth or (layer and frame.scenario.network.activations[layer - 1] != "identity")
    return (*after, *((program.backward_line(layer),) if is_sloped else ()))


def _hue(line: Line, theme: Theme) -> Colour:
    return theme.backward if line.kind in (Kind.BACKWARD, Kind.UPDATE) else theme.forward


_UPDATED = re.compile(r"(?<![^ ])Δₑ?([a-z])[^ ]* = ")
_HEADINGS = {Kind.INPUT: "", Kind.COST: "", Kind.BACKWARD: "backward pass", Kind.UPDATE: "update"}


def _forward_heading(q: Quantities, said: dict[int, list[str]]) -> str:
    """The forward pass, and what z is where the lines name it but none defines it."""
    statements = [text for texts in said.values() for text in texts]
    is_named = any(re.search(r"(?<![A-Za-z])z", text) for text in statements)
    if not is_named or any(text.startswith("z") for text in statements):
        return "forward pass"
    return f"forward pass, with z = Σ {q.dress.weight} a + b"


def _said(q: Quantities, notation: Notation) -> dict[int, list[str]]:
    """The statements of each line."""
    return {line.number: [formula_text(found.node) for found in notation.listing(q, line)] for line in q.frame.program.lines}


def headed_lines(q: Quantities, notation: Notation) -> Iterator[tuple[Line, str]]:
    """The lines, each with the heading above it; the empty one for none."""
    headings = _HEADINGS | {Kind.FORWARD: _forward_heading(q, _said(q, notation))}
    seen: set[Kind] = set()
    for line in q.frame.program.lines:
        yield line, "" if line.kind in seen else headings[line.kind]
        seen.add(line.kind)


@lru_cache(maxsize=4)
def _rows(wording: _Wording, room: float, bound: Colour, is_brief: bool) -> tuple[_Row, ...]:
    """All lines with their headings, kept: from one step to the next they say the same."""
    rows: list[_Row] = []
    q, said = wording.q, _said(wording.q, wording.notation)
    slopes = [said[line.number] for line in q.frame.program.lines if line.kind is Kind.BACKWARD]
    columns = _columns(slopes, room - _room_of_values(wording))
    left = _left_to_the_heading(slopes) if is_brief and not columns else ""
    for line, heading in headed_lines(q, wording.notation):
        if heading:
            more = f"; each line gives its {left} too" if left and line.kind is Kind.BACKWARD else ""
            rows.append(_Row(None, (((0.0, worded(heading + more)),),)))
        texts = said[line.number][:1] if left and line.kind is Kind.BACKWARD else said[line.number]
        if line.kind is Kind.BACKWARD and columns:
            rows.append(_Row(line, (tuple((x, formula_runs(text, bound)) for x, text in zip(columns, texts, strict=False)),)))
        else:
            free = max(room - _room_of_values(wording), _LEAST_SHARE * room) if line.kind is Kind.BACKWARD else room
            rows.append(_Row(line, flowing(texts, free, bound)))
    return tuple(rows)


def _left_to_the_heading(slopes: list[list[str]]) -> str:
    """What is updated behind what each line of the backward pass gives, if it is the same in all: `Δw and Δb`; else nothing."""
    updated = {tuple(_UPDATED.findall(" ".join(texts[1:]))) for texts in slopes}
    are_behind = all(not texts[0].startswith("Δ") and all(text.startswith("Δ") for text in texts[1:]) for texts in slopes)
    return " and ".join(f"Δ{letter}" for letter in updated.pop()) if are_behind and len(updated) == 1 else ""


def _room_of_values(wording: _Wording) -> float:
    """How much room what a line of the backward pass computes takes: it comes before the columns of Δ."""
    if not wording.dress.has_numbers:
        return 0.0
    widest = max(wording.scenario.network.sizes[1:])
    return width(plain(vector_text(np.full(widest, _WIDE_NUMBER), DIGITS)), SMALL_SIZE) + 30.0


def _columns(rows: list[list[str]], room: float) -> tuple[float, ...]:
    """Where the columns of the backward pass begin; none if they do not fit side by side."""
    starts, x = [], 0.0
    # Of a parameter that stands in several layers only the last of them has a statement.
    for column in zip_longest(*rows, fillvalue=""):
        starts.append(x)
        x += max(wide(text) for text in column) + GAP
    return tuple(starts) if x - GAP <= room else ()


def line_value(q: Quantities, notation: Notation, line: Line, digits: int) -> str:
    """What the line computed, where it has been executed."""
    frame = q.frame
    if not q.dress.has_numbers or not frame.knows(line.kind, line.layer):
        return ""
    if line.kind is Kind.COST:
        return number(frame.cost or 0.0, digits)
    if line.kind is Kind.UPDATE:
        step = frame.mean_step
        return "" if step is None else f"‖Δp‖ {equal_to(length(step), digits)}"
    values = notation.reached(q, line.layer) if line.kind is Kind.BACKWARD else frame.a(line.layer)
    return "" if values is None else vector_text(values, digits)


def vector_text(values: Array, digits: int) -> str:
    """A vector's first components: `(0.5, −0.2, …)`."""
    shown = [number(float(value), digits) for value in values[:_SHOWN]]
    return f"({', '.join(shown)}{', …' if len(values) > _SHOWN else ''})"
