"""The article's ten figures, drawn from living scenarios and benches: each is a view of one, at a position, with its choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from visprop.benches.registry import PREFIX
from visprop.benches.run import BenchRun
from visprop.engine.registry import Registry, require
from visprop.kinds.files import open_any
from visprop.kinds.registry import experiment_of, kind_of
from visprop.scenario.any_run import AnyRun
from visprop.timeline.work import BUDGET

if TYPE_CHECKING:
    # A list of them needs no pictures.
    from visprop.figures.base.shapes import Figure
    from visprop.figures.moment import Moment, ViewOptions
    from visprop.figures.views import View


def _as_they_are(options: ViewOptions) -> ViewOptions:
    return options


@dataclass(frozen=True)
class ArticleFigure:
    """One of them.

    Attributes:
        name: its number.
        caption: what it shows.
        source: the scenario or the bench that it is a picture of, as the command line names it.
        view: which picture of it.
        at: the position; empty for the start.
        put: what is set of the bench.
        chosen: the options as they are with its choices.
        size: of the page, in points.
    """

    name: str
    caption: str
    source: str
    view: str
    at: str = ""
    put: Mapping[str, Any] = field(default_factory=dict)
    chosen: Callable[[ViewOptions], ViewOptions] = _as_they_are
    size: tuple[float, float] = (520.0, 320.0)

    def __post_init__(self) -> None:
        require(
            self, "figure of the article",
            (not self.put or self.source.startswith(PREFIX), "only of a bench something is set"),
            empty=("at",),
        )  # fmt: skip

    @property
    def run(self) -> AnyRun:
        """What it is a picture of."""
        run = open_any(self.source).run
        return run.put(self.put) if isinstance(run, BenchRun) else run

    def picture(self, options: ViewOptions) -> tuple[View, Moment, ViewOptions]:
        """The view, the moment and the options that it is drawn of."""
        run = self.run
        kind, experiment = kind_of(run), experiment_of(run, BUDGET)
        view = kind.views()[self.view]
        position = experiment.walk.parse(self.at) if self.at else experiment.walk.start
        return view, kind.moment(experiment, position, view.whole_example), self.chosen(options)

    def draw(self, options: ViewOptions) -> Figure:
        """The picture."""
        view, moment, chosen = self.picture(options)
        return view.draw(moment, chosen, self.size)


def _in_symbols(dress: str = "neurons", form: str = "automatic") -> Callable[[ViewOptions], ViewOptions]:
    """A network in symbols: as a textbook prints it, before any number is known."""

    def chosen(options: ViewOptions) -> ViewOptions:
        from visprop.figures.base.style import TEXT_SIZE, Lettering
        from visprop.figures.moment import ViewOptions
        from visprop.figures.network.options import NetworkChoices
        from visprop.notation.notations.dresses import DRESSES

        options = options.choose(ViewOptions.dress, DRESSES[dress])
        options = options.choose(NetworkChoices.symbols, True).choose(NetworkChoices.form, form)
        # A net that is dense bears its symbols in smaller letters, rather than none.
        options = options.choose(NetworkChoices.lettering, Lettering(TEXT_SIZE, _LEAST))
        return options.choose(NetworkChoices.constants, False)

    return chosen


_CHAIN = (600.0, 150.0)
"""The size of a chain of neurons."""
_LEAST = 8.0
"""How large a symbol is at least, in points."""

_CURVE = (520.0, 340.0)
_ALONE = {"count": 1, "x1": 1.0, "w1": 1.0, "b": 0.0}
"""A neuron whose weighted input is its input."""

FIGURES: Registry[ArticleFigure] = Registry(
    (
        ArticleFigure("1", "Example gradients", "bench:slope", "slope-picture", "2", {"other": True}, size=(520.0, 340.0)),
        ArticleFigure("2", "Example neural net", "layers", "network", chosen=_in_symbols(), size=(640.0, 420.0)),
        ArticleFigure("3", "A linear net", "shared-bias", "network", chosen=_in_symbols("parameter"), size=_CHAIN),
        ArticleFigure("4", "A single neuron", "bench:neuron", "neuron-picture", "3", size=(520.0, 300.0)),
        ArticleFigure("5", "Sigmoid shape", "bench:neuron", "neuron-curve", "5", {**_ALONE, "x1": 0.0}, size=_CURVE),
        ArticleFigure("6", "Graph of the logistic function", "bench:neuron", "neuron-curve", "4", _ALONE, size=_CURVE),
        ArticleFigure(
            "7", "Graph of the tanh function", "bench:neuron", "neuron-curve", "4", {**_ALONE, "activation": "tanh"}, size=_CURVE,
        ),
        ArticleFigure(
            "8", "A linear network with the same bias for each neuron", "shared-bias", "network", chosen=_in_symbols(),
            size=_CHAIN,
        ),
        ArticleFigure(
            "9", "A linear network with separate biases for each neuron", "linear", "network", chosen=_in_symbols(), size=_CHAIN,
        ),
        ArticleFigure(
            "10", "An example network with two neurons per layer", "two-neurons", "network", chosen=_in_symbols(),
            size=(640.0, 320.0),
        ),
    )
)  # fmt: skip
"""Every one by its number."""
