"""Worksheets from the window: variants, and several files at once."""

import json
import xml.etree.ElementTree as ET

from PySide6.QtWidgets import QFileDialog

from tests.grading.conftest import Page
from tests.qt.settling import settle
from tests.qt.window.test_dialogues import dialog_of
from visprop.cli.main import main
from visprop.engine.key import Key
from visprop.export.worksheet.sheets import SHEETS
from visprop.timeline.position import Position


def test_four_variants_and_their_questions_for_moodle_are_written_at_once(qtbot, window, session, tmp_path, monkeypatch):
    monkeypatch.setattr(type(window.documents), "folder", tmp_path)
    session.playback.go(Position(1, 1, 0))
    settle()
    said = []
    session.changes.listen(said.append)
    window.actions_["worksheet"].trigger()
    dialog = dialog_of(window, "Worksheet")
    assert {box.text() for box in dialog.formats.values()} == {f"{found.words} ({found.suffix})" for found in SHEETS.values()}
    # The number of variants has the focus, and what is typed takes its place.
    qtbot.keyClicks(dialog.variants, "4")
    for ending in (".html", ".tex", ".xml"):
        dialog.formats[ending].click()
    assert dialog.told.text() == "Writes worksheet.tex, worksheet.xml."
    dialog.save.click()
    assert ET.parse(tmp_path / "worksheet.xml").getroot().tag == "quiz"
    assert "documentclass" in (tmp_path / "worksheet.tex").read_text(encoding="utf-8")
    assert said[-1].endswith("variants: 4")


def test_answers_on_a_sheet_from_the_window_are_graded_by_what_they_say(window, session, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(type(window.documents), "folder", tmp_path)

    def handed_in():
        window.actions_["worksheet"].trigger()
        dialog = dialog_of(window, "Worksheet")
        dialog.variants.setValue(2)
        assert [name for name, box in dialog.formats.items() if box.isChecked()] == [".html"]
        dialog.save.click()
        text = Page((tmp_path / "worksheet.html").read_text(encoding="utf-8")).answered({"z¹₁": "1"}, number=2)
        (tmp_path / "worksheet.html").unlink()
        (tmp_path / "answers.json").write_text(text, encoding="utf-8")
        return json.loads(text)["body"]["source"], main(["grade", str(tmp_path / "answers.json")])

    assert handed_in() == ("two-neurons", 0)
    assert "z¹₁" in capsys.readouterr().out
    # Of one's own the sheet names the file, and nothing where it is not saved.
    session.edits.set_parameter(Key.parse("w1[1,1]"), 3.0)
    assert handed_in() == ("", 2)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine.visprop"), ""))
    assert window.documents.save_as()
    assert handed_in() == ("mine.visprop", 2)
    assert main(["grade", str(tmp_path / "answers.json"), "--against", str(tmp_path / "mine.visprop")]) == 0


def test_what_cannot_be_asked_is_said_in_the_dialogue(window, session, tmp_path, monkeypatch, boxes):
    monkeypatch.setattr(type(window.documents), "folder", tmp_path)
    (tmp_path / "worksheet.html").write_text("precious", encoding="utf-8")
    window.actions_["worksheet"].trigger()
    dialog = dialog_of(window, "Worksheet")
    dialog.at.setText("never")
    dialog.save.click()
    assert boxes == ["worksheet.html: there already. Replace?"]
    assert "never" in dialog.told.text()
    assert (tmp_path / "worksheet.html").read_text(encoding="utf-8") == "precious"
    dialog.formats[".html"].click()
    assert not dialog.save.isEnabled()
    dialog.close()


def test_solutions_are_in_a_file_of_the_teacher_s_and_what_was_written_last_is_ticked(window, session, tmp_path, monkeypatch):
    monkeypatch.setattr(type(window.documents), "folder", tmp_path)
    window.actions_["worksheet"].trigger()
    dialog = dialog_of(window, "Worksheet")
    assert not dialog.apart.isEnabled()
    for box in (dialog.formats[".html"], dialog.formats[".tex"], dialog.formats[".xml"], dialog.solutions):
        box.click()
    assert dialog.told.text() == "Writes worksheet.tex, worksheet-solutions.tex, worksheet.xml."
    dialog.save.click()
    tasks, solved = ((tmp_path / f"worksheet{end}.tex").read_text(encoding="utf-8") for end in ("", "-solutions"))
    assert "Solutions of variant" not in tasks
    assert "\\blank" in tasks
    assert "Solutions of variant" in solved
    window.actions_["worksheet"].trigger()
    dialog = dialog_of(window, "Worksheet")
    assert [name for name, box in dialog.formats.items() if box.isChecked()] == [".tex", ".xml"]
    dialog.solutions.click()
    dialog.apart.click()
    assert dialog.told.text() == "Writes worksheet.tex, worksheet.xml."
    dialog.save.click()
    assert "Solutions of variant" in (tmp_path / "worksheet.tex").read_text(encoding="utf-8")
