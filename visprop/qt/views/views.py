"""The views that the window has made."""

from __future__ import annotations

from collections.abc import Callable

from visprop.figures.moment import ViewOptions
from visprop.figures.views import View
from visprop.qt.views.session_view import SessionView

Finished = Callable[[View, ViewOptions], ViewOptions]
"""The choices of a view in full quality."""


class Views(dict[str, SessionView]):
    """Those that are there, by their names in the registry; one that nobody has seen yet is made when it is asked for.

    Args:
        make: makes the panel of a view, and puts the view in here.
    """

    def __init__(self, make: Callable[[str], object]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> SessionView:
        self._make(name)
        return dict(self)[name]

    def finished(self, view: View, options: ViewOptions) -> ViewOptions:
        """The choices of a view in full quality: of one that stands in the window, as it is seen there."""
        return options if view.dock is None else self[view.name].finished_options(options)
