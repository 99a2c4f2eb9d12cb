"""What is missing in a table that is imported, said by the user; and a table that is too long for the program."""

import pytest
from PySide6.QtWidgets import QMessageBox

from tests.qt.settling import settle
from visprop.qt.dialogs.importing import ImportDialog
from visprop.qt.window.tables import Tables
from visprop.scenario.data.data import MAX_POINTS
from visprop.scenario.data.importing import pasted_table

COUNTRIES = "code,x,y\nNA,1,0\nDE,2,-99\nNA,?,1\nFR,4,0\nDE,5,1\nFR,6,0\n"


@pytest.fixture
def dialog(qtbot, window, tmp_path):
    table, dialect = pasted_table(COUNTRIES)
    found = ImportDialog(tmp_path / "c.csv", table, dialect, lambda dialect, sheet: pasted_table(COUNTRIES, dialect), (), window)
    qtbot.addWidget(found)
    found.show()
    settle()
    return found


def test_marks_that_stand_in_the_table_are_listed_and_one_can_be_a_value(dialog):
    actions = {str(action.data()): action for action in dialog.marks.menu.actions()}
    assert {mark: action.text() for mark, action in actions.items()} == {"NA": "NA  (2)", "?": "?  (1)"}
    assert dialog.marks.button.text() == "NA, ?"
    actions["NA"].trigger()
    assert dialog.marks.button.text() == "?"
    assert "NA" not in dialog.table.marks
    assert set(dialog.table.cells("code")) == {"NA", "DE", "FR"}
    assert "NA" not in dialog.problems.text()


def test_a_mark_of_ones_own_counts(qtbot, dialog):
    assert dialog.table.inferred("y").kind == "number"
    dialog.marks.own.setText("-99")
    dialog.marks.own.editingFinished.emit()
    assert "-99" in dialog.table.marks
    dialog.marks.menu.actions()[0].trigger()
    assert "column 'y': no value, '-99'" in dialog.problems.text()
    # Reading the table again in another way keeps what was said.
    dialog.header.click()
    dialog.header.click()
    assert "-99" in dialog.table.marks
    assert "NA" not in dialog.table.marks


def test_of_a_table_that_is_too_long_a_sample_is_offered(monkeypatch, session, window, tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("x,y\n" + "1,2\n" * (MAX_POINTS + 1), encoding="utf-8")
    tables, asked = Tables(session, window), []
    shown = []

    def answer(box):
        asked.append(box.text())
        return len(asked) > 1 and QMessageBox.StandardButton.Yes

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(ImportDialog, "exec", lambda dialog: shown.append(len(dialog.table.rows)))
    assert tables.ask_about(path) is None
    assert not shown
    assert tables.ask_about(path) is None
    assert shown == [MAX_POINTS]
    assert (
        asked[0] == f"long.csv has more than {MAX_POINTS} rows. Take {MAX_POINTS} of them, drawn at random, in their own order?"
    )
