"""The bench at its steps, and its pictures and pages as they are drawn."""

from tests.benches.world import SIZES, World
from visprop.figures.base.style import THEMES

WORLD = World("notations")
BENCH = WORLD.bench
SEVERAL = {"function": "sine and square"}
STEPS = 9
"""The function, seven notations, and all of them."""


def values_of(**changed):
    return WORLD.values(**changed)


def subject(**changed):
    return BENCH.state(values_of(**changed), 0).subject


def ways(**changed):
    """Each notation by its name."""
    return {way.name: way for way in BENCH.state(values_of(**changed), 0).ways}


def drawn(view, step, size=SIZES[1], theme="light", **changed):
    return WORLD.draw(view, step, values_of(**changed), size, theme=THEMES[theme])


def page_lines(step, **changed):
    """What stands on the page, row by row."""
    return WORLD.told(step, values_of(**changed))
