"""What stands on every page and in every picture of the built-in scenarios: pinned by its shape, and dumped to the letter.

    python -m tests.pinned make           write the fixture anew, after a change that is meant
    python -m tests.pinned dump FOLDER    write all pages and pictures out, to be compared with those of another build by diff

The fixture has digests in which every number is #: what a processor rounds otherwise changes none. A dump has the numbers.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from visprop.engine.key import Key
from visprop.figures.base.text import Run as Letters
from visprop.figures.moment import ViewOptions
from visprop.figures.views import VIEWS
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.expr import NUMBERS
from visprop.notation.latex_document import document, text_rows
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import Node
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.session.session import Session
from visprop.timeline.frame import Frame
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

FIXTURE = Path(__file__).parent / "fixtures" / "pinned.json"
_NUMBER = re.compile(r"[−-]?\d+(?:[.,]\d+)?(?:(?:e|×10|\s*\\cdot\s*10\^)[-−{}⁻⁰¹²³⁴⁵⁶⁷⁸⁹\d]+)?")
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def frames(scenario: Scenario) -> Iterator[Frame]:
    """The update line of the second update, and a line in the middle of the first."""
    timeline = Timeline(Run(scenario))
    last = timeline.program.update_line
    yield timeline.frame(Position(1, scenario.schedule.size_of(1), last))
    yield timeline.frame(Position(0, 1, last // 2 + 1))


def page_texts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """(dress/notation, text and LaTeX) of every page about both frames."""
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
                    yield f"{dress.name}/{notation.name}", f"{rows}\n{document(blocks)}\n"


def picture_texts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """(view, its shapes) at both frames' positions, in each size of a view's own."""
    session = Session(Run(scenario))
    for frame in frames(scenario):
        session.playback.go(frame.position)
        # On a busy machine a jump takes more than one slice of time.
        while session.playback.seeking is not None:
            session.playback.tick(0.0)
        assert session.playback.position == frame.position
        moment = session.moment().at_once()
        for name, view in VIEWS.items():
            selected = Key.parse("a1[1]") if view.needs_selection else None
            figure = view.draw(moment if selected is None else _selected(moment, selected), ViewOptions(grid=21), view.size)
            yield f"picture/{name}", "\n".join(_written(shape) for shape in figure.shapes) + "\n"


def _selected(moment: Any, key: Key) -> Any:
    from dataclasses import replace

    return replace(moment, selected=key)


def _written(part: object) -> str:
    """A shape as text: its kind, and what it has."""
    if isinstance(part, np.ndarray):
        return f"[{part.shape}: {' '.join(f'{value:.1f}' for value in part.ravel().tolist())}]"
    if isinstance(part, float):
        return f"{part:.1f}"
    if isinstance(part, tuple) and len(part) == 3 and all(type(value) is int for value in part):
        # A colour, in letters, as its numbers are no numbers of the mathematics.
        return f"hue {bytes(part).hex().translate(_LETTERS)}"
    if isinstance(part, Letters):
        return f"Run({' '.join(map(_named, part._fields, part))})"
    if isinstance(part, tuple | list):
        return f"({' '.join(map(_written, part))})"
    if isinstance(part, Node):
        return latex(part)
    if is_dataclass(part) and not isinstance(part, type):
        inner = " ".join(_named(field.name, getattr(part, field.name)) for field in fields(part))
        return f"{type(part).__name__}({inner})"
    return "function" if callable(part) else str(part)


def _named(name: str, value: object) -> str:
    """A field; a formula is told in LaTeX."""
    return f"{'latex' if isinstance(value, Node) else name}={_written(value)}"


def of_shape(text: str) -> str:
    """A text without its numbers, and whether they are exact."""
    return re.sub(r"\[\(.*?\]", "[]", _NUMBER.sub("#", text)).replace(r"\approx", "=").replace("≈", "=")


def digests(name: str) -> dict[str, str]:
    """The digest of each group of pages and pictures of a built-in scenario."""
    scenario, found = open_scenario(name), dict[str, Any]()
    for group, text in (*page_texts(scenario), *picture_texts(scenario)):
        found.setdefault(group, hashlib.sha256()).update(of_shape(text).encode())
    return {group: digest.hexdigest()[:16] for group, digest in sorted(found.items())}


def main() -> None:
    """Make the fixture, or dump all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "dump"))
    parser.add_argument("folder", type=Path, nargs="?")
    arguments = parser.parse_args()
    if arguments.what == "make":
        FIXTURE.write_text(json.dumps({name: digests(name) for name in builtin_names()}, indent=1) + "\n", encoding="utf-8")
        return
    for name in builtin_names():
        for group, text in (*page_texts(open_scenario(name)), *picture_texts(open_scenario(name))):
            path = arguments.folder / name / f"{group.replace(' ', '_')}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(text + "\n")


if __name__ == "__main__":
    main()
