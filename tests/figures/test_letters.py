"""The kept outlines of letters are those that Qt draws, alone and side by side."""

import random

import pytest

from tests.fixtures.make_outlines import table
from visprop.export.formats import ExportOptions
from visprop.export.svg import svg_text
from visprop.figures.base.letters import JOINED, kept_letters, table_name
from visprop.figures.base.metrics import FACES, has_letter
from visprop.figures.base.shapes import Figure, Label
from visprop.figures.base.text import Run
from visprop.paint.fonts import figure_font, load_fonts
from visprop.paint.letters import letters
from visprop.scenario.builtin import resources

SIGNS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x100), *range(0x391, 0x3CA)))) + "−≈→′∂∇Σ·…⊙"


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


@pytest.mark.parametrize("face", FACES)
def test_the_tables_are_what_qt_draws(face):
    assert (resources() / "fonts" / table_name(*face)).read_bytes() == table(*face)


@pytest.mark.parametrize("face", FACES)
def test_letters_side_by_side_stand_where_qt_sets_them(face):
    rng = random.Random(0)
    signs = [sign for sign in SIGNS if has_letter(sign, *face)]
    texts = ["".join(rng.choices([*signs, *"ffijl  "], k=12)) for _ in range(200)]
    texts += ["".join(rng.choices("fffijlx", k=5)) for _ in range(200)] + list(JOINED)
    font = figure_font(*face)
    for text in texts:
        assert kept_letters(text, *face) == letters(text, font), text


@pytest.mark.parametrize("text", ["x\u0302", "soft\u00adhyphen", "Łódź"])
def test_what_the_tables_lack_is_drawn_by_qt(text):
    assert kept_letters(text, False, False) is None
    figure = Figure(100.0, 20.0, (255, 255, 255), (Label(5.0, 15.0, (Run(text),), 10.0, (0, 0, 0)),))
    drawn = svg_text(figure, ExportOptions())
    assert drawn.count("<use ") == len(letters(text, figure_font(False, False))) > 1
