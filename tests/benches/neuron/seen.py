"""The bench as a user has it: some values set, a step, and what is drawn or written then."""

from visprop.benches.neuron.bench import BENCH
from visprop.benches.pictures import BenchMoment
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchFrame, BenchRun
from visprop.figures.base.style import THEMES
from visprop.figures.moment import ViewOptions
from visprop.timeline.position import Position

STEPS = range(8)
VIEWS = {view.name: view for view in BENCH.views}
PICTURES = ("neuron-picture", "neuron-curve", "neuron-tanh")
LARGE = {"count": 8} | {f"x{k}": 1000.0 * (-1) ** k for k in range(1, 9)} | {f"w{k}": 123.456 * k for k in range(1, 9)}


def values(**changed):
    return BENCH.put(BENCH.start, changed)


def neuron(step=7, **changed):
    return BENCH.state(values(**changed), step)


def moment(step, **changed):
    run = BenchRun.new(BENCHES["neuron"], values(**changed))
    return BenchMoment(BenchFrame(Position(step), run, BENCH.steps(run.values), BENCH.state(run.values, step)))


def drawn(view, step, size=(640.0, 400.0), theme="light", digits=4, **changed):
    options = ViewOptions(theme=THEMES[theme], digits=digits)
    return VIEWS[view].draw(moment(step, **changed), options, size)


def written(step, **changed):
    """The page's blocks."""
    view = VIEWS["neuron-page"]
    return list(view.page(moment(step, **changed), ViewOptions()).blocks)


def handle(figure, name):
    (found,) = [one for one in figure.handles if one.name == name]
    return found
