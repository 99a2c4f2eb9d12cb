"""Whatever the numbers have become, what is drawn stands somewhere: no coordinate is infinite or no number."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import random_scenario
from visprop.engine.key import Key
from visprop.figures.moment import ViewOptions
from visprop.figures.plots.plot_options import LandscapeOptions, SliceOptions
from visprop.figures.views import VIEWS
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.position import Unit

FAR = 1e6
"""In points: no picture reaches so far, and painters lose count of what does."""


def numbers_of(shape):
    """All the numbers of a shape, however deep they stand."""
    if isinstance(shape, np.ndarray):
        yield from shape.ravel().tolist() if shape.dtype.kind == "f" else ()
    elif isinstance(shape, float):
        yield shape
    elif isinstance(shape, tuple | list):
        for inner in shape:
            yield from numbers_of(inner)
    elif is_dataclass(shape):
        for field in fields(shape):
            yield from numbers_of(getattr(shape, field.name))


def check_all(session, options):
    moment = session.moment()
    for name, view in VIEWS.items():
        key = Key.unit(1, 1) if view.needs_selection else None
        figure = view.draw(replace(moment, selected=key) if key else moment, options, view.size)
        for shape in figure.shapes:
            wrong = [found for found in numbers_of(shape) if not abs(found) < FAR]
            assert not wrong, f"{name}: {shape!r:.400}"


SCALES = st.sampled_from((1e-300, 1e-160, 1.0, 1e20, 1e155, 1e200, 1e300, 1e307, 1.7e308))
RATES = st.sampled_from((0.1, 1e-300, 1e300, 1.7e308))


@settings(max_examples=10)
@given(
    st.integers(0, 2**32 - 1), SCALES, SCALES, st.sampled_from((0.1, 1e-300, 1e300, 1.7e308)), st.booleans(), st.integers(0, 2)
)
def test_nothing_is_drawn_nowhere(seed, of_parameters, of_data, eta, solid, updates):
    plain = random_scenario(seed, 3, 3)
    plain = replace(plain, training=replace(plain.training, eta=eta))
    data = replace(plain.data, x=np.clip(plain.data.x, -1.0, 1.0) * of_data)
    if plain.network.cost != "cross_entropy":
        data = replace(data, y=np.clip(data.y, -1.0, 1.0) * of_data)
    session = Session(Run(replace(plain, p0=np.clip(plain.p0, -1.0, 1.0) * of_parameters, data=data)))
    for _ in range(updates):
        session.playback.step(Unit.UPDATE)
    line = SliceOptions(eta=(None, 1e300, 1e-300)[seed % 3], reach=(None, 1e200, 1e-200)[seed % 3])
    check_all(session, ViewOptions(LandscapeOptions(solid=solid, tangent=True, example_steps=True), line, grid=21))
