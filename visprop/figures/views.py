"""The registry of views: each kind of picture, with all that belongs to it, declared once.

The window's docks and menus, the export dialogue, `visprop export` and the tests are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from visprop.figures.base.shapes import Figure
from visprop.figures.base.typeset import is_set
from visprop.figures.moment import PARTS_OF, Moment, Part, ViewOptions
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.figures.pages.banner import banner, banner_height
from visprop.figures.pages.equations import equations_page
from visprop.figures.pages.line_breaking import equation_rows
from visprop.figures.pages.pseudocode import pseudocode_figure
from visprop.figures.plots.cost import Curve, cost_figure
from visprop.figures.plots.plane import Span
from visprop.figures.plots.slice import Slice, slice_of, slice_passes
from visprop.figures.plots.slice_picture import slice_figure
from visprop.figures.terrain import draw_landscape, finished_landscape
from visprop.notation.explanations.pages import Page, Question, Subject, line_title, page
from visprop.notation.explanations.paths import Route, path_sum
from visprop.notation.expression.blocks import Statements
from visprop.notation.expression.expr import Style
from visprop.notation.expression.fragments import Fragment
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import equations
from visprop.timeline.contender import describe

Size = tuple[float, float]
"""Width and height of a page in points."""


@dataclass(frozen=True)
class Dock:
    """Where the window shows a view.

    Attributes:
        area: `centre`, `left`, `right` or `bottom`.
        tab_of: the name of the view in whose place it stands as a tab; empty for a place of its own.
        every: at speed it is drawn in one picture of so many.
    """

    area: str
    tab_of: str = ""
    every: int = 1


@dataclass(frozen=True)
class View:
    """One kind of picture.

    Attributes:
        name: on the command line.
        title: in the window.
        tip: what it shows, in a sentence.
        uses: the fields of `Moment` and `ViewOptions` that it depends on, and no others.
        draw: the figure, for a page of a size; pages of text are as tall as they need to be.
        size: of the page, if none is asked for.
        dock: where the window shows it; None for nowhere.
        page: for a page of equations what stands on it, so that it can be written as LaTeX; else None.
        page_uses: what of `uses` the page depends on; empty for all of it.
        needs_selection: whether it is about one weight, bias or neuron.
        whole_example: whether it is told at the end of the example's passes, where all its numbers are known.
    """

    name: str
    title: str
    tip: str
    uses: tuple[str, ...]
    draw: Callable[[Moment, ViewOptions, Size], Figure]
    size: Size = (640.0, 400.0)
    dock: Dock | None = None
    page: Callable[[Moment, ViewOptions], Page] | None = None
    page_uses: tuple[str, ...] = ()
    needs_selection: bool = False
    whole_example: bool = False

    def __post_init__(self) -> None:
        known = {*PARTS_OF, *(field.name for field in fields(ViewOptions))}
        unknown = set(self.uses) - known
        if unknown:
            raise ValueError(f"the view {self.name!r} uses {', '.join(sorted(unknown))}, which neither moment nor options have")

    @property
    def shows_past(self) -> bool:
        """Whether it shows where the training has been."""
        return "history" in self.uses

    @property
    def parts(self) -> frozenset[Part]:
        """The parts of the state that it depends on."""
        return frozenset(part for name in self.uses for part in PARTS_OF.get(name, (Part.OPTIONS,)))

    def state(self, moment: Moment, options: ViewOptions) -> tuple[object, ...]:
        """All that its picture depends on: it is drawn again when this changes."""
        return tuple(getattr(moment if name in PARTS_OF else options, name) for name in self.uses)


# The network


def lit_route(moment: Moment) -> Route | None:
    """The path from the selected parameter to the cost that is pointed at, or else lit."""
    pointed, selected = moment.pointed, moment.selected
    index = pointed.number - 1 if pointed is not None and pointed.letter == "path" else moment.route
    if index is None or selected is None or moment.at_speed:
        return None
    routes = path_sum(moment.frame, selected.parameter).routes
    return routes[index] if index < len(routes) else None


def line_equation(moment: Moment, options: ViewOptions) -> tuple[str, tuple[tuple[Fragment, ...], ...]] | None:
    """What the present line does, in words, and its equation: of the selected neuron, or else of the first."""
    frame = moment.frame
    found = equations(Quantities(frame, options.dress, whole=False), frame.line, options.notation, moment.selected)
    if not found:
        return None
    return line_title(frame.line), tuple(map(tuple, equation_rows(found[0], equation_style(options))))


def unset(rows: Sequence[Sequence[Fragment]]) -> list[str]:
    """The formulas of an equation that are not set yet, which takes longer than a picture may."""
    return [fragment.latex for row in rows for fragment in row if not is_set(fragment.latex)]


def _network(moment: Moment, options: ViewOptions, size: Size) -> Figure:
    equation = line_equation(moment, options) if options.equation and not moment.at_speed else None
    if equation is not None and not moment.frame.totals.waits and unset(equation[1]):
        equation = (equation[0], ())
    drawn = NetworkOptions(
        edges=options.edges,
        symbols=options.symbols,
        digits=options.digits,
        theme=options.theme,
        focus=None if moment.at_speed else moment.pointed or moment.selected,
        route=lit_route(moment),
        note=moment.note,
        dress=options.dress,
        form=options.form,
        head_room=banner_height(size) if equation else 0.0,
        quick=moment.at_speed,
    )
    figure = network_figure(moment.moving, size, drawn, moment.progress)
    if equation is None:
        return figure
    return replace(figure, shapes=(*banner(*equation, size, options.theme), *figure.shapes))


# Diagrams


def _landscape(moment: Moment, options: ViewOptions, size: Size) -> Figure:
    return draw_landscape(finished_landscape(moment, options), options, size)


def _landscape3d(moment: Moment, options: ViewOptions, size: Size) -> Figure:
    return _landscape(moment, replace(options, solid=True), size)


_QUICK = 3e9
"""As many multiplications as a first picture may take, about a second."""


def moment_slice(moment: Moment, options: ViewOptions) -> Slice | None:
    """The slice of a moment; None while it is being computed."""
    grid = 2 * options.grid - 1
    scenario, eta = moment.frame.scenario, options.slice_eta
    eta = scenario.eta(moment.frame.done) if eta is None else eta
    choice = (options.slice_along, eta, options.slice_reach, grid)
    p = moment.frame.p
    totals, passes = moment.frame.totals, slice_passes(grid)
    found = totals.of(p, ("slice", *choice), passes, lambda: slice_of(scenario, p, *choice))
    size = float(passes) * p.size * len(scenario.train)
    if found is not None or size <= _QUICK:
        return found
    # A first one of some of the examples, marked so, until the true one is there.
    every = int(np.ceil(size / _QUICK))
    return totals.of(p, ("quick slice", *choice), passes / every, lambda: slice_of(scenario, p, *choice, every))


def _slice(moment: Moment, options: ViewOptions, size: Size) -> Figure:
    found = moment_slice(replace(moment, frame=moment.frame.at_once()), options)
    assert found is not None, "nothing is pending where all is computed at once"
    return slice_figure(found, size, options.theme, moment.naming(options), options.digits)


def moment_curves(moment: Moment, deadline: float = np.inf) -> list[Curve]:
    """The training's cost curve and those of the trainings beside it, over the first one's updates.

    Samples that are not computed before the deadline (in `perf_counter` seconds) are left out.
    """
    own = moment.history.costs(moment.frame.done, deadline)
    name = describe(moment.frame.scenario.training) if moment.contenders else ""
    curves = [_moving(Curve(np.array(own.updates, float), own.values, name, own.is_late), moment.eased)]
    for rival in moment.contenders:
        found = rival.past.costs(rival.update, deadline)
        curves.append(Curve(np.array(found.updates) * rival.pace, found.values, rival.name, found.is_late))
    return curves


def _moving(curve: Curve, share: float) -> Curve:
    """The curve with its end on the way from the sample before."""
    if share >= 1.0 or len(curve.updates) < 2:
        return curve
    updates, costs = curve.updates.copy(), curve.costs.copy()
    for values in (updates, costs):
        values[-1] = values[-2] + share * (values[-1] - values[-2])
    return replace(curve, updates=updates, costs=costs)


def _cost(moment: Moment, options: ViewOptions, size: Size) -> Figure:
    return cost_figure(moment_curves(moment), size, options.theme, options.log_cost, options.digits)


# Pages


def _pseudocode(moment: Moment, options: ViewOptions, size: Size) -> Figure:
    q = Quantities(moment.frame, options.dress)
    return pseudocode_figure(q, size[0], options.theme, options.digits, moment.breaks, moment.pointed, options.notation)


def listing_page(moment: Moment, options: ViewOptions) -> Page:
    """What the listing says, line by line."""
    q, notation = Quantities(moment.frame, options.dress), options.dress.written(options.notation)
    lines = [Statements(tuple(notation.listing(q, line))) for line in moment.frame.program.lines]
    return Page(f"The algorithm, {options.notation.words}", lines)


def equation_style(options: ViewOptions) -> Style:
    """How equations are written."""
    return Style(digits=options.digits, whole=options.whole, sums=options.sums)


def equation_page(moment: Moment, options: ViewOptions) -> Page:
    """What the equations say."""
    return page(moment.frame, question_of(moment, options))


def question_of(moment: Moment, options: ViewOptions) -> Question:
    """What the equations are to answer."""
    axes = options.plane.names if options.plane.span is Span.PARAMETERS else None
    return Question(
        options.subject, options.notation, moment.selected, options.line, options.whole, options.dress, options.steps,
        options.slice_along, axes,
    )  # fmt: skip


def _equations(moment: Moment, options: ViewOptions, size: Size) -> Figure:
    found = equation_page(moment, options)
    return equations_page(found.blocks, size[0], options.theme, equation_style(options))


def _about(subject: Subject) -> Callable[[Moment, ViewOptions], Page]:
    return lambda moment, options: equation_page(moment, replace(options, subject=subject, line=None))


def _page_view(name: str, title: str, tip: str, subject: Subject, needs: tuple[str, ...] = ()) -> View:
    """A page of equations about one subject; the window shows it as a choice of its equations."""
    uses = ("frame", "theme", "digits", "whole", *needs)
    return View(
        name,
        title,
        tip,
        uses,
        lambda moment, options, size: _equations(moment, replace(options, subject=subject, line=None), size),
        page=_about(subject),
        needs_selection="selected" in needs,
        whole_example=True,
    )


_WORDING = ("notation", "dress", "steps", "sums")
_TOLD = ("selected", *_WORDING)
_PLANE = ("frame", "way", "history", "contenders", "known", "untried", "at_speed", "theme", "dress", "plane", "tangent", "grid")

VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        View(
            "network",
            "Network",
            "The network with its weights on the edges and its biases in the neurons",
            (
                *("frame", "known", "progress", "way", "selected", "pointed", "route", "note", "at_speed"),
                *("theme", "digits", "dress", "edges", "symbols", "form", "equation", "notation"),
            ),
            _network,
            dock=Dock("centre"),
        ),
        View(
            "landscape",
            "Landscape",
            "The cost over a plane of parameter space, with the path of the training",
            (*_PLANE, "example_steps", "solid", "camera"),
            _landscape,
            size=(440.0, 440.0),
            dock=Dock("right", every=10),
        ),
        View(
            "landscape3d",
            "Landscape in 3-D",
            "The same as a surface that can be turned",
            (*_PLANE, "camera"),
            _landscape3d,
            size=(560.0, 440.0),
        ),
        View(
            "cost",
            "Cost",
            "The cost φ at each update so far",
            ("frame", "way", "history", "contenders", "known", "at_speed", "theme", "digits", "log_cost"),
            _cost,
            dock=Dock("right", every=6),
        ),
        View(
            "slice",
            "Slice",
            "The cost along one line through p, on which the learning rate is tried out",
            ("frame", "known", "at_speed", "theme", "digits", "dress", "slice_along", "slice_eta", "slice_reach", "grid"),
            _slice,
            size=(480.0, 400.0),
            dock=Dock("right", tab_of="cost", every=10),
        ),
        View(
            "pseudocode",
            "Pseudocode",
            "The algorithm, line by line, with what each line computed",
            ("frame", "known", "pointed", "breaks", "at_speed", "theme", "digits", "notation", "dress"),
            _pseudocode,
            dock=Dock("bottom", every=10),
            page=listing_page,
            page_uses=("frame", "notation", "dress"),
        ),
        View(
            "equations",
            "Equations",
            "The equations with this moment's numbers in them",
            (
                *("frame", "known", "selected", "pointed", "route", "theme", "digits", "whole", "subject", "line"),
                *(*_WORDING, "plane", "slice_along"),
            ),
            _equations,
            dock=Dock("bottom"),
            page=equation_page,
        ),
        _page_view("derivation", "Why this gradient", "One gradient derived, and as a sum over paths", Subject.WHY, _TOLD),
        _page_view("unwound", "Unwound", "δ and the update written out to inputs and weights alone", Subject.UNWOUND, _TOLD),
        _page_view("partials", "Partial derivatives", "All partial derivatives of the cost", Subject.PARTIALS, ("dress",)),
        _page_view(
            "terms", "Term by term", "One derivative through every neuron, with the terms that vanish", Subject.TERMS,
            ("selected", "dress", "sums"),
        ),
        _page_view(
            "descent", "Descent", "The tangent at p in one, two and all dimensions: what it promises, and what comes",
            Subject.DESCENT, ("known", "dress", "plane", "slice_along"),
        ),
        _page_view("derivatives", "Rules of differentiation", "Each activation and cost derived by rules", Subject.DERIVATIVES),
        _page_view("errata", "Misprints of the article", "What the article misprints beside what is right", Subject.ERRATA),
    )
}  # fmt: skip
"""Every view by its name on the command line."""
