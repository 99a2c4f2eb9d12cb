"""How large an exported figure is, as it is chosen in the dialogue: in any unit, as high as it needs, in letters of a size."""

import pytest

from visprop.export.paper import usual_font
from visprop.figures.views import VIEWS
from visprop.qt.dialogs.export_dialog import ExportDialog
from visprop.qt.dialogs.paper_fields import PaperFields


@pytest.fixture
def fields(qtbot):
    found = PaperFields()
    qtbot.addWidget(found)
    return found


def test_a_size_stays_the_same_in_another_unit(fields):
    fields.width_.setValue(84)
    fields.height_.setValue(60)
    for unit in ("pt", "cm", "in", "mm"):
        fields.unit.setCurrentIndex(fields.unit.findData(unit))
        paper = fields.paper
        assert paper.width == pytest.approx(84 / 25.4 * 72, abs=1.0)
        assert paper.height == pytest.approx(60 / 25.4 * 72, abs=1.0)


def test_the_least_height_stands_for_what_the_picture_needs_in_any_unit(fields):
    fields.height_.setValue(fields.height_.minimum())
    assert fields.height_.text() == "as the picture needs"
    for unit in ("pt", "cm", "in", "mm"):
        fields.unit.setCurrentIndex(fields.unit.findData(unit))
        assert fields.paper.height is None


def test_letters_suit_the_width_until_a_size_is_chosen(fields):
    fields.width_.setValue(84)
    assert fields.paper.font is None
    assert usual_font(fields.paper.width) == 8.0
    fields.font_size.setValue(7.5)
    assert fields.paper.font == 7.5


def test_a_page_is_cut_where_that_is_chosen(fields):
    assert not fields.paper.crop
    fields.crop.setChecked(True)
    assert fields.paper.crop


def test_of_source_only_what_it_heeds_can_be_chosen(qtbot, window):
    dialog = ExportDialog(VIEWS, "equations", False, window)
    qtbot.addWidget(dialog)
    for row in range(dialog.format.count()):
        dialog.format.setCurrentIndex(row)
        is_source = dialog.chosen_format.suffix in ("tex", "typ")
        assert dialog.standalone.isEnabled() is is_source
        assert dialog.paper_fields.height_.isEnabled() is not is_source
        assert dialog.paper_fields.width_.isEnabled()
