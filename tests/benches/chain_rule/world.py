"""The bench at its steps, and its pictures and pages as they are drawn."""

from tests.benches.world import SIZES, World
from visprop.figures.base.style import THEMES

WORLD = World("chain-rule")
BENCH = WORLD.bench
FOUR = {"count": 4, "function1": "logistic", "function2": "exp", "function3": "sin", "function4": "typed"}
BROKEN = {
    "count": 3,
    "function1": "sin",
    "function2": "typed",
    "typed2": "sqrt(x)",
    "function3": "typed",
    "typed3": "x - 1",
    "x": 0.5,
}


def values_of(**changed):
    return WORLD.values(**changed)


def through(**changed):
    return BENCH.state(values_of(**changed), 0).through


def step_count(**changed):
    return len(BENCH.steps(values_of(**changed)))


def moment(step, **changed):
    return WORLD.moment(step, values_of(**changed))


def drawn(view, step, size=SIZES[1], theme="light", **changed):
    return WORLD.draw(view, step, values_of(**changed), size, theme=THEMES[theme])


def page_lines(step, **changed):
    """What stands on the page, row by row."""
    return WORLD.told(step, values_of(**changed))
