"""Exported files: real text or outlines, the right size, and the same picture as on the screen."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from visprop.export.files import ExportError, export_figure, figure_image
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.network.picture import NetworkOptions, network_figure
from visprop.figures.pages.equations import equations_page
from visprop.notation.expression.expr import NUMBERS
from visprop.notation.notations.registry import Notation, equations
from visprop.paint.fonts import load_fonts
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


@pytest.fixture
def figure(qapp, two):
    load_fonts()
    return network_figure(Timeline(two).frame(Position(0, 1, 10)), (640, 400))


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(int)


def test_svg_has_real_text_and_the_size(figure, tmp_path):
    export_figure(figure, tmp_path / "a.svg")
    root = ET.parse(tmp_path / "a.svg").getroot()
    assert root.attrib["viewBox"] == "0 0 640 400"
    text = "|".join("".join(node.itertext()).strip() for node in root.iter("{http://www.w3.org/2000/svg}text"))
    for word in ("0.9", "logistic", "= 0.1406", "targets"):
        assert word in text
    assert "STIX Two Text" in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_svg_as_outlines_has_no_text(figure, tmp_path):
    export_figure(figure, tmp_path / "a.svg", outlines=True)
    assert "<text" not in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_svg_shows_what_the_screen_shows(figure, tmp_path):
    export_figure(figure, tmp_path / "a.svg", outlines=True)
    image = QImage(640, 400, QImage.Format.Format_RGB888)
    image.fill(0xFFFFFF)
    from PySide6.QtGui import QPainter

    with QPainter(image) as painter:
        QSvgRenderer(str(tmp_path / "a.svg")).render(painter)
    difference = np.abs(pixels(image) - pixels(figure_image(figure, 1.0)))
    assert difference.mean() < 3.0
    assert (difference.max(axis=2) > 100).mean() < 0.01


def test_pdf_has_the_size_and_an_embedded_font(figure, tmp_path):
    export_figure(figure, tmp_path / "a.pdf")
    content = (tmp_path / "a.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    box = re.search(rb"/MediaBox \[([^\]]+)\]", content)
    assert box is not None
    assert [float(v) for v in box[1].split()] == pytest.approx([0, 0, 640, 400], abs=1)
    assert b"STIXGeneral" in content
    assert b"/FontFile" in content


def test_png_has_the_pixels_and_the_resolution(figure, tmp_path):
    export_figure(figure, tmp_path / "a.png", dpi=144)
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (1280, 800)
    assert image.dotsPerMeterX() == pytest.approx(144 / 0.0254, abs=1)
    assert len(np.unique(pixels(image).reshape(-1, 3), axis=0)) > 50


def test_the_paper_can_be_left_out(figure, tmp_path):
    export_figure(figure, tmp_path / "a.png", transparent=True)
    assert QImage(str(tmp_path / "a.png")).pixelColor(2, 2).alpha() == 0
    export_figure(figure, tmp_path / "b.png")
    assert QImage(str(tmp_path / "b.png")).pixelColor(2, 2).getRgb() == (*LIGHT.paper, 255)


def test_dark_and_light_differ(qapp, two):
    frame = Timeline(two).frame(Position(0, 1, 10))
    light, dark = (
        pixels(figure_image(network_figure(frame, (300, 200), NetworkOptions(theme=theme)), 1.0)) for theme in (LIGHT, DARK)
    )
    assert light.mean() > 200
    assert dark.mean() < 80


def test_equations_are_drawn(qapp, two, tmp_path):
    load_fonts()
    frame = Timeline(two).frame(Position(0, 1, 7))
    found = equations(frame, frame.line, Notation.VECTORISED)
    page = equations_page(found, 500, LIGHT, NUMBERS).figure
    ink = (pixels(figure_image(page, 1.0)).max(axis=2) < 128).mean()
    assert 0.005 < ink < 0.2
    export_figure(page, tmp_path / "e.pdf")
    export_figure(page, tmp_path / "e.svg")
    assert (tmp_path / "e.svg").read_text(encoding="utf-8").count("<path") > 50


@pytest.mark.parametrize("name", ["a.bmp", "a", "missing/a.png"])
def test_what_cannot_be_written_says_why(figure, tmp_path, name):
    with pytest.raises(ExportError, match=r"written|folder"):
        export_figure(figure, tmp_path / name)


def test_a_picture_that_is_too_large_is_refused(figure, tmp_path):
    with pytest.raises(ExportError, match="too large"):
        export_figure(figure, tmp_path / "a.png", dpi=5000)
    assert not (tmp_path / "a.png").exists()
