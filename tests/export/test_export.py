"""Exported files: real text or outlines, the right size, and the same picture as on the screen."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QRawFont

from tests.pictures import ink_difference, pixels, read_picture
from visprop.export.formats import ExportError, ExportOptions
from visprop.export.paper import Paper
from visprop.export.png import figure_image
from visprop.export.registry import FORMATS, export_figure, export_view, format_of
from visprop.export.svg import svg_text
from visprop.figures.base.shapes import Clip, Figure, Label, Segments
from visprop.figures.base.style import DARK, LIGHT, TEXT_SIZE
from visprop.figures.base.text import plain
from visprop.figures.base.transparency import without_paper
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.figures.pages.equations import equations_page
from visprop.figures.views import VIEWS
from visprop.notation.expression.expr import NUMBERS
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS, equations
from visprop.paint.fonts import load_fonts
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


@pytest.fixture
def figure(qapp, two):
    load_fonts()
    return network_figure(Timeline(Run(two)).frame(Position(0, 1, 10)), (640, 400))


def write(figure, path, **choices):
    """Write a figure in the format of its file's ending."""
    export_figure(figure, path, FORMATS[path.suffix[1:]], ExportOptions(**choices))


def test_svg_has_real_text_and_the_size(figure, tmp_path):
    write(figure, tmp_path / "a.svg", letters=True)
    root = ET.parse(tmp_path / "a.svg").getroot()
    assert root.attrib["viewBox"] == "0 0 640 400"
    text = "|".join("".join(node.itertext()).strip() for node in root.iter("{http://www.w3.org/2000/svg}text"))
    for word in (".9", "logistic", ".1406", "output"):
        assert word in text
    assert "STIX Two Text" in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_svg_as_outlines_has_no_text(figure, tmp_path):
    write(figure, tmp_path / "a.svg")
    assert "<text" not in (tmp_path / "a.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a.svg", "a.pdf", "a.png"])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_file_shows_what_the_screen_shows(qapp, two, tmp_path, name, theme):
    load_fonts()
    figure = network_figure(Timeline(Run(two)).frame(Position(0, 1, 10)), (640, 400), NetworkOptions(theme=theme))
    write(figure, tmp_path / name, dpi=144)
    screen = figure_image(figure, 1.0)
    assert ink_difference(read_picture(tmp_path / name, screen.size()), screen) < 0.003


def test_pictures_that_differ_in_a_digit_alone_stand_on_one_page():
    """Digits are of one width: all places are the same, and only the outlines are not."""
    figures = [Figure(100, 20, LIGHT.paper, (Label(10, 10, plain(text), 10.0, LIGHT.ink),)) for text in ("0.15", "0.25")]
    texts = [
        svg_text(figures[0], ExportOptions()),
        svg_text(figures[1], ExportOptions()),
        svg_text(figures[0], ExportOptions(), number=1),
    ]
    ids = [set(re.findall(r' id="(\w+)"', text)) for text in texts]
    assert [len(found) for found in ids] == [4, 4, 4]
    assert len(set().union(*ids)) == 12


def test_svg_needs_no_font_and_its_ids_are_its_own(figure, tmp_path):
    write(figure, tmp_path / "a.svg")
    root = ET.parse(tmp_path / "a.svg").getroot()
    name = "{http://www.w3.org/2000/svg}"
    # Each letter is defined once and used again; the ids are this file's own, so that two can stand on one page.
    defined = {node.attrib["id"]: node.attrib["d"] for node in root.iter(f"{name}path") if "id" in node.attrib}
    assert len(set(defined.values())) == len(defined)
    used = [node.attrib["{http://www.w3.org/1999/xlink}href"][1:] for node in root.iter(f"{name}use")]
    assert set(used) == set(defined)
    assert len(used) > 2 * len(defined)
    prefix = {key.split("g")[0] for key in defined}
    assert len(prefix) == 1
    write(replace(figure, background=DARK.paper), tmp_path / "b.svg")
    other = {node.attrib["id"] for node in ET.parse(tmp_path / "b.svg").getroot().iter(f"{name}path") if "id" in node.attrib}
    assert not other & set(defined)
    assert ".9" in next(root.iter(f"{name}desc")).text


def test_what_is_clipped_on_the_screen_is_clipped_in_svg(qapp, tmp_path):
    load_fonts()
    line = Segments(np.array([(0.0, 30.0, 100.0, 30.0)]), LIGHT.ink, 4.0)
    figure = Figure(100.0, 60.0, LIGHT.paper, (Clip((20.0, 10.0, 40.0, 40.0), (line,)),))
    write(figure, tmp_path / "a.svg")
    root = ET.parse(tmp_path / "a.svg").getroot()
    name = "{http://www.w3.org/2000/svg}"
    (clip,) = root.iter(f"{name}clipPath")
    (group,) = (node for node in root.iter(f"{name}g") if "clip-path" in node.attrib)
    assert group.attrib["clip-path"] == f"url(#{clip.attrib['id']})"
    assert [clip[0].attrib[side] for side in ("x", "y", "width", "height")] == ["20", "10", "40", "40"]
    assert len(list(group.iter(f"{name}path"))) == 1


def test_exponents_are_digits_of_the_bundled_font(qapp, tmp_path):
    load_fonts()
    figure = Figure(200.0, 40.0, LIGHT.paper, (Label(100.0, 20.0, plain("c ≈ 2.151×10⁻¹⁴"), 13.0, LIGHT.ink),))
    from visprop.paint.fonts import figure_font

    for shape in figure.shapes:
        for run in shape.runs:
            raw = QRawFont.fromFont(figure_font(run.italic, run.bold))
            assert all(raw.supportsCharacter(ord(letter)) for letter in run.text), run.text
    assert [run.text for run in figure.shapes[0].runs if run.script == 1] == ["−14"]


def test_another_picture_is_told_apart(qapp, two):
    load_fonts()
    first, second = (
        figure_image(network_figure(Timeline(Run(two)).frame(Position(0, 1, at)), (640, 400)), 1.0) for at in (0, 10)
    )
    assert ink_difference(pixels(first), second) > 0.003


def test_pdf_has_the_size_and_an_embedded_font(figure, tmp_path):
    write(figure, tmp_path / "a.pdf")
    content = (tmp_path / "a.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    box = re.search(rb"/MediaBox \[([^\]]+)\]", content)
    assert box is not None
    assert [float(v) for v in box[1].split()] == pytest.approx([0, 0, 640, 400], abs=1)
    assert b"STIXGeneral" in content
    assert b"/FontFile" in content


def test_png_has_the_pixels_and_the_resolution(figure, tmp_path):
    write(figure, tmp_path / "a.png", dpi=144)
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (1280, 800)
    assert image.dotsPerMeterX() == pytest.approx(144 / 0.0254, abs=1)
    assert len(np.unique(pixels(image).reshape(-1, 3), axis=0)) > 50


def test_the_paper_can_be_left_out(figure, tmp_path):
    write(figure, tmp_path / "a.png", transparent=True)
    assert QImage(str(tmp_path / "a.png")).pixelColor(2, 2).alpha() == 0
    write(figure, tmp_path / "b.png")
    assert QImage(str(tmp_path / "b.png")).pixelColor(2, 2).getRgb() == (*LIGHT.paper, 255)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("view", ["network", "landscape3d", "cost", "slice", "pseudocode", "equations"])
def test_without_paper_nothing_of_its_colour_is_left(qapp, two, tmp_path, view, theme):
    load_fonts()
    timeline = Timeline(Run(two))
    moment = NetworkMoment(timeline.frame(Position(2, 1, 10)), History(timeline)).at_once()
    options, choices = ViewOptions(theme=theme, grid=15), ExportOptions(False, 108, True)
    export_view(VIEWS[view], moment, options, Paper(480.0, font=TEXT_SIZE), tmp_path / "a.png", choices)
    image = QImage(str(tmp_path / "a.png")).convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    is_paper = (rows[..., 3] == 255) & (rows[..., :3] == theme.paper).all(axis=2)
    assert is_paper.sum() < 12
    assert (rows[..., 3] == 255).sum() > 500


def test_a_line_without_paper_is_interrupted_by_its_number():
    line = Segments(np.array([(0.0, 20.0, 100.0, 20.0)]), LIGHT.ink, 1.0)
    text = Label(50.0, 20.0, plain("0.5"), 10.0, LIGHT.ink, behind=LIGHT.paper)
    bare = without_paper(Figure(100.0, 40.0, LIGHT.paper, (line, text)))
    ends = bare.shapes[0].ends
    assert len(ends) == 2
    assert ends[0][2] < 50 - 6 < 50 + 6 < ends[1][0]
    assert bare.shapes[1].behind is None


def test_dark_and_light_differ(qapp, two):
    frame = Timeline(Run(two)).frame(Position(0, 1, 10))
    light, dark = (
        pixels(figure_image(network_figure(frame, (300, 200), NetworkOptions(theme=theme)), 1.0)) for theme in (LIGHT, DARK)
    )
    assert light.mean() > 200
    assert dark.mean() < 80


@pytest.mark.parametrize("name", ["e.svg", "e.pdf"])
def test_equations_are_drawn(qapp, two, tmp_path, name):
    load_fonts()
    frame = Timeline(Run(two)).frame(Position(0, 1, 7))
    page = equations_page(equations(Quantities(frame), frame.line, NOTATIONS["vectorised"]), 500, LIGHT, NUMBERS)
    screen = figure_image(page, 1.0)
    ink = (pixels(screen).max(axis=2) < 128).mean()
    assert 0.005 < ink < 0.2
    write(page, tmp_path / name)
    written = read_picture(tmp_path / name, screen.size())
    assert ink_difference(written, screen) < 0.004


@pytest.mark.parametrize("name", ["a.bmp", "a", "missing/a.png"])
def test_what_cannot_be_written_says_why(tmp_path, name):
    with pytest.raises(ExportError, match=r"is written as svg, pdf, png|there is no folder"):
        format_of(VIEWS["network"], tmp_path / name)


def test_a_picture_that_is_too_large_is_refused(figure, tmp_path):
    with pytest.raises(ExportError, match="too large"):
        write(figure, tmp_path / "a.png", dpi=5000)
    assert not (tmp_path / "a.png").exists()
