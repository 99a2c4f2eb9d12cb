"""What the user has chosen about how things are shown; frozen, and part of the session."""

from __future__ import annotations

from dataclasses import dataclass, field

from visprop.figures.base.style import LIGHT, Theme
from visprop.figures.network.edges import EdgeValue
from visprop.figures.plots.plane import PlaneChoice
from visprop.figures.plots.surface3d import View
from visprop.notation.explanations.pages import Subject
from visprop.notation.expression.numbers import DIGITS
from visprop.notation.notations.registry import Notation
from visprop.timeline.contender import RivalSettings


@dataclass(frozen=True)
class Speed:
    """How fast the training runs.

    Attributes:
        text: what the user reads.
        lines: lines a second, 0 where whole updates are run.
        updates: updates a second, 0 for as many as a frame allows.
    """

    text: str
    lines: float = 0.0
    updates: float = 0.0


SPEEDS = (
    Speed("1 line/s", lines=1.0),
    Speed("2 lines/s", lines=2.0),
    Speed("5 lines/s", lines=5.0),
    Speed("1 update/s", updates=1.0),
    Speed("10 updates/s", updates=10.0),
    Speed("60 updates/s", updates=60.0),
    Speed("full speed"),
)
"""The speeds, slowest first."""


@dataclass(frozen=True)
class Options:
    """The user's choices.

    Attributes:
        edges: what the edges of the network show.
        symbols: whether the network shows names instead of numbers.
        digits: significant digits.
        theme: the colours.
        log_cost: whether the cost curve is logarithmic.
        plane: which plane the landscape shows.
        solid: whether the landscape is a surface that can be turned, instead of a map.
        view: from where the surface is seen.
        tangent: whether the landscape shows the tangent plane.
        example_steps: whether it shows the update that each example alone would make.
        picking: whether the next two edges that are clicked become the landscape's axes.
        slice_name: the parameter along which the slice goes; empty for along −∇φ.
        slice_eta: the learning rate that is tried out there; None for the scenario's own.
        rivals: the settings of the trainings that are compared with this one.
        equal_examples: whether they are compared after as many examples, instead of after as many updates.
        speed: index into `SPEEDS`.
        reduce_motion: whether pulses are left out.
        selected: the parameter or neuron that is selected; empty for none.
        notation: in which the equations are written.
        whole: whether equations of large layers are written out.
        subject: what the equations are about.
        line: the number of the line whose equations are shown; None for the present one.
        route: the path from the selected parameter to the cost that is lit, from 0; None for none.
        watched: the names of the watched variables.
        breaks: the numbers of the lines at which running stops.
    """

    edges: EdgeValue = EdgeValue.WEIGHT
    symbols: bool = False
    digits: int = DIGITS
    theme: Theme = LIGHT
    log_cost: bool = False
    plane: PlaneChoice = field(default_factory=PlaneChoice)
    solid: bool = False
    view: View = field(default_factory=View)
    tangent: bool = False
    example_steps: bool = False
    picking: bool = False
    slice_name: str = ""
    slice_eta: float | None = None
    rivals: tuple[RivalSettings, ...] = ()
    equal_examples: bool = False
    speed: int = 0
    reduce_motion: bool = False
    selected: str = ""
    notation: Notation = Notation.COMPONENTS
    whole: bool = False
    subject: Subject = Subject.LINE
    line: int | None = None
    route: int | None = None
    breaks: frozenset[int] = frozenset()
    watched: tuple[str, ...] = ()
