"""An animation is asked for in the window and made beside it."""

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QProgressBar, QProgressDialog, QPushButton

from tests.qt.settling import settle
from visprop.engine.key import Key
from visprop.export.animation.animation_formats import NUMBERED
from visprop.qt.dialogs.animation import AnimationDialog
from visprop.timeline.position import Position


@pytest.fixture
def asked(window, session):
    dialog = AnimationDialog(session, session.kind.views(), "network", window)
    yield dialog
    dialog.deleteLater()


def test_it_says_how_long_it_will_be_or_why_there_is_none(asked):
    # One example, 10 lines: 15 pictures a step, and the first.
    assert asked.told.text() == "151 pictures, 14.1 seconds"
    asked.step.setValue(0.0)
    assert asked.told.text() == "11 pictures, 8.1 seconds"
    asked.last.setText("0.1.x")
    assert not asked.save.isEnabled()
    assert "0.1.x" in asked.told.text()
    asked.last.setText("3")
    asked.by.setCurrentText("update")
    assert asked.told.text() == "4 pictures, 3.9 seconds"
    asked.first.setText("4")
    assert "after its end" in asked.told.text()
    asked.format.setCurrentIndex(asked.format.findData("mp4"))
    assert not asked.loops.isEnabled()


@pytest.mark.parametrize(
    "suffix, typed, wanted",
    [
        ("gif", "film", "film.gif"),
        ("gif", "film.GIF", "film.GIF"),
        (NUMBERED, "film", "film-%04d.png"),
        ("webp", "a.b", "a.b.webp"),
    ],
)
def test_its_file_has_the_ending_of_its_format(asked, tmp_path, monkeypatch, suffix, typed, wanted):
    asked.format.setCurrentIndex(asked.format.findData(suffix))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), ""))
    assert asked.ask_path(tmp_path) == tmp_path / wanted


def fill_in(change, closes):
    """Fill the dialogue in when it is there."""

    def found():
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, AnimationDialog) and one.isVisible())
        change(dialog)
        dialog.done(QDialog.DialogCode.Accepted if closes else QDialog.DialogCode.Rejected)

    QTimer.singleShot(50, found)


def small(dialog):
    dialog.last.setText("0.1.3")
    dialog.step.setValue(0.1)


def test_from_the_menu_it_is_written_and_nothing_else_moves(window, session, tmp_path, monkeypatch):
    session.playback.go(Position(2, 1, 4))
    session.selection.select(Key.parse("w2[1,1]"))
    settle()
    path = tmp_path / "a.gif"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    def choose(dialog):
        assert dialog.first.text() == window.session.playback.experiment.walk.text(Position(1, 1, 10))
        dialog.first.setText("0")
        small(dialog)

    fill_in(choose, closes=True)
    window.actions_["animate"].trigger()
    assert session.playback.position == Position(2, 1, 4)
    assert window.message.text() == f"Wrote {path}"
    with Image.open(path) as image:
        assert image.size == (1280, 720)
        assert image.n_frames > 3


def test_cancelled_it_leaves_no_file(window, session, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.gif"), ""))
    seen = []

    def give_up():
        bars = [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog) and one.isVisible()]
        if not bars:
            QTimer.singleShot(20, give_up)
            return
        seen.append(bars[0].findChild(QProgressBar).maximum())
        bars[0].findChild(QPushButton).click()

    fill_in(lambda dialog: dialog.last.setText("20"), closes=True)
    QTimer.singleShot(100, give_up)
    window.actions_["animate"].trigger()
    assert seen == [1000]
    assert list(tmp_path.glob("*.gif")) + list(tmp_path.glob(".visprop*")) == []
