"""The scenarios that come with the program, and where its resources lie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import visprop
from visprop.scenario.any_run import AnyRun
from visprop.scenario.files.document import NETWORKS, SUFFIX, Document, load_any
from visprop.scenario.files.part import FilePart
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario

TOPICS = {
    "The article's networks": ("neuron", "shared-bias", "linear", "two-neurons", "layers"),
    "Learning from examples": ("xor", "sine", "autocoding", "iris", "digits", "edge"),
    "Points in the plane": ("gauss", "circle", "quadrants", "spiral"),
}
"""The names of the built-in scenarios by what they are about."""
FIRST = "two-neurons"
"""The scenario that is open at the start."""


@lru_cache(maxsize=1)
def resources() -> Path:
    """The folder of the resources: inside the installed package, or beside it in a checkout."""
    package = Path(visprop.__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def builtin_names() -> tuple[str, ...]:
    """The names of the built-in scenarios, in the order in which they are best learned from."""
    numbered = [path.stem.split("-", 1) for path in (resources() / "scenarios").glob("*.json")]
    return tuple(name for _, name in sorted(numbered, key=lambda one: int(one[0])))


class Told(NamedTuple):
    """What a built-in scenario says of itself.

    Attributes:
        title, notes: as its file has them.
        sizes: of its network.
    """

    title: str
    notes: str
    sizes: tuple[int, ...]

    @property
    def line(self) -> str:
        """The first sentence of its notes."""
        return self.notes.split(". ")[0].rstrip(".") + "."


@lru_cache(maxsize=1)
def builtin_told() -> Mapping[str, Told]:
    """What the built-in scenarios say of themselves, by their names."""
    # Not read in full, as the window is waiting for them.
    found = {name: json.loads(builtin_path(name).read_text(encoding="utf-8")) for name in builtin_names()}
    return {name: Told(one["title"], one.get("notes", ""), tuple(one["network"]["sizes"])) for name, one in found.items()}


def builtin_titles() -> dict[str, str]:
    """The titles of the built-in scenarios by their names."""
    return {name: told.title for name, told in builtin_told().items()}


def builtin_path(name: str) -> Path:
    """The file of a built-in scenario.

    Raises:
        KeyError: there is none of this name.
    """
    for path in (resources() / "scenarios").glob("*.json"):
        if path.stem.split("-", 1)[1] == name:
            return path
    raise KeyError(name)


def open_document(name: str, parts: Mapping[str, FilePart] = NETWORKS) -> Document[AnyRun]:
    """A scenario file by its built-in name or by its path; of a network's run, where no more kinds are given.

    Raises:
        FieldError: the file is no valid scenario.
        OSError: there is no such file, or it cannot be read.
    """
    if name in builtin_names():
        return load_any(builtin_path(name), parts)
    path = Path(name)
    if not path.exists():
        known = ", ".join(builtin_names())
        raise FileNotFoundError(f"no file {name} and no built-in scenario of that name ({known}; a file ends in {SUFFIX})")
    return load_any(path, parts)


def open_scenario(name: str) -> Scenario:
    """The scenario of a network's run alone, as `open_document` finds it."""
    run = open_document(name).run
    assert isinstance(run, Run)
    return run.scenario
