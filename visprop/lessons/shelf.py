"""The chapters and tests that come with the program, as the map of the course lists them; each is read when it is opened."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from visprop.lessons.lesson import SUFFIX, Lesson
from visprop.lessons.reading_lessons import load_lesson
from visprop.lessons.titles import titles_of_chapters, titles_of_tests
from visprop.scenario.builtin import resources


@dataclass(frozen=True)
class Chapter:
    """What the map tells of a chapter.

    Attributes:
        name: by which it is opened, and its progress kept.
        number: its place in the course, which is that of the article.
        title, section, about: as its file has them.
        count: how many steps it has.
        asking: those of them that ask something, from 0.
        misprints: the rows of the errata that fall in it.
    """

    name: str
    number: int
    title: str
    section: str
    about: str
    count: int
    asking: tuple[int, ...]
    misprints: tuple[int, ...]


def _path(name: str) -> Path:
    return resources() / "lessons" / f"{name}.json"


@lru_cache(maxsize=1)
def chapters() -> tuple[Chapter, ...]:
    """All of them in their order."""
    found = []
    # Not read in full, as the window is waiting for them.
    for path in (resources() / "lessons").glob("*.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        steps = told["steps"]
        asking = tuple(i for i, step in enumerate(steps) if "ask" in step)
        words = (told["title"], told["section"], told["about"])
        found.append(Chapter(path.stem, told["chapter"], *words, len(steps), asking, tuple(told["misprints"])))
    return tuple(sorted(found, key=lambda one: one.number))


@lru_cache(maxsize=32)
def open_chapter(name: str) -> Lesson:
    """A chapter by its name."""
    return load_lesson(_path(name))


TEST, LESSON = "test:", "lesson:"
"""What stands before the names of tests and chapters where a scenario could stand too."""


def is_lesson(name: str) -> bool:
    """Whether a name is that of a test, of a chapter, or of a lesson's file."""
    return name.startswith((TEST, LESSON)) or name.lower().endswith(SUFFIX)


def open_lesson(name: str) -> Lesson:
    """A lesson by `test:NAME` or `lesson:NAME`, or from its file.

    Raises:
        FieldError: the file is no valid one.
        OSError: there is no such test, chapter or file, or it cannot be read.
    """
    if name.startswith(TEST):
        return load_lesson(resources() / "tests" / f"{_known(name.removeprefix(TEST), titles_of_tests())}.json")
    if name.startswith(LESSON):
        return open_chapter(_known(name.removeprefix(LESSON), titles_of_chapters()))
    return load_lesson(Path(name))


def _known(name: str, names: Iterable[str]) -> str:
    if name not in names:
        raise FileNotFoundError(f"there is no {name!r}, but {', '.join(names)}")
    return name
