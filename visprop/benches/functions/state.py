"""What is known at a step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from visprop.benches.functions.inference import infer
from visprop.benches.functions.reduction import Step
from visprop.benches.functions.story import Seen, Stage, Story, story
from visprop.benches.functions.terms import Infix, Number, Path, Term, at, places, replaced
from visprop.benches.functions.types import Arrow, Type
from visprop.benches.values import Values
from visprop.engine.key import Key


@dataclass(frozen=True, eq=False)
class Known:
    """What is known at a step.

    Attributes:
        story: all that is told.
        stage: which part of it.
        all_brackets: whether every bracket is written.
        is_between: whether E[a/x] is a line of its own.
    """

    story: Story
    stage: Stage
    all_brackets: bool
    is_between: bool

    @cached_property
    def term(self) -> Term:
        """The term of the present line; of E[a/x] the one before."""
        return self.story.term_at(self.stage.line)

    @cached_property
    def drawn(self) -> Term:
        """The term as it is drawn; of E[a/x] with the variables that were renamed for it."""
        step = self.next
        if self.stage.seen is not Seen.PUT or step is None or step.done.body is None:
            return self.term
        function = step.redex.parts()[0]
        return replaced(self.term, (*step.path, 0), function.of_parts((step.done.body,)))

    @property
    def next(self) -> Step | None:
        """What is worked out next; None where nothing is, or before anything is worked out of a term without a type."""
        steps, line = self.story.calculation.steps, self.stage.line
        is_told = self.story.typed is not None or self.stage.seen in (Seen.LINE, Seen.PUT)
        return steps[line] if is_told and line < len(steps) else None

    @cached_property
    def types(self) -> Mapping[Path, Type]:
        """The types of the term and of its parts at their places, as far as they are known and told."""
        typed, refusal = self.story.typed, self.story.refusal
        if typed is not None:
            return typed.at if not self.stage.line else infer(self.term, typed).at
        assert refusal is not None
        return refusal.known if self.stage.seen in (Seen.PARTS, Seen.REFUSED) else {}

    @property
    def whole_type(self) -> Type | None:
        """The type of every line; None where there is none."""
        return None if self.story.typed is None else self.story.typed.type_

    @property
    def wrong(self) -> Path | None:
        """Where the part stands that does not fit; None where that is not told."""
        refusal = self.story.refusal
        return refusal.path if refusal is not None and self.stage.seen is Seen.REFUSED else None

    @property
    def marked(self) -> Path | None:
        """Where the part stands that is spoken of: what is worked out next, or what does not fit."""
        step = self.next
        place = self.wrong if step is None else step.path
        return None if place is None else shown_place(self.term, place)


def known_at(values: Values, step: int) -> Known:
    """What is known at a step."""
    told = story(values)
    return Known(told, told.stages[step], values["brackets"], values["between"])


def known_numbers(known: Known) -> dict[str, float | None]:
    """What is known by the names that a lesson's text uses: the number that is left, and how many arguments the term takes."""
    is_over = known.stage is known.story.stages[-1]
    return {
        "result": known.term.value if is_over and isinstance(known.term, Number) else None,
        "arguments": None if known.whole_type is None else float(_arguments(known.whole_type)),
    }


def _arguments(type_: Type) -> int:
    """How many arguments a term of a type takes, one at a time."""
    return 1 + _arguments(type_.result) if isinstance(type_, Arrow) else 0


def key_of(term: Term, path: Path) -> Key:
    """By what the part at a place is pointed at: they are counted from 1, the leftmost and outermost first."""
    return Key("layer", next(i for i, (place, _) in enumerate(places(term), start=1) if place == path))


def place_of(term: Term, key: Key | None) -> Path | None:
    """Where the part stands that a key points at; None where it points at none."""
    if key is None or key.letter != "layer":
        return None
    return next((path for i, (path, _) in enumerate(places(term), start=1) if i == key.number), None)


def shown_place(term: Term, path: Path) -> Path:
    """A place that can be marked: what stands in a fraction or in a power is marked with it."""
    for i in range(len(path)):
        above = at(term, path[:i])
        if isinstance(above, Infix) and above.sign in ("/", "^"):
            return path[:i]
    return path
