"""What the network's picture keeps from moment to moment: after any changes it is the picture that one made from nothing is."""

import gc
import random
from dataclasses import fields, is_dataclass, replace
from functools import _lru_cache_wrapper

import numpy as np
import pytest

from tests.large import large_scenario
from visprop.engine.key import Key
from visprop.export.png import figure_image
from visprop.figures.base.shapes import Label
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.base.text import plain
from visprop.figures.choices import EdgeValue
from visprop.figures.network.forms.registry import FORMS
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.notation.expression.numbers import number
from visprop.notation.notations.dresses import DRESSES
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

NETWORKS = ((2, 3, 1), (2, 8, 8, 1), (3, 4, 4, 2), (64, 30, 10), (1, 20, 1))
SIZES = ((1000, 640), (1440, 749), (640, 400), (300, 220))


def test_after_any_changes_the_picture_is_the_one_made_from_nothing(qapp):
    rng = random.Random(6)
    for _ in range(3):
        pictures = list(_walk(rng, 6))
        found = [(_told(network_figure(*one)), _pixels(network_figure(*one))) for one in pictures]
        for one, (told, pixels) in zip(pictures, found, strict=True):
            _forget_all()
            fresh = network_figure(*one)
            assert _told(fresh) == told
            assert _pixels(fresh) == pixels


@pytest.mark.parametrize("digits", [2, 4, 10])
def test_the_legend_tells_the_magnitude_of_now_however_many_came_before(digits):
    for factor in (1e-2, 0.3, 1.0, 7.0, 1e5):
        scenario = large_scenario((2, 3, 1), 5)
        timeline = Timeline(Run(scenario.with_parameters(scenario.p0 * factor)))
        figure = network_figure(timeline.frame(Position(0)), (1000, 640), NetworkOptions(digits=digits))
        largest = max(float(np.abs(weights).max()) for weights, _ in scenario.network.layers(scenario.p0 * factor))
        told = {shape.runs for shape in figure.shapes if isinstance(shape, Label)}
        assert plain(f"width: magnitude, 0 to {number(largest, digits)}") in told


def _walk(rng, count):
    """Pictures that differ from one to the next as they do in use: mostly by the moment, now and then by anything else."""
    timeline = Timeline(Run(large_scenario(rng.choice(NETWORKS), 20)))
    position, size, options = timeline.walk.start, SIZES[0], NetworkOptions(quick=True)
    for _ in range(count):
        change = rng.choice(("update", "update", "line", "network", "size", "options", "focus"))
        if change == "network":
            timeline = Timeline(Run(large_scenario(rng.choice(NETWORKS), 20)))
            position, options = timeline.walk.start, replace(options, focus=None)
        elif change == "update":
            position = timeline.walk.update_end(timeline.walk.done(position) + 1)
        elif change == "line":
            position = timeline.walk.after(position)
        elif change == "size":
            size = rng.choice(SIZES)
        elif change == "focus":
            options = replace(options, focus=rng.choice((None, Key.unit(1, 1), Key.weight(1, 1, 1), Key.bias(1, 1))), quick=False)
        else:
            options = _other(rng, options)
        yield timeline.frame(position), size, options


def _other(rng, options):
    chosen = NetworkChoices(
        edges=rng.choice(list(EdgeValue)), form=rng.choice(("automatic", *FORMS)), symbols=rng.random() < 0.2,
        constants=rng.random() < 0.3,
    )  # fmt: skip
    dress = DRESSES[rng.choice(("neurons", "any", "parameter"))]
    return replace(
        options,
        chosen=chosen,
        dress=dress,
        theme=rng.choice((LIGHT, DARK)),
        digits=rng.choice((2, 4, 6)),
        quick=rng.random() < 0.5,
    )


def _forget_all():
    """Empty every cache of what pictures are made of."""
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and one.__module__.startswith(("visprop.figures", "visprop.notation.expression")):
            one.cache_clear()


def _told(figure):
    """All that a picture has, to the last bit."""
    return [_part(shape) for shape in figure.shapes], [target.ends.tobytes() for target in figure.targets]


def _part(part):
    if isinstance(part, np.ndarray):
        return part.shape, part.tobytes()
    if isinstance(part, tuple):
        return tuple(map(_part, part))
    return tuple(_part(getattr(part, field.name)) for field in fields(part)) if is_dataclass(part) else part


def _pixels(figure):
    image = figure_image(figure, 1.0)
    return bytes(image.constBits())
