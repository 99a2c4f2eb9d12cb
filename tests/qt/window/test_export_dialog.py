"""The export dialogue: its preview at real size, what is written, what is remembered, and all of it by keys."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QInputDialog, QLabel

from tests.pictures import pixels
from tests.qt.exporting import made, save_as, type_name
from visprop.engine.key import Key
from visprop.export.flags import export_flags
from visprop.figures.base.shapes import Label
from visprop.qt.clipboard import SVG
from visprop.qt.dialogs.export_dialog import ExportDialog
from visprop.qt.dialogs.export_memory import ExportMemory
from visprop.qt.dialogs.preset_field import OWN_SIZE
from visprop.timeline.position import Position

COLUMN = "column, 84 mm"
MM = 72 / 25.4
LOOK, DRAWN = 1, 2


@pytest.fixture
def opened(qtbot, session, settings, tmp_path):
    """Opens the dialogue on a view, as at a start of the application: it knows what the settings know."""
    session.playback.go(Position(0, 1, 7))

    def open_(view="network"):
        dialog = ExportDialog(session, lambda view, options: options, view, ExportMemory(settings), tmp_path)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog, timeout=60_000):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return open_


def choose(box, words):
    """Choose an entry of a list, as a hand does."""
    index = box.findText(words)
    assert index >= 0, words
    box.setCurrentIndex(index)
    box.activated.emit(index)


def words_of(figure):
    return ["".join(run.text for run in shape.runs) for shape in figure.shapes if isinstance(shape, Label)]


def test_the_page_is_seen_as_large_as_it_will_be_and_the_file_is_what_was_seen(qtbot, opened, session, tmp_path):
    dialog = opened()
    choose(dialog.form.presets.box, COLUMN)
    figure = made(dialog, qtbot).figures[0]
    dots, picture = dialog.preview.dots, dialog.preview.picture
    assert picture.width() / dots * 25.4 == pytest.approx(84, abs=0.3)
    assert picture.height() / dots * 25.4 == pytest.approx(figure.height / MM, abs=0.3)
    assert dialog.preview.size_told.text().startswith("84 × ")
    assert dialog.preview.told.text() == "Not shown for want of room: numbers of what flows; key."
    choose(dialog.form.format, "PNG: pixels")
    dialog.form.setCurrentIndex(LOOK)
    dialog.form.fields["--dpi"].widget.setText(f"{dots:g}")
    made(dialog, qtbot)
    assert f"{round(figure.width * dots / 72)} × " in dialog.preview.size_told.text()
    seen = pixels(picture.image.convertToFormat(QImage.Format.Format_RGB888))
    said = []
    session.changes.listen(said.append)
    save_as(dialog, tmp_path / "a.png")
    written = pixels(QImage(str(tmp_path / "a.png")))
    assert np.array_equal(written, seen)
    assert said == [f"Wrote {tmp_path / 'a.png'}; not shown for want of room: numbers of what flows; key"]


def test_ending_and_format_follow_each_other(qtbot, opened, tmp_path, boxes):
    dialog = opened()
    form = dialog.form
    assert form.file.path == tmp_path / "network.svg"
    type_name(dialog, "net.pdf")
    assert form.chosen_format.suffix == "pdf"
    choose(form.format, "PNG: pixels")
    assert form.file.edit.text() == "net.png"
    type_name(dialog, "eta 0.5")
    assert form.file.path == tmp_path / "eta 0.5.png"
    type_name(dialog, "net.csv")
    qtbot.waitUntil(lambda: "network is written as svg, pdf, png" in dialog.preview.told.text(), timeout=60_000)
    assert not dialog.save.isEnabled()
    # A file that is there already is asked about.
    (tmp_path / "net.svg").write_text("precious", encoding="utf-8")
    save_as(dialog, "net.svg")
    assert boxes == ["net.svg exists already. Replace it?"]
    assert (tmp_path / "net.svg").read_text(encoding="utf-8").startswith("<")


def test_what_was_chosen_for_a_view_is_there_at_the_next_start(opened, tmp_path):
    dialog = opened()
    choose(dialog.form.presets.box, "slide 16 : 9")
    dialog.form.setCurrentIndex(LOOK)
    choose(dialog.form.fields["--theme"].widget, "dark")
    dialog.form.fields["--accent"].widget.setText("positive=#88CCFF")
    choose(dialog.form.sheet_fields["title"].widget, "left out")
    choose(dialog.preview.zoom, "fit")
    save_as(dialog, "x.pdf")
    again = opened()
    assert (again.form.presets.box.currentText(), again.form.chosen_format.suffix) == ("slide 16 : 9", "pdf")
    assert again.form.fields["--theme"].widget.currentText() == "dark"
    assert again.form.fields["--accent"].widget.text() == "positive=#88CCFF"
    assert (again.form.paper.width, again.form.paper.height) == (960.0, 540.0)
    assert again.form.sheet().title == "off"
    assert again.preview.zoom.currentText() == "fit"
    # Of another view nothing was chosen.
    assert opened("landscape").form.presets.box.currentText() == OWN_SIZE


def test_a_size_of_ones_own_is_kept_under_its_name_until_it_is_deleted(opened, monkeypatch, boxes):
    dialog = opened()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (COLUMN, True))
    dialog.form.presets.save.click()
    assert "one of the usual sizes" in boxes[0]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("thesis", True))
    dialog.form.paper_fields.width_.setValue(150)
    dialog.form.paper_fields.font_size.setValue(9)
    dialog.form.presets.save.click()
    assert dialog.form.presets.box.currentText() == "thesis"
    again = opened("landscape")
    choose(again.form.presets.box, "thesis")
    assert (again.form.paper.width, again.form.paper.font) == (pytest.approx(150 * MM), 9.0)
    assert again.form.presets.delete.isEnabled()
    again.form.presets.delete.click()
    assert opened().form.presets.box.findText("thesis") < 0


@pytest.mark.parametrize("damaged", ["abc", "[1]", '{"network": {"suffix": "svg", "paper": {"width": -3}}}'])
def test_damaged_choices_are_forgotten(opened, settings, damaged):
    settings.setValue("export/choices", damaged)
    settings.setValue("export/presets", damaged)
    assert opened().form.presets.box.currentText() == OWN_SIZE


def test_several_panels_each_at_its_position_stand_on_one_page(qtbot, opened, tmp_path):
    dialog = opened("landscape")
    choose(dialog.form.presets.box, COLUMN)
    panels = dialog.form.panels
    panels.rows[0].at.setText("3")
    panels.more.click()
    panels.rows[1].view.setCurrentIndex(panels.rows[1].view.findData("landscape"))
    panels.rows[1].at.setText("1")
    words = words_of(made(dialog, qtbot).figures[0])
    assert [one for one in words if one.startswith("(")] == ["(a)", "(b)"]
    assert [one.rpartition(" ")[2] for one in words if "after update" in one] == ["3", "1"]
    # In a column they stand one below the other.
    assert dialog.form.sheet().columns == 1
    panels.rows[1].at.setText("1.x")
    panels.rows[1].at.editingFinished.emit()
    qtbot.waitUntil(lambda: "1.x" in dialog.preview.told.text(), timeout=60_000)
    assert not dialog.save.isEnabled()
    panels.rows[1].less.click()
    save_as(dialog, "one.svg")
    assert (tmp_path / "one.svg").exists()


def test_long_pages_are_turned_and_text_is_shown_as_text(qtbot, opened):
    dialog = opened("equations")
    fields = dialog.form.paper_fields
    fields.width_.setValue(84)
    fields.height_.setValue(30)
    count = len(made(dialog, qtbot).figures)
    assert count > 2
    preview = dialog.preview
    assert preview.of_pages.text() == f"page 1 of {count}"
    first = pixels(preview.picture.image)
    qtbot.mouseClick(preview.after, Qt.MouseButton.LeftButton)
    made(dialog, qtbot)
    assert preview.of_pages.text() == f"page 2 of {count}"
    assert not np.array_equal(first, pixels(preview.picture.image))
    choose(dialog.form.format, "LaTeX: the source of the equations")
    made(dialog, qtbot)
    assert preview.text.isVisible()
    assert "\\begingroup" in preview.text.toPlainText()
    assert not fields.height_.isEnabled()
    # Only what it heeds is offered.
    dialog.form.setCurrentIndex(LOOK)
    assert dialog.form.fields["--standalone"].widget.isVisible()
    dialog.form.fields["--standalone"].widget.setChecked(True)
    made(dialog, qtbot)
    assert preview.text.toPlainText().startswith("\\documentclass")


def test_every_choice_of_the_command_line_that_a_view_heeds_is_offered(opened, session):
    session.selection.select(Key.parse("w2[1,1]"))
    dialog = opened("landscape")
    dialog.form.setCurrentIndex(LOOK)
    dialog.form.setCurrentIndex(DRAWN)
    offered = {name for name, field in dialog.form.fields.items() if not field.widget.isHidden()}
    assert {"--theme", "--x", "--y", "--range", "--directions", "--tangent", "--colour-bar", "--grid"} <= offered
    assert offered <= {flag.told.name for flag in export_flags()}
    assert "--form" not in offered


def test_what_cannot_be_is_said_beside_the_preview(qtbot, opened):
    dialog = opened("landscape")
    dialog.form.setCurrentIndex(DRAWN)
    line = dialog.form.fields["--range"].widget
    line.setText("4,-4")
    qtbot.waitUntil(lambda: "each range ends above its beginning" in dialog.preview.told.text(), timeout=60_000)
    assert not dialog.save.isEnabled()
    line.setText("-4,4")
    made(dialog, qtbot)
    assert dialog.save.isEnabled()
    other = opened()
    other.form.paper_fields.width_.setValue(60)
    other.form.numbers.setChecked(True)
    made(other, qtbot)
    assert "a larger page or smaller letters may have it" in other.preview.told.text()
    assert not other.save.isEnabled()


def test_the_figure_is_copied_as_a_picture_and_as_text(qtbot, opened):
    dialog = opened("equations")
    made(dialog, qtbot)
    dialog._fill_copies()
    assert [action.text() for action in dialog.copy.menu().actions()] == ["as a picture", "as LaTeX", "as Typst"]
    first, last, _ = dialog.copy.menu().actions()
    first.trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert bytes(data.data(SVG).data()).startswith(b"<")
    last.trigger()
    assert "\\delta" in QGuiApplication.clipboard().text()


def test_it_is_done_by_keys_alone(qtbot, opened, tmp_path):
    """The venue has the focus at first; Alt and a letter lead to each field, and Enter saves."""
    dialog = opened()
    assert dialog.focusWidget() is dialog.form.presets.box
    letters = [label.text() for label in dialog.form.findChildren(QLabel)]
    letters += [button.text() for button in dialog.findChildren(QAbstractButton) if button.isVisible()]
    letters += [dialog.form.tabText(i) for i in range(3)]
    marks = [text[text.index("&") + 1].lower() for text in letters if "&" in text]
    assert len(marks) == len(set(marks)) >= 12
    for key, field in ((Qt.Key.Key_V, dialog.form.panels.view), (Qt.Key.Key_E, dialog.form.file.edit),
                       (Qt.Key.Key_U, dialog.form.presets.box), (Qt.Key.Key_P, None)):  # fmt: skip
        qtbot.keyClick(dialog, key, Qt.KeyboardModifier.AltModifier)
        assert field is None or dialog.focusWidget() is field
    qtbot.waitUntil(lambda: len(dialog.form.panels.rows) == 2, timeout=60_000)
    dialog.form.panels.rows[1].less.click()
    dialog.form.presets.setFocus()
    qtbot.keyClicks(dialog.form.presets.box, "column")
    qtbot.keyClick(dialog.form.presets.box, Qt.Key.Key_Return)
    assert (tmp_path / "network.svg").exists()
    figure = dialog.made.figures[0]
    assert figure.width == 84 * MM


def test_no_field_is_cut_off_when_a_panel_comes_in(qtbot, opened):
    dialog = opened()
    dialog.form.panels.more.click()
    made(dialog, qtbot)
    area = dialog.form.currentWidget()
    fields = [one for row in dialog.form.panels.rows for one in (row.view, row.at, row.less)]
    for field in (*fields, dialog.form.format, dialog.form.file, dialog.form.presets):
        right = field.mapTo(area.viewport(), field.rect().bottomRight()).x()
        assert right < area.viewport().width(), field.accessibleName()
