"""What a picture is a function of: a moment of a run with what stands beside it, and the user's choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import ClassVar

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.style import LIGHT, Theme
from visprop.figures.choices import AUTOMATIC, Camera, EdgeValue, PlaneChoice, Ranges
from visprop.notation.dress import NEURONS, Dress
from visprop.notation.explanations.pages import Subject
from visprop.notation.expression.numbers import DIGITS
from visprop.notation.naming import Naming
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.notation import Notation
from visprop.scenario.scenario import Scenario
from visprop.timeline.contender import Rival
from visprop.timeline.experiment import AnyFrame
from visprop.timeline.frame import Frame
from visprop.timeline.history import OtherRun, Past
from visprop.timeline.parts import Part
from visprop.timeline.position import Position

Size = tuple[float, float]
"""Width and height of a page in points."""


@dataclass(frozen=True)
class ViewOptions:
    """The user's choices of how things are shown.

    Attributes:
        theme: the colours.
        digits: significant digits.
        edges: what the edges of the network show.
        symbols: whether the network shows names instead of numbers.
        form: in which form its neurons are drawn; `automatic` for the richest that fits.
        equation: whether the present line's equation stands above it.
        editing: whether room is left above it for the buttons by which it is rebuilt.
        log_cost: whether the cost curve is logarithmic.
        history_range: which updates and costs the monitor shows; None for all.
        plane: which plane the landscape shows.
        solid: whether the landscape is a surface that can be turned, instead of a map.
        camera: from where the surface is seen.
        tangent: whether the landscape shows the tangent plane.
        example_steps: whether it shows the update that each example alone would make.
        grid: grid points a side of a finished surface.
        slice_along: the parameter along which the slice goes; None for along −∇φ.
        slice_eta: the learning rate that is tried out there; None for the scenario's own.
        slice_reach: how far it goes from p downhill; None for so far that the curve is not straight.
        notation: in which the equations are written.
        dress: how parameters and functions are called, everywhere.
        steps: whether the chain rule is applied step by step, where the notation has such steps.
        sums: whether sums are written with Σ.
        whole: whether equations of large layers are written out.
        subject: what the equations are about.
        line: the number of the line whose equations are shown; None for the present one.
    """

    theme: Theme = LIGHT
    digits: int = DIGITS
    edges: EdgeValue = EdgeValue.WEIGHT
    symbols: bool = False
    form: str = AUTOMATIC
    equation: bool = False
    editing: bool = False
    log_cost: bool = False
    history_range: Ranges | None = None
    plane: PlaneChoice = field(default_factory=PlaneChoice)
    solid: bool = False
    camera: Camera = field(default_factory=Camera)
    tangent: bool = False
    example_steps: bool = False
    grid: int = 101
    slice_along: Key | None = None
    slice_eta: float | None = None
    slice_reach: float | None = None
    notation: Notation = COMPONENTS
    dress: Dress = NEURONS
    steps: bool = False
    sums: bool = False
    whole: bool = False
    subject: Subject = Subject.LINE
    line: int | None = None


@dataclass(frozen=True, eq=False)
class Now:
    """What a picture that knows no lines depends on of a frame: equal from line to line of an update.

    Attributes:
        scenario: the experiment.
        update: the number of the update at work.
        done: how many are done.
        p: the p of now.
    """

    scenario: Scenario
    update: int
    done: int
    p: Array

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Now) or self.scenario is not other.scenario:
            return False
        return (self.update, self.done) == (other.update, other.done) and np.array_equal(self.p, other.p, equal_nan=True)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, eq=False)
class Moment:
    """A position of an experiment, and what else a picture of it may show: what all kinds share, and the kind's own frame.

    Attributes:
        frame: what is known there.
        progress: 0 to 1, how far the present line is on its way.
        selected: what is selected; None for nothing.
        pointed: what is pointed at in any view; None for nothing.
        at_speed: whether whole updates are run, faster than small print could be read.
        known: counts what has been computed beside; a picture that waits for some of it is drawn again.
        parts: of the state, of which each field is made; all choices belong to the options.
    """

    frame: AnyFrame
    _: KW_ONLY
    progress: float = 1.0
    selected: Key | None = None
    pointed: Key | None = None
    at_speed: bool = False
    known: int = 0

    parts: ClassVar[Mapping[str, tuple[Part, ...]]] = {
        "frame": (Part.POSITION, Part.TRIAL),
        "position": (Part.POSITION,),
        "progress": (Part.MOTION,),
        "selected": (Part.SELECTION,),
        "pointed": (Part.POINTER,),
        "at_speed": (Part.PLAYBACK,),
        "known": (Part.KNOWN,),
    }

    @property
    def position(self) -> Position:
        """Where it is."""
        return self.frame.position

    def at_once(self, with_past: bool = True) -> Moment:
        """The same moment, waiting for all that is still being computed; of the past only where a picture shows it."""
        return self


@dataclass(frozen=True, eq=False)
class NetworkMoment(Moment):
    """A moment of a network's run.

    Attributes:
        frame: what is known there, with the parameters that are tried out, if any are.
        history: samples of the run's past.
        gathered: weights and neurons that are selected beside the parameter or neuron that is selected.
        route: the path from the selected parameter to the cost that is lit, from 0; None for none.
        breaks: the numbers of the lines at which running stops.
        contenders: the trainings that run beside this one.
        untried: p of the position while other parameters are tried out; None while none are.
        note: what is tried out, in words; empty for nothing to say.
        way: 0 to 1, how far p is on its way on the update line; 1 elsewhere.
        others: runs of the tree that one is not on.
    """

    frame: Frame
    history: Past
    gathered: tuple[Key, ...] = ()
    route: int | None = None
    breaks: frozenset[int] = frozenset()
    contenders: tuple[Rival, ...] = ()
    untried: Array | None = None
    note: str = ""
    way: float = 1.0
    others: tuple[OtherRun, ...] = ()

    parts: ClassVar[Mapping[str, tuple[Part, ...]]] = {
        **Moment.parts,
        "now": (Part.POSITION, Part.TRIAL),
        "example": (Part.POSITION,),
        "history": (Part.RUN,),
        "gathered": (Part.SELECTION,),
        "route": (Part.SELECTION,),
        "breaks": (Part.SELECTION,),
        "contenders": (Part.COMPARISON,),
        "untried": (Part.TRIAL,),
        "note": (Part.TRIAL,),
        "way": (Part.MOTION,),
        "others": (Part.RUN, Part.EDITS, Part.COMPARISON),
    }

    def naming(self, options: ViewOptions) -> Naming:
        """What the network's quantities are called."""
        return Naming.of(self.frame.scenario, options.dress)

    @property
    def now(self) -> Now:
        """What of the frame does not change from line to line."""
        return Now(self.frame.scenario, self.frame.position.update, self.frame.done, self.frame.p)

    @property
    def example(self) -> int:
        """The training row of the example at work."""
        return self.frame.example

    @property
    def eased(self) -> float:
        """The same, slow at both ends."""
        return self.way * self.way * (3.0 - 2.0 * self.way)

    @property
    def moving(self) -> Frame:
        """The frame with the p of now where it is on its way."""
        return self.frame if self.way >= 1.0 else self.frame.on_the_way(self.eased)

    def at_once(self, with_past: bool = True) -> NetworkMoment:
        """The same moment, waiting for all that is still being computed; of the past only where a picture shows it."""
        if not with_past:
            return replace(self, frame=self.frame.at_once())
        rivals, others = tuple(rival.at_once() for rival in self.contenders), tuple(run.at_once() for run in self.others)
        past = self.history.at_once(self.frame.done)
        return replace(self, frame=self.frame.at_once(), history=past, contenders=rivals, others=others)
