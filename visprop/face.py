"""What `import visprop` offers to Python and to Jupyter: see docs/python.md."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from visprop.cli.command import Parser, UsageError
from visprop.cli.export import chosen_format, view_of, write_panel
from visprop.cli.flag_arguments import add_flag, given_of
from visprop.cli.paper_flags import add_paper, paper_of
from visprop.engine.backprop import Trace
from visprop.engine.backprop import trace as trace_of
from visprop.export.composing import panel_of, refuse_unused
from visprop.export.flags import export_flags
from visprop.export.formats import PLAIN, ExportError
from visprop.export.registry import FORMATS
from visprop.export.svg import svg_text
from visprop.figures.moment import Moment, Size, ViewOptions
from visprop.figures.views import View
from visprop.kinds.files import open_any
from visprop.kinds.registry import experiment_of, kind_of
from visprop.scenario.any_run import AnyRun
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.timeline.experiment import Experiment
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline
from visprop.timeline.work import BUDGET

__all__ = ["Picture", "Run", "Scenario", "Timeline", "Trace", "figure", "load", "trace"]

Source = AnyRun | Scenario | Timeline | Path | str
"""A run or a scenario, a time line of one, or where one is found: a built-in name, a file, or `bench:NAME`."""
At = str | int
"""A position, as on the command line: UPDATE[.EXAMPLE[.LINE]]."""


def load(name: Path | str) -> AnyRun:
    """A run by its built-in name, from a file, or `bench:NAME`; of a network's run, `.scenario` is what it is of.

    Raises:
        FieldError: the file is no valid one; the message begins with the field's path.
        OSError: there is no such file, or it cannot be read.
    """
    return open_any(str(name)).run


def trace(source: Source, at: At = 0) -> Trace:
    """One forward and backward pass with all that it computes: of an example of an update, the first if only that is named.

    Raises:
        ValueError: there is no such position, or it is no network's run.
    """
    experiment, position = _at(source, at)
    if not isinstance(experiment, Timeline):
        raise ValueError(f"a trace is one of a network's run, and not of {kind_of(experiment.run).words}")
    frame = experiment.frame(experiment.walk.passed(position))
    scenario, row = experiment.scenario, frame.examples[frame.position.example - 1]
    return trace_of(scenario.network, frame.p_before, scenario.train.x[row], scenario.train.y[row])


_NUMBERS = count()


class Picture:
    """A view of a position: it shows itself in Jupyter, and can be written to files.

    Attributes:
        figure: its shapes, as plain data.
    """

    def __init__(self, view: View, moment: Moment, size: Size | None, options: dict[str, Any]) -> None:
        arguments = _parsed(options)
        arguments.size = size
        given = given_of(export_flags(), arguments)
        refuse_unused([flag for flag, _ in given], view, FORMATS["svg"])
        panel = panel_of(view, moment, given, ViewOptions())
        self.figure = paper_of(arguments).figures(panel.view, panel.moment, panel.options)[0]
        self._view, self._moment, self._size, self._options = view, moment, size, options

    def svg(self) -> str:
        """The text of an SVG file; its ids are those of no other picture of this process."""
        return svg_text(self.figure, PLAIN, number=next(_NUMBERS))

    def export(self, path: Path | str, **options: Any) -> None:
        """Write it to a file, in the format that the ending asks for.

        Args:
            path: of the file.
            options: further flags of `visprop export`, that the format has: `dpi=600`, `transparent=True`.

        Raises:
            ValueError: it cannot be written so, or there.
        """
        arguments = _parsed(self._options | options)
        arguments.output, arguments.size = Path(path), self._size
        with _as_value_error():
            found, given = chosen_format(self._view, arguments)
            write_panel(panel_of(self._view, self._moment, given, ViewOptions()), found, given, arguments)

    def _repr_svg_(self) -> str:
        return self.svg()

    def __repr__(self) -> str:
        return f"<{self._view.name}, {self.figure.width:g} × {self.figure.height:g} points>"


def figure(source: Source, view: str = "", at: At = 0, size: Size | None = None, **options: Any) -> Picture:
    """A view of a position, as `visprop export` draws it.

    Args:
        source: what it is of.
        view: its name; what its kind shows first, where none is given.
        at: the position.
        size: in points, 1/72 inch.
        options: the flags of `visprop export`, with _ for -: `theme="dark"`, `digits=3`, `of="w2[1,2]"`.

    Raises:
        ValueError: there is no such view or position, or the view has no such option.
    """
    experiment, position = _at(source, at)
    with _as_value_error():
        found = view_of(experiment.run, view)
        moment = kind_of(experiment.run).moment(experiment, position, found.whole_example)
        return Picture(found, moment, size, options)


def _parsed(options: dict[str, Any]) -> argparse.Namespace:
    """Options as the command line reads them."""
    parser = Parser(prog="visprop export", allow_abbrev=False)
    add_paper(parser)
    for flag in export_flags():
        add_flag(parser, flag)
    with _as_value_error():
        return parser.parse_args([word for name, value in options.items() for word in _words(name, value)])


def _words(name: str, value: Any) -> list[str]:
    """An option as it is typed."""
    flag = f"--{name.replace('_', '-')}"
    if isinstance(value, bool):
        return [flag] * value
    return [f"{flag}={','.join(map(str, value)) if isinstance(value, list | tuple) else value}"]


def _at(source: Source, at: At) -> tuple[Experiment, Position]:
    experiment = _experiment(source)
    return experiment, experiment.walk.parse(str(at))


def _experiment(source: Source) -> Experiment:
    if isinstance(source, Timeline):
        return source
    if isinstance(source, Scenario):
        return Timeline(Run(source))
    return experiment_of(load(source) if isinstance(source, str | Path) else source, BUDGET)


@contextmanager
def _as_value_error() -> Iterator[None]:
    """What the command line refuses, as Python says it."""
    try:
        yield
    except (UsageError, ExportError) as error:
        raise ValueError(str(error)) from error
