"""The widths by which figures are laid out are those of the fonts that print them."""

import json

import pytest
from PySide6.QtGui import QFontMetricsF

from tests.fixtures.make_advances import advances
from visprop.figures.base.letters import UNIT
from visprop.figures.base.metrics import FACES, advance
from visprop.figures.base.text import Run, place, plain
from visprop.paint.fonts import figure_font, load_fonts
from visprop.scenario.builtin import resources


def test_the_table_is_that_of_the_fonts():
    assert json.loads((resources() / "fonts" / "advances.json").read_text(encoding="utf-8")) == advances()


@pytest.mark.parametrize("face", FACES)
def test_the_painter_prints_as_wide_as_was_measured(qapp, face):
    load_fonts()
    for text in ("AVATo 0.1234", "−0.00123×10", "weight above"):
        printed = QFontMetricsF(figure_font(*face)).horizontalAdvance(text) / UNIT
        assert advance(text, *face) == pytest.approx(printed, rel=2e-3)


def test_what_a_face_lacks_is_set_upright_and_what_all_lack_as_a_box():
    (norm,) = (one for one in place(plain("‖"), 10.0, True))
    assert (norm.italic, norm.bold) == (False, False)
    (unknown,) = place((Run("漢"),), 10.0)
    assert unknown.run.text == "□"
