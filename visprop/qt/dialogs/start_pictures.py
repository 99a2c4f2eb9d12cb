"""The pictures of the start page: of each scenario what is worth seeing, of each bench what it comes to."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from visprop.benches.registry import PREFIX
from visprop.engine.key import COST, Key
from visprop.figures.base.shapes import Figure, Label
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.views import VIEWS
from visprop.kinds.files import begun_with
from visprop.kinds.registry import KINDS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline
from visprop.timeline.work import AT_ONCE, BUDGET

PICTURE = (240.0, 150.0)
"""The size of a card's picture, in points."""
_LARGE = (480.0, 300.0)
"""For which size a picture whose labels need room is drawn, before it is made smaller."""


class _Shown(NamedTuple):
    """Which view is shown, after how many updates."""

    view: str
    updates: int


_BY_NAME = {
    "linear": _Shown("landscape", 60),
    "xor": _Shown("output", 2_000),
    "sine": _Shown("output", 4_000),
    "iris": _Shown("output", 2_000),
    "digits": _Shown("output", 60),
    "autocoding": _Shown("output", 2_000),
    "edge": _Shown("history", 400),
    "gauss": _Shown("output", 300),
    "circle": _Shown("output", 2_000),
    "quadrants": _Shown("output", 2_000),
    "spiral": _Shown("output", 20_000),
}
"""Of those that are not here the network itself tells the most."""


def thumbnail(name: str, options: ViewOptions) -> Figure:
    """The picture of a scenario or a bench by its name; what it takes to train is trained."""
    if name.startswith(PREFIX):
        return _of_bench(name, options)
    timeline, shown = Timeline(Run(open_scenario(name))), _BY_NAME.get(name)
    if shown is None:
        moment = NetworkMoment(timeline.frame(Position(0, 1, timeline.program.depth)), History(timeline))
        return _without_foot(VIEWS["network"].draw(moment, _plain(options).choose(NetworkChoices.symbols, True), PICTURE))
    moment = NetworkMoment(timeline.frame(timeline.walk.update_end(shown.updates)), History(timeline))
    return VIEWS[shown.view].draw(moment.at_once(VIEWS[shown.view].shows_past), _plain(options), _LARGE)


def _without_foot(figure: Figure) -> Figure:
    """The picture without c and y below it, which are symbols without a number here, and far from the outputs."""
    return replace(
        figure, shapes=tuple(shape for shape in figure.shapes if not (isinstance(shape, Label) and _is_of_foot(shape.key)))
    )


def _is_of_foot(key: Key | None) -> bool:
    return key is not None and (key == COST or key.letter == "y")


def _of_bench(name: str, options: ViewOptions) -> Figure:
    """Its first picture, at its end."""
    kind, run = KINDS[name.removeprefix(PREFIX)], begun_with(name).run()
    experiment = kind.experiment(run, BUDGET, AT_ONCE)
    moment = kind.moment(experiment, experiment.walk.update_end(experiment.reached), False)
    return next(iter(kind.views().values())).draw(moment, _plain(options), _LARGE)


def _plain(options: ViewOptions) -> ViewOptions:
    """Nothing chosen but the colours."""
    return ViewOptions(theme=options.theme)
