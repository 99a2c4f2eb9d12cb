"""The article's algorithm for this very network, as a listing: what is done with its value, the present line marked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.engine.activations import ACTIVATIONS, Activation
from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.optimisers import PLAIN
from visprop.figures.base.shapes import Box, Colour, Figure, Label, Path, Shape, Targets
from visprop.figures.base.style import SMALL_SIZE, TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run, plain, symbol, width
from visprop.notation.expression.numbers import DIGITS, equal_to, number
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind, Line

ROW = 22.0
"""The height of a line."""
_LEFT = 46.0
_SHOWN = 3
"""How many components of a vector are written before it is cut short."""


@dataclass(frozen=True)
class _Row:
    """One line of the listing: a line of the program, or a heading above some."""

    line: Line | None
    runs: tuple[Run, ...]


def pseudocode_figure(
    frame: Frame,
    width_: float,
    theme: Theme,
    digits: int = DIGITS,
    breaks: frozenset[int] = frozenset(),
    pointed: Key | None = None,
) -> Figure:
    """The listing; it is as tall as it needs to be.

    Args:
        frame: what is known.
        width_: of the page in points.
        theme: the colours.
        digits: significant digits of the values.
        breaks: the numbers of the lines at which running stops; each has a mark.
        pointed: what is pointed at in any view; the lines that compute or change it are brought out.
    """
    rows = _rows(frame)
    shapes: list[Shape] = []
    numbered: list[tuple[float, float, float, float]] = []
    lit = lines_of(frame, pointed)
    for i, row in enumerate(rows):
        y = 8.0 + (i + 0.5) * ROW
        if row.line is None:
            shapes.append(Label(14, y, row.runs, SMALL_SIZE, theme.faint, across=0.0))
            continue
        numbered.append((0.0, y, width_, y))
        if row.line.number in lit:
            shapes.append(Box(3, y - ROW / 2 + 2, 3, ROW - 4, theme.accent, None))
        shapes += _line_shapes(frame, row, y, width_, theme, digits)
        if row.line.number in breaks:
            shapes.append(Box(6, y - 5, 10, 10, theme.negative, None, radius=5))
    targets = Targets(lambda i: Key("line", i), np.array(numbered), ROW / 2)
    return Figure(width_, 16.0 + len(rows) * ROW, theme.paper, tuple(shapes), (targets,))


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


def line_middle(figure: Figure, line: int) -> float:
    """How far down the page a line of the program stands."""
    return float(figure.targets[0].ends[line, 1])


def _line_shapes(frame: Frame, row: _Row, y: float, width_: float, theme: Theme, digits: int) -> list[Shape]:
    assert row.line is not None
    shapes: list[Shape] = []
    number_of_line, now = row.line.number, frame.position.line
    hue = _hue(row.line, theme)
    if number_of_line == now:
        shapes.append(Box(0, y - ROW / 2, width_, ROW, theme.marked, None))
        tip = np.array([(24.0, y - 5), (32.0, y), (24.0, y + 5)])
        shapes.append(Path((tip,), None, 0.0, hue, closed=True))
    ink = theme.ink if number_of_line <= now else mix(theme.paper, theme.ink, 0.42)
    shapes.append(Label(_LEFT - 8, y, plain(str(number_of_line)), SMALL_SIZE, theme.faint, across=1.0))
    shapes.append(Label(_LEFT, y, row.runs, TEXT_SIZE + 1, ink, across=0.0))
    value = _value(frame, row.line, digits)
    room = width_ - _LEFT - width(row.runs, TEXT_SIZE + 1) - 30
    if value and width(plain(value), SMALL_SIZE) < room:
        shapes.append(Label(width_ - 12, y, plain(value), SMALL_SIZE, hue, across=1.0, bold=number_of_line == now))
    return shapes


def _hue(line: Line, theme: Theme) -> Colour:
    return theme.backward if line.kind in (Kind.BACKWARD, Kind.UPDATE) else theme.forward


def _rows(frame: Frame) -> list[_Row]:
    rows: list[_Row] = []
    headings = {
        Kind.INPUT: "",
        Kind.FORWARD: "forward pass",
        Kind.COST: "",
        Kind.BACKWARD: "backward pass",
        Kind.UPDATE: "update",
    }
    seen: set[Kind] = set()
    for line in frame.program.lines:
        if line.kind not in seen and headings[line.kind]:
            rows.append(_Row(None, plain(headings[line.kind])))
        seen.add(line.kind)
        rows.append(_Row(line, _code(frame, line)))
    return rows


def _code(frame: Frame, line: Line) -> tuple[Run, ...]:
    """The line in symbols, vectorised (BP1 and BP2; the article's "Vectorised pseudocode algorithms")."""
    network = frame.scenario.network
    layer, last = str(line.layer), str(network.depth)
    if line.kind is Kind.INPUT:
        return (*symbol("a", "0"), *plain(" ← "), Run("x", italic=True))
    if line.kind is Kind.FORWARD:
        before = str(line.layer - 1)
        inner = (*symbol("W", layer), *plain(" "), *symbol("a", before), *plain(" + "), *symbol("b", layer))
        return (*symbol("a", layer), *plain(" ← "), *_applied(network.activations[line.layer - 1], inner))
    if line.kind is Kind.COST:
        return (Run("c", italic=True), *plain(" ← "), Run("C", italic=True), *plain("("), Run("y", italic=True), *plain(", "),
                *symbol("a", last), *plain(")"))  # fmt: skip
    if line.kind is Kind.BACKWARD:
        return _backward_code(frame, line.layer)
    if frame.scenario.training.optimiser != PLAIN:
        mean = plain("") if len(frame.examples) == 1 else plain("mean ")
        words = plain(f" + {frame.scenario.optimiser.words}(")
        return (Run("p", italic=True), *plain(" ← "), Run("p", italic=True), *words, *mean, *plain("∂"), Run("c", italic=True),
                *plain("/∂"), Run("p", italic=True), *plain(")"))  # fmt: skip
    mean = plain("−") if len(frame.examples) == 1 else plain("− mean ")
    return (Run("p", italic=True), *plain(" ← "), Run("p", italic=True), *plain(" "), *mean, Run("η", italic=True),
            *plain(" ∂"), Run("c", italic=True), *plain("/∂"), Run("p", italic=True))  # fmt: skip


def _backward_code(frame: Frame, layer: int) -> tuple[Run, ...]:
    network, above = frame.scenario.network, str(layer)
    activation = ACTIVATIONS[network.activations[layer - 1]]
    slope = (*plain(" ⊙ "), *_function(activation), *plain("′("), *symbol("z", above), *plain(")")) if activation.plain else ()
    head = (*symbol("δ", above), *plain(" ← "))
    if layer < network.depth:
        after = str(layer + 1)
        inner = (*symbol("W", after), Run("⊤", script=1), *plain(" "), *symbol("δ", after))
        return (*head, *plain("("), *inner, *plain(")"), *slope)
    if network.pair.has_shortcut:
        return (*head, *symbol("a", above), *plain(" − "), Run("y", italic=True))
    gradient = (*plain("∂"), Run("c", italic=True), *plain("/∂"), *symbol("a", above))
    if not activation.is_elementwise:
        jacobian = (*plain("(∂"), *symbol("a", above), *plain("/∂"), *symbol("z", above), *plain(")"), Run("⊤", script=1))
        return (*head, *jacobian, *plain(" "), *gradient)
    if network.pair.is_difference:
        gradient = (*symbol("a", above), *plain(" − "), Run("y", italic=True))
    return (*head, *plain("("), *gradient, *plain(")"), *slope) if slope else (*head, *gradient)


def _function(activation: Activation) -> tuple[Run, ...]:
    return (Run(activation.plain, italic=activation.is_letter),)


def _applied(name: str, inner: tuple[Run, ...]) -> tuple[Run, ...]:
    activation = ACTIVATIONS[name]
    return (*_function(activation), *plain("("), *inner, *plain(")")) if activation.plain else inner


def _value(frame: Frame, line: Line, digits: int) -> str:
    """What the line computed, where it has been executed."""
    if not frame.knows(line.kind, line.layer):
        return ""
    if line.kind is Kind.COST:
        return number(frame.cost or 0.0, digits)
    if line.kind is Kind.UPDATE:
        step = frame.mean_step
        return "" if step is None else f"‖Δp‖ {equal_to(float(np.linalg.norm(step)), digits)}"
    values = frame.delta(line.layer) if line.kind is Kind.BACKWARD else frame.a(line.layer)
    return "" if values is None else vector_text(values, digits)


def vector_text(values: Array, digits: int) -> str:
    """A vector's first components: `(0.5, −0.2, …)`."""
    shown = [number(float(value), digits) for value in values[:_SHOWN]]
    return f"({', '.join(shown)}{', …' if len(values) > _SHOWN else ''})"
