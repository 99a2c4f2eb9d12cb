"""The registry of views: each kind of picture, with all that belongs to it, declared once.

The window's docks and menus, the export dialogue, `visprop export` and the tests are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from visprop.figures.base.shapes import Figure
from visprop.figures.drawing import (
    draw_cost,
    draw_equations,
    draw_history,
    draw_listing,
    draw_map,
    draw_network,
    draw_output,
    draw_slice,
    draw_surface,
    equation_page,
    listing_page,
)
from visprop.figures.moment import Moment, NetworkMoment, Size, ViewOptions
from visprop.notation.explanations.pages import Page, Subject
from visprop.timeline.parts import Part


@dataclass(frozen=True)
class Dock:
    """Where the window shows a view.

    Attributes:
        places: in which place of which workspace it stands, by their names; it is hidden in the others.
        every: at speed it is drawn in one picture of so many.
    """

    places: Mapping[str, str]
    every: int = 1


@dataclass(frozen=True)
class View:
    """One kind of picture.

    Attributes:
        name: on the command line.
        title: in the window.
        tip: what it shows, in a sentence.
        uses: the fields of its moment and of `ViewOptions` that it depends on, and no others.
        draw: the figure, for a page of a size; pages of text are as tall as they need to be.
        size: of the page, if none is asked for.
        dock: where the window shows it; None for nowhere.
        page: for a page of equations what stands on it, so that it can be written as LaTeX; else None.
        page_uses: what of `uses` the page depends on; empty for all of it.
        needs_selection: whether it is about one weight, bias or neuron.
        moment: of which kind's moments it is a picture.
        whole_example: whether it is told at the end of the example's passes, where all its numbers are known.
    """

    name: str
    title: str
    tip: str
    uses: tuple[str, ...]
    draw: Callable[[Any, ViewOptions, Size], Figure]
    size: Size = (640.0, 400.0)
    dock: Dock | None = None
    page: Callable[[Any, ViewOptions], Page] | None = None
    page_uses: tuple[str, ...] = ()
    needs_selection: bool = False
    whole_example: bool = False
    moment: type[Moment] = NetworkMoment

    def __post_init__(self) -> None:
        known = {*self.moment.parts, *(field.name for field in fields(ViewOptions))}
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
        return frozenset(part for name in self.uses for part in self.moment.parts.get(name, (Part.OPTIONS,)))

    def state(self, moment: Moment, options: ViewOptions) -> tuple[object, ...]:
        """All that its picture depends on: it is drawn again when this changes."""
        return tuple(getattr(moment if name in self.moment.parts else options, name) for name in self.uses)


def _about(subject: Subject) -> Callable[[NetworkMoment, ViewOptions], Page]:
    return lambda moment, options: equation_page(moment, replace(options, subject=subject, line=None))


def _page_view(name: str, title: str, tip: str, subject: Subject, needs: tuple[str, ...] = ()) -> View:
    """A page of equations about one subject; the window shows it as a choice of its equations."""
    uses = ("frame", "theme", "digits", "whole", *needs)
    return View(
        name,
        title,
        tip,
        uses,
        lambda moment, options, size: draw_equations(moment, replace(options, subject=subject, line=None), size),
        page=_about(subject),
        needs_selection="selected" in needs,
        whole_example=True,
    )


_WORDING = ("notation", "dress", "steps", "sums")
_TOLD = ("selected", *_WORDING)
_PLANE = ("now", "way", "history", "contenders", "known", "untried", "at_speed", "theme", "dress", "plane", "tangent", "grid")

VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        View(
            "network",
            "Network",
            "The network with its weights on the edges and its biases in the neurons",
            (
                *("frame", "known", "progress", "way", "selected", "gathered", "pointed", "route", "note", "at_speed"),
                *("theme", "digits", "dress", "edges", "symbols", "form", "equation", "editing", "notation", "whole", "sums"),
            ),
            draw_network,
            dock=Dock(dict.fromkeys(("step", "descend", "data", "lesson"), "picture")),
        ),
        View(
            "landscape",
            "Landscape",
            "The cost over a plane of parameter space, with the path of the training",
            (*_PLANE, "example_steps", "solid", "camera"),
            draw_map,
            size=(440.0, 440.0),
            dock=Dock({"step": "map", "descend": "map"}, every=10),
        ),
        View(
            "landscape3d",
            "Landscape in 3-D",
            "The same as a surface that can be turned",
            (*_PLANE, "camera"),
            draw_surface,
            size=(560.0, 440.0),
        ),
        View(
            "cost",
            "Cost",
            "The cost φ at each update so far",
            ("now", "way", "history", "contenders", "known", "at_speed", "theme", "digits", "log_cost"),
            draw_cost,
        ),
        View(
            "history",
            "Monitor",
            "Costs and accuracies of the whole training, to be zoomed into, with a line that goes through time",
            ("now", "way", "history", "contenders", "others", "known", "at_speed", "theme", "log_cost", "history_range"),
            draw_history,
            dock=Dock({"step": "curves", "descend": "curves", "data": "curves"}, every=6),
        ),
        View(
            "output",
            "Output",
            "What the network computes of its inputs, with the examples: a curve, or a map and the line that decides",
            ("now", "example", "known", "at_speed", "theme", "digits"),
            draw_output,
            size=(440.0, 440.0),
            dock=Dock({"step": "map", "data": "output"}, every=10),
        ),
        View(
            "slice",
            "Slice",
            "The cost along one line through p, on which the learning rate is tried out",
            ("now", "known", "at_speed", "theme", "digits", "dress", "slice_along", "slice_eta", "slice_reach", "grid"),
            draw_slice,
            size=(480.0, 400.0),
            dock=Dock({"step": "curves", "descend": "slice"}, every=10),
        ),
        View(
            "pseudocode",
            "Pseudocode",
            "The algorithm, line by line, with what each line computed",
            ("frame", "known", "pointed", "breaks", "at_speed", "theme", "digits", "notation", "dress"),
            draw_listing,
            dock=Dock({"step": "listing"}, every=10),
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
            draw_equations,
            dock=Dock({"step": "equations", "descend": "equations", "lesson": "equations"}),
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
