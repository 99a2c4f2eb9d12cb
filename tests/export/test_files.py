"""What is in an exported file beside its picture: its exact size, its letters, what it tells; and that it is the same twice."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pypdfium2
import pytest
from PySide6.QtGui import QImage

from tests.pictures import ink_difference, pixels, read_picture
from visprop.cli.main import main
from visprop.export.formats import ExportOptions
from visprop.export.paper import Paper
from visprop.export.pdf.letters import character
from visprop.export.png import figure_image
from visprop.export.registry import FORMATS, export_figure, export_view
from visprop.figures.base.outlines import outlined
from visprop.figures.base.shapes import Box, Clip, Disc, Dots, Facets, Figure, Label, Path, Raster, Segments
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import Run, plain
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.views import VIEWS
from visprop.scenario.run import Run as Training
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

MM = 72 / 25.4


@pytest.fixture
def moment(qapp, two):
    timeline = Timeline(Training(two))
    return NetworkMoment(timeline.frame(Position(0, 1, 7)), History(timeline)).at_once()


def written(moment, view, paper, path, **choices):
    """The files of a view."""
    return export_view(VIEWS[view], moment, ViewOptions(grid=15), paper, path, ExportOptions(**choices))


@pytest.mark.parametrize("view", ["network", "equations", "slice"])
def test_a_pdf_is_as_large_as_was_asked_for(moment, tmp_path, view):
    written(moment, view, Paper(89 * MM, 60 * MM), tmp_path / "a.pdf")
    content = (tmp_path / "a.pdf").read_bytes()
    for box in re.findall(rb"/(?:Media|Trim)Box \[([^\]]+)\]", content):
        assert [float(side) / MM for side in box.split()] == pytest.approx([0, 0, 89, 60], abs=1e-4)


def test_the_same_picture_is_the_same_bytes(moment, tmp_path, monkeypatch):
    for suffix in ("pdf", "svg", "png"):
        contents = []
        for name in ("a", "b"):
            written(moment, "equations", Paper(240.0), tmp_path / f"{name}.{suffix}", dpi=72)
            contents.append((tmp_path / f"{name}.{suffix}").read_bytes())
        assert contents[0] == contents[1]
    assert b"CreationDate" not in (tmp_path / "a.pdf").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    written(moment, "equations", Paper(240.0), tmp_path / "c.pdf")
    assert b"D:19700102000000Z" in (tmp_path / "c.pdf").read_bytes()


@pytest.mark.parametrize("view", ["equations", "partials", "derivatives", "descent", "errata", "pseudocode"])
def test_a_page_is_a_small_file_of_text(moment, tmp_path, view):
    (path,) = written(moment, view, Paper(345.0, 460.0), tmp_path / "a.pdf")
    assert path.stat().st_size < 60_000
    document = pypdfium2.PdfDocument(str(path))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "=" in text
    assert b"/FontFile3" in path.read_bytes()


def test_formulas_of_a_pdf_are_found_as_they_are_read(moment, tmp_path):
    written(moment, "partials", Paper(345.0), tmp_path / "a.pdf")
    document = pypdfium2.PdfDocument(str(tmp_path / "a.pdf"))
    page = document[0].get_textpage()
    for words in ("δ42", "w411", "−0.0"):
        assert page.search(words).get_next() is not None, words


@pytest.mark.parametrize("formula, letters", [
    (r"\delta^{2}_{12} = w_{12}\,a^{2}_1 + b \approx 0.0523 \times 10^{-3}", "δ122=w12a12+b≈0.0523×10−3"),
    (r"\frac{\partial c}{\partial w} = -\eta\nabla\varphi", "∂c∂w□=−η∇φ"),
    (r"\sigma'(z) f:\mathbb{R}\to\mathbb{R} \odot \leftarrow \mathrm{softmax}", "σ′(z)f:ℝ→ℝ⊙←softmax"),
    (r"x_{x_{12}} \tanh \lambda \Delta \Phi \top \sum", "xx12tanhλΔΦ⊤Σ"),
])  # fmt: skip
def test_each_outline_of_a_formula_is_its_character(formula, letters):
    known = "".join(dict.fromkeys(letters))
    found = [character(glyph.outline, known) for glyph in outlined(formula).glyphs]
    assert "".join("□" if one is None else one.text for one in found) == letters


def test_every_shape_is_in_a_pdf_as_on_the_screen(qapp, tmp_path):
    line = np.array([(10.0, 10.0), (60.0, 40.0), (110.0, 12.0)])
    corners = np.array([[(220.0, 20.0), (260.0, 30.0), (250.0, 60.0), (225.0, 50.0)]])
    tall = np.array([(130.0, 90.0, 190.0, 140.0)])
    figure = Figure(300.0, 200.0, LIGHT.paper, (
        Segments(np.array([(10.0, 60.0, 110.0, 60.0)]), LIGHT.negative, 2.0, dashed=True),
        Path((line,), LIGHT.ink, 3.0),
        Path((line + np.array([0.0, 60.0]), line[::-1] + np.array([0.0, 90.0])), LIGHT.ink, 1.0, LIGHT.forward, closed=True),
        Disc(150.0, 40.0, 20.0, LIGHT.now, LIGHT.positive, 2.0),
        Box(180.0, 20.0, 30.0, 50.0, LIGHT.wash, LIGHT.backward, 2.0, radius=8.0),
        Dots(np.array([(20.0, 180.0), (40.0, 180.0)]), 5.0, LIGHT.ink),
        Facets(corners, np.array([(200.0, 90.0, 10.0)]), LIGHT.ink, 1.0),
        Raster(200.0, 90.0, 60.0, 40.0, np.array([[0xFF00448A, 0xFFB64E00], [0xFF007B5E, 0xFFBE0FB4]], np.uint32), False),
        Clip((130.0, 90.0, 20.0, 100.0), (Segments(tall, LIGHT.ink, 6.0),)),
        Label(150.0, 170.0, (Run("w", True), Run("2", script=1), Run("12", script=-1), Run(" fine")), 13.0, LIGHT.ink),
        Label(280.0, 150.0, plain("turned"), 13.0, LIGHT.ink, angle=90.0, behind=LIGHT.now),
    ))  # fmt: skip
    export_figure(figure, tmp_path / "a.pdf", FORMATS["pdf"])
    screen = figure_image(figure, 2.0)
    assert ink_difference(read_picture(tmp_path / "a.pdf", screen.size()), screen) < 0.006
    assert pixels(screen).min() < 60


def test_letters_that_no_table_has_are_drawn_and_found(qapp, tmp_path):
    figure = Figure(200.0, 60.0, LIGHT.paper, (Label(100.0, 30.0, plain("Ѣ½ дом"), 20.0, LIGHT.ink),))
    export_figure(figure, tmp_path / "a.pdf", FORMATS["pdf"])
    screen = figure_image(figure, 2.0)
    assert ink_difference(read_picture(tmp_path / "a.pdf", screen.size()), screen) < 0.006


def test_a_file_tells_what_it_shows(moment, tmp_path):
    for suffix in ("pdf", "svg", "png"):
        written(moment, "network", Paper(345.0), tmp_path / f"a.{suffix}", dpi=72)
    document = pypdfium2.PdfDocument(str(tmp_path / "a.pdf"))
    told = document.get_metadata_dict()
    assert told["Title"] == "Network: Two neurons a layer"
    assert "2–2–2–2–2 network after 0 updates; backward pass, line 7: backward, layer 3" in told["Subject"]
    assert b"/Lang (en)" in (tmp_path / "a.pdf").read_bytes()
    root = ET.parse(tmp_path / "a.svg").getroot()
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "en"
    assert root[0].text == told["Title"]
    assert root[1].text.startswith(told["Subject"])
    image = QImage(str(tmp_path / "a.png"))
    assert (image.text("Title"), image.text("Description")) == (told["Title"], told["Subject"])


def test_a_png_has_transparency_only_where_it_is_asked_for(moment, tmp_path):
    for name, transparent in (("a", False), ("b", True)):
        written(moment, "network", Paper(345.0), tmp_path / f"{name}.png", dpi=72, transparent=transparent)
        assert QImage(str(tmp_path / f"{name}.png")).hasAlphaChannel() is transparent


def test_letters_of_an_svg_take_their_room_with_any_font(moment, tmp_path):
    written(moment, "network", Paper(345.0), tmp_path / "a.svg", letters=True)
    runs = list(ET.parse(tmp_path / "a.svg").getroot().iter("{http://www.w3.org/2000/svg}text"))
    assert runs
    for run in runs:
        assert len(run.text) == 1 or float(run.attrib["textLength"]) > 0.0


def test_a_pdf_holds_all_pages_and_needs_no_display(tmp_path):
    path = tmp_path / "a.pdf"
    assert main(["export", "two-neurons", "--view", "partials", "--size", "84mmx60mm", "-o", str(path)]) == 0
    pages = pypdfium2.PdfDocument(str(path))
    assert len(pages) > 1
    assert all(page.get_size() == pytest.approx((84 * MM, 60 * MM), abs=1e-2) for page in pages)
