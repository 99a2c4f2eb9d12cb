"""The listing defines what it names."""

import re

import pytest

from visprop.figures.base.shapes import Label
from visprop.figures.base.style import LIGHT
from visprop.figures.pages.pseudocode import pseudocode_figure
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
@pytest.mark.parametrize("name", builtin_names())
def test_z_is_defined_once_wherever_it_is_named(name, notation):
    scenario = open_scenario(name)
    frame = Timeline(Run(scenario)).frame(Position())
    for dress in DRESSES.values():
        if dress.unfit(scenario):
            continue
        figure = pseudocode_figure(Quantities(frame, dress), 900.0, LIGHT, notation=notation)
        texts = ["".join(run.text for run in shape.runs) for shape in figure.shapes if isinstance(shape, Label)]
        is_named = any(re.search(r"(?<![a-zA-Z])z", text) for text in texts)
        # In a heading once, or by a statement of each layer that needs it.
        in_headings = sum("with z = Σ" in text for text in texts)
        is_stated = any(re.match(r"z[^ ]* = ", text) for text in texts)
        assert in_headings + is_stated == is_named
