"""How things are shown, as the user has chosen it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple, TypeVar

from visprop.figures.moment import ViewOptions
from visprop.figures.option import Lasts, Option
from visprop.figures.pages.equation_options import EquationOptions
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.plots.surface3d import turned
from visprop.kinds.options import all_options
from visprop.notation.explanations.pages import Subject
from visprop.session.changes import Changes
from visprop.timeline.parts import Part

T = TypeVar("T")


class KeptChoices(NamedTuple):
    """The choices of an experiment: all of them, and what was lent for it alone."""

    options: ViewOptions
    lent: tuple[tuple[Option[Any], Any, Any], ...]


class ViewChoices:
    """Holds the options and changes them one by one."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._options = ViewOptions()
        self._lent: list[tuple[Option[Any], Any, Any]] = []

    @property
    def options(self) -> ViewOptions:
        """The choices of now, frozen."""
        return self._options

    def _set(self, options: ViewOptions) -> None:
        if options != self._options:
            self._options = options
            self._changes.note(Part.OPTIONS)

    def choose(self, option: Option[T], value: T) -> None:
        """Choose the value of an option; it has to fit the scenario."""
        self._set(self._options.choose(option, value))

    def lend(self, options: ViewOptions) -> None:
        """Choose all at once, until the experiment is left; they have to fit it."""
        found = ((option, self._options[option], options[option]) for option in all_options().values())
        self._lent = [one for one in found if one[1] != one[2]]
        self._set(options)

    def kept(self) -> KeptChoices:
        """The choices of now."""
        return KeptChoices(self._options, tuple(self._lent))

    def put_back(self, kept: KeptChoices, lent: Collection[Option[Any]]) -> None:
        """Choose all as it was in an experiment that one goes back to.

        What lasts longer stays as the user has chosen it meanwhile, unless it was lent.
        """
        self.clear()
        now, options = self._options, kept.options
        for option in all_options().values():
            if option.lasts is Lasts.ALWAYS and option not in lent:
                options = options.choose(option, now[option])
        self._lent = list(kept.lent)
        self._set(options)

    def clear(self) -> None:
        """Forget what belongs to the experiment that is left: plane, slice, dress, and the line that was asked about."""
        options = self._options
        for option, before, lent in self._lent:
            # What was chosen otherwise meanwhile is the user's own.
            options = options.choose(option, before) if options[option] == lent else options
        self._lent = []
        self._set(options.forget(frozenset((Lasts.EXPERIMENT, Lasts.NETWORK))))

    def forget_places(self) -> None:
        """Forget what was chosen among the parameters of another network: the plane, and along what the slice goes."""
        self._set(self._options.forget(frozenset((Lasts.NETWORK,))))

    def turn(self, azimuth: float, elevation: float) -> None:
        """Turn the surface by so many degrees."""
        camera = turned(self._options[LandscapeOptions.camera], (azimuth, elevation))
        self.choose(LandscapeOptions.camera, camera)

    def ask(self, subject: Subject, line: int | None = None) -> None:
        """Choose what the equations are about; a line's number, or None for the present one."""
        self._set(self._options.choose(EquationOptions.subject, subject).choose(EquationOptions.line, line))
