"""The bench at its steps, and its pictures and pages as they are drawn."""

from visprop.benches.notations.bench import BENCH
from visprop.benches.pictures import BenchMoment
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchExperiment, BenchRun
from visprop.figures.base.style import THEMES
from visprop.figures.moment import ViewOptions
from visprop.notation.latex_document import text_rows
from visprop.timeline.position import Position
from visprop.timeline.work import AtOnce

SIZES = ((420.0, 300.0), (640.0, 400.0), (1000.0, 600.0))
SEVERAL = {"function": "sine and square"}
STEPS = 9
"""The function, seven notations, and all of them."""


def values_of(**changed):
    return BENCH.put(BENCH.start, changed)


def subject(**changed):
    return BENCH.state(values_of(**changed), 0).subject


def ways(**changed):
    """Each notation by its name."""
    return {way.name: way for way in BENCH.state(values_of(**changed), 0).ways}


def moment(step, **changed):
    run = BenchRun.new(BENCHES["notations"]).put(changed)
    return BenchMoment(BenchExperiment(run, 1, AtOnce()).frame(Position(step)))


def drawn(view, step, size=SIZES[1], theme="light", **changed):
    found = next(one for one in BENCH.views if one.name == view)
    return found.draw(moment(step, **changed), ViewOptions(theme=THEMES[theme]), size)


def page_lines(step, **changed):
    """What stands on the page, row by row."""
    found = next(one for one in BENCH.views if one.page is not None)
    return [row for block in found.page(moment(step, **changed), ViewOptions()).blocks for row in text_rows(block)]
