"""What a page of the web holds: of each position its pictures and words, each thing once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from visprop.export.formats import ExportError
from visprop.export.scenes import Scenes
from visprop.export.web.changes import Fresh, Kept, Track
from visprop.export.web.heard import heard
from visprop.export.web.inks import Inks
from visprop.export.web.lines import short_lines
from visprop.export.web.spelling import Spelling
from visprop.figures.base.style import DARK, LIGHT, hex_of
from visprop.figures.moment import Moment, Size, ViewOptions
from visprop.figures.sheet.sheet_view import filmed
from visprop.figures.views import View
from visprop.notation.expression.numbers import counted
from visprop.scenario.any_run import AnyRun
from visprop.timeline.position import Position

MOST = 2_000
"""So many positions a page has at most."""
_USUAL = ("network", "equations", "pseudocode", "landscape", "cost")
_MOST_OTHERS = 4
USUAL_OPTIONS = ViewOptions(grid=51)
"""How views are shown where nothing else is asked for: a surface of fewer points is smooth at this size, and packs better."""
_FIRST, _TEXT, _OTHER = 440.0, 400.0, 380.0
"""How wide the first picture is, a page of text and any other, in points: so that a telephone's screen holds each."""
_HIGHEST = 300.0
"""How high a picture is at most, so that several fit on a screen."""


@dataclass
class Shown:
    """A view on the page.

    Attributes:
        view: which one; once it is drawn, on the scale that all positions share.
        size: of its picture; of text the width alone.
        heights: of its picture at each position.
        pieces, heard: what it is made of at each, and what it says.
        state: what its last picture depends on; None before the first.
    """

    view: View
    size: Size
    heights: list[float] = field(default_factory=list)
    pieces: Track = field(default_factory=Track)
    heard: Track = field(default_factory=Track)
    state: tuple[object, ...] | None = None


def usual_views(views: Iterable[View], moment: Moment) -> list[View]:
    """Those that stand on a page where none are named: the network's that have something to draw, or else the first of a kind."""
    every = [view for view in views if not view.needs_selection and not view.lacks(moment, ViewOptions())]
    usual = [view for view in every if view.name in _USUAL]
    return sorted(usual, key=lambda view: _USUAL.index(view.name)) or every[:_MOST_OTHERS]


def _size(view: View, is_first: bool) -> Size:
    width = _TEXT if view.page is not None else _FIRST if is_first else _OTHER
    return width, min(_HIGHEST, width * view.size[1] / view.size[0])


class Slides:
    """Draws positions one after the other, in a session of its own.

    Args:
        run: what is shown.
        places: the positions.
        views: which pictures of it.
        options: how they are shown; the page has both themes.
        marked: what a moment is shown with: what is selected.

    Attributes:
        share: how much is drawn, from 0 to 1.

    Raises:
        ExportError: there are too many positions.
    """

    def __init__(
        self, run: AnyRun, places: Sequence[Position], views: Sequence[View], options: ViewOptions,
        marked: Callable[[Moment], Moment] = lambda moment: moment,
    ) -> None:  # fmt: skip
        if len(places) > MOST:
            raise ExportError(
                f"that would be {len(places):,} positions, of {MOST:,} at most; take a shorter range, or larger steps"
            )
        self._scenes, self._marked, self._places, self._usual = Scenes(run), marked, places, options
        self._options = [options.choose(ViewOptions.theme, theme) for theme in (LIGHT, DARK)]
        self._inks, self._texts = Inks(), Kept()
        self.shown = [Shown(view, _size(view, view is views[0])) for view in views]
        self._told: list[dict[str, object]] = []
        self.share = 0.0

    def steps(self) -> Iterator[None]:
        """Draw all of it in short steps.

        Raises:
            ExportError: the training does not come so far.
        """
        yield from self._scaled()
        count = len(self._places) * len(self.shown)
        for at, place in enumerate(self._places):
            yield from self._scenes.reach(place)
            moment = self._marked(self._scenes.moment(place))
            self._told.append(self._words(place))
            for i, shown in enumerate(self.shown, start=1):
                self._draw(shown, moment)
                self.share = (at * len(self.shown) + i) / count
                yield

    def _scaled(self) -> Iterator[None]:
        """Let each view have the scale that holds both ends."""
        ends = []
        for place in (self._places[-1], self._places[0]):
            yield from self._scenes.reach(place)
            ends.append(self._marked(self._scenes.moment(place)).at_once())
        for shown in self.shown:
            shown.view = filmed([shown.view], 1, ends, self._usual)
            yield

    def _draw(self, shown: Shown, moment: Moment) -> None:
        view, (light, dark) = shown.view, self._options
        state = view.state(moment, light)
        if shown.state == state:
            shown.pieces.again()
            shown.heard.again()
            shown.heights.append(shown.heights[-1])
            return
        shown.state, now = state, moment.at_once(view.shows_past)
        bright, dim = (view.draw(now, options, shown.size) for options in (light, dark))
        shown.pieces.add(self._inks.written(bright, dim))
        shown.heard.add([self._texts.number(line) for line in heard(view, bright, now, light)])
        shown.heights.append(round(bright.height, 1))

    def _words(self, place: Position) -> dict[str, object]:
        told = self._scenes.told
        caption = told.caption()
        numbers = [one for one in told.numbers_told(self._usual.digits) if _PENDING not in one and one != caption]
        words = [self._texts.number(one) for one in told.line_told().split("\n")]
        return {
            "at": self._scenes.walk.text(place), "where": told.place_told(), "caption": caption, "numbers": numbers,
            "words": words,
        }  # fmt: skip

    @property
    def about(self) -> str:
        """What is shown, and from where to where."""
        first, last = (self._scenes.walk.text(place) for place in (self._places[0], self._places[-1]))
        return ". ".join(
            filter(None, (self._scenes.told.in_short, f"{counted(len(self._places), 'position')}, {first} to {last}"))
        )

    def close(self) -> None:
        """Let its session go."""
        self._scenes.close()

    @property
    def content(self) -> dict[str, Any]:
        """All that was drawn, as a document of JSON."""
        # What a picture is made of at one position stands near what it is made of at the next, and is packed by what differs.
        fresh, spelling, texts = Fresh(), Spelling(), self._inks.pieces.texts
        panels = [
            {
                "width": one.size[0], "heights": one.heights,
                "pieces": fresh.told(one.pieces.steps), "heard": one.heard.steps,
            }
            for one in self.shown
        ]  # fmt: skip
        kept = {
            "pieces": [spelling.short(short_lines(texts[number])) for number in fresh.order],
            "letters": spelling.letters,
            "colours": self._inks.colours.texts,
            "texts": self._texts.texts,
        }
        now = self._inks.number(hex_of(LIGHT.now), hex_of(DARK.now))
        return {"positions": self._told, "now": now, "panels": panels, "definitions": self._inks.definitions, **kept}


_PENDING = "…"
"""What stands for a number that is still being computed."""
