"""What a page of equations can be about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from visprop.notation.explanations.misprints import errata
from visprop.notation.explanations.paths import MAX_PATHS, derivation, path_count, path_sum, unwound
from visprop.notation.explanations.rules import derivations
from visprop.notation.expression.blocks import Block, Note
from visprop.notation.notations.registry import Notation, concerning, equations
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind, Line

SHOWN_PATHS = 8
"""How many paths are listed where not all are asked for."""


class Subject(Enum):
    """What the equations are about."""

    LINE = "line"
    SELECTED = "selected"
    WHY = "why"
    UNWOUND = "unwound"
    DERIVATIVES = "derivatives"
    ERRATA = "errata"


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        subject: what it is about.
        notation: in which the equations of lines are written.
        name: the weight, bias or neuron (`w2[1,2]`, `b2[1]`, `a2[1]`) that is asked about; empty for none.
        line: the number of the line that is asked about; None for the present one.
        whole: whether the equations of large layers are written out.
    """

    subject: Subject = Subject.LINE
    notation: Notation = Notation.COMPONENTS
    name: str = ""
    line: int | None = None
    whole: bool = False


@dataclass(frozen=True, eq=False)
class Page:
    """The answer: a title, and what stands below it."""

    title: str
    blocks: Sequence[Block]


def line_title(line: Line) -> str:
    """What a line does, in words."""
    words = {
        Kind.INPUT: "take the example",
        Kind.FORWARD: f"forward, layer {line.layer}",
        Kind.COST: "the cost",
        Kind.BACKWARD: f"backward, layer {line.layer}",
        Kind.UPDATE: "the update",
    }
    return f"line {line.number}: {words[line.kind]}"


def page(frame: Frame, question: Question) -> Page:
    """The equations that answer a question, with the numbers that are known at the frame."""
    if question.subject is Subject.ERRATA:
        layer = int(question.name[1:].split("[")[0]) if question.name else 0
        return Page("Misprints of the article beside what is right", errata(frame, layer))
    if question.subject is Subject.DERIVATIVES:
        return _derivatives(frame, question)
    if question.subject is Subject.LINE:
        return _line(frame, question)
    if not question.name:
        return Page("", [Note("Nothing is selected."), Note("Click on an edge or a neuron of the network.")])
    if question.subject is Subject.SELECTED:
        return Page(_named(question.name), concerning(frame, question.notation, question.name, question.whole))
    parameter = question.name.replace("a", "b")
    return _why(frame, parameter, question.whole) if question.subject is Subject.WHY else _unwound(frame, parameter)


def _line(frame: Frame, question: Question) -> Page:
    number = frame.line.number if question.line is None else question.line
    line = frame.program.lines[number]
    found = equations(frame, line, question.notation, question.name, question.whole)
    layer = question.name[1:].split("[")[0]
    narrowed = question.name and (line.kind is Kind.UPDATE or str(line.layer) == layer)
    return Page(line_title(line) + (f", {question.name} alone" if narrowed else ""), found)


def _named(name: str) -> str:
    layer, rest = name[1:].split("[")
    j, _, k = rest[:-1].partition(",")
    if name.startswith("w"):
        return f"{name}: the weight into neuron {j} of layer {layer} from {'input' if layer == '1' else 'neuron'} {k}"
    return f"{name}: neuron {j} of layer {layer}" if name.startswith("a") else f"{name}: the bias of neuron {j} of layer {layer}"


def _why(frame: Frame, name: str, whole: bool) -> Page:
    count = path_count(frame, name)
    paths = "one path" if count == 1 else f"{count} paths"
    found = path_sum(frame, name)
    saved = f"{found.multiplications} multiplications; with δ shared {found.shared}"
    blocks: list[Block] = [*derivation(frame, name), Note(f"As {paths}, {saved}", is_heading=True)]
    rows = found.rows(MAX_PATHS if whole else SHOWN_PATHS)
    blocks += rows
    if count > len(rows):
        blocks.append(Note(f"and {count - len(rows)} smaller ones"))
    return Page(f"Why is ∂c/∂{name} what it is?", [*blocks, found.equation])


def _unwound(frame: Frame, name: str) -> Page:
    count = path_count(frame, name)
    if count > MAX_PATHS:
        return Page(f"{name} unwound", [Note(f"{name} has {count} paths to the cost: unwound, it would fill pages.")])
    return Page(f"δ and Δ{name}, written out", unwound(frame, name))


def _derivatives(frame: Frame, question: Question) -> Page:
    network = frame.scenario.network
    depth = network.depth
    z, a = frame.z(depth), frame.a(depth)
    unknown = np.full(network.sizes[-1], np.nan)
    name = question.name
    is_output = name.startswith((f"a{depth}[", f"b{depth}[", f"w{depth}["))
    j = int(name.split("[")[1].rstrip("]").split(",")[0]) - 1 if is_output else 0
    softmax = network.activations[-1] == "softmax"
    blocks = derivations(unknown if z is None else z, unknown if a is None else a, frame.y, j, softmax)
    return Page(f"The rules of differentiation, with the numbers of output {j + 1}", blocks)
