"""The sheets of a class, and any one of them again: of a pass through a network, of a test, of a chapter."""

from __future__ import annotations

from pathlib import Path

from visprop.export.worksheet.asked import pass_sheet
from visprop.export.worksheet.items import lesson_sheet
from visprop.export.worksheet.questions import Origin, Sheet
from visprop.lessons.lesson import Lesson
from visprop.lessons.shelf import LESSON, TEST
from visprop.scenario.builtin import builtin_names
from visprop.scenario.variants import variant
from visprop.timeline.timeline import Timeline

MOST_VARIANTS = 1000
"""So many variants are made at most."""


def source_of(name: str) -> str:
    """What a sheet says of where it is from: the name of what comes with the program, or that of a file without its folder."""
    is_own = name not in builtin_names() and not name.startswith((TEST, LESSON))
    return Path(name).name if is_own else name


def of_pass(timeline: Timeline, origin: Origin) -> Sheet:
    """A variant of what is asked about a pass, and about the update it belongs to.

    Raises:
        ValueError: the network is too large to be computed by hand, or has no such position.
        Diverged: a number is not finite.
    """
    own = timeline if origin.number == 1 else Timeline(variant(timeline.run, origin.number, origin.seed))
    return pass_sheet(own, own.walk.parse(origin.at), origin)


def of_lesson(lesson: Lesson, origin: Origin) -> Sheet:
    """A variant of a test, or a chapter, of which there is one: its text speaks of its own numbers.

    Raises:
        ValueError: a chapter has no such variant.
    """
    if origin.number > 1 and not lesson.is_test:
        raise ValueError(f"{lesson.title} has one variant, as its text is about its own numbers; tests have others")
    return lesson_sheet(lesson, origin)
