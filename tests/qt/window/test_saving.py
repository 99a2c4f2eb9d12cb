"""What lies on the disk is written over only when that was asked: however the file came to be open here."""

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from visprop.engine.key import Key
from visprop.qt.window.autosave import Autosave
from visprop.qt.window.beginning import begin
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document, load, save
from visprop.scenario.run import Run

B = QMessageBox.StandardButton


@pytest.fixture
def answers(monkeypatch):
    """What was asked, each answered with no until another answer is put in."""
    asked, answer = [], [B.No]

    def answered(box):
        asked.append(box.text())
        return answer[0]

    monkeypatch.setattr(QMessageBox, "exec", answered)
    return asked, answer


def opened_by_menu(window, session, path, tmp_path):
    window.documents.open_path(path)


def opened_from_the_command_line(window, session, path, tmp_path):
    session.open(load(path).run, path)


def taken_up(window, session, path, tmp_path):
    """Left by an earlier start, which had opened the file."""
    session.open(load(path).run, path)
    session.edits.set_parameter(Key.parse("w1[1,1]"), 3.0)
    before = Autosave(session, tmp_path / "state", window)
    before.close()
    window.documents.open_builtin("linear")
    later = Autosave(session, tmp_path / "state", window)
    begin(window, later)
    window.left[0].take_up()
    later.files.let_go()
    assert session.path == path


@pytest.mark.parametrize("open_it", [opened_by_menu, opened_from_the_command_line, taken_up])
def test_what_another_program_changed_is_written_over_only_when_asked(window, session, tmp_path, answers, open_it):
    asked, answer = answers
    path = tmp_path / "net.visprop"
    save(Document(Run(open_scenario("xor"))), path)
    open_it(window, session, path, tmp_path)
    other = path.read_text(encoding="utf-8").replace("Exclusive or", "By another program")
    path.write_text(other, encoding="utf-8")
    session.edits.set_parameter(Key.parse("w1[1,1]"), 2.0)
    assert not window.documents.save()
    assert "changed by another program" in asked[-1]
    assert path.read_text(encoding="utf-8") == other
    # Each time.
    assert not window.documents.save()
    assert len(asked) == 2
    answer[0] = B.Yes
    assert window.documents.save()
    assert load(path).run.scenario.p0[0] == 2.0
    session.edits.set_parameter(Key.parse("w1[1,1]"), 4.0)
    assert window.documents.save()
    assert len(asked) == 3


def test_an_unchanged_file_is_saved_without_a_question(window, session, tmp_path, answers):
    path = tmp_path / "net.visprop"
    save(Document(Run(open_scenario("xor"))), path)
    for open_it in (opened_by_menu, opened_from_the_command_line, taken_up):
        open_it(window, session, path, tmp_path)
        session.edits.set_parameter(Key.parse("w1[1,1]"), 2.0)
        assert window.documents.save()
    assert answers[0] == []


def test_a_read_only_file_is_replaced_only_when_asked(window, session, tmp_path, answers, monkeypatch):
    asked, answer = answers
    path = tmp_path / "net.visprop"
    save(Document(Run(open_scenario("xor"))), path)
    window.documents.open_path(path)
    path.chmod(0o444)
    session.edits.set_parameter(Key.parse("w1[1,1]"), 2.0)
    assert not window.documents.save()
    assert "read-only" in asked[-1]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    assert not window.documents.save_as()
    assert load(path).run.scenario.p0[0] != 2.0
    answer[0] = B.Yes
    assert window.documents.save()
    assert load(path).run.scenario.p0[0] == 2.0
    assert path.stat().st_mode & 0o777 == 0o444


def test_a_table_of_somebody_else_is_replaced_only_when_asked(window, session, tmp_path, answers, monkeypatch):
    from tests.scenario.test_room import imported
    from visprop.scenario.files import writing

    monkeypatch.setattr(writing, "MAX_EMBEDDED", 100)
    asked, answer = answers
    path = tmp_path / "net.visprop"
    (tmp_path / "net.data.csv").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    session.open(imported(), None)
    assert not window.documents.save()
    assert "net.data.csv" in asked[-1]
    assert (tmp_path / "net.data.csv").read_text(encoding="utf-8") == "mine"
    answer[0] = B.Yes
    assert window.documents.save()
    assert len(load(path).run.scenario.data) == 40
