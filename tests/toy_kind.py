"""A second kind of experiment, as one entry: a number that is halved twice, told on a page and drawn in a picture."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import ClassVar

from visprop.engine.registry import late
from visprop.figures.base.shapes import Box, Figure, Label
from visprop.figures.base.text import plain
from visprop.figures.dock import Dock
from visprop.figures.line_equation import equation_style
from visprop.figures.moment import Moment
from visprop.figures.option import Entry, Flag, Heading, Menu, Options, Switch
from visprop.figures.pages.equations import equations_page
from visprop.figures.views import View
from visprop.kinds.kind import Kind
from visprop.notation.explanations.pages import Page
from visprop.notation.expression.blocks import Note
from visprop.scenario.files.part import FilePart, alone
from visprop.timeline.made_at_once import MadeAtOnce
from visprop.timeline.position import Position

COUNT = 3
WORKSPACES = ("bench", "hall")


@dataclass(frozen=True)
class Halving:
    """What a file of it holds."""

    value: float
    title: str = "Halving"
    notes: str = ""
    update: int = 0

    kind: ClassVar[str] = "halving"
    own_title: ClassVar[str] = "A number of my own"
    size: ClassVar[int] = 1

    @property
    def begun(self):
        return self

    def begun_as(self, other):
        return self

    def starts_as(self, other):
        return self.value == other.value

    def restarted(self, origin):
        return replace(self, value=origin.value)

    def is_about_the_same(self, other):
        return self.value == other.value

    def called(self, title, notes):
        return replace(self, title=title, notes=notes)

    def bare(self):
        return self

    def reached(self):
        return {}

    def gone_on(self, update, numbers):
        return None


@dataclass(frozen=True)
class HalvingFrame:
    position: Position
    value: float

    @property
    def done(self):
        return self.position.update


class HalvingExperiment(MadeAtOnce):
    def __init__(self, run, budget, work):
        super().__init__(run, COUNT, "halve it")

    def frame(self, position):
        return HalvingFrame(position, self.run.value / 2**position.update)


def page(moment, options):
    return Page("halving", [Note(f"step {moment.frame.done} of {COUNT - 1}: the number is {moment.frame.value:g}")])


def draw_page(moment, options, size):
    return equations_page(page(moment, options).blocks, size[0], options.theme, equation_style(options))


class HalvingOptions(Options):
    base = Switch(
        entry=Entry(Menu.VIEW, "&Base line", "A line below the bar", "Ctrl+Alt+Shift+F8"),
        flag=Flag("--base", Heading.LOOK, "a line below the bar"),
    )


def draw_picture(moment, options, size):
    width, ink = 40.0 * moment.frame.value, options.theme.ink
    bar = Box(10.0, 10.0, width, 30.0, options.theme.wash, ink, 1.0, 0.0)
    base = (Box(10.0, 42.0, 320.0, 1.0, ink, ink, 1.0, 0.0),) if options[HalvingOptions.base] else ()
    return Figure(*size, options.theme.paper, (bar, *base, Label(10.0, 60.0, plain(f"{moment.frame.value:g}"), 14.0, ink)))


VIEWS = {
    view.name: view
    for view in (
        View(
            "halving-picture", "Bar", "The number as a bar", ("frame", "theme"), draw_picture, HalvingOptions,
            dock=Dock({"bench": "picture"}), moment=Moment,
        ),
        View(
            "halving-page", "Halving", "The number in words", ("frame", "theme", "digits"), draw_page,
            dock=Dock({"bench": "page"}), page=page, moment=Moment,
        ),
    )
}  # fmt: skip


def read(root, version, folder, repairs):
    part = root["halving"]
    part.keys("value")
    return Halving(part["value"].real(0.0, 1e6), root.get("title", "").text(), root.get("notes", "").text())


def write(run, folder):
    return {"title": run.title, "notes": run.notes, "halving": {"value": run.value}}


def window():
    # Imported late: what stands below the window does without Qt.
    from visprop.qt.panels.hall import Hall
    from visprop.qt.window.actions import ActionSpec
    from visprop.qt.window.kind_window import KindWindow, OwnCommand, PanelSpec
    from visprop.scenario.workspaces import Workspace, column

    def hall(adapter):
        return Hall(adapter, VIEWS["halving-picture"])

    both = column((50, 50), ("picture",), ("page",))
    return KindWindow(
        workspaces={
            "bench": Workspace("bench", "Bench", "The bar over its page", both, both, ("picture",), ("page",)),
            "hall": Workspace("hall", "Hall", "The bar alone", ("hall",), ("hall",), ("hall",), (), is_bare=True),
        },
        panels={"halving-hall": PanelSpec("halving-hall", "Hall", hall, Dock({"hall": "hall"}), scrolls=False)},
        hall=hall,
        keys_of=("halving-picture", "halving-hall"),
        commands=(
            OwnCommand(
                ActionSpec("double", "&Double the number", "Ctrl+Alt+Z", "Begin with twice the number"),
                "&Edit",
                lambda session: session.edits.change("double", lambda run: replace(run, value=2.0 * run.value)),
            ),
        ),
    )


HALVING = Kind(
    name="halving",
    words="a number that is halved",
    file=FilePart(lambda version: ("halving",), read, write, alone, WORKSPACES),
    experiment=HalvingExperiment,
    moment=lambda experiment, position, is_whole: Moment(experiment.frame(position)),
    views=lambda: VIEWS,
    session=late("visprop.session.kind_part", "KindPart"),
    window=window,
)


def write_file(path, value=8.0, **more):
    """A file of it, by hand."""
    path.write_text(json.dumps({"visprop": 2, "kind": "halving", "title": "Eight", "halving": {"value": value}, **more}))
    return path
