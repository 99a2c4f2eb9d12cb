"""The command that writes a figure to a file; it needs no display."""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from visprop.scenario.builtin import open_scenario
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

if TYPE_CHECKING:
    from visprop.figures.base.shapes import Figure
    from visprop.figures.plots.landscape import Landscape
    from visprop.notation.explanations.pages import Page

PAGES = ("equations", "derivation", "unwound", "derivatives", "errata")
"""The views that are pages of equations, and can be written as LaTeX too."""
NOTATIONS = ("components", "vectorised", "euler", "leibniz")
"""The notations of equations."""


class UsageError(Exception):
    """The command cannot be carried out as it was given; the text is one line."""


def add_export_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes besides the scenario."""
    views = (*_DRAWN, *PAGES)
    parser.add_argument("--view", choices=views, default="network", help="what to draw (default network)")
    parser.add_argument("--at", default="0", metavar="UPDATE[.EXAMPLE[.LINE]]", help="where (default 0)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.{svg,pdf,png}", help="the file")
    parser.add_argument("--size", type=_size, default=None, metavar="WxH", help="in points, 1/72 inch (default 640x400)")
    parser.add_argument("--dpi", type=float, default=300.0, help="the resolution of a PNG (default 300)")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--outlines", action="store_true", help="text as outlines, for readers without the font")
    parser.add_argument("--transparent", action="store_true", help="leave the paper out")
    parser.add_argument("--digits", type=int, default=4, choices=range(1, 16), metavar="N", help="significant digits (4)")
    parser.add_argument("--edges", choices=("weight", "contribution", "gradient", "update"), default="weight")
    parser.add_argument("--symbols", action="store_true", help="names instead of numbers in the network")
    parser.add_argument("--log", action="store_true", help="a logarithmic cost curve")
    plane = parser.add_argument_group("landscape", "for the views landscape, landscape3d and slice")
    plane.add_argument("--x", metavar="NAME", help="the horizontal parameter, such as w2[1,2]; the slice's only one")
    plane.add_argument("--y", metavar="NAME", help="the vertical parameter, such as b1[1]")
    plane.add_argument("--directions", choices=("gradient", "random", "pca"), help="instead of two parameters")
    plane.add_argument("--anchor", type=_update, default=0, metavar="UPDATE", help="where directions are taken (default 0)")
    plane.add_argument("--range", type=_range, metavar="X1,X2[,Y1,Y2]", help="of the axes; else it follows the path")
    plane.add_argument("--grid", type=_grid, default=101, metavar="N", help="grid points a side (default 101)")
    plane.add_argument("--tangent", action="store_true", help="show the tangent plane at p")
    plane.add_argument("--eta", type=float, metavar="RATE", help="the learning rate that the slice tries out")
    plane.add_argument("--turn", type=_turn, metavar="AZIMUTH,ELEVATION", help="from where landscape3d is seen, in degrees")
    pages = parser.add_argument_group("equations", "for the views " + ", ".join(PAGES) + "; FILE may end in .tex as well")
    pages.add_argument("--notation", choices=NOTATIONS, default="components", help="of the equations")
    pages.add_argument("--of", default="", metavar="NAME", help="what to derive or unwind, or to narrow the equations to")
    pages.add_argument("--whole", action="store_true", help="write the equations of large layers out")


def _size(text: str) -> tuple[float, float]:
    width, _, height = text.partition("x")
    try:
        size = (float(width), float(height))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not WIDTHxHEIGHT, such as 640x400") from None
    if not all(60.0 <= side <= 10_000.0 for side in size):
        raise argparse.ArgumentTypeError(f"{text!r}: each side is 60 to 10000 points")
    return size


def _numbers(text: str, *counts: int) -> list[float]:
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        found = []
    if len(found) not in counts or not all(map(math.isfinite, found)):
        raise argparse.ArgumentTypeError(f"{text!r} is not {' or '.join(map(str, counts))} numbers with commas between them")
    return found


def _range(text: str) -> tuple[tuple[float, float], ...]:
    found = _numbers(text, 2, 4)
    pairs = tuple(zip(found[::2], found[1::2], strict=True))
    if any(low >= high for low, high in pairs):
        raise argparse.ArgumentTypeError(f"{text!r}: each range ends above its beginning")
    return pairs


def _grid(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 5 <= int(text) <= 1001:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 5 to 1001")
    return int(text)


def _update(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 0 or more")
    return int(text)


def _turn(text: str) -> tuple[float, float]:
    azimuth, elevation = _numbers(text, 2)
    if not 0.0 <= elevation <= 90.0:
        raise argparse.ArgumentTypeError(f"{text!r}: the elevation is 0 to 90 degrees")
    return azimuth, elevation


def export(arguments: argparse.Namespace) -> int:
    """Write a figure, or the LaTeX of a page of equations; the exit status."""
    timeline = Timeline(open_scenario(arguments.scenario))
    position = timeline.walk.parse(arguments.at, whole_example=True)
    if arguments.view in PAGES:
        page = _page(arguments, timeline, position)
        if arguments.output.suffix == ".tex":
            return _write_latex(arguments, page)
        return _write(arguments, _page_figure(arguments, page))
    return _write(arguments, _DRAWN[arguments.view](arguments, timeline, position))


def _write(arguments: argparse.Namespace, figure: Figure) -> int:
    from visprop.paint.qt_libraries import MissingLibrary, import_qt

    if not os.environ.get("DISPLAY") and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        import_qt()
    except MissingLibrary as error:
        raise UsageError(str(error)) from error
    from PySide6.QtGui import QGuiApplication

    from visprop.export.files import ExportError, export_figure
    from visprop.paint.fonts import load_fonts

    app = QGuiApplication.instance() or QGuiApplication(["visprop"])
    load_fonts()
    try:
        export_figure(figure, arguments.output, arguments.outlines, arguments.dpi, arguments.transparent)
    except ExportError as error:
        raise UsageError(str(error)) from error
    finally:
        del app
    return 0


# Pictures


def _network(arguments: argparse.Namespace, timeline: Timeline, position: Position) -> Figure:
    from visprop.figures.base.style import THEMES
    from visprop.figures.network.edges import EdgeValue
    from visprop.figures.network.picture import NetworkOptions, network_figure

    options = NetworkOptions(EdgeValue(arguments.edges), arguments.symbols, arguments.digits, THEMES[arguments.theme])
    return network_figure(timeline.frame(position), arguments.size or (640.0, 400.0), options)


def _pseudocode(arguments: argparse.Namespace, timeline: Timeline, position: Position) -> Figure:
    from visprop.figures.base.style import THEMES
    from visprop.figures.pages.pseudocode import pseudocode_figure

    width = arguments.size[0] if arguments.size else 640.0
    return pseudocode_figure(timeline.frame(position), width, THEMES[arguments.theme], arguments.digits)


def _cost(arguments: argparse.Namespace, timeline: Timeline, position: Position) -> Figure:
    from visprop.figures.base.style import THEMES
    from visprop.figures.plots.cost import Curve, cost_figure
    from visprop.timeline.history import History

    updates, costs = History(timeline).costs(position.update)
    size = arguments.size or (640.0, 400.0)
    curve = Curve(np.array(updates), costs)
    return cost_figure([curve], size, THEMES[arguments.theme], arguments.log, arguments.digits)


def _landscape(arguments: argparse.Namespace, timeline: Timeline, position: Position) -> Figure:
    from visprop.figures.base.style import THEMES
    from visprop.figures.plots.contours import landscape_figure

    landscape = _plane(arguments, timeline, position)
    return landscape_figure(landscape, arguments.size or (440.0, 440.0), THEMES[arguments.theme])


def _landscape3d(arguments: argparse.Namespace, timeline: Timeline, position: Position) -> Figure:
    from visprop.figures.base.style import THEMES
    from visprop.figures.plots.surface3d import AZIMUTH, ELEVATION, View, surface_figure

    landscape = _plane(arguments, timeline, position)
    view = View(*(arguments.turn or (AZIMUTH, ELEVATION)))
    return surface_figure(landscape, arguments.size or (560.0, 440.0), THEMES[arguments.theme], view)


def _slice(arguments: argparse.Namespace, timeline: Timeline, position: Position) -> Figure:
    from visprop.figures.base.style import THEMES
    from visprop.figures.plots.slice import slice_figure, slice_of

    p = timeline.parameters(position.update)
    reach = None if arguments.range is None else (arguments.range[0][1] - arguments.range[0][0]) / 2
    found = slice_of(timeline.scenario, p, arguments.x or "", arguments.eta, reach, arguments.grid)
    return slice_figure(found, arguments.size or (480.0, 400.0), THEMES[arguments.theme], arguments.digits)


def _plane(arguments: argparse.Namespace, timeline: Timeline, position: Position) -> Landscape:
    from visprop.figures.plots.landscape import landscape_at
    from visprop.figures.plots.plane import Place, PlaneChoice, Span, default_axes
    from visprop.timeline.history import History

    first, second = default_axes(timeline.scenario)
    names = (arguments.x or first, arguments.y or (second if second != arguments.x else first))
    span = Span(arguments.directions) if arguments.directions else Span.PARAMETERS
    ranges = None
    if arguments.range is not None:
        ranges = (arguments.range[0], arguments.range[-1])
    anchor = Place(arguments.anchor, timeline.parameters(arguments.anchor))
    choice = PlaneChoice(span, names, anchor, 0, ranges)
    return landscape_at(History(timeline), position.update, choice, arguments.grid, arguments.tangent)


_DRAWN: dict[str, Callable[[argparse.Namespace, Timeline, Position], Figure]] = {
    "network": _network,
    "landscape": _landscape,
    "landscape3d": _landscape3d,
    "slice": _slice,
    "cost": _cost,
    "pseudocode": _pseudocode,
}


# Pages of equations


def _page(arguments: argparse.Namespace, timeline: Timeline, position: Position) -> Page:
    from visprop.notation.explanations.pages import Question, Subject, page
    from visprop.notation.notations.registry import Notation

    subjects = {
        "derivation": Subject.WHY,
        "unwound": Subject.UNWOUND,
        "derivatives": Subject.DERIVATIVES,
        "errata": Subject.ERRATA,
    }
    subject = subjects.get(arguments.view, Subject.LINE)
    if subject in (Subject.WHY, Subject.UNWOUND) and not arguments.of:
        raise UsageError(f"{arguments.view} needs --of NAME, such as --of w2[1,2]")
    if arguments.of:
        timeline.scenario.network.select(arguments.of.replace("a", "b"))
    if subject is not Subject.LINE:
        # Told at the end of the example's passes, where all its numbers are known.
        position = replace(position, line=timeline.program.update_line - 1)
    question = Question(subject, Notation(arguments.notation), arguments.of, None, arguments.whole)
    return page(timeline.frame(position), question)


def _page_figure(arguments: argparse.Namespace, page: Page) -> Figure:
    from visprop.figures.base.style import THEMES
    from visprop.figures.pages.equations import equations_page
    from visprop.notation.expression.expr import Style

    width = arguments.size[0] if arguments.size else 640.0
    style = Style(digits=arguments.digits, whole=arguments.whole)
    return equations_page(page.blocks, width, THEMES[arguments.theme], style).figure


def _write_latex(arguments: argparse.Namespace, page: Page) -> int:
    from visprop.notation.expression.expr import Style
    from visprop.notation.latex_document import document

    style = Style(digits=arguments.digits, whole=arguments.whole)
    arguments.output.write_text(document(page.blocks, style), encoding="utf-8")
    return 0
