"""The sheets of a class, and any one of them again: of a pass through a network, of a test, of a chapter."""

from __future__ import annotations

from pathlib import Path

from visprop.export.worksheet.asked import pass_sheet
from visprop.export.worksheet.items import lesson_sheet
from visprop.export.worksheet.questions import Origin, Sheet
from visprop.lessons.lesson import Lesson
from visprop.lessons.shelf import LESSON, TEST
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
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


def of_run(run: Run, at: str, seed: int, count: int, file: str) -> list[Sheet]:
    """The variants of what is open; they say which scenario of the program, or else which file, they can be made from again.

    Args:
        run: what is open, of which the first variant is.
        at: which pass is asked for.
        seed: what the others are drawn from.
        count: how many there are.
        file: the name of the file that holds it; empty where none does.

    Raises:
        ValueError: the network is too large to be computed by hand, or has no such position.
        Diverged: a number is not finite.
    """
    timeline = Timeline(run)
    text = timeline.walk.text(timeline.walk.passed(timeline.walk.parse(at)))
    proofs = [Origin("", text, seed, number) for number in (1, 2)]
    wanted = [of_pass(timeline, origin).print for origin in proofs]
    source = next((name for name in builtin_names() if _gives(name, run, proofs, wanted)), file)
    return [of_pass(timeline, Origin(source, text, seed, number)) for number in range(1, count + 1)]


def _gives(name: str, run: Run, proofs: list[Origin], wanted: list[str]) -> bool:
    """Whether a scenario of the program gives the same sheets."""
    own = Run(open_scenario(name))
    return run.is_about_the_same(own) and [of_pass(Timeline(own), origin).print for origin in proofs] == wanted


def of_lesson(lesson: Lesson, origin: Origin) -> Sheet:
    """A variant of a test, or a chapter, of which there is one: its text speaks of its own numbers.

    Raises:
        ValueError: a chapter has no such variant.
    """
    if origin.number > 1 and not lesson.is_test:
        raise ValueError(f"{lesson.title} has one variant, as its text is about its own numbers; tests have others")
    return lesson_sheet(lesson, origin)
