"""What a picture is a function of: a moment of a run with what stands beside it, and the user's choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.landscape import SurfaceOf, objective_surface
from visprop.figures.base.style import DARK, LIGHT, THEMES
from visprop.figures.option import ByHand, Choice, Entry, Flag, Heading, Lasts, Menu, OneOfTwo, Option, Options, WholeNumber
from visprop.figures.scale import Scale
from visprop.notation.dress import NEURONS
from visprop.notation.expression.numbers import DIGITS
from visprop.notation.naming import Naming
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.scenario import Scenario
from visprop.timeline.gauges import gauge_of
from visprop.timeline.parts import Part

if TYPE_CHECKING:
    # A picture is made of what there is: what makes it is loaded by whoever has it.
    from visprop.timeline.contender import Rival
    from visprop.timeline.experiment import AnyFrame
    from visprop.timeline.frame import Frame, Tried
    from visprop.timeline.history import OtherRun, Past
    from visprop.timeline.position import Position
    from visprop.timeline.swarm.swarm import Swarm

T = TypeVar("T")
Own = TypeVar("Own", bound=Options)

Size = tuple[float, float]
"""Width and height of a page in points."""


class ViewOptions(Options):
    """The user's choices of how things are shown: those that views share, and with them those of each view by itself.

    Attributes:
        theme: the colours.
        digits: significant digits.
        notation: in which the equations are written.
        dress: how parameters and functions are called, everywhere.
        grid: grid points a side of a finished surface; a slice has twice as many.
        scale: what it shares with other pictures; None for its own.

    Args:
        own: the options of single views; one that is not given has its defaults.
        shared: values of the options that views share.
    """

    theme = OneOfTwo(
        LIGHT,
        other=DARK,
        named=lambda: THEMES,
        words=lambda theme: theme.name,
        entry=Entry(Menu.VIEW, "&Dark", "Light ink on dark paper", "Ctrl+D", after="log_cost"),
        flag=Flag("--theme", Heading.LOOK, "the colours (default light)"),
        is_remembered=True,
    )
    digits = WholeNumber(
        DIGITS,
        low=1,
        high=15,
        offered=(3, 4, 5, 6, 8, 10, 15),
        words=lambda digits: f"{digits} digits",
        entry=Entry(Menu.VIEW, "Di&gits", "Significant digits of numbers", after="equation"),
        flag=Flag("--digits", Heading.LOOK, "significant digits (4)", "N"),
        is_remembered=True,
    )
    notation = Choice(
        COMPONENTS,
        named=lambda: NOTATIONS,
        words=lambda notation: notation.words,
        entry=Entry(Menu.EXPLAIN, "&Notation", "The notation of equations (Ctrl+Alt+1 … 5)", "Ctrl+Alt+{}"),
        flag=Flag("--notation", Heading.PAGES, "of the equations"),
        is_remembered=True,
    )
    dress = Choice(
        NEURONS,
        named=lambda: DRESSES,
        words=lambda dress: dress.words,
        refuses=lambda dress, scenario: dress.unfit(scenario),
        entry=Entry(Menu.EXPLAIN, "&Dress", "What parameters are called, from f p to any sizes", "Ctrl+Alt+Shift+{}"),
        flag=Flag("--dress", Heading.PAGES, "what parameters are called (neurons)"),
        lasts=Lasts.EXPERIMENT,
    )
    grid = WholeNumber(101, low=5, high=10_001, flag=Flag("--grid", Heading.PLOT, "grid points a side (101)", "N"))

    scale = ByHand[Scale | None](None)

    own: Mapping[type[Options], Options]

    def __init__(self, *own: Options, **shared: object) -> None:
        super().__init__(**shared)
        object.__setattr__(self, "own", {type(one): one for one in own if one.chosen})

    def of(self, kind: type[Own]) -> Own:
        """The options of one view."""
        found = self.own.get(kind)
        return found if isinstance(found, kind) else kind()

    def __getitem__(self, option: Option[T]) -> T:
        place = self if option.owner is ViewOptions else self.of(option.owner)
        value: T = getattr(place, option.name)
        return value

    def choose(self, option: Option[T], value: T) -> ViewOptions:
        if option.owner is ViewOptions:
            return ViewOptions(*self.own.values(), **{**self.chosen, option.name: value})
        own = {**self.own, option.owner: self.of(option.owner).choose(option, value)}
        return ViewOptions(*own.values(), **self.chosen)

    def forget(self, spans: frozenset[Lasts]) -> ViewOptions:
        own = (one.forget(spans) for one in self.own.values())
        return ViewOptions(*own, **Options.forget(self, spans).chosen)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ViewOptions) and self.chosen == other.chosen and self.own == other.own

    def __hash__(self) -> int:
        return hash((super().__hash__(), frozenset(self.own.values())))


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

    @property
    def scenario(self) -> Scenario | None:
        """The network with its data and training; None where it is about none."""
        return None

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
        curves: which further curves of the past are wanted, by the names of their gauges.
        swarm: what came of many runs at once; None where none were made.
        surface: who computes φ over the grid of a finished landscape.
        swarm_run: which of them, from 0, is the run; None for another one.
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
    curves: tuple[str, ...] = ()
    swarm: Swarm | None = None
    surface: SurfaceOf = objective_surface
    swarm_run: int | None = None

    parts: ClassVar[Mapping[str, tuple[Part, ...]]] = {
        **Moment.parts,
        "now": (Part.POSITION, Part.TRIAL),
        "row": (Part.POSITION, Part.TRIAL),
        "tried": (Part.TRIAL,),
        "history": (Part.RUN,),
        "gathered": (Part.SELECTION,),
        "route": (Part.SELECTION,),
        "breaks": (Part.SELECTION,),
        "contenders": (Part.COMPARISON,),
        "untried": (Part.TRIAL,),
        "note": (Part.TRIAL,),
        "way": (Part.MOTION,),
        "others": (Part.RUN, Part.EDITS, Part.COMPARISON),
        "curves": (Part.OPTIONS,),
        "swarm": (Part.SWARM, Part.RUN),
        "swarm_run": (Part.SWARM, Part.RUN),
    }

    @property
    def scenario(self) -> Scenario:
        """The network with its data and training."""
        return self.frame.scenario

    def naming(self, options: ViewOptions) -> Naming:
        """What the network's quantities are called."""
        return Naming.of(self.frame.scenario, options.dress)

    @property
    def now(self) -> Now:
        """What of the frame does not change from line to line."""
        return Now(self.frame.scenario, self.frame.position.update, self.frame.done, self.frame.p)

    @property
    def row(self) -> int | None:
        """The row of the data that is at work, from 0; None at speed, and for an input that is no row."""
        return None if self.at_speed else self.frame.row

    @property
    def tried(self) -> Tried | None:
        """The input that is tried out."""
        return self.frame.tried

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
        past = self.history.at_once(self.frame.done, tuple(map(gauge_of, self.curves)))
        return replace(self, frame=self.frame.at_once(), history=past, contenders=rivals, others=others)
