"""What an entry in the registry of kinds is: all that time line, undo, keeping, files, export and window need of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from visprop.engine.key import Key
from visprop.engine.registry import late, require
from visprop.scenario.any_run import AnyRun
from visprop.scenario.files.part import FilePart

if TYPE_CHECKING:
    # A process that reads a file needs no pictures, and no time line.
    from visprop.figures.moment import Moment, NetworkMoment
    from visprop.figures.option import Options
    from visprop.figures.views import View
    from visprop.timeline.by_name import Numbers
    from visprop.timeline.experiment import Experiment
    from visprop.timeline.position import Position
    from visprop.timeline.work import Work


_NO_NUMBERS = late("visprop.timeline.by_name", "NoNumbers")


@dataclass(frozen=True)
class Offer:
    """What of a kind is begun with, if that is no file.

    Attributes:
        title: what it is called.
        tip: what it is about, in a sentence.
        topic: under which it is offered.
        run: what is begun with.
        of_network: the same with the numbers of the network that is open, at what is selected in it; it raises ValueError, in
            words, where there is nothing of the kind. None for what has nothing to do with a network.
    """

    title: str
    tip: str
    topic: str
    run: Callable[[], AnyRun]
    of_network: Callable[[NetworkMoment, Key | None], AnyRun] | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of experiment.

    Attributes:
        name: as the runs of it, and its files, have it.
        words: what one of it is, for the user: `a network's run`.
        file: how its part of a file is read and written.
        experiment: makes what is stepped through of a run, within so many bytes; who does what takes long.
        moment: what its pictures are a function of, at a position of an experiment where nothing is selected and nothing moves;
            and whether it is moved to where all numbers of an example are known.
        views: its pictures by their names, which no other kind has.
        session: makes its own part of a session, a `KindPart`, with its edits, of what all kinds share and of runs.
        window: its own part of the window, a `KindWindow`: workspaces, panels, menus and commands.
        options: the classes of options that its views have by themselves; None for what those say, which are loaded for it.
        offer: what can be begun with, beside the files that come with the program; None for nothing.
        numbers: what a lesson's text can ask for at a frame, by its names.
        typed: the run in which some things are set as they are told, each as `NAME=VALUE`; it raises ValueError. None where
            nothing can be told so.
    """

    name: str
    words: str
    file: FilePart
    experiment: Callable[[Any, int, Work], Experiment]
    moment: Callable[[Any, Position, bool], Moment]
    views: Callable[[], Mapping[str, View]]
    session: Callable[[Any, Any], Any]
    window: Callable[[], Any]
    options: Callable[[], Iterable[type[Options]]] | None = None
    offer: Offer | None = None
    numbers: Callable[[Any], Numbers] = _NO_NUMBERS
    typed: Callable[[Any, Sequence[str]], AnyRun] | None = None

    def __post_init__(self) -> None:
        require(self, "kind of experiment", (len(self.file.workspaces) > 0, "its files are to name a workspace"))
