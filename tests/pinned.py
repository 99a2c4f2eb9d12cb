"""What stands on every page and in every picture of the built-in scenarios and the benches: pinned, and dumped to the letter.

    python -m tests.pinned make           write the fixture anew, after a change that is meant
    python -m tests.pinned dump FOLDER    write all pages and pictures out, to be compared with those of another build by diff

Of each view, dress and notation the fixture has a digest in which every number is #, and one sum of all its numbers, each with a
weight: what a processor rounds otherwise changes neither by more than is allowed. Pictures with formulas in them have a sum of
their own, which holds for one version of the library that sets formulas. A dump has all to the letter.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.pinned_rounds import article_pictures, bench_pictures, layouts, network_pictures, swarm_pictures
from tests.pinned_text import figure_numbers, figure_text, has_formula, of_shape, part_numbers, part_text, text_numbers, weighed
from visprop.benches.registry import PREFIX
from visprop.figures.base import typeset
from visprop.figures.base.shapes import Figure
from visprop.kinds.registry import offers
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.expr import NUMBERS
from visprop.notation.latex_document import document, text_rows
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.timeline.frame import Frame
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

FIXTURE = Path(__file__).parent / "fixtures" / "pinned.json"
SWARMS = ("two-neurons", "sine")
"""The scenarios of which many runs are drawn as well: the article's, and one that has no plane of two inputs."""
FIGURES, LAYOUTS = "figures", "layouts"
PICTURES = "pictures:"
"""What the article's figures stand under, and the layouts of networks by themselves, and what a scenario's name has before it."""

SET_BY = f"ziamath {version('ziamath')}"
"""What sets formulas here."""

_CHOSEN_BY_LAST_DIGITS = {("autocoding", "picture/hidden"), ("digits", "picture/network")}
"""Not pinned: directions in which rows spread alike, and strengths that are equal, change places from processor to processor."""


@dataclass
class Group:
    """The pages or pictures of one name.

    Attributes:
        digest: of their text without numbers.
        total: the sum of their numbers.
        set_total: the same of pictures with formulas in them.
    """

    digest: Any = field(default_factory=hashlib.sha256)
    total: float = 0.0
    set_total: float = 0.0

    def pinned(self) -> list[str | float]:
        """As the fixture has it."""
        return [self.digest.hexdigest()[:16], round(self.total, 2), round(self.set_total, 2)]


def frames(scenario: Scenario) -> Iterator[Frame]:
    """The update line of the second update, and a line in the middle of the first."""
    timeline = Timeline(Run(scenario))
    last = timeline.program.update_line
    yield timeline.frame(Position(1, scenario.schedule.size_of(1), last))
    yield timeline.frame(Position(0, 1, last // 2 + 1))


def page_texts(scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    """(dress/notation, text, LaTeX) of every page about both frames."""
    about = scenario.network.parameter(0)
    for frame in frames(scenario):
        for dress in DRESSES.values():
            if dress.unfit(scenario):
                continue
            for notation in NOTATIONS.values():
                questions = [
                    Question(Subject.LINE, notation, None, line.number, False, dress, steps=True) for line in frame.program.lines
                ]
                questions += [
                    Question(subject, notation, about, None, False, dress) for subject in Subject if subject is not Subject.LINE
                ]
                for question in questions:
                    blocks = page(frame, question).blocks
                    rows = "\n".join(row for block in blocks for row in text_rows(block, NUMBERS))
                    yield f"{dress.name}/{notation.name}", rows, document(blocks)


def pieces(name: str) -> Iterator[tuple[str, str, float, bool]]:
    """(group, text, sum of the numbers, whether formulas are set in it) of all pages and pictures of what is named."""
    for kept in ("_kept", "_composed", "_patterns"):
        # Where a formula stands may depend on which were set before.
        setattr(typeset, kept, {})
    for kept in ("_kept", "_composed", "_patterns"):
        # Where a formula stands may depend on which were set before.
        setattr(typeset, kept, {})
    if name == LAYOUTS:
        for layout in layouts():
            yield "layouts", part_text(layout), weighed(part_numbers(layout)), False
    elif name in builtin_names():
        for group, rows, source in page_texts(open_scenario(name)):
            yield group, f"{rows}\n{source}\n", weighed(text_numbers(rows)), False
    else:
        for group, figure in _pictures(name):
            yield group, figure_text(figure), weighed(figure_numbers(figure)), has_formula(figure.shapes)


def _pictures(name: str) -> Iterator[tuple[str, Figure]]:
    """The pictures of what is named."""
    if name == FIGURES:
        yield from article_pictures()
    elif name.startswith(PREFIX):
        yield from bench_pictures(name)
    else:
        scenario = name.removeprefix(PICTURES)
        for group, figure in network_pictures(open_scenario(scenario)):
            if (scenario, group) not in _CHOSEN_BY_LAST_DIGITS:
                yield group, figure
        if scenario in SWARMS:
            yield from swarm_pictures(open_scenario(scenario))


def names() -> list[str]:
    """All that is pinned: the pages of scenarios, the pictures of them and of benches, and what is by itself."""
    return [
        *builtin_names(),
        *(f"{PICTURES}{name}" for name in builtin_names()),
        *(f"{PREFIX}{name}" for name in offers()),
        FIGURES,
        LAYOUTS,
    ]


def pinned(name: str) -> dict[str, list[str | float]]:
    """What is pinned of each group of pages and pictures."""
    found: dict[str, Group] = {}
    for group, text, total, is_set in pieces(name):
        one = found.setdefault(group, Group())
        one.digest.update(of_shape(text).encode())
        if is_set:
            one.set_total += total
        else:
            one.total += total
    return {group: one.pinned() for group, one in sorted(found.items())}


def _fixture() -> str:
    """The fixture: a group a line."""
    parts = [f'"set by": {json.dumps(SET_BY)}']
    for name in names():
        groups = ",\n".join(f" {json.dumps(group)}: {json.dumps(one)}" for group, one in pinned(name).items())
        parts.append(f"{json.dumps(name)}: {{\n{groups}\n}}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Make the fixture, or dump all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "dump"))
    parser.add_argument("folder", type=Path, nargs="?")
    arguments = parser.parse_args()
    if arguments.what == "make":
        FIXTURE.write_text(_fixture(), encoding="utf-8")
        return
    for name in names():
        for group, text, _, _ in pieces(name):
            path = arguments.folder / name / f"{group.replace(' ', '_')}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(text + "\n")


if __name__ == "__main__":
    main()
