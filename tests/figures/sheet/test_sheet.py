"""Sheets of several panels: letters outside of the pictures, one size of text, one scale for panels of one view."""

import re
from functools import cache

import numpy as np
import pytest

from tests.figures.measuring import faults, flat, texts, words
from visprop.cli.main import main
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Label, Segments
from visprop.figures.base.style import LIGHT, TEXT_SIZE
from visprop.figures.choices import Legend
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.scale import Scale
from visprop.figures.sheet.panels import Panel, shared
from visprop.figures.sheet.sheet_picture import GAP, NoRoom, sheet_figure
from visprop.figures.sheet.sheet_view import titled
from visprop.figures.sheet.titles import Titles, without_head
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIZE = (780.0, 560.0)


@cache
def moment_of(name, update):
    timeline = Timeline(Run(open_scenario(name)))
    return NetworkMoment(timeline.frame(Position(update)), History(timeline)).at_once()


def panel(view, name="two-neurons", update=20, options=None):
    return Panel(VIEWS[view], moment_of(name, update), options or ViewOptions(grid=21))


def letters(figure):
    return [shape for shape in flat(figure.shapes) if isinstance(shape, Label) and words(shape) in ("(a)", "(b)", "(c)", "(d)")]


def test_letters_stand_in_rows_and_columns_outside_of_the_pictures():
    panels = [panel(view) for view in ("network", "landscape", "slice", "cost")]
    figure = sheet_figure(panels, 2, SIZE)
    a, b, c, d = letters(figure)
    assert (a.x, b.x) == (c.x, d.x)
    assert (a.y, c.y) == (b.y, d.y)
    assert b.x - a.x == pytest.approx((SIZE[0] - GAP) / 2 + GAP)
    assert {one.size for one in (a, b, c, d)} == {TEXT_SIZE}
    assert not faults(figure)
    inked = [bounds(shape) for shape in flat(figure.shapes) if isinstance(shape, Label) and shape.angle == 0.0]
    upper = min(box[1] for box in inked if box not in [bounds(one) for one in (a, b)])
    assert upper > bounds(a)[3]


def test_a_panel_is_the_picture_that_it_is_alone():
    figure = sheet_figure([panel("cost"), panel("slice")], 2, SIZE)
    alone = VIEWS["cost"].draw(moment_of("two-neurons", 20), ViewOptions(grid=21), ((SIZE[0] - GAP) / 2, figure.height - 22.1))
    assert texts(figure)[1 : 1 + len(texts(alone))] == texts(alone)
    assert "Cost" in texts(sheet_figure([panel("cost"), panel("slice")], 2, SIZE, headings=True))


def test_panels_of_one_view_share_axes_and_levels():
    options = ViewOptions(grid=21).choose(LandscapeOptions.colour_bar, True)
    panels = shared([panel("landscape", "xor", update, options) for update in (0, 200)])
    first, second = (one.view.draw(one.moment, one.options, (400.0, 300.0)) for one in panels)

    def numbers(figure):
        left, top, wide, high = figure.plot
        outside = [one for one in flat(figure.shapes) if isinstance(one, Label) and one.colour == LIGHT.faint and not one.angle]
        return [(words(one), one.x, one.y) for one in outside if one.x < left or one.x > left + wide or one.y == top + high + 8.0]

    assert numbers(first) == numbers(second)
    assert len(numbers(first)) > 8
    alone = VIEWS["landscape"].draw(panels[0].moment, options, (400.0, 300.0))
    assert numbers(alone) != numbers(first)


def test_an_edge_is_as_wide_as_an_edge_of_the_same_weight_elsewhere():
    # The key has a line of the greatest width in any case.
    plain = ViewOptions().choose(NetworkChoices.key, Legend.NONE)
    panels = shared([panel("network", "xor", 0, plain), panel("network", "xor", 2000, plain)])
    widest = []
    for one in panels:
        figure = one.view.draw(one.moment, one.options, (500.0, 300.0))
        largest = max(float(np.abs(weights).max()) for weights, _ in one.moment.scenario.network.layers(one.moment.frame.p))
        lines = [shape.width for shape in flat(figure.shapes) if isinstance(shape, Segments) and shape.width > 1.0]
        widest.append((max(lines), largest))
    (before, small), (after, large) = widest
    assert large > 3 * small
    # 0.9 is the weakest edge's width, and the rest grows with the weight.
    assert (before - 0.9) / (after - 0.9) == pytest.approx(small / large, abs=0.06)


def test_scales_hold_what_each_of_them_holds():
    one, other = Scale((0.0, 2.0), None, (1.0, 3.0), (1.5, 2.0), 0.5), Scale((-1.0, 1.0), (0.0, 1.0), widest=2.0)
    assert one.joined(other) == Scale((-1.0, 2.0), (0.0, 1.0), (1.0, 3.0), (1.5, 2.0), 2.0)
    assert one.joined(Scale()) == one


HEADED = ("landscape", "landscape3d", "slice", "output", "hidden", "cost-functions")


@pytest.mark.parametrize("view", HEADED)
@pytest.mark.parametrize("name", ["xor", "sine", "iris", "two-neurons"])
def test_without_its_title_a_diagram_is_larger_and_whole(view, name):
    moment, options = moment_of(name, 20), ViewOptions(grid=21)
    for size in ((387.0, 292.0), (640.0, 400.0)):
        with_it = VIEWS[view].draw(moment, options, size)
        figure, title = without_head(VIEWS[view], moment, options, size)
        assert (figure.width, figure.height) == size
        assert not faults(figure)
        assert "".join(run.text for run in title) in texts(with_it)
        assert "".join(run.text for run in title) not in texts(figure)
        if figure.plot is not None:
            # A curve may have room for its parts below it then.
            assert figure.plot[3] > with_it.plot[3] or (view, name) == ("output", "sine")


def test_a_title_apart_stands_beside_its_letter_or_above_the_picture():
    figure = sheet_figure([panel("slice"), panel("cost")], 2, SIZE, titles=Titles.APART)
    (letter, _), told = letters(figure), texts(figure)
    assert any(one.endswith(": small") for one in told)
    assert not faults(figure)
    beside = next(one for one in flat(figure.shapes) if isinstance(one, Label) and words(one).endswith(": small"))
    assert (beside.y, beside.size) == (letter.y, TEXT_SIZE)
    alone = titled(VIEWS["slice"], Titles.APART).draw(moment_of("two-neurons", 20), ViewOptions(grid=21), (387.0, 292.0))
    assert texts(alone)[0].endswith(": small")
    assert not faults(alone)
    assert texts(titled(VIEWS["slice"], Titles.OFF).draw(moment_of("xor", 20), ViewOptions(grid=21), (387.0, 292.0)))


def test_what_has_no_room_is_said():
    with pytest.raises(NoRoom, match="no room for cost"):
        sheet_figure([panel("cost")] * 12, 2, SIZE)
    with pytest.raises(NoRoom, match="no room for partials"):
        sheet_figure([panel("partials"), panel("partials")], 1, (400.0, 300.0))


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_a_sheet_is_a_file_like_another(tmp_path, qapp, suffix):
    path = tmp_path / f"sheet.{suffix}"
    call = ["export", "xor", "--view", "network,cost", "--at", "20", "--size", "84mmx60mm", "-o", str(path), "--columns", "1"]
    assert main(call) == 0
    assert path.stat().st_size > 2000


def test_in_a_column_panels_stand_one_below_the_other_with_all_their_numbers(tmp_path, qapp, capsys):
    sizes = {}
    for name, paper in (("column", ["--width", "84mm"]), ("low", ["--size", "84mmx60mm"]), ("page", ["--width", "174mm"])):
        path = tmp_path / f"{name}.svg"
        assert main(["export", "xor", "--view", "network,landscape", "--at", "20", *paper, "-o", str(path)]) == 0
        _, _, *sizes[name] = map(float, re.search('viewBox="(.*?)"', path.read_text()).group(1).split())
        if name == "column":
            assert "weights" not in capsys.readouterr().err
    assert sizes["column"][1] > 1.2 * sizes["column"][0]
    assert sizes["page"][1] < 0.6 * sizes["page"][0]
    assert sizes["low"] == [pytest.approx(84 * 72 / 25.4, abs=0.1), pytest.approx(60 * 72 / 25.4, abs=0.1)]


def test_two_files_on_each_others_scale_have_the_same_axes(tmp_path, qapp):
    found = []
    for own, other in ((20, 300), (300, 20)):
        path = tmp_path / f"{own}.svg"
        scale = ["--scale-from", f"xor@{other}", "--letters"]
        assert main(["export", "xor", "--view", "cost", "--at", str(own), *scale, "-o", str(path)]) == 0
        found.append([line for line in path.read_text().splitlines() if 'font-size="11.96"' in line or ">300<" in line])
    assert any(">300<" in line for line in found[0])
    assert any(">0.12<" in line for line in found[1]) == any(">0.12<" in line for line in found[0])


@pytest.mark.parametrize(
    "more, message",
    [
        (["--view", "network,cost", "--at", "1,2,3"], "--view names 2 and --at 3"),
        (["--view", "network", "--columns", "2"], "--columns is about several panels"),
        (["--view", "network,nothing"], "nothing is no view"),
        (["--view", "equations", "--title", "off"], "--title means nothing for equations"),
        (["--view", "network,cost", "--at", "0"], "No curve yet"),
        (["--view", "output", "--scale-from", "linear"], "--scale-from means nothing for output"),
        (["--view", "landscape", "--scale-from", "bench:neuron"], "has no landscape"),
        (["--view", "network,partials", "--columns", "1", "--size", "200x100"], "no room"),
        (["--view", "network,cost", "--at", "20", "--turn", "1,2"], "--turn means nothing"),
    ],
)
def test_what_cannot_be_is_refused_in_words(tmp_path, capsys, more, message):
    assert main(["export", "xor", *more, "-o", str(tmp_path / "a.svg")]) == 2
    assert message in capsys.readouterr().err
