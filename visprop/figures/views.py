"""The registry of views: each kind of picture, with all that belongs to it, declared once.

The window's docks and menus, the export dialogue, `visprop export` and the tests are made from it. What draws a view is loaded
when it is first drawn: the first window shows few of them, and a command one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from visprop.engine.registry import Registry, late, require
from visprop.figures.base.shapes import Figure
from visprop.figures.dock import Dock
from visprop.figures.moment import Moment, NetworkMoment, Size, ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.option import Option, Options
from visprop.figures.pages.equation_options import EquationOptions, ListingOptions
from visprop.figures.plots.plot_options import (
    BentOptions,
    LandscapeOptions,
    MonitorOptions,
    OutputOptions,
    SliceOptions,
    SwarmOptions,
)
from visprop.figures.scale import Scale
from visprop.notation.explanations.pages import Page, Subject
from visprop.timeline.parts import Part


@dataclass(frozen=True)
class View:
    """One kind of picture.

    Attributes:
        name: on the command line.
        title: in the window.
        tip: what it shows, in a sentence.
        uses: the fields of its moment, and the options that views share, that it depends on, and no others.
        draw: the figure, for a page of a size; pages of text are as tall as they need to be.
        options: what can be chosen of it alone, all of which it depends on; None for nothing.
        heeds: the options of other views that it depends on as well.
        size: of the page, if none is asked for.
        dock: where the window shows it; None for nowhere.
        page: for a page of equations what stands on it, so that it can be written as LaTeX; else None.
        page_uses: what of `uses` the page depends on; empty for all of it.
        needs_selection: whether it is about one weight, bias or neuron.
        moment: of which kind's moments it is a picture.
        whole_example: whether it is told at the end of the example's passes, where all its numbers are known.
        span: what its picture of a moment spans, where such pictures can share a scale; None where they cannot.
        lacks: why a moment has nothing for it, or nothing yet, in words, which it then shows; empty where it has.
    """

    name: str
    title: str
    tip: str
    uses: tuple[str, ...]
    draw: Callable[[Any, ViewOptions, Size], Figure]
    options: type[Options] | None = None
    heeds: tuple[Option[Any], ...] = ()
    size: Size = (640.0, 400.0)
    dock: Dock | None = None
    page: Callable[[Any, ViewOptions], Page] | None = None
    page_uses: tuple[str, ...] = ()
    needs_selection: bool = False
    whole_example: bool = False
    moment: type[Moment] = NetworkMoment
    span: Callable[[Any, ViewOptions], Scale] | None = None
    lacks: Callable[[Any, ViewOptions], str] = lambda moment, options: ""

    def __post_init__(self) -> None:
        unknown = set(self.uses) - self.moment.parts.keys() - ViewOptions.entries().keys()
        require(
            self, "view",
            (not unknown, f"it uses {', '.join(sorted(unknown))}, which neither moment nor options have"),
            (set(self.page_uses) <= set(self.uses), "page_uses are to be among its uses"),
            (self.page is not None or not self.page_uses, "page_uses are those of a page, which it has not"),
            (not self.needs_selection or "selected" in self.uses, "what needs a selection uses what is selected"),
            (min(self.size) > 0.0, f"size is to be above 0, not {self.size}"),
        )  # fmt: skip

    @property
    def choices(self) -> tuple[Option[Any], ...]:
        """All options that it depends on."""
        shared = ViewOptions.entries()
        own = () if self.options is None else self.options.entries().values()
        return (*(shared[name] for name in self.uses if name in shared), *own, *self.heeds)

    @property
    def shows_past(self) -> bool:
        """Whether it shows where the training has been."""
        return "history" in self.uses

    @property
    def parts(self) -> frozenset[Part]:
        """The parts of the state that it depends on."""
        parts = self.moment.parts
        return frozenset((Part.OPTIONS, *(part for name in self.uses for part in parts.get(name, ()))))

    def state(self, moment: Moment, options: ViewOptions) -> tuple[object, ...]:
        """All that its picture depends on: it is drawn again when this changes."""
        used = [getattr(moment if name in self.moment.parts else options, name) for name in self.uses]
        own = None if self.options is None else options.of(self.options)
        return (*used, own, *(options[option] for option in self.heeds))


_draw_equations = late("visprop.figures.drawing", "draw_equations")
_equation_page = late("visprop.figures.drawing", "equation_page")
_no_landscape = late("visprop.figures.cost_drawing", "no_landscape")
_landscape_span = late("visprop.figures.spans", "landscape_span")


def _asking(options: ViewOptions, subject: Subject) -> ViewOptions:
    """With another subject of the equations, at the present line."""
    return options.choose(EquationOptions.subject, subject).choose(EquationOptions.line, None)


def _page_view(
    name: str, title: str, tip: str, subject: Subject, needs: tuple[str, ...] = (), heeds: tuple[Option[Any], ...] = ()
) -> View:
    """A page of equations about one subject; the window shows it as a choice of its equations."""
    return View(
        name,
        title,
        tip,
        ("frame", "theme", "digits", *needs),
        lambda moment, options, size: _draw_equations(moment, _asking(options, subject), size),
        heeds=(EquationOptions.whole, *heeds),
        page=lambda moment, options: _equation_page(moment, _asking(options, subject)),
        needs_selection="selected" in needs,
        # The lines side by side are told as far as the example has come.
        whole_example=subject is not Subject.BESIDE,
    )


_TOLD = ("selected", "notation", "dress")
_WORDING = (EquationOptions.steps, EquationOptions.sums)
_PLANE = ("now", "way", "history", "contenders", "known", "untried", "at_speed", "theme", "dress", "grid")

VIEWS: Registry[View] = Registry(
    (
        View(
            "network", "Network",
            "The network with its weights on the edges and its biases in the neurons",
            (
                *("frame", "known", "progress", "way", "selected", "gathered", "pointed", "route", "note", "at_speed"),
                *("theme", "digits", "dress", "notation", "scale"),
            ),
            late("visprop.figures.drawing", "draw_network"),
            NetworkChoices,
            span=late("visprop.figures.spans", "network_span"),
            heeds=(EquationOptions.whole, EquationOptions.sums),
            dock=Dock(dict.fromkeys(("step", "descend", "data", "lesson"), "picture")),
        ),
        View(
            "now", "Present line",
            "The equation of the present line in one row, with this moment's numbers in it",
            ("frame", "known", "selected", "at_speed", "theme", "digits", "dress", "notation"),
            late("visprop.figures.drawing", "draw_now"),
            heeds=(EquationOptions.sums,),
            size=(640.0, 44.0),
        ),
        View(
            "landscape", "Landscape",
            "The cost over a plane of parameter space, with the path of the training",
            (*_PLANE, "scale"),
            late("visprop.figures.cost_drawing", "draw_map"),
            LandscapeOptions,
            heeds=(NetworkChoices.key,),
            size=(440.0, 440.0),
            dock=Dock({"step": "map", "descend": "map"}, every=10),
            span=_landscape_span,
            lacks=_no_landscape,
        ),
        View(
            "landscape3d", "Landscape in 3-D",
            "The same as a surface that can be turned",
            (*_PLANE, "scale"),
            late("visprop.figures.cost_drawing", "draw_surface"),
            heeds=(LandscapeOptions.plane, LandscapeOptions.tangent, LandscapeOptions.camera),
            size=(560.0, 440.0),
            span=_landscape_span,
            lacks=_no_landscape,
        ),
        View(
            "cost", "Cost",
            "The cost φ at each update so far",
            ("now", "way", "history", "contenders", "known", "at_speed", "theme", "digits", "scale"),
            late("visprop.figures.cost_drawing", "draw_cost"),
            heeds=(MonitorOptions.log_cost,),
            span=late("visprop.figures.spans", "cost_span"),
            lacks=late("visprop.figures.cost_drawing", "no_curve"),
        ),
        View(
            "cost-functions", "Cost functions",
            "C applied to two targets, 2 and 3: two functions of the output, and where they have the same value",
            ("frame", "theme", "digits"),
            late("visprop.figures.answers", "draw_swapped"),
            size=(480.0, 360.0),
            dock=Dock({"lesson": "picture"}),
        ),
        View(
            "cost-of-targets", "Cost of targets",
            "C applied to the targets of the example: functions of the output, with the outputs on them",
            ("frame", "theme", "digits"),
            late("visprop.figures.answers", "draw_targets"),
            size=(480.0, 360.0),
            dock=Dock({"lesson": "picture"}, every=10),
        ),
        View(
            "history", "Monitor",
            "Costs and accuracies of the whole training, to be zoomed into, with a line that goes through time",
            ("now", "way", "history", "contenders", "others", "known", "at_speed", "theme", "dress", "scale"),
            late("visprop.figures.cost_drawing", "draw_history"),
            MonitorOptions,
            dock=Dock({"step": "curves", "descend": "curves", "data": "curves"}, every=6),
            span=late("visprop.figures.spans", "history_span"),
            lacks=late("visprop.figures.cost_drawing", "no_history"),
        ),
        View(
            "output", "Output",
            "What the network computes of its inputs, with the examples: curve or map, confusion matrix, predicted against true",
            ("now", "row", "tried", "selected", "known", "at_speed", "theme", "digits", "dress"),
            late("visprop.figures.output_work", "draw_output"),
            OutputOptions,
            heeds=(LandscapeOptions.colour_bar, NetworkChoices.key),
            size=(440.0, 440.0),
            dock=Dock({"step": "map", "data": "output"}, every=10),
        ),
        View(
            "codes", "Codes",
            "Pattern, code and pattern: what a narrow layer makes of each training row, and what is given back",
            ("now", "row", "at_speed", "theme", "digits"),
            late("visprop.figures.answers", "draw_codes"),
            size=(640.0, 400.0),
            dock=Dock({"data": "output"}, every=10),
            lacks=late("visprop.figures.answers", "no_code"),
        ),
        View(
            "hidden", "Bent space",
            "The rows, and the grid of the inputs with them, as the layers bend them, and the last layer's straight line",
            ("frame", "progress", "row", "known", "at_speed", "theme"),
            late("visprop.figures.bent_work", "draw_bent"),
            BentOptions,
            heeds=(LandscapeOptions.camera, NetworkChoices.key),
            size=(440.0, 440.0),
            dock=Dock({"step": "map", "data": "output"}, every=10, aside=("step",)),
        ),
        View(
            "slice", "Slice",
            "The cost along one line through p, on which the learning rate is tried out",
            ("now", "known", "at_speed", "theme", "digits", "dress", "grid", "scale"),
            late("visprop.figures.cost_drawing", "draw_slice"),
            SliceOptions,
            span=late("visprop.figures.spans", "slice_span"),
            size=(480.0, 400.0),
            dock=Dock({"step": "curves", "descend": "slice"}, every=10, aside=("step",)),
        ),
        View(
            "swarm", "Swarm",
            "The costs of many runs at once, median and quartiles, and the share of them that has reached the goal",
            ("swarm", "swarm_run", "theme", "digits"),
            late("visprop.figures.swarm_drawing", "draw_swarm"),
            SwarmOptions,
            heeds=(MonitorOptions.log_cost,),
            dock=Dock({"step": "curves", "descend": "curves", "data": "curves"}, aside=("step", "descend", "data")),
        ),
        View(
            "swarm-map", "Swarm map",
            "What each of many runs came to, by rate and seed or by where it began",
            ("swarm", "swarm_run", "theme", "digits", "dress"),
            late("visprop.figures.swarm_drawing", "draw_swarm_map"),
            dock=Dock({"step": "curves", "descend": "slice", "data": "curves"}, aside=("step", "descend", "data")),
        ),
        View(
            "swarm-cloud", "Swarm cloud",
            "Where many runs ended, over the landscape, and the ways of some of them",
            ("swarm", *_PLANE),
            late("visprop.figures.swarm_drawing", "draw_cloud"),
            heeds=(LandscapeOptions.plane, LandscapeOptions.solid, LandscapeOptions.camera, LandscapeOptions.colour_bar),
            size=(440.0, 440.0),
            dock=Dock({"step": "map", "descend": "map", "data": "output"}, every=10, aside=("step", "descend", "data")),
        ),
        View(
            "swarm-cloud3d", "Swarm cloud in 3-D",
            "The same over the landscape as a surface that can be turned",
            ("swarm", *_PLANE),
            late("visprop.figures.swarm_drawing", "draw_cloud_surface"),
            heeds=(LandscapeOptions.plane, LandscapeOptions.camera),
            size=(560.0, 440.0),
        ),
        View(
            "pseudocode", "Pseudocode",
            "The algorithm, line by line, with what each line computed",
            ("frame", "known", "pointed", "breaks", "at_speed", "theme", "digits", "notation", "dress"),
            late("visprop.figures.drawing", "draw_listing"),
            ListingOptions,
            dock=Dock({"step": "listing"}, every=10),
            page=late("visprop.figures.drawing", "listing_page"),
            page_uses=("frame", "digits", "notation", "dress"),
        ),
        View(
            "equations", "Equations",
            "The equations with this moment's numbers in them",
            ("frame", "known", "selected", "pointed", "route", "theme", "digits", "notation", "dress"),
            _draw_equations,
            EquationOptions,
            heeds=(LandscapeOptions.plane, SliceOptions.along),
            dock=Dock({"step": "equations", "descend": "equations", "lesson": "equations"}),
            page=_equation_page,
        ),
        _page_view(
            "derivation", "Why this gradient", "One gradient derived, and as a sum over paths", Subject.WHY, _TOLD, _WORDING
        ),
        _page_view(
            "unwound", "Unwound", "δ and the update written out to inputs and weights alone", Subject.UNWOUND, _TOLD, _WORDING
        ),
        _page_view("partials", "Partial derivatives", "All partial derivatives of the cost", Subject.PARTIALS, ("dress",)),
        _page_view(
            "terms", "Term by term", "One derivative through every neuron, with the terms that vanish", Subject.TERMS,
            ("selected", "dress"), (EquationOptions.sums,),
        ),
        _page_view(
            "side-by-side", "Side by side", "The present line in components beside vectors; one neuron a layer: all lines",
            Subject.BESIDE, ("dress",), (EquationOptions.sums,),
        ),
        _page_view(
            "descent", "Descent", "The tangent at p in one, two and all dimensions: what it promises, and what comes",
            Subject.DESCENT, ("known", "dress"), (LandscapeOptions.plane, SliceOptions.along),
        ),
        _page_view("derivatives", "Rules of differentiation", "Each activation and cost derived by rules", Subject.DERIVATIVES),
        _page_view("errata", "Misprints of the article", "What the article misprints beside what is right", Subject.ERRATA),
    )
)  # fmt: skip
"""Every view by its name on the command line."""
