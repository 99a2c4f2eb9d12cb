"""The pictures of the start page: of each scenario what is worth seeing, of each bench what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage

from visprop.benches.registry import PREFIX
from visprop.engine.key import COST, Key
from visprop.export.png import figure_image
from visprop.figures.base.shapes import Clip, Figure, Formula, Label, Shape
from visprop.figures.choices import Shown
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.plots.plot_options import MonitorOptions, OutputOptions
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
    """Which view is shown, after how many updates, and how it is chosen."""

    view: str
    updates: int
    chosen: Callable[[ViewOptions], ViewOptions] = lambda options: options


_BY_NAME = {
    "linear": _Shown("landscape", 60),
    "xor": _Shown("output", 2_000),
    "sine": _Shown("output", 4_000),
    "iris": _Shown("output", 2_000, lambda plain: _of_output(plain, Shown.MAP).choose(OutputOptions.inputs, (3, 4))),
    "digits": _Shown("output", 60, lambda plain: _of_output(plain, Shown.WORST)),
    "autocoding": _Shown("output", 2_000),
    "edge": _Shown("history", 3_000, lambda plain: plain.choose(MonitorOptions.log_cost, True)),
    "gauss": _Shown("output", 300),
    "circle": _Shown("output", 2_000),
    "quadrants": _Shown("output", 2_000),
    "spiral": _Shown("output", 20_000),
}
"""Of those that are not here the network itself tells the most."""
_OF_BENCHES = {"functions": ("functions-picture", 0), "plane": ("plane-surface", 7), "composition": ("composition-picture", 3)}
"""Which view of a bench is shown at which of its lines; of those that are not here the first, at their end."""


def _of_output(plain: ViewOptions, shown: Shown) -> ViewOptions:
    return plain.choose(OutputOptions.shows, shown)


def thumbnail(name: str, options: ViewOptions) -> Figure:
    """The picture of a scenario or a bench by its name; what it takes to train is trained."""
    if name.startswith(PREFIX):
        return _of_bench(name, options)
    timeline, shown = Timeline(Run(open_scenario(name))), _BY_NAME.get(name)
    if shown is None:
        moment = NetworkMoment(timeline.frame(Position(0, 1, timeline.program.depth)), History(timeline))
        return _without_foot(VIEWS["network"].draw(moment, _plain(options).choose(NetworkChoices.symbols, True), PICTURE))
    moment = NetworkMoment(timeline.frame(timeline.walk.update_end(shown.updates)), History(timeline))
    view = VIEWS[shown.view]
    return _wordless(view.draw(moment.at_once(view.shows_past), shown.chosen(_plain(options)), _LARGE))


def _without_foot(figure: Figure) -> Figure:
    """The picture without c and y below it, which are symbols without a number here, and far from the outputs."""
    return replace(
        figure, shapes=tuple(shape for shape in figure.shapes if not (isinstance(shape, Label) and _is_of_foot(shape.key)))
    )


def _is_of_foot(key: Key | None) -> bool:
    return key is not None and (key == COST or key.letter == "y")


def _wordless(figure: Figure) -> Figure:
    """The picture without its words and numbers, which are too small to be read on a card."""
    return replace(figure, shapes=tuple(_unlettered(figure.shapes)))


def _unlettered(shapes: Iterable[Shape]) -> Iterator[Shape]:
    for shape in shapes:
        if isinstance(shape, Clip):
            yield Clip(shape.rectangle, tuple(_unlettered(shape.shapes)))
        elif not isinstance(shape, Label | Formula):
            yield shape


def _of_bench(name: str, options: ViewOptions) -> Figure:
    """Its picture where it tells the most."""
    kind, run = KINDS[name.removeprefix(PREFIX)], begun_with(name).run()
    experiment = kind.experiment(run, BUDGET, AT_ONCE)
    view, line = _OF_BENCHES.get(kind.name, (next(iter(kind.views())), experiment.reached))
    moment = kind.moment(experiment, experiment.walk.update_end(line), False)
    return kind.views()[view].draw(moment, _plain(options), _LARGE)


def _plain(options: ViewOptions) -> ViewOptions:
    """Nothing chosen but the colours."""
    return ViewOptions(theme=options.theme)


def fitted(figure: Figure, room: QSize, ratio: float) -> QImage:
    """What of a figure is not mere paper, of a plot its inside, as large as there is room for, at so many pixels a unit."""
    drawn = _drawn(figure) if figure.plot is None else QRectF(*figure.plot)
    scale = ratio * min(room.width() / drawn.width(), room.height() / drawn.height())
    image = figure_image(figure, scale).copy(
        QRect(*(round(scale * one) for one in (drawn.x(), drawn.y(), drawn.width(), drawn.height())))
    )
    image.setDevicePixelRatio(ratio)
    return image


def _drawn(figure: Figure) -> QRectF:
    """The smallest rectangle with all that has another colour than the paper, to a point; the whole where there is nothing."""
    image = figure_image(figure, 1.0)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    rows, columns = (np.flatnonzero((pixels != pixels[0, 0]).any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return QRectF(0, 0, figure.width, figure.height)
    left, top = max(0, int(columns[0]) - 1), max(0, int(rows[0]) - 1)
    return QRectF(left, top, min(columns[-1] + 2, figure.width) - left, min(rows[-1] + 2, figure.height) - top)
