"""A turned label points the same way on the screen, in SVG as outlines and as letters, in PDF and in PNG."""

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from tests.export.places import FINE, PICTURES, SAME, TURNS, assert_turned, turned
from tests.pictures import ink_difference, pixels, read_picture
from visprop.export.formats import ExportOptions
from visprop.export.pixels import raster_png
from visprop.export.png import figure_image
from visprop.export.registry import FORMATS, export_figure
from visprop.figures.base.shapes import Raster
from visprop.figures.choices import EdgeValue
from visprop.paint.fonts import load_fonts


@pytest.mark.parametrize("angle, across", TURNS)
def test_a_turned_label_on_the_screen(qapp, angle, across):
    load_fonts()
    assert_turned(pixels(figure_image(turned(angle, across), 1.0)), angle, across)


@pytest.mark.parametrize("angle, across", TURNS)
@pytest.mark.parametrize("name, letters", [("a.svg", False), ("a.svg", True), ("a.pdf", False), ("a.png", False)])
def test_a_turned_label_in_a_file(qapp, tmp_path, name, letters, angle, across):
    load_fonts()
    path = tmp_path / name
    export_figure(turned(angle, across), path, FORMATS[path.suffix[1:]], ExportOptions(letters=letters, dpi=72))
    # Letters are set in what fonts the reader has: they may be wider.
    assert_turned(read_picture(path, QSize(200, 200)), angle, across, slack=20.0 if letters else 4.0)


@pytest.mark.parametrize("name", ["a.svg", "a.pdf"])
@pytest.mark.parametrize("picture", PICTURES)
def test_each_picture_in_a_file_is_that_of_the_screen(qapp, tmp_path, picture, name):
    load_fonts()
    figure = PICTURES[picture]()
    path = tmp_path / name
    export_figure(figure, path, FORMATS[path.suffix[1:]])
    screen = figure_image(figure, FINE)
    assert ink_difference(read_picture(path, screen.size()), screen) < SAME


def test_the_pictures_differ_from_each_other(qapp):
    load_fonts()
    images = {value: figure_image(PICTURES[value.value](), FINE) for value in EdgeValue}
    for one in EdgeValue:
        for other in EdgeValue:
            if one is not other:
                assert ink_difference(pixels(images[one]), images[other]) > 4 * SAME


@pytest.mark.parametrize("cells", [(8, 8), (3, 20), (400, 2)], ids=str)
@pytest.mark.parametrize("is_smooth", [False, True])
def test_cells_of_pixels_stay_sharp_however_a_reader_enlarges_them(cells, is_smooth):
    pixels = (np.arange(np.prod(cells)) * 0x010307 % 0x1000000 | 0xFF000000).astype(np.uint32).reshape(cells)
    image = QImage.fromData(raster_png(Raster(0.0, 0.0, 80.0, 60.0, pixels, is_smooth))).convertToFormat(
        QImage.Format.Format_RGB32
    )
    rows, columns = image.height() // cells[0], image.width() // cells[1]
    assert (image.height(), image.width()) == (rows * cells[0], columns * cells[1])
    assert (rows, columns) == (1, 1) if is_smooth else image.height() >= 300 <= image.width()
    found = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    np.testing.assert_array_equal(found, pixels.repeat(rows, axis=0).repeat(columns, axis=1))
