"""The equation of the present line above the network."""

from dataclasses import replace

import pytest

from visprop.engine.key import Key
from visprop.figures.base.shapes import Formula
from visprop.figures.base.style import LIGHT
from visprop.figures.drawing import draw_now
from visprop.figures.line_equation import line_equation
from visprop.figures.moment import ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.pages.banner import printed_alone
from visprop.figures.pages.equation_options import EquationOptions
from visprop.notation.layout.latex import latex
from visprop.notation.layout.text import plain
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
        assert found is None or all(latex(piece.node).strip() for row in (*found.rows, found.then) for piece in row), line


@pytest.mark.parametrize("width, told", [(900, ("σ′(−0.487)", "0.2357")), (560, ("0.2357",)), (200, ())])
def test_the_number_of_a_slope_stays_longer_than_what_it_is_the_slope_at(width, told, two):
    session = Session(Run(two))
    session.playback.go(Position(0, 1, 7))
    moment = session.moment()
    shapes = draw_now(replace(moment, frame=moment.frame.at_once()), ViewOptions(), (width, 40.0)).shapes
    text = "".join(plain(shape.node) for shape in shapes)
    assert [words for words in ("σ′(−0.487)", "0.2357") if words in text] == list(told)
    assert text.endswith("−0.03154") == bool(told)


def test_of_a_sum_that_is_long_even_in_symbols_the_result_is_told():
    session = Session(Run(open_scenario("digits")))
    session.playback.go(Position(0, 1, 4))
    moment = session.moment()
    frame = moment.frame.at_once()
    shapes = draw_now(replace(moment, frame=frame), ViewOptions(), (110, 40.0)).shapes
    text = "".join(plain(shape.node) for shape in shapes)
    assert text.startswith("δ²₁")
    assert float(text.split("≈")[1].replace("−", "-")) == pytest.approx(float(frame.delta(2)[0]), rel=1e-3)


@pytest.mark.parametrize(
    "at, told",
    [
        (Position(0, 1, 2), "a²₁=σ(z²₁)≈0.5795"),
        (Position(0, 1, 5), ""),
        (Position(0, 1, 7), ""),
        (Position(0, 2, 10), "w⁴₁₁←w⁴₁₁+Δw⁴₁₁≈"),
    ],
)
def test_what_follows_from_it_stands_behind_it_in_short(at, told, two):
    session = Session(Run(two))
    session.playback.go(at)
    found = line_equation(session.moment(), ViewOptions())
    assert "".join(plain(piece.node) for piece in found.then).replace(" ", "").startswith(told)
    assert bool(found.then) == bool(told)


@pytest.mark.parametrize("width, is_broken", [(900, False), (560, False), (250, True)])
@pytest.mark.parametrize("line", [1, 2, 6, 7])
def test_on_paper_it_is_broken_only_where_one_line_is_too_short_for_its_numbers(line, width, is_broken, two):
    session = Session(Run(two))
    session.playback.go(Position(0, 1, line))
    figure = printed_alone(line_equation(session.moment(), ViewOptions()), (width, 120), LIGHT)
    assert figure.omitted == ()
    assert (len({round(shape.y) for shape in figure.shapes if isinstance(shape, Formula)}) > 1) is is_broken


def test_on_paper_what_of_it_has_no_room_is_told(two):
    session, left_out = Session(Run(two)), []
    for line in (1, 6, 7):
        session.playback.go(Position(0, 1, line))
        figure = printed_alone(line_equation(session.moment(), ViewOptions()), (120, 120), LIGHT)
        left_out.append([(omission.what, bool(figure.shapes)) for omission in figure.omitted])
    assert left_out == [[], [("numbers of the equation", True)], [("numbers of the equation", True)]]
