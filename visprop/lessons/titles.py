"""What the chapters and tests that come with the program are called; none of them is read in full for it."""

from __future__ import annotations

import json

from visprop.scenario.builtin import resources


def titles_of_chapters() -> dict[str, str]:
    """The titles of the chapters by their names, in their order."""
    return _titles("lessons")


def titles_of_tests() -> dict[str, str]:
    """The titles of the tests that a teacher can hand out, by their names: the one before comes first."""
    return dict(reversed(_titles("tests").items()))


def _titles(folder: str) -> dict[str, str]:
    paths = sorted((resources() / folder).glob("*.json"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8"))["title"] for path in paths}
