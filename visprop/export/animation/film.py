"""The pictures of an animation, drawn as the window would draw them at that moment."""

from __future__ import annotations

from collections.abc import Callable

from visprop.export.animation.reel import Shot
from visprop.export.scenes import Scenes
from visprop.figures.base.shading import Pixels
from visprop.figures.base.shapes import Figure
from visprop.figures.moment import Moment, Size, ViewOptions
from visprop.figures.views import View
from visprop.paint.ground import Ground
from visprop.scenario.any_run import AnyRun

_HELD = 8
"""So many pictures are on their way to the file at most: some wait, and a writer holds the last ones."""


class Film:
    """Draws the pictures of a view, in a session of its own.

    Args:
        run: what is shown.
        view: of which view.
        options: how it is shown.
        size: of the page, in points.
        scale: pixels a point.
        marked: what a moment is shown with: what is selected.
    """

    def __init__(
        self, run: AnyRun, view: View, options: ViewOptions, size: Size, scale: float,
        marked: Callable[[Moment], Moment] = lambda moment: moment,
    ) -> None:  # fmt: skip
        self._scenes, self._view, self._options = Scenes(run), view, options
        self._size, self._scale, self._marked = size, scale, marked
        self._ground = Ground(self.width, self.height, _HELD)
        self._last: tuple[tuple[object, ...], Pixels] | None = None

    @property
    def width(self) -> int:
        """In pixels."""
        return round(self._size[0] * self._scale)

    @property
    def height(self) -> int:
        """In pixels."""
        return round(self._size[1] * self._scale)

    def figure(self, shot: Shot) -> Figure:
        """A picture; of a page that is higher, the whole of it.

        Raises:
            ExportError: the training does not come so far.
        """
        return self._drawn(self._moment(shot))

    def _moment(self, shot: Shot) -> Moment:
        return self._marked(self._scenes.moment(shot.position, shot.progress))

    def _drawn(self, moment: Moment) -> Figure:
        return self._view.draw(moment.at_once(self._view.shows_past), self._options, self._size)

    def pixels(self, shot: Shot) -> Pixels:
        """A picture as pixels, the same ones where nothing that it shows has changed; a page that is higher is made smaller."""
        moment = self._moment(shot)
        state = self._view.state(moment, self._options)
        if self._last is None or self._last[0] != state:
            figure = self._drawn(moment)
            scale = self._scale * min(1.0, self._size[1] / figure.height)
            self._last = state, self._ground.painted(figure, scale)
        return self._last[1]

    def close(self) -> None:
        """Let its session go."""
        self._scenes.close()
