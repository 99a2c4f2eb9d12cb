"""The bench of a term: its steps in words, its page as text, its picture."""

from visprop.benches.functions.bench import BENCH
from visprop.benches.pictures import BenchMoment
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchExperiment, BenchRun
from visprop.figures.moment import ViewOptions
from visprop.notation.expression.blocks import Statements
from visprop.notation.latex_document import text_rows
from visprop.timeline.position import Position

ENTRY = BENCHES["functions"]


def moments(term, **values):
    """All steps of a term."""
    experiment = BenchExperiment(BenchRun.new(ENTRY).put({"term": term, **values}), 0, None)
    return [BenchMoment(experiment.frame(Position(step))) for step in range(len(experiment.program.lines))]


def words(term, **values):
    """What is seen at each step."""
    return list(moments(term, **values)[0].frame.steps)


def page(moment, **options):
    """The page's blocks."""
    return BENCH.views[1].page(moment, ViewOptions(**options)).blocks


def lines(moment):
    """What the page says: its formulas up to the list of parts, and that list."""
    told, parts, found = [], [], None
    for block in page(moment)[1:]:
        if not isinstance(block, Statements):
            found = parts
        else:
            (told if found is None else found).append(text_rows(block)[0].strip())
    return told, parts


def drawn(moment, size=(640.0, 400.0), **options):
    """The picture."""
    return BENCH.views[0].draw(moment, ViewOptions(**options), size)
