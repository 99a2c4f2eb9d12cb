"""A figure of any size: letters and page as large as is asked for, nothing blank, nothing parted."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.measuring import flat, texts
from visprop.cli.main import main
from visprop.export.paper import Paper, usual_font
from visprop.figures.base.extents import drawn
from visprop.figures.base.moving import Move
from visprop.figures.base.placing import bounds, placed
from visprop.figures.base.shapes import Clip, Disc, Figure, Formula, Handle, Label, Path, Segments, units
from visprop.figures.base.style import LIGHT, dash
from visprop.figures.base.text import Run as Letters
from visprop.figures.base.text import place, plain
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.typed_numbers import read_length, read_lengths
from visprop.figures.views import VIEWS
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIDES = st.floats(0.3, 4.0)


@pytest.fixture
def moment(two):
    timeline = Timeline(Run(two))
    return NetworkMoment(timeline.frame(Position(1)), History(timeline)).at_once()


def test_letters_are_of_one_size_in_a_column_and_grow_with_a_poster():
    assert [usual_font(width) for width in (238.0, 345.0, 482.0)] == [8.0, 8.0, 8.0]
    assert usual_font(960.0) == 10.0
    # A1 upright and A0 lying are one page enlarged, whose letters are read from two steps away.
    assert usual_font(1684.0) / 1684.0 == pytest.approx(usual_font(3370.0) / 3370.0)
    assert usual_font(1684.0) >= 22.0
    widths = np.linspace(60.0, 3500.0, 500)
    assert (np.diff([usual_font(float(width)) for width in widths]) >= 0.0).all()


@given(scale=SIDES, dx=st.floats(-50, 50), dy=st.floats(-50, 50), x=st.floats(0, 300), y=st.floats(0, 300))
@settings(max_examples=50, deadline=None)
def test_all_of_a_figure_is_moved_alike(scale, dx, dy, x, y):
    taken = []
    handle = Handle("p", x, y, lambda *place: taken.append(place) or {})
    line = Segments(np.array([(x, y, x + 10.0, y)]), LIGHT.ink, 1.5, dashed=True)
    label = Label(x, y, plain("0.5"), 13.0, LIGHT.ink)
    path = Path((np.array([(x, y), (x + 3.0, y + 4.0)]),), LIGHT.ink, 2.0, dashed=True)
    figure = Figure(
        300.0, 300.0, LIGHT.paper, (line, label, path), (units("a", 1, np.array([(x, y)]), 12.0),), (x, y, 5.0, 6.0), (handle,)
    )
    move = Move(scale, dx, dy)
    moved = move.figure(figure)
    at = (scale * x + dx, scale * y + dy)
    assert moved.shapes[0].ends[0] == pytest.approx((*at, at[0] + 10 * scale, at[1]))
    assert (moved.shapes[1].x, moved.shapes[1].y) == pytest.approx(at)
    assert moved.shapes[1].size == pytest.approx(13.0 * scale)
    assert moved.shapes[2].width == pytest.approx(2.0 * scale)
    # Dash and gap together are as much longer as the line is.
    for before, after in ((line, moved.shapes[0]), (path, moved.shapes[2])):
        assert sum(dash(after.width, after.dash_share)) == pytest.approx(scale * sum(dash(before.width)))
    assert moved.key_at(*at) == figure.key_at(x, y)
    assert moved.plot == pytest.approx((*at, 5 * scale, 6 * scale))
    moved.handles[0].moved(*at)
    assert taken[0] == pytest.approx((x, y), abs=1e-6)


def test_a_label_is_as_large_in_every_format(moment):
    for width in (238.0, 345.0):
        (figure,) = Paper(width, 0.7 * width).figures(VIEWS["network"], moment, ViewOptions())
        assert (figure.width, figure.height) == (width, 0.7 * width)
        sizes = [shape.size for shape in flat(figure.shapes) if isinstance(shape, Label)]
        assert max(sizes) <= 12.0
        (larger,) = Paper(width, 0.7 * width, font=10.0).figures(VIEWS["network"], moment, ViewOptions())
        assert max(shape.size for shape in flat(larger.shapes) if isinstance(shape, Label)) >= max(sizes)


def test_without_a_size_it_is_of_its_views_own(moment):
    view, options = VIEWS["slice"], ViewOptions()
    (figure,) = Paper().figures(view, moment, options)
    (sized,) = Paper(*view.size).figures(view, moment, options)
    assert texts(figure) == texts(sized)
    assert (figure.width, figure.height) == view.size == (sized.width, sized.height)


@pytest.mark.parametrize("view", ["network", "landscape", "slice", "equations", "pseudocode", "cost"])
def test_of_a_width_alone_nothing_is_blank_below(moment, view):
    (figure,) = Paper(240.0).figures(VIEWS[view], moment, ViewOptions(grid=15))
    _, top, _, bottom = drawn(figure)
    assert figure.width == 240.0
    assert top >= -0.01
    assert bottom <= figure.height + 0.01
    assert figure.height - bottom < 12.0


def test_a_figure_is_cut_to_what_is_drawn():
    disc = Disc(100.0, 80.0, 10.0, LIGHT.ink, LIGHT.ink, 2.0)
    unseen = Disc(20.0, 20.0, 10.0, LIGHT.paper, None)
    assert drawn(Figure(300.0, 300.0, LIGHT.paper, (disc, unseen))) == (89.0, 69.0, 111.0, 91.0)


@pytest.mark.parametrize("angle", [0.0, 90.0, 45.0])
def test_a_turned_label_is_measured_where_it_stands(angle):
    label = Label(100.0, 100.0, plain("a long word"), 12.0, LIGHT.ink, across=0.0, down=0.5, angle=angle)
    upright = bounds(Label(100.0, 100.0, label.runs, 12.0, LIGHT.ink, across=0.0, down=0.5))
    _, top, right, _ = drawn(Figure(300.0, 300.0, LIGHT.paper, (label,)))
    wide = upright[2] - upright[0]
    turned = np.radians(angle)
    # Counter-clockwise: upright text ends above where it begins.
    assert right == pytest.approx(100.0 + wide * np.cos(turned), abs=8.0)
    assert top == pytest.approx(100.0 - wide * np.sin(turned), abs=8.0)


def test_a_long_page_is_broken_into_pages_and_nothing_is_lost(moment):
    view, options = VIEWS["partials"], ViewOptions()
    (whole,) = Paper(345.0).figures(view, moment, options)
    pages = Paper(345.0, 260.0).figures(view, moment, options)
    assert len(pages) > 1
    assert {(page.width, page.height) for page in pages} == {(345.0, 260.0)}
    for page in pages:
        _, top, _, bottom = drawn(page)
        assert top > 4.0
        assert bottom < 260.0 - 4.0
    assert sum(len(page.shapes) for page in pages) == len(whole.shapes)


@pytest.mark.parametrize(
    "text, points",
    [("640", 640.0), ("72pt", 72.0), ("25.4mm", 72.0), ("2.54cm", 72.0), ("1in", 72.0), ("84mm", 84 / 25.4 * 72)],
)
def test_a_length_has_its_unit(text, points):
    assert read_length(text) == pytest.approx(points)


def test_sizes_have_units_too():
    assert read_lengths("640x400") == (640.0, 400.0)
    assert read_lengths("84mmx60mm") == pytest.approx((84 / 25.4 * 72, 60 / 25.4 * 72))
    assert read_lengths("84x60mm") == read_lengths("84mmx60mm")
    for wrong in ("84mm", "x", "8x9yd", "axb", "-3x4", "nanx5"):
        with pytest.raises(ValueError, match="is not WIDTHxHEIGHT"):
            read_lengths(wrong)


def test_the_command_line_takes_width_and_letters(tmp_path, capsys):
    path = tmp_path / "a.svg"
    assert main(["export", "two-neurons", "--width", "84mm", "--font-size", "7", "-o", str(path)]) == 0
    root = ET.parse(path).getroot()
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(84 / 25.4 * 72, abs=1e-3)
    # A page of equations in a column is broken, each page in a file of its own.
    path = tmp_path / "e.svg"
    assert main(["export", "two-neurons", "--view", "partials", "--size", "84mmx60mm", "-o", str(path)]) == 0
    assert sorted(one.name for one in tmp_path.glob("e*"))[:2] == ["e-1.svg", "e-2.svg"]
    for wrong, words in (
        (["--width", "84mm", "--size", "300x200"], "give one of"),
        (["--width", "84yd"], "is not a length"),
        (["--width", "84mm", "--font-size", "80"], "too large for a page"),
        (["--font-size", "0"], "above 0"),
    ):
        assert main(["export", "two-neurons", *wrong, "-o", str(tmp_path / "b.svg")]) == 2
        assert words in capsys.readouterr().err


@pytest.mark.parametrize("script", [0.7, 0.815, 1.0])
def test_two_indices_over_one_another_do_not_touch(script):
    """A digit is 0.68 of its size high; in small text indices are as large as the text."""
    _, upper, lower = place((Letters("a", italic=True), Letters("1", script=1), Letters("6", script=-1)), 10.0, script=script)
    assert upper.x == lower.x
    assert lower.y - 0.68 * lower.size - upper.y >= 0.1 * lower.size


@pytest.mark.parametrize("view", ["network", "slice", "landscape", "pseudocode", "partials"])
def test_no_index_is_smaller_than_six_points_in_a_column_and_those_of_formulas_are_in_texs_proportion(moment, view):
    for width in (238.0, 345.0):
        (figure,) = Paper(width).figures(VIEWS[view], moment, ViewOptions(grid=15))
        labels = [shape for shape in flat(figure.shapes) if isinstance(shape, Label)]
        scripts = [(label, one) for label in labels for one in placed(label).runs if one.run.script]
        assert all(one.size >= min(6.0, label.size) - 1e-9 for label, one in scripts)
        formulas = [shape.size for shape in flat(figure.shapes) if isinstance(shape, Formula)]
        assert all(0.7 * size >= 5.6 - 1e-9 for size in formulas)


def test_what_is_cut_off_reaches_no_further_than_the_cut_on_any_side():
    room = (20.0, 30.0, 50.0, 40.0)
    cross = np.array([(0.0, 50.0, 100.0, 50.0), (45.0, 0.0, 45.0, 100.0)])
    figure = Figure(100.0, 100.0, LIGHT.paper, (Clip(room, (Segments(cross, LIGHT.ink, 2.0),)),))
    assert drawn(figure) == pytest.approx((20.0, 30.0, 70.0, 70.0))


@pytest.mark.parametrize("width", ["84mm", "174mm"])
def test_of_a_width_alone_a_sheet_is_as_high_as_its_panels_need(width, tmp_path, capsys):
    words = ["export", "two-neurons", "--view", "network,equations", "--at", "0.1.7", "--width", width]
    assert main([*words, "-o", str(tmp_path / "sheet.svg")]) == 0
    assert "no room for" not in capsys.readouterr().err
    # On a page that is asked for there is none.
    assert main([*words, "--size", "240x160", "-o", str(tmp_path / "low.svg")]) == 2


def test_an_animation_whose_panels_have_no_room_says_so(tmp_path, capsys):
    assert main(["animate", "two-neurons", "--view", "network,equations", "-o", str(tmp_path / "film.gif")]) == 2
    assert "an error of the program" not in (told := capsys.readouterr().err)
    assert "take a higher page" in told
    assert not list(tmp_path.iterdir())
