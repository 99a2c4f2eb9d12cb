"""Moments of the bench, for the tests."""

from tests.benches.world import World

WORLD = World("plane")
ENTRY, BENCH = WORLD.entry, WORLD.bench
STEPS = range(8)
VIEWS = {name.removeprefix("plane-"): view for name, view in WORLD.views.items() if view.page is None}
values, moment = WORLD.values, WORLD.moment


def draw(view, step, found, size=(640.0, 400.0), **options):
    """A picture at a step."""
    return WORLD.draw(f"plane-{view}", step, found, size, **options)


def told(step, found, digits=4):
    """What stands on the page at a step, as plain text."""
    return "\n".join(WORLD.told(step, found, digits))
