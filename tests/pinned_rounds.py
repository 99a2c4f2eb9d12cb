"""Which pictures are pinned: every view in rounds, each with other choices, at another position, with other things marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from visprop.benches.bench import Bench
from visprop.benches.controls import Control, Number, OneOf, Text, Tick
from visprop.benches.run import BenchRun
from visprop.benches.values import Values
from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import ON_SCREEN, PRINTED
from visprop.figures.choices import AUTOMATIC, Camera, Legend, PlaneChoice, Span
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.layout.plan import network_layout
from visprop.figures.network.layout.request import Request
from visprop.figures.network.options import NetworkChoices
from visprop.figures.option import Option
from visprop.figures.plots.plot_options import LandscapeOptions, MonitorOptions, SliceOptions
from visprop.figures.views import VIEWS, View
from visprop.kinds.article_figures import FIGURES
from visprop.kinds.files import open_any
from visprop.kinds.registry import KINDS, experiment_of
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.session.session import Session
from visprop.timeline.position import Position
from visprop.timeline.swarm.flying import flown
from visprop.timeline.swarm.plan import SwarmPlan, seeds_from
from visprop.timeline.work import BUDGET

SIZES = ((1, 1), (2, 2), (1, 2, 1), (2, 2, 2), (2, 1, 2), (3, 2, 2), (2, 2, 2, 2), (1, 1, 1, 1, 1), (4, 5, 3), (2, 8, 1),
         (1, 16, 1), (6, 4, 4, 2), (12, 16, 8), (3, 3), (2, 2, 2, 2, 2))  # fmt: skip
PAGES = ((340.0, 240.0), (640.0, 400.0), (930.0, 560.0), (760.0, 300.0), (1440.0, 749.0))
"""Networks and pages of which the layout alone is pinned."""
GRID = 21
"""Points a side of a surface: few are as good as many."""
MOST_DIGITS = 6
"""Of more digits the last ones are the processor's."""


@dataclass(frozen=True)
class Round:
    """What one round has of its own.

    Attributes:
        update, line: where it is: the number of the update, and which of its lines, as a share of them.
        scale: of the page, width and height, in sizes of the view's own.
        fields: of the moment.
        by_hand: options that no menu offers.
    """

    update: int
    line: float
    scale: tuple[float, float] = (1.0, 1.0)
    fields: tuple[tuple[str, Any], ...] = ()
    by_hand: tuple[tuple[Option[Any], Any], ...] = ()


_W, _B, _A = Key.parse("w1[1,1]"), Key.parse("b2[1]"), Key.parse("a1[1]")
_ON_SCREEN = (NetworkChoices.lettering, ON_SCREEN)
ROUNDS = (
    Round(1, 1.0),
    Round(0, 0.5, fields=(("selected", _A), ("pointed", _W))),
    Round(0, 0.0, (0.55, 0.5), (("progress", 0.4),)),
    Round(
        9, 1.0, (1.6, 1.5), (("way", 0.3), ("selected", _W), ("route", 0)),
        ((LandscapeOptions.camera, Camera(30.0, 20.0)), (MonitorOptions.curves, ("gradient", "w1", "step"))),
    ),
    Round(
        9, 0.75, (0.6, 1.3), (("progress", 0.6), ("selected", _B), ("breaks", frozenset({2}))),
        ((LandscapeOptions.plane, PlaneChoice(Span.RANDOM)), (SliceOptions.along, _W), _ON_SCREEN),
    ),
    Round(30, 0.25, (1.3, 0.6), (("progress", 0.8), ("pointed", _A)), ((SliceOptions.eta, 0.7), _ON_SCREEN)),
    Round(
        30, 1.0, (0.8, 0.8), (("selected", _W), ("gathered", (_A,)), ("note", "tried")),
        ((LandscapeOptions.plane, PlaneChoice(Span.PCA)), (MonitorOptions.curves, ("layers", "a1[1]"))),
    ),
    Round(4, 1.0, (1.4, 1.2), (("at_speed", True),), (_ON_SCREEN,)),
    Round(2, 0.6, fields=(("selected", _A),), by_hand=(_ON_SCREEN,)),
)  # fmt: skip
"""The first has no choice made; of pages of equations there are the first two."""


def network_pictures(scenario: Scenario) -> Iterator[tuple[str, Figure]]:
    """(view, a picture of it) of every view in every round."""
    session = Session(Run(scenario))
    for number, one in enumerate(ROUNDS):
        size = scenario.schedule.size_of(one.update)
        last = session.playback.experiment.program.update_line
        line = round(one.line * last)
        session.playback.go(Position(one.update, size if line == last else min(1, size), line))
        # On a busy machine a jump takes more than one slice of time.
        while session.playback.seeking is not None:
            session.playback.tick(0.0)
        moment = session.moment()
        moment = replace(moment, **{name: value for name, value in one.fields if _is_there(value, scenario)})
        for view in VIEWS.values():
            if "swarm" not in view.uses and (view.page is None or number < 2):
                yield f"picture/{view.name}", _drawn(view, moment, scenario, number)


def _is_there(value: object, scenario: Scenario) -> bool:
    return not isinstance(value, Key) or scenario.network.has(value)


def _drawn(view: View, moment: NetworkMoment, scenario: Scenario, number: int) -> Figure:
    if view.needs_selection and moment.selected is None:
        moment = replace(moment, selected=_A)
    chosen = options(view, scenario, number)
    with_past = replace(moment, curves=chosen[MonitorOptions.curves]) if "history" in view.uses else moment
    width, height = view.size
    across, down = ROUNDS[number].scale
    return view.draw(with_past.at_once(view.shows_past), chosen, (width * across, height * down))


def options(view: View, scenario: Scenario | None, number: int) -> ViewOptions:
    """The choices of a round: of each option another value, those of two in all combinations of three."""
    found = ViewOptions(grid=GRID)
    for at, option in enumerate(view.choices):
        values = [option.default, *(value for value in (option.off_on or option.offers()) if value != option.default)]
        if option is ViewOptions.digits:
            values = [value for value in values if value <= MOST_DIGITS]
        turn = number >> at % 3 if len(values) == 2 else number and number + at
        value = values[turn % len(values)]
        if option is not ViewOptions.grid and not option.unfit(value, scenario):
            found = found.choose(option, value)
    for option, value in ROUNDS[number].by_hand:
        found = found if option.unfit(value, scenario) else found.choose(option, value)
    return found


def swarm_pictures(scenario: Scenario) -> Iterator[tuple[str, Figure]]:
    """The pictures of many runs, with one of them opened and without."""
    swarm = flown(SwarmPlan(scenario, 8, (0.1, 0.4), seeds_from(0, 8), 0.05))
    moment = Session(Run(scenario)).moment()
    for view in VIEWS.values():
        if "swarm" in view.uses:
            for number, opened in enumerate((None, 3)):
                yield (
                    f"picture/{view.name}",
                    view.draw(
                        replace(moment, swarm=swarm, swarm_run=opened).at_once(), options(view, scenario, 3 * number), view.size
                    ),
                )


def bench_pictures(name: str) -> Iterator[tuple[str, Figure]]:
    """(view, a picture of it) of every view of a bench at every step, as it is at first and with other things set."""
    run = open_any(name).run
    assert isinstance(run, BenchRun)
    for number, values in enumerate(_settings(run.bench)):
        experiment, kind = experiment_of(replace(run, values=values), BUDGET), KINDS[run.kind]
        for step in range(experiment.reached + 1):
            position = experiment.walk.update_end(step) if step else experiment.walk.start
            for view in kind.views().values():
                width, height = view.size
                across, down = ROUNDS[(number + step) % len(ROUNDS)].scale
                chosen = options(view, None, (number + step) % len(ROUNDS))
                moment = kind.moment(experiment, position, view.whole_example).at_once()
                yield f"picture/{view.name}", view.draw(moment, chosen, (width * across, height * down))


def _settings(bench: Bench) -> Iterator[Values]:
    """What is set at first, and three times all that is no number or a number in its range, as far as it goes together."""
    yield bench.start
    for turn in range(3):
        values = bench.start
        for at, control in enumerate(bench.controls):
            changed = {control.name: _other(control, turn + at)}
            found = bench.settled(values.put(changed), frozenset(changed))
            if not control.unfit(changed[control.name]) and not bench.unfit(found):
                values = found
        yield values


def _other(control: Control, turn: int) -> Any:
    """Another value of what can be set; its own where only a hand has others."""
    match control:
        case Number(slides=(low, high), is_whole=is_whole):
            value = low + (high - low) * (0.2 + 0.3 * (turn % 3))
            return round(value) if is_whole else round(value, 2)
        case OneOf(choices=choices):
            return list(choices)[turn % len(choices)]
        case Text(examples=examples) if examples:
            return examples[turn % len(examples)]
        case Tick():
            return turn % 2 == 0
    return control.start


def layouts() -> Iterator[Layout]:
    """Where all stands in networks of many sizes, on several pages, for paper and for a screen, each with other things told."""
    forms = (AUTOMATIC, "closed", "card", "disc")
    for at, (sizes, page) in enumerate(product(SIZES, PAGES)):
        for is_printed, lettering in enumerate((ON_SCREEN, PRINTED)):
            turn = at + is_printed
            yield network_layout(Request(
                sizes, page, 3 + turn % 3, (turn % 4 == 1,) * (len(sizes) - 1), forms[turn % 4], names=3.0 * (turn % 3 == 2),
                head_room=40.0 * (turn % 5 == 1), legend=tuple(Legend)[turn % len(Legend)], lettering=lettering,
                has_constants=turn % 6 == 4,
            ))  # fmt: skip


def article_pictures() -> Iterator[tuple[str, Figure]]:
    """The article's ten figures."""
    for name, figure in FIGURES.items():
        yield f"figure/{name}", figure.draw(ViewOptions())
