"""Every view on every page of print: of the built-in scenarios, and of networks drawn at random.

`python -m tests.printing [--nets 200] [--views network,slice] [--scenarios xor]` lays them out in columns of journals, on pages,
slides and posters, lying and standing, and tells what is too small, too large, cut, over something else, or missing unsaid.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.figures.completeness import unsaid
from tests.figures.measuring import faults, flat, meets, words
from tests.random_networks import random_scenario
from visprop.engine.key import Key
from visprop.export.paper import Paper, usual_font
from visprop.figures.base.extents import drawn_boxes
from visprop.figures.base.lines import inside, part_of, passed
from visprop.figures.base.moving import Move
from visprop.figures.base.outlines import LEAST_INDEX
from visprop.figures.base.placing import Bounds, bounds, placed
from visprop.figures.base.shapes import Box, Clip, Disc, Figure, Formula, Label, Path, Segments, Shape
from visprop.figures.base.style import LIGHT, TEXT_SIZE, contrast
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.views import VIEWS, View
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.timeline.diverged import Diverged
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.swarm.flying import flown
from visprop.timeline.swarm.plan import SwarmPlan, seeds_from
from visprop.timeline.timeline import Timeline

MM = 72 / 25.4
COLUMNS = ((238.0, 180.0), (238.0, 330.0), (345.0, 240.0), (345.0, 480.0), (482.0, 340.0), (482.0, 660.0))
LARGER = ((640.0, 400.0), (640.0, 880.0), (960.0, 540.0), (841 * MM, 594 * MM), (594 * MM, 841 * MM))
PAGES = (*COLUMNS, *LARGER)
"""Columns of journals and books, a page, a slide and a poster, in points: lying and standing."""
USUAL = ViewOptions(grid=15)
"""The choices of pictures: as the program has them, but for a coarse grid."""
_LEAST, _MOST, _WIDEST_COLUMN = 6.0, 12.0, 490.0
"""The smallest letters, indices too; the largest in a column, and how wide that is at most."""
_SLACK, _PALE = 0.6, 2.0
"""How far a thing may reach beyond the page, and the least contrast of a line that is seen through text."""


@dataclass(frozen=True)
class Scene:
    """A moment whose views are drawn, and whether all that is known of it is to be in the picture of the network."""

    name: str
    moment: NetworkMoment


def scenes_of(name: str, scenario: Scenario, lines: tuple[float, ...] = (1.0,), with_swarm: bool = False) -> list[Scene]:
    """Moments of the third update: at shares of the algorithm's lines."""
    timeline = Timeline(Run(scenario))
    example, last = scenario.schedule.size_of(3), timeline.program.update_line
    swarm = flown(SwarmPlan(scenario, 12, (0.1, 0.5), seeds_from(0, 4), 0.01)) if with_swarm else None
    history, found = History(timeline), list[Scene]()
    for share in lines:
        frame = timeline.frame(Position(3, example, round(share * last)))
        moment = NetworkMoment(frame, history, selected=Key.weight(1, 1, 1), swarm=swarm)
        found.append(Scene(f"{name}@{frame.position.line}", moment.at_once()))
    return found


def pages_of(view: View, scene: Scene, page: tuple[float, float], options: ViewOptions = USUAL) -> tuple[Figure, ...]:
    """A view's figures on a page; none where it has nothing to show."""
    if view.lacks(scene.moment, options) or ("swarm" in view.uses and scene.moment.swarm is None):
        return ()
    moment = scene.moment if view.needs_selection else replace(scene.moment, selected=None)
    return Paper(*page).figures(view, moment, options)


def choices_of(view: View, page: tuple[float, float]) -> tuple[ViewOptions, ...]:
    """How a view is drawn on a page: as usual, and in the narrowest column in every notation that it has."""
    if view.page is None or "notation" not in view.uses or page != PAGES[0]:
        return (USUAL,)
    return tuple(ViewOptions(grid=15, notation=notation) for notation in NOTATIONS.values())


def wrong(view: View, scene: Scene, page: tuple[float, float]) -> Iterator[str]:
    """What is wrong with a view on a page."""
    for figure in chain.from_iterable(pages_of(view, scene, page, options) for options in choices_of(view, page)):
        yield from _letters(figure, page[0])
        yield from too_far(figure)
        # The measures of what is in another's way are those of the page that is laid out.
        laid_out = Move(TEXT_SIZE / usual_font(page[0])).figure(figure)
        yield from faults(laid_out)
        yield from _over_formulas(laid_out)
        # Of digits each row is one; the lines between classes pass among them.
        is_of_signs = view.name == "hidden" and scene.name.startswith("digits")
        yield from () if is_of_signs else crossed(laid_out)
        if view.name == "network":
            yield from (f"missing without a word: {one}" for one in unsaid(scene.moment.frame, figure))


def _letters(figure: Figure, wide: float) -> Iterator[str]:
    """Letters that are too small, or too large in a column."""
    for shape in flat(figure.shapes):
        if isinstance(shape, Formula):
            text, least = "a formula", LEAST_INDEX * shape.size
        elif isinstance(shape, Label) and words(shape).strip():
            text, least = repr(words(shape)), min(one.size for one in placed(shape).runs)
        else:
            continue
        if least < _LEAST - 1e-6:
            yield f"{text} has letters of {least:.2f} pt"
        if shape.size > _MOST and wide <= _WIDEST_COLUMN:
            yield f"{text} has letters of {shape.size:.1f} pt"


def too_far(figure: Figure) -> Iterator[str]:
    """What is drawn beyond the page."""
    for shape, (left, top, right, bottom) in drawn_boxes(figure):
        if left < -_SLACK or top < -_SLACK or right > figure.width + _SLACK or bottom > figure.height + _SLACK:
            yield f"a {type(shape).__name__.lower()} leaves the page: {np.round((left, top, right, bottom))}"


def _over_formulas(figure: Figure) -> Iterator[str]:
    """Formulas over one another, or over labels."""
    found = [(box, shape) for shape, box in drawn_boxes(figure) if isinstance(shape, Formula | Label)]
    boxes = np.array([box for box, _ in found]).reshape(-1, 4)
    for i, (box, shape) in enumerate(found):
        if isinstance(shape, Formula):
            met = np.flatnonzero(meets(box, boxes, 1.0))
            yield from (f"a formula over a {type(found[j][1]).__name__.lower()}" for j in met if j != i)


def crossed(figure: Figure) -> Iterator[str]:
    """Lines through text: those that are painted after it, or before it without anything between."""
    every = list(_clipped(figure.shapes))
    shapes = [shape for shape, _ in every]
    upright = [(at, one) for at, one in enumerate(shapes) if isinstance(one, Label) and not one.angle and words(one).strip()]
    boxes = [_core(bounds(label)) for _, label in upright]
    for at, (shape, rectangle) in enumerate(every) if boxes else ():
        lines = _within(_lines(shape), rectangle)
        if len(lines):
            met = passed(lines, boxes)
            for i in np.flatnonzero(met.any(axis=0)):
                place, label = upright[i]
                through = lines[met[:, i]]
                if not _is_hidden(shapes[at:place], label, boxes[i]) and not _is_struck(through, boxes[i]):
                    yield f"a line through {words(label)!r}"


def _clipped(shapes: Iterable[Shape], rectangle: Bounds | None = None) -> Iterator[tuple[Shape, Bounds | None]]:
    """All shapes, each with the box outside of which nothing of it is seen."""
    for shape in shapes:
        if isinstance(shape, Clip):
            x, y, wide, high = shape.rectangle
            yield from _clipped(shape.shapes, (x, y, x + wide, y + high))
        else:
            yield shape, rectangle


def _within(lines: np.ndarray, rectangle: Bounds | None) -> np.ndarray:
    """What of some lines lies in a box."""
    if rectangle is None:
        return lines
    found = [(line, inside(line, rectangle)) for line in lines]
    return np.array([part_of(line, *share) for line, share in found if share is not None]).reshape(-1, 4)


def _core(box: Bounds) -> Bounds:
    """What of a text's box is surely of its letters."""
    left, top, right, bottom = box
    high = bottom - top
    return left + 1.0, top + 0.2 * high, max(left + 1.0, right - 1.0), bottom - 0.2 * high


def _lines(shape: Shape) -> np.ndarray:
    """The straight parts of what is drawn as a line, but for the rules of a grid, and what is pale as it lies behind."""
    if getattr(shape, "colour", None) is None or contrast(shape.colour, LIGHT.paper) < _PALE:
        return np.empty((0, 4))
    if isinstance(shape, Segments):
        return np.asarray(shape.ends, float).reshape(-1, 4)
    if isinstance(shape, Path) and shape.fill is None:
        parts = [np.hstack((line[:-1], line[1:])) for line in map(np.asarray, shape.lines) if len(line) > 1]
        lines = np.vstack(parts) if parts else np.empty((0, 4))
        return lines[np.isfinite(lines).all(axis=1)]
    return np.empty((0, 4))


def _is_hidden(between: list[Shape], label: Label, box: Bounds) -> bool:
    """Whether what is painted after a line, up to a text, hides the line under the text."""
    if not between:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return label.behind is not None or any(_covers(one, x, y) for one in between)


def _covers(shape: Shape, x: float, y: float) -> bool:
    if isinstance(shape, Box):
        return shape.fill is not None and shape.x <= x <= shape.x + shape.width and shape.y <= y <= shape.y + shape.height
    return isinstance(shape, Disc) and shape.fill is not None and np.hypot(shape.x - x, shape.y - y) <= shape.radius


def _is_struck(lines: np.ndarray, box: Bounds) -> bool:
    """Whether the lines are those that strike a text through: level, and as long as it is."""
    return bool((np.abs(lines[:, 1] - lines[:, 3]) < 0.1).all() and (np.abs(lines[:, 0] - box[0]) < 3.0).all())


def _all_scenes(nets: int, names: list[str]) -> Iterator[tuple[Scene, bool]]:
    """The scenes, and whether they are those of a net drawn at random."""
    for name in names:
        yield from ((scene, False) for scene in scenes_of(name, open_scenario(name), (0.4, 0.8, 1.0), with_swarm=True))
    for seed in range(nets):
        scenario = random_scenario(seed, max_layers=2, max_units=8)
        try:
            sizes = "-".join(map(str, scenario.network.sizes))
            yield from ((scene, True) for scene in scenes_of(f"net {seed} {sizes}", scenario, (0.8,)))
        except Diverged:
            print(f"net {seed} diverges")


def main() -> int:
    """Lay all out; exit status 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nets", type=int, default=200)
    parser.add_argument("--views", default=",".join(VIEWS))
    parser.add_argument("--scenarios", default=",".join(builtin_names()))
    arguments = parser.parse_args()
    found, count = Counter[str](), 0
    views = [VIEWS[name] for name in arguments.views.split(",")]
    for scene, is_random in _all_scenes(arguments.nets, list(filter(None, arguments.scenarios.split(",")))):
        for view in views:
            # Of a random net each other view is on one of the pages, another one each time.
            pages = PAGES if not is_random or view.name == "network" else (PAGES[count % len(PAGES)],)
            for page in pages:
                count += 1
                for fault in dict.fromkeys(wrong(view, scene, page)):
                    found[view.name] += 1
                    print(f"{view.name} of {scene.name} on {page[0]:.0f} × {page[1]:.0f}: {fault}", flush=True)
    print(f"{count} figures, {sum(found.values())} faults {dict(found)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
