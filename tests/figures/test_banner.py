"""The equation of the present line above the network."""

import pytest

from visprop.engine.key import Key
from visprop.figures.drawing import line_equation
from visprop.figures.moment import ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.pages.equation_options import EquationOptions
from visprop.notation.layout.latex import latex
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.position import Position


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("name", ["digits", "autocoding", "layers"])
@pytest.mark.parametrize("whole", [False, True])
def test_each_part_of_it_says_something_however_long_its_sums(name, notation, whole):
    """Where the pages write all terms of a sum out, the line above the network abridges them all the same."""
    session = Session(Run(open_scenario(name)))
    options = ViewOptions(NetworkChoices(equation=True), EquationOptions(whole=whole), notation=NOTATIONS[notation])
    for line in range(session.playback.experiment.program.update_line):
        session.playback.go(Position(0, 1, line))
        session.selection.select(Key.unit(1, 1))
        found = line_equation(session.moment(), options)
        assert found is None or all(latex(piece.node).strip() for row in found[1] for piece in row), line
