"""Exports in renderers that share nothing with the program: rsvg and poppler, with the system's fonts and without any."""

import os
import subprocess

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tests.export.places import FINE, PICTURES, SAME, TURNS, assert_turned, turned
from tests.pictures import ink_difference, pixels
from visprop.engine.key import Key
from visprop.export.formats import ExportOptions
from visprop.export.png import figure_image
from visprop.export.registry import FORMATS, export_figure
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.views import VIEWS
from visprop.paint.fonts import load_fonts
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

pytestmark = pytest.mark.renderers


def figure_of(view, theme, scenario="two-neurons"):
    """A view's figure of a moment in which all is known."""
    load_fonts()
    timeline = Timeline(Run(open_scenario(scenario)))
    frame = timeline.frame(Position(3, 1, timeline.program.update_line))
    moment = NetworkMoment(frame, History(timeline), selected=Key.weight(1, 1, 1)).at_once()
    return VIEWS[view].draw(moment, ViewOptions(theme=theme, grid=31), VIEWS[view].size)


def rendered(path, size, environment, fine=1.0):
    """A file as another renderer shows it, at so many pixels a point."""
    out = path.with_suffix(".out.png")
    if path.suffix == ".svg":
        command = ["rsvg-convert", "-w", str(size[0]), "-h", str(size[1]), "-o", str(out), str(path)]
    else:
        command = ["pdftoppm", "-png", "-singlefile", "-r", str(round(72 * fine)), str(path), str(out.with_suffix(""))]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return pixels(QImage(str(out)))


@pytest.fixture
def no_fonts(tmp_path):
    """An environment in which no font is found."""
    config = tmp_path / "fonts.conf"
    config.write_text('<?xml version="1.0"?><fontconfig><dir>/nonexistent</dir></fontconfig>', encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


@pytest.mark.parametrize(
    "suffix, theme", [("svg", LIGHT), ("pdf", LIGHT), ("svg", DARK)], ids=["svg-light", "pdf-light", "svg-dark"]
)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_the_same_picture(qapp, tmp_path, no_fonts, view, theme, suffix):
    figure = figure_of(view, theme)
    path = tmp_path / f"a.{suffix}"
    export_figure(figure, path, FORMATS[suffix])
    screen = figure_image(figure, 1.0)
    # One theme with the system's fonts, the other with none.
    environment = dict(os.environ) if (theme is LIGHT) is (suffix == "svg") else no_fonts
    found = rendered(path, (screen.width(), screen.height()), environment)
    # Another picture differs by more: see tests/export/test_export.py.
    assert ink_difference(found, screen) < 0.004


@pytest.mark.parametrize("suffix", ["svg", "pdf"])
@pytest.mark.parametrize("picture", PICTURES)
def test_the_network_whatever_flows_and_whatever_its_edges_show(qapp, tmp_path, picture, suffix):
    load_fonts()
    figure = PICTURES[picture]()
    path = tmp_path / f"a.{suffix}"
    export_figure(figure, path, FORMATS[suffix])
    screen = figure_image(figure, FINE)
    found = rendered(path, (screen.width(), screen.height()), dict(os.environ), FINE)
    assert ink_difference(found, screen) < SAME


@pytest.mark.parametrize("suffix", ["svg", "pdf"])
@pytest.mark.parametrize("angle, across", TURNS)
def test_a_turned_label_points_the_same_way(qapp, tmp_path, no_fonts, angle, across, suffix):
    load_fonts()
    path = tmp_path / f"a.{suffix}"
    export_figure(turned(angle, across), path, FORMATS[suffix])
    assert_turned(rendered(path, (200, 200), no_fonts), angle, across)


@pytest.mark.parametrize("view", ["network", "landscape", "slice", "cost", "pseudocode"])
def test_every_font_of_a_pdf_is_a_bundled_one(qapp, tmp_path, no_fonts, view):
    export_figure(figure_of(view, LIGHT), tmp_path / "a.pdf", FORMATS["pdf"])
    told = subprocess.run(["pdffonts", str(tmp_path / "a.pdf")], check=True, capture_output=True, text=True, env=no_fonts).stdout
    fonts = told.splitlines()[2:]
    assert fonts
    assert all("STIXGeneral" in line and " yes " in line for line in fonts), told


def test_the_words_of_a_pdf_can_be_searched(qapp, tmp_path):
    export_figure(figure_of("network", LIGHT), tmp_path / "a.pdf", FORMATS["pdf"])
    text = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    for word in ("layer", "output", "logistic"):
        assert word in text


def test_the_equations_of_a_pdf_can_be_searched(qapp, tmp_path):
    export_figure(figure_of("equations", LIGHT, "linear"), tmp_path / "a.pdf", FORMATS["pdf"])
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    for word in ("Δw", "η", "≈", "−0."):
        assert word in text


def test_a_transparent_picture_lies_on_any_ground(qapp, tmp_path):
    figure = figure_of("network", LIGHT)
    export_figure(figure, tmp_path / "a.svg", FORMATS["svg"], ExportOptions(transparent=True))
    command = ["rsvg-convert", "-b", "#ffd0ff", "-o", str(tmp_path / "a.png"), str(tmp_path / "a.svg")]
    subprocess.run(command, check=True)
    found = pixels(QImage(str(tmp_path / "a.png")))
    assert (found == np.array([255, 255, 255])).all(axis=2).mean() < 1e-4
