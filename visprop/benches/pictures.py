"""How the pictures and pages of a bench are declared: as views, in the places that every bench's window has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from visprop.benches.run import BenchFrame
from visprop.figures.base.shapes import Figure
from visprop.figures.dock import Dock
from visprop.figures.line_equation import equation_style
from visprop.figures.moment import Moment, Size, ViewOptions
from visprop.figures.pages.equations import equations_page
from visprop.figures.views import View
from visprop.notation.explanations.pages import Page


@dataclass(frozen=True, eq=False)
class BenchMoment(Moment):
    """A step of a bench."""

    frame: BenchFrame


Draw = Callable[[BenchMoment, ViewOptions, Size], Figure]
Written = Callable[[BenchMoment, ViewOptions], Page]


def picture(name: str, title: str, tip: str, draw: Draw, size: Size = (640.0, 400.0), place: str = "picture") -> View:
    """A picture of a bench; its name is no other view's."""
    uses = ("frame", "pointed", "theme", "digits")
    return View(name, title, tip, uses, draw, size=size, dock=Dock({"bench": place}), moment=BenchMoment)


def page(name: str, title: str, tip: str, written: Written) -> View:
    """A page of formulas and words of a bench; its name is no other view's."""

    def draw(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
        return equations_page(written(moment, options).blocks, size[0], options.theme, equation_style(options))

    # Long formulas are set beside the window; the page goes on when one is there.
    uses = ("frame", "known", "pointed", "theme", "digits")
    return View(name, title, tip, uses, draw, dock=Dock({"bench": "page"}), page=written, moment=BenchMoment)
