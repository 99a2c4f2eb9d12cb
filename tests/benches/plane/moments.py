"""Moments of the bench, for the tests."""

from visprop.benches.pictures import BenchMoment
from visprop.benches.plane.bench import BENCH
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchFrame, BenchRun
from visprop.figures.moment import ViewOptions
from visprop.notation.expression.expr import Style
from visprop.notation.latex_document import text_rows
from visprop.timeline.position import Position

ENTRY = BENCHES["plane"]
STEPS = range(8)
VIEWS = {"map": BENCH.views[0], "surface": BENCH.views[1], "slices": BENCH.views[2]}


def values(*changes, **last):
    """The values at first, with changes one after the other."""
    found = BENCH.start
    for change in (*changes, last):
        found = BENCH.put(found, change)
    return found


def moment(step, found):
    """What is known at a step."""
    return BenchMoment(BenchFrame(Position(step), BenchRun.new(ENTRY, found), BENCH.steps(found), BENCH.state(found, step)))


def draw(view, step, found, size=(640.0, 400.0), **options):
    """A picture at a step."""
    return VIEWS[view].draw(moment(step, found), ViewOptions(**options), size)


def told(step, found, digits=4):
    """What stands on the page at a step, as plain text."""
    page = BENCH.views[3].page(moment(step, found), ViewOptions(digits=digits))
    return "\n".join(row for block in page.blocks for row in text_rows(block, Style(digits=digits)))
