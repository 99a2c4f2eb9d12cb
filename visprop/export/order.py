"""A figure as it is ordered in the window, all of it as data: made for the preview, and written as it was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from visprop.export.composing import Given, Sheet, composed, other_moment, panel_of
from visprop.export.formats import ExportError, ExportOptions, Format
from visprop.export.paper import Paper
from visprop.export.registry import export_view
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Figure
from visprop.figures.moment import Moment, ViewOptions
from visprop.figures.sheet.panels import Panel
from visprop.figures.sheet.sheet_picture import NoRoom
from visprop.figures.views import View
from visprop.kinds.files import open_any
from visprop.kinds.registry import experiment_of
from visprop.scenario.any_run import AnyRun
from visprop.session.session import Session
from visprop.timeline.experiment import Experiment
from visprop.timeline.position import Position
from visprop.timeline.work import BUDGET


@dataclass(frozen=True, eq=False)
class Elsewhere:
    """A panel at another position than that of now.

    Attributes:
        view: which kind of picture.
        position: where.
        options: how the window shows it, before what is chosen for this figure.
    """

    view: View
    position: Position
    options: ViewOptions


@dataclass(frozen=True, eq=False)
class Order:
    """What is ordered.

    Attributes:
        panels: the pictures, those of now with all that is computed, in the order of their letters.
        given: the choices that are made.
        sheet: how the panels stand.
        paper: on what they are set.
        format: as what they are written.
    """

    panels: tuple[Panel | Elsewhere, ...]
    given: Given
    sheet: Sheet
    paper: Paper
    format: Format

    @property
    def choices(self) -> ExportOptions:
        """Those that the format heeds."""
        return replace(ExportOptions(), **{flag.of_format: value for flag, value in self.given if flag.of_format})


@dataclass(frozen=True, eq=False)
class Made:
    """What came of an order.

    Attributes:
        order: of which.
        panel: the one picture, a sheet of all panels.
        figures: its pages; none of what is no figure.
        text: the text of its file, where that is what one looks at; empty for figures.
    """

    order: Order
    panel: Panel
    figures: tuple[Figure, ...] = ()
    text: str = ""

    @property
    def omitted(self) -> tuple[Omission, ...]:
        """What had no room."""
        return tuple(dict.fromkeys(one for figure in self.figures for one in figure.omitted))

    def write(self, path: Path) -> tuple[Path, ...]:
        """Write it as it was shown.

        Raises:
            ExportError: it cannot be written there.
        """
        panel, order = self.panel, self.order
        return export_view(panel.view, panel.moment, panel.options, order.paper, path, order.choices)

    def written(self, found: Format) -> str:
        """The text of its file in a format of text.

        Raises:
            ExportError: it cannot be written so.
        """
        return text_of(replace(self, order=replace(self.order, format=found)))


class GivenUp(Exception):
    """Nobody wants it any more."""


class Maker:
    """Makes what is ordered, in one thread, with an experiment of its own for other positions than that of now.

    Args:
        run: what is open.
    """

    def __init__(self, run: AnyRun) -> None:
        self._run = run
        self._session: Session | None = None

    def make(self, order: Order, is_wanted: Callable[[], bool] = lambda: True) -> Made:
        """Make it.

        Raises:
            ExportError: it cannot be made so; the text says why.
            GivenUp: it is not wanted any more.
        """
        found = [panel if isinstance(panel, Panel) else self._panel(panel, order.given, is_wanted) for panel in order.panels]
        others = [panel for one in _each_once(found) for panel in _others(one, order)]
        try:
            made = Made(order, composed(found, others, order.sheet))
            if order.format.figure_file is None:
                return replace(made, text=text_of(made))
            panel = made.panel
            return replace(made, figures=order.paper.figures(panel.view, panel.moment, panel.options))
        except NoRoom as error:
            raise ExportError(str(error)) from error

    def _panel(self, panel: Elsewhere, given: Given, is_wanted: Callable[[], bool]) -> Panel:
        """A panel where the training has to come to first."""
        if self._session is None:
            self._session = Session(self._run)
        playback = self._session.playback
        playback.go(panel.position)
        while playback.seeking is not None:
            if not is_wanted():
                raise GivenUp
            playback.tick(perf_counter())
        if playback.position != panel.position:
            raise ExportError(f"the training ends before update {panel.position.update}: a number is not finite any more")
        moment = self._session.kind.moment(playback.experiment, panel.position, panel.view.whole_example)
        return settled(panel_of(panel.view, moment, given, panel.options), moment.at_once(panel.view.shows_past))

    def close(self) -> None:
        """Let its experiment go."""
        if self._session is not None:
            self._session.background.close()


def settled(panel: Panel, whole: Moment) -> Panel:
    """A panel of a moment of which all is computed, about what the choices say that it is about."""
    return replace(panel, moment=replace(whole, selected=panel.moment.selected))


def text_of(made: Made) -> str:
    """The text of what is written."""
    with TemporaryDirectory() as folder:
        (path,) = made.write(Path(folder) / f"figure.{made.order.format.suffix}")
        return path.read_text(encoding="utf-8")


def _each_once(panels: Iterable[Panel]) -> list[Panel]:
    """Of each view one."""
    return list({panel.view.name: panel for panel in panels}.values())


def _others(panel: Panel, order: Order) -> list[Panel]:
    """Pictures of the same view elsewhere, which the scale is to hold."""
    return [
        panel_of(panel.view, other_moment(panel.view, text, _opened), order.given, ViewOptions())
        for text in order.sheet.scale_from
    ]


def _opened(name: str, at: str | None) -> tuple[Experiment, Position]:
    """Another experiment, and a position of it.

    Raises:
        ExportError: there is none of that name, or no such position.
    """
    try:
        document = open_any(name)
        experiment = experiment_of(document.run, BUDGET)
        text = document.at if at is None else at
        return experiment, experiment.walk.parse(text) if text else experiment.walk.start
    except (OSError, ValueError) as error:
        raise ExportError(f"{name}: {error}") from error
