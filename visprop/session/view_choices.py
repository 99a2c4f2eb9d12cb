"""How things are shown, as the user has chosen it."""

from __future__ import annotations

from dataclasses import replace

from visprop.engine.key import Key
from visprop.figures.base.style import Theme
from visprop.figures.choices import EdgeValue, PlaneChoice, Ranges
from visprop.figures.moment import ViewOptions
from visprop.figures.plots.surface3d import turned
from visprop.notation.dress import NEURONS, Dress
from visprop.notation.explanations.pages import Subject
from visprop.notation.notations.notation import Notation
from visprop.session.changes import Changes
from visprop.timeline.parts import Part


class ViewChoices:
    """Holds the options and changes them one by one."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._options = ViewOptions()

    @property
    def options(self) -> ViewOptions:
        """The choices of now, frozen."""
        return self._options

    def _set(self, options: ViewOptions) -> None:
        if options != self._options:
            self._options = options
            self._changes.note(Part.OPTIONS)

    def clear(self) -> None:
        """Forget what belongs to the experiment that is left: plane, slice, dress, and the line that was asked about."""
        self._set(
            replace(
                self._options,
                plane=PlaneChoice(),
                line=None,
                subject=Subject.LINE,
                history_range=None,
                slice_along=None,
                slice_eta=None,
                slice_reach=None,
                dress=NEURONS,
            )
        )

    def forget_places(self) -> None:
        """Forget what was chosen among the parameters of another network: the plane, and along what the slice goes."""
        self._set(replace(self._options, plane=PlaneChoice(), line=None, slice_along=None, slice_eta=None, slice_reach=None))

    def set_theme(self, theme: Theme) -> None:
        """Choose the colours."""
        self._set(replace(self._options, theme=theme))

    def set_digits(self, digits: int) -> None:
        """Choose how many significant digits numbers have, 1 to 15."""
        self._set(replace(self._options, digits=min(15, max(1, digits))))

    def set_edges(self, edges: EdgeValue) -> None:
        """Choose what the edges of the network show."""
        self._set(replace(self._options, edges=edges))

    def set_symbols(self, on: bool) -> None:
        """Let the network show names instead of numbers."""
        self._set(replace(self._options, symbols=on))

    def set_form(self, form: str) -> None:
        """Choose in which form neurons are drawn."""
        self._set(replace(self._options, form=form))

    def set_equation(self, on: bool) -> None:
        """Let the present line's equation stand above the network."""
        self._set(replace(self._options, equation=on))

    def set_log_cost(self, on: bool) -> None:
        """Draw the cost curve on a logarithmic scale."""
        self._set(replace(self._options, log_cost=on))

    def set_history_range(self, ranges: Ranges | None) -> None:
        """Choose what the monitor shows; None for all."""
        self._set(replace(self._options, history_range=ranges))

    def set_plane(self, plane: PlaneChoice) -> None:
        """Choose the landscape's plane."""
        self._set(replace(self._options, plane=plane))

    def set_solid(self, on: bool) -> None:
        """Show the landscape as a surface."""
        self._set(replace(self._options, solid=on))

    def turn(self, azimuth: float, elevation: float) -> None:
        """Turn the surface by so many degrees."""
        self._set(replace(self._options, camera=turned(self._options.camera, (azimuth, elevation))))

    def set_tangent(self, on: bool) -> None:
        """Show the tangent plane in the landscape."""
        self._set(replace(self._options, tangent=on))

    def set_example_steps(self, on: bool) -> None:
        """Show the update that each example alone would make."""
        self._set(replace(self._options, example_steps=on))

    def slice_along(self, key: Key | None) -> None:
        """Choose the parameter along which the slice goes, or −∇φ."""
        self._set(replace(self._options, slice_along=key))

    def try_rate(self, eta: float | None) -> None:
        """Try a learning rate out in the slice; None for the training's own."""
        self._set(replace(self._options, slice_eta=eta))

    def hold_slice(self, reach: float | None) -> None:
        """Keep the slice's range while it is dragged; None to show the walk again."""
        self._set(replace(self._options, slice_reach=reach))

    def set_notation(self, notation: Notation) -> None:
        """Choose the notation of the equations."""
        self._set(replace(self._options, notation=notation))

    def set_dress(self, dress: Dress) -> None:
        """Choose what parameters and functions are called; it has to fit the scenario."""
        self._set(replace(self._options, dress=dress))

    def set_steps(self, on: bool) -> None:
        """Apply the chain rule step by step, where the notation has such steps."""
        self._set(replace(self._options, steps=on))

    def set_sums(self, on: bool) -> None:
        """Write sums over a layer with Σ."""
        self._set(replace(self._options, sums=on))

    def set_whole(self, on: bool) -> None:
        """Write the equations of large layers out."""
        self._set(replace(self._options, whole=on))

    def ask(self, subject: Subject, line: int | None = None) -> None:
        """Choose what the equations are about; a line's number, or None for the present one."""
        self._set(replace(self._options, subject=subject, line=line))
