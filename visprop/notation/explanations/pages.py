"""What a page of equations can be about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.key import Key
from visprop.notation.dress import NEURONS, Dress
from visprop.notation.explanations.as_one_function import as_one_function
from visprop.notation.explanations.general_terms import terms_in_general
from visprop.notation.explanations.index_order import index_order
from visprop.notation.explanations.norm_steps import norm_steps
from visprop.notation.explanations.one_example import cost_of_example, in_words, is_alone
from visprop.notation.explanations.partials import partials
from visprop.notation.explanations.paths import MAX_PATHS, derivation, path_count, path_sum
from visprop.notation.explanations.term_by_term import term_by_term
from visprop.notation.explanations.unwinding import unwound
from visprop.notation.expression.blocks import Beside, Block, Blocks, Equation, Note, as_computed, symbols_only
from visprop.notation.expression.numbers import counted
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.dresses import written_in
from visprop.notation.notations.euler import EULER
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import concerning, equations
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
    PARTIALS = "partials"
    TERMS = "terms"
    BESIDE = "beside"
    DESCENT = "descent"
    ERRATA = "errata"


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        subject: what it is about.
        notation: in which the equations of lines are written.
        about: the weight, bias or neuron that is asked about; None for none.
        line: the number of the line that is asked about; None for the present one.
        whole: whether the equations of large layers are written out.
        dress: how parameters and functions are called.
        steps: whether the chain rule is applied step by step, where the notation has such steps.
        along: the parameter along which descent is told in one dimension; None for the steepest.
        axes: the parameters of two dimensions; None for the two steepest.
    """

    subject: Subject = Subject.LINE
    notation: Notation = COMPONENTS
    about: Key | None = None
    line: int | None = None
    whole: bool = False
    dress: Dress = NEURONS
    steps: bool = False
    along: Key | None = None
    axes: tuple[Key, Key] | None = None

    def quantities(self, frame: Frame) -> Quantities:
        """The symbols and numbers of the answer."""
        return Quantities(frame, self.dress, self.steps, self.whole)


@dataclass(frozen=True, eq=False)
class Page:
    """The answer: a title, and what stands below it."""

    title: str
    blocks: Sequence[Block]


_Answer = tuple[str, Iterable[Block]]


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
    """The equations that answer a question, with the numbers that are known at the frame; what float64 cannot hold is said."""
    with np.errstate(all="ignore"):
        title, blocks = _answer(frame, question)
        if not frame.scenario.is_right:
            blocks = as_computed(blocks)
        if title and question.subject in _OF_ONE_EXAMPLE and not is_alone(q := question.quantities(frame)):
            blocks = chain((Note(in_words(q)),), blocks)
    if not question.dress.has_numbers and question.subject not in _UNDRESSED:
        return Page(title, Blocks(symbols_only(blocks)))
    blocks = with_warnings(blocks)
    return Page(title, Blocks(with_gaps(blocks) if question.subject in _ABRIDGED else blocks))


_ABRIDGED = {Subject.LINE, Subject.SELECTED, Subject.PARTIALS, Subject.BESIDE}
"""What writes layer by layer, of a large one some neurons and inputs."""
_OF_ONE_EXAMPLE = {Subject.WHY, Subject.UNWOUND, Subject.PARTIALS, Subject.TERMS}
"""What speaks of the cost of one example; of several examples that is said first."""
_UNDRESSED = {Subject.DERIVATIVES, Subject.ERRATA}
"""What does not depend on how the network is dressed."""


def with_gaps(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with a line of words where those of some neurons or inputs of a large layer are left out."""
    before: Key | None = None
    for block in blocks:
        first = block.equations[0] if isinstance(block, Beside) else block
        key = first.left.key if isinstance(first, Equation) else None
        if before is not None and key is not None and before.number == key.number:
            yield from _gap("neurons", before.j, key.j) or (_gap("inputs", before.k, key.k) if before.k and key.k else [])
        yield block
        before = key


def _gap(what: str, before: int, after: int) -> list[Block]:
    """Words for what is left out between two."""
    if after - before < 2:
        return []
    last = after - 1
    which = f"{what[:-1]} {last}" if last == before + 1 else f"{what} {before + 1} to {last}"
    return [Note(f"and likewise for {which}")]


def with_warnings(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with a line of words below each equation on whose way a number is too small or too large."""
    said = set[str]()
    for block in blocks:
        yield block
        warning = block.warning if isinstance(block, Equation) else ""
        if warning and warning not in said:
            yield Note(f"{warning}.")
            said.add(warning)


def _answer(frame: Frame, question: Question) -> _Answer:
    """The title, and what stands below it."""
    if question.subject is Subject.ERRATA:
        # These four are imported late: they are long, and asked for seldom.
        from visprop.notation.explanations.misprints import errata

        layer = question.about.layer if question.about is not None else 0
        return "Misprints of the article beside what is right", errata(frame, layer)
    if question.subject is Subject.DERIVATIVES:
        return _derivatives(frame, question)
    if question.subject is Subject.LINE:
        return _line(frame, question)
    if question.subject is Subject.BESIDE:
        return _beside(frame, question)
    if question.subject is Subject.PARTIALS:
        return "Every partial derivative of c", partials(question.quantities(frame), question.whole)
    if question.subject is Subject.DESCENT:
        from visprop.notation.explanations.descent import descent

        told = descent(question.quantities(frame), question.along, question.axes)
        return f"Gradient descent from update {frame.done}: what the tangent promises, and what comes", told
    key = question.about
    if key is None:
        return "", [Note("Nothing is selected."), Note("Click on an edge or a neuron of the network.")]
    if not _may_be_asked(question, key):
        return "", [Note(f"Dressed as “{question.dress.words}” {_MISSING[question.subject is Subject.TERMS]}")]
    if question.subject is Subject.SELECTED:
        q = question.quantities(frame)
        found = chain(concerning(q, question.notation, key, question.whole), index_order(q, key))
        return _named(key, _name(frame, question, key), question.dress), found
    if question.subject is Subject.TERMS:
        return _terms(frame, key.parameter, question)
    if question.subject is Subject.WHY:
        return _why(frame, key.parameter, question)
    return _unwound(frame, key.parameter, question)


_MISSING = (
    "a bias belongs to the function of its neuron, and nothing is derived by it.",
    "a neuron is not opened: choose a dress with w, as the terms go through the weighted inputs.",
)
"""Why a page is not to be had in a dress."""


def _may_be_asked(question: Question, key: Key) -> bool:
    """Whether a dress has what a page is about."""
    dress = question.dress
    if question.subject is Subject.TERMS and not dress.is_opened:
        return False
    is_slope = question.subject is not Subject.SELECTED or key.letter == "b"
    return dress.has(key.parameter.letter) or not is_slope


def _line(frame: Frame, question: Question) -> _Answer:
    number = frame.line.number if question.line is None else question.line
    line = frame.program.lines[number]
    key = question.about
    q = question.quantities(frame)
    found: Iterable[Block] = equations(q, line, question.notation, key, question.whole)
    if line.kind is Kind.COST:
        found = chain(found, _of_the_cost(q, question))
    narrowed = key is not None and (line.kind is Kind.UPDATE or line.layer == key.layer)
    return line_title(line) + (f", {_name(frame, question, key)} alone" if key is not None and narrowed else ""), found


def _of_the_cost(q: Quantities, question: Question) -> Iterable[Block]:
    """What is told of the cost beside its equation."""
    more = as_one_function(q) if _is_eulers_chain(q, question) else () if q.dress.is_general else norm_steps(q)
    return chain(cost_of_example(q), more)


def _is_eulers_chain(q: Quantities, question: Question) -> bool:
    """Whether a net with one neuron a layer is written with f and D."""
    return q.is_linear and written_in(q.dress, question.notation) is EULER


def _beside(frame: Frame, question: Question) -> _Answer:
    from visprop.notation.explanations.facing import facing

    q, dress = question.quantities(frame), question.dress
    if not (dress.is_opened and dress.has_biases and dress.has_numbers):
        words = f"Dressed as “{dress.words}” nothing is vectorised: choose “{NEURONS.words}”."
        return "", [Note(words)]
    if q.is_linear:
        return "the scalar algorithm beside the vectorised one", facing(q, frame.program.lines, question.whole)
    line = frame.program.lines[frame.line.number if question.line is None else question.line]
    return f"{line_title(line)}, components beside vectors", facing(q, [line], question.whole)


def _name(frame: Frame, question: Question, key: Key) -> str:
    """A key's symbol."""
    return question.quantities(frame).naming.text(key)


def _named(key: Key, name: str, dress: Dress) -> str:
    """What is selected, in words: a weight, a bias, or a neuron."""
    if key.letter == "w":
        source, what = "input" if key.layer == 1 else "neuron", "weight" if dress.is_opened else "parameter"
        return f"{name}: the {what} into neuron {key.j} of layer {key.layer} from {source} {key.k}"
    return f"{name}: {'the bias of ' if key.letter == 'b' else ''}neuron {key.j} of layer {key.layer}"


def _terms(frame: Frame, key: Key, question: Question) -> _Answer:
    q = question.quantities(frame)
    found = terms_in_general(q, key) if question.dress.is_general else term_by_term(q, key, question.whole)
    return f"∂c/∂{_name(frame, question, key)} term by term", found


def _why(frame: Frame, key: Key, question: Question) -> _Answer:
    title = f"Why is ∂c/∂{_name(frame, question, key)} what it is?"
    q = question.quantities(frame)
    blocks: Iterable[Block] = derivation(q, key, question.notation, question.whole)
    if _is_eulers_chain(q, question):
        blocks = chain(as_one_function(q), blocks)
    has_paths = question.dress.has_numbers and question.dress.is_opened
    return title, chain(blocks, _as_paths(frame, key, question)) if has_paths else blocks


def _as_paths(frame: Frame, key: Key, question: Question) -> Iterator[Block]:
    """The same as a sum over paths."""
    found, most = path_sum(frame, key, question.dress), MAX_PATHS if question.whole else SHOWN_PATHS
    saved = f"{counted(found.multiplications, 'multiplication')}; with δ shared {found.shared}"
    yield Note(f"As {_paths(found.count)}, {saved}", is_heading=True)
    yield from found.rows(most)
    if found.count > most:
        yield Note(f"and {found.count - most} smaller ones")
    yield found.equation(most)


def _paths(count: int) -> str:
    return "one path" if count == 1 else f"{count} paths"


def _unwound(frame: Frame, key: Key, question: Question) -> _Answer:
    count = path_count(question.quantities(frame), key)
    name = _name(frame, question, key)
    if count > MAX_PATHS:
        return f"{name} unwound", [Note(f"{name} has {count} paths to the cost: unwound, it would fill pages.")]
    return f"Δ{name} written out", unwound(question.quantities(frame), key, question.notation)


def _inner(frame: Frame, j: int) -> dict[str, float]:
    """w, v and b of an output that has one input; NaN else."""
    network = frame.scenario.network
    before, (weights, biases) = frame.a(network.depth - 1), network.layers(frame.p_before)[-1]
    if weights.shape[1] != 1 or before is None:
        return dict.fromkeys("wvb", np.nan)
    return {"w": float(weights[j, 0]), "v": float(before[0]), "b": float(biases[j])}


def _derivatives(frame: Frame, question: Question) -> _Answer:
    from visprop.notation.explanations.rules import derivations

    network = frame.scenario.network
    depth = network.depth
    z, a = frame.z(depth), frame.a(depth)
    unknown = np.full(network.sizes[-1], np.nan)
    key = question.about
    j = key.j - 1 if key is not None and key.layer == depth else 0
    is_shared = not ACTIVATIONS[network.activations[-1]].is_elementwise
    values = (unknown if z is None else z, unknown if a is None else a)
    blocks = derivations(*values, frame.y, j, is_shared, _inner(frame, j))
    return f"The rules of differentiation, with the numbers of output {j + 1}", blocks
