"""What a figure tells whoever cannot see it: its places and its words, in groups, each with where it stands.

Nothing is put into words before it is asked for: a network of thousands of edges has as many places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from itertools import accumulate
from typing import Any

from visprop.engine.key import Key
from visprop.figures.base.cells import Cells
from visprop.figures.base.outlines import BASE
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Clip, Figure, Formula, Handle, Label, Press, Shape, Targets
from visprop.figures.base.text import Run
from visprop.figures.base.typeset import known
from visprop.notation.layout.said import said
from visprop.notation.layout.spoken import apart, spoken
from visprop.notation.naming import group_name

Box = tuple[float, float, float, float]
"""Left, top, width and height on the page, in points."""
Words = Callable[[float, float, Key], str]
"""What is known of a key that stands at a place of the page, as a tool tip tells it."""
KeyAt = Callable[[float, float], Key | None]


class Sort(Enum):
    """What can be done with an item."""

    PLACE = "place"
    WORDS = "words"
    PRESS = "press"
    HANDLE = "handle"


@dataclass(frozen=True)
class Item:
    """One thing of a picture, put into words when they are asked for.

    Attributes:
        tell: makes its name.
        box: where it stands.
        key: what it stands for; None for nothing that could be selected.
        tell_more: makes what else there is to know.
        handle: the name of what can be dragged.
        sets: what a press sets, by the names of what is set; None where it sets nothing.
    """

    tell: Callable[[], str]
    box: Box
    key: Key | None = None
    tell_more: Callable[[], str] = str
    handle: str = ""
    sets: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        """What it is and what is known of it, in words."""
        return self.tell()

    @property
    def more(self) -> str:
        """What else there is to know of it, in words; empty for nothing."""
        return self.tell_more()


@dataclass(frozen=True, eq=False)
class Group:
    """Things of one kind, made one by one as they are asked for.

    Attributes:
        name: what they are together, in words.
        identity: by which the same group of the next picture is known.
        sort: what they are.
        count: how many there are.
        item: the one of an index from 0.
        index_of: the index of a key; None if it is not among them.
    """

    name: str
    identity: Hashable
    sort: Sort
    count: int
    item: Callable[[int], Item]
    index_of: Callable[[Key], int | None] = lambda _: None


def told_groups(figure: Figure, words: Words, more: Words = lambda x, y, key: "") -> list[Group]:
    """What can be pointed at in a figure, in the order in which data flows, and what can be moved and clicked.

    Args:
        figure: the picture.
        words: what is told of a place.
        more: what else there is to know of it.
    """
    found = [_of_places(parts, words, more, figure) for parts in _places(figure.targets)]
    if figure.handles:
        found.append(_of_handles(figure.handles))
    if figure.presses:
        found.append(_of_presses(figure.presses))
    return found


def words_group(shapes: Sequence[Shape], name: str = "words in the picture", key_at: KeyAt | None = None) -> Group | None:
    """The words and formulas of a picture, one item a line of them; None where it has none.

    Args:
        shapes: of the picture.
        name: of the group.
        key_at: what stands at a place of the page; a line then stands for what it begins with.
    """
    lines = list(_lines(shapes))

    def item(index: int) -> Item:
        found, first = _told_line(lines[index]), lines[index][0]
        return found if key_at is None else replace(found, key=key_at(first.x + 1.0, first.y - 3.0))

    return Group(name, "words", Sort.WORDS, len(lines), item) if lines else None


# Places


_Parts = list[Targets]
_OF_NETWORK = frozenset({"w", "b", "a", "z", "d", "x", "y", "c"})


def _places(targets: Sequence[Targets]) -> list[_Parts]:
    """The places to be told, those of one kind together; numbers that stand in a neuron are told with it."""
    found: dict[tuple[str, int], _Parts] = {}
    for group in targets:
        if not how_many(group):
            continue
        key = group.key(0)
        if key.letter not in _OF_NETWORK:
            found.setdefault((key.letter, 0), []).append(group)
            continue
        kind = (key.place.letter, key.place.number)
        # What stands for the thing itself is told, not what only belongs to it; of several the one that lies behind the others.
        if key.place == key or kind not in found:
            found[kind] = [group]
    return sorted(found.values(), key=lambda parts: _rank(parts[0].key(0)))


def how_many(targets: Targets) -> int:
    """How many places there are."""
    return targets.counts[0] * targets.counts[1] if isinstance(targets, Cells) else len(targets.ends)


def _rank(key: Key) -> tuple[int, int]:
    """Inputs, then layer by layer the weights before the neurons, then targets and the cost."""
    last = {"y": 1, "c": 2}.get(key.letter, 0)
    return (key.number if not last else 10**9 + last), 0 if key.letter == "w" else 1


def _of_places(parts: _Parts, words: Words, more: Words, figure: Figure) -> Group:
    first = parts[0].key(0)
    starts = [0, *accumulate(map(how_many, parts))]

    def item(index: int) -> Item:
        at = bisect_right(starts, index) - 1
        key, box = parts[at].key(index - starts[at]), parts[at].box(index - starts[at])
        middle = (box[0] + box[2] / 2, box[1] + box[3] / 2)

        def tell() -> str:
            text = words(*middle, key) or _text_in(figure.shapes, box) or str(key)
            return said(text).replace("\n", "; ")

        return Item(tell, box, key, lambda: said(more(*middle, key)))

    def index_of(key: Key) -> int | None:
        found = ((start, part.index_of(key)) for start, part in zip(starts, parts, strict=False))
        return next((start + index for start, index in found if index is not None), None)

    identity = (first.place.letter, first.place.number if first.letter in _OF_NETWORK else 0)
    return Group(group_name(first), identity, Sort.PLACE, starts[-1], item, index_of)


def _text_in(shapes: Sequence[Shape], box: Box) -> str:
    """What stands in a box."""
    left, top, wide, high = box
    written = (shape for shape in _flat(shapes) if isinstance(shape, Label | Formula))
    inside = [one for one in written if left <= one.x <= left + wide and top <= one.y <= top + high]
    return ", ".join(_said_line(line) for line in _lines(inside))


def _of_handles(handles: Sequence[Handle]) -> Group:
    def item(index: int) -> Item:
        one = handles[index]
        box = (one.x - one.reach, one.y - one.reach, 2 * one.reach, 2 * one.reach)
        return Item(lambda: said(one.name), box, tell_more=lambda: "Alt and the arrow keys move it", handle=one.name)

    return Group("what can be moved", "handles", Sort.HANDLE, len(handles), item)


def _of_presses(presses: Sequence[Press]) -> Group:
    def item(index: int) -> Item:
        one = presses[index]
        return Item(lambda: said(f"{one.name}: {one.does}"), (one.x, one.y, one.width, one.height), sets=one.sets)

    return Group("what can be pressed", "presses", Sort.PRESS, len(presses), item)


# Words

_Line = list[Label | Formula]
_SAME_LINE = 7.0
"""Text whose places differ by so little in height, in points, is in one line."""


def _flat(shapes: Sequence[Shape]) -> Iterator[Shape]:
    for shape in shapes:
        if isinstance(shape, Clip):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _lines(shapes: Sequence[Shape]) -> Iterator[_Line]:
    """Labels and formulas, those together that follow one another from left to right in one line."""
    line: _Line = []
    for shape in _flat(shapes):
        if not isinstance(shape, Label | Formula):
            continue
        if line and (abs(shape.y - line[-1].y) > _SAME_LINE or shape.x < line[-1].x):
            yield line
            line = []
        line.append(shape)
    if line:
        yield line


def _told_line(line: _Line) -> Item:
    boxes = [_bounds(one) for one in line]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return Item(partial(_said_line, line), (left, top, right - left, bottom - top))


def _said_line(line: _Line) -> str:
    name = " ".join(spoken(one.node) if isinstance(one, Formula) else _said_runs(one.runs) for one in line)
    return " ".join(name.split())


def _bounds(one: Label | Formula) -> Box:
    """Left, top, right and bottom; of a formula about, where it is out of sight and not set."""
    if isinstance(one, Label):
        return bounds(one)
    formula, scale = known(one.node), one.size / BASE
    if formula is None:
        return one.x, one.y - one.size, one.x + one.size, one.y + 0.4 * one.size
    return one.x, one.y - formula.ascent * scale, one.x + formula.width * scale, one.y + formula.descent * scale


def _said_runs(runs: Sequence[Run]) -> str:
    """A label in words: what is raised or lowered behind a letter are its indices, behind anything else a power."""
    found, at = "", 0
    while at < len(runs):
        end = at + 1
        while end < len(runs) and runs[end].script:
            end += 1
        scripts = {run.script: run.text for run in runs[at + 1 : end]}
        found += f" {said(runs[at].text)}{_said_scripts(runs[at], scripts)}"
        at = end
    return found


def _said_scripts(base: Run, scripts: Mapping[int, str]) -> str:
    above, below = scripts.get(1, ""), scripts.get(-1, "")
    if base.text[-1:].isdigit() and above:
        return f" to the {said(above)}"
    told = ", ".join(filter(None, (above, apart(base.text, above, below))))
    return f" {said(told)}" if told else ""
