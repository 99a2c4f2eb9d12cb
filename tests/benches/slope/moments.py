"""Moments of the bench, for the tests."""

from tests.benches.world import World

WORLD = World("slope")
ENTRY, BENCH = WORLD.entry, WORLD.bench
STEPS = range(9)
values, moment = WORLD.values, WORLD.moment


def draw(step, found, size=(640.0, 400.0), **options):
    """The picture at a step."""
    return WORLD.draw("slope-picture", step, found, size, **options)


def told(step, found, digits=4):
    """What stands on the page at a step, as plain text."""
    return "\n".join(WORLD.told(step, found, digits))
