"""Mutated scenario and CSV files, and the figures of those that open: nothing raises but what says what is wrong, nothing hangs.

`python -m tests.fuzz [--files 20000] [--figures 2000] [--seed 0]`
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import traceback
import warnings
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import open_scenario, resources
from visprop.scenario.files.document import Document, dumps, loads
from visprop.scenario.files.fields import FieldError
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.diverged import Diverged
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

LONGEST = 5.0
"""What takes longer hangs, in seconds."""
ODD = (
    None, True, -1, 0, -0.0, 1e308, 1e-320, 10**400, 2**63, "", "x" * 600, "\ud800", "\x1b[31m", [], {}, [[]], [None], "w1[1,1]",
    "b9", "../a.csv", "t.csv", "nan", 1.5, "logistic", "softmax", "adam", {"": 1},
)  # fmt: skip
CELLS = ("", "nan", "1e999", "word", '"', "1,5", "\x00", "-0", " 3 ", "1" * 400)


def _leaves(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree[:6]) if isinstance(tree, list) else ()
    for key, value in entries:
        found += _leaves(value, (*path, key))
    return found


def mutated(tree: Any, rng: random.Random) -> Any:
    """A tree with one to three places changed, left out, doubled or swapped."""
    tree = json.loads(json.dumps(tree))
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        path = rng.choice(_leaves(tree))
        owner = tree
        for key in path[:-1]:
            owner = owner[key]
        act = rng.randrange(5)
        if act == 0 and isinstance(owner, dict):
            del owner[path[-1]]
        elif act == 1 and isinstance(owner, dict):
            owner[rng.choice(["extra", "seed", "test", "scale", "x"])] = deepcopy(rng.choice(ODD))
        elif act == 2 and isinstance(owner[path[-1]], int | float) and not isinstance(owner[path[-1]], bool):
            owner[path[-1]] = owner[path[-1]] * rng.choice([-1, 2, 1000])
        elif act == 3 and isinstance(owner, list):
            owner.insert(0, deepcopy(owner[path[-1]]))
        else:
            owner[path[-1]] = deepcopy(rng.choice(ODD))
        if not _leaves(tree):
            break
    return tree


def scrambled(text: str, rng: random.Random) -> str:
    """A text with some letters changed."""
    letters = list(text)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(letters))
        letters[at] = rng.choice(['"', "{", "]", ",", "\x00", "9", "-", "é", ""])
    return "".join(letters)


def table(rng: random.Random) -> str:
    """A CSV file, more or less."""
    columns = rng.randint(1, 4)
    rows = [[f"c{i}" for i in range(columns)]]
    rows += [[rng.choice([*CELLS, "1", "2.5", "3"]) for _ in range(columns)] for _ in range(rng.randint(0, 6))]
    if rng.random() < 0.3:
        rows[rng.randrange(len(rows))].append("9")
    return rng.choice(["\n", "\r\n", "\r"]).join(rng.choice([",", ",", ";"]).join(row) for row in rows)


def trained(name: str, folder: Path) -> Any:
    """The file of a scenario that was trained for a while: with its beginning, and what the optimiser remembers."""
    session = Session(Run(open_scenario(name)))
    session.edits.set_training(replace(session.scenario.training, optimiser="adam"))
    session.playback.go(Position(3))
    while session.playback.seeking is not None:
        session.playback.tick(perf_counter())
    return json.loads(dumps(Document(session.edits.saved_run()), folder))


class Fuzz:
    """Counts what opened, what was refused, and what went wrong."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.rng, self.folder = random.Random(seed), folder
        self.opened = self.refused = self.drawn = self.overflowed = 0
        self.faults: list[str] = []
        paths = [*sorted((resources() / "scenarios").glob("*.json")), *Path(__file__).with_name("fixtures").glob("*.visprop")]
        self.seeds = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
        self.seeds += [trained(name, folder) for name in ("xor", "linear", "iris")]
        for path in (resources() / "scenarios").glob("*.csv"):
            (folder / path.name).write_bytes(path.read_bytes())

    def a_text(self) -> str:
        """The text of a file that may or may not be right."""
        tree, rng = self.rng.choice(self.seeds), self.rng
        if rng.random() < 0.2:
            (self.folder / "t.csv").write_text(table(rng), encoding="utf-8")
            data = {"csv": "t.csv", "inputs": [rng.choice(["c0", "c1", "zz"])], "targets": [rng.choice(["c1", "c0", "c2"])]}
            tree = tree | {"data": data, "network": {"sizes": [1, 2, 1], "activations": ["tanh", "identity"]}}
            tree = tree | {"parameters": {"init": "uniform"}}
            return json.dumps(tree)
        text = json.dumps(mutated(tree, rng))
        return scrambled(text, rng) if rng.random() < 0.15 else text

    def one_file(self) -> Document | None:
        """Open one; what is not refused in a sentence is a fault."""
        text = self.a_text()
        began = perf_counter()
        document = None
        try:
            document = loads(text, self.folder)
            self.opened += 1
        except FieldError as error:
            self.refused += 1
            if "\n" in str(error) or len(str(error)) > 1000:
                self._fault(f"a reason of {len(str(error))} characters", text)
        except Exception:
            self._fault(traceback.format_exc(), text)
        if perf_counter() - began > LONGEST:
            self._fault(f"it took {perf_counter() - began:.1f} s", text)
        return document

    def one_figure(self, document: Document) -> None:
        """Draw one view of a moment of it."""
        rng = self.rng
        view = rng.choice([view for view in VIEWS.values() if not view.needs_selection])
        began = perf_counter()
        try:
            timeline = Timeline(document.run)
            update = timeline.walk.first + rng.randrange(3)
            position = Position(update, 1, rng.randint(0, timeline.walk.last_line(update, 1)))
            moment = NetworkMoment(timeline.frame(position), History(timeline))
            size = (float(rng.choice([238, 345, 640, 1400])), float(rng.choice([170, 260, 400, 500])))
            view.draw(moment, ViewOptions(grid=11), size)
            self.drawn += 1
        except Diverged:
            self.overflowed += 1
        except Exception:
            self._fault(f"{view.name}: {traceback.format_exc()}", document.run.scenario.title)
        if perf_counter() - began > 6 * LONGEST:
            self._fault(f"{view.name} took {perf_counter() - began:.1f} s", document.run.scenario.title)

    def _fault(self, what: str, text: str) -> None:
        self.faults.append(what)
        print(f"{what}\n  in {text[:3000]}", file=sys.stderr, flush=True)


def main() -> int:
    """Try so many files and figures; exit status 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--figures", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", "path is deprecated", DeprecationWarning)
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(arguments.seed, Path(folder))
        for i in range(arguments.files):
            document = fuzz.one_file()
            due = (i + 1) * arguments.figures // arguments.files
            if document is not None and fuzz.drawn + fuzz.overflowed < due and document.run.scenario.p0.size < 2000:
                fuzz.one_figure(document)
    print(
        f"{arguments.files} files: {fuzz.opened} opened, {fuzz.refused} refused; {fuzz.drawn} figures drawn, "
        f"{fuzz.overflowed} overflowed; {len(fuzz.faults)} faults"
    )
    return 1 if fuzz.faults else 0


if __name__ == "__main__":
    sys.exit(main())
