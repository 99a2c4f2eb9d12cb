"""A bench at its steps, and its pictures and its page as they are drawn, for the tests of each."""

from visprop.benches.pictures import BenchMoment
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchExperiment, BenchRun
from visprop.figures.moment import ViewOptions
from visprop.notation.expression.expr import Style
from visprop.notation.latex_document import text_rows
from visprop.timeline.position import Position
from visprop.timeline.work import AT_ONCE, BUDGET

SIZES = ((420.0, 300.0), (640.0, 400.0), (1000.0, 600.0))


class World:
    """A bench by its name."""

    def __init__(self, name):
        self.entry = BENCHES[name]
        self.bench = self.entry.bench
        self.views = {view.name: view for view in self.bench.views}

    def values(self, *changes, **last):
        """The values at first, with changes one after the other."""
        found = self.bench.start
        for change in (*changes, last):
            found = self.bench.put(found, change)
        return found

    def moment(self, step, values):
        return BenchMoment(BenchExperiment(BenchRun.new(self.entry, values), BUDGET, AT_ONCE).frame(Position(step)))

    def draw(self, view, step, values, size=SIZES[1], **options):
        return self.views[view].draw(self.moment(step, values), ViewOptions(**options), size)

    def told(self, step, values, digits=4):
        """What stands on its page at a step, row by row, as plain text."""
        (page,) = [view.page for view in self.bench.views if view.page is not None]
        blocks = page(self.moment(step, values), ViewOptions(digits=digits)).blocks
        return [row for block in blocks for row in text_rows(block, Style(digits=digits))]
