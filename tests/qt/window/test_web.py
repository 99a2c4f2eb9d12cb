"""A page of the web is asked for in the window and made beside it."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QProgressBar, QProgressDialog, QPushButton

from tests.export.web.reading import Document
from visprop.qt.dialogs.web_dialog import WebDialog
from visprop.timeline.position import Position


@pytest.fixture
def asked(window, session):
    dialog = WebDialog(session, lambda view, options: options, window)
    yield dialog
    dialog.deleteLater()


def checked(dialog, *names):
    """Choose these pictures alone."""
    for i in range(dialog.views.count()):
        item = dialog.views.item(i)
        is_chosen = item.data(Qt.ItemDataRole.UserRole).name in names
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)


def test_it_says_what_it_will_have_or_why_there_is_none(asked, qtbot):
    # Before the first update there is no cost curve.
    assert [view.name for view in asked.chosen_views()] == ["network", "equations", "pseudocode", "landscape"]
    assert asked.told.text() == "11 positions"
    asked.last.setText("0.1.x")
    assert not asked.save.isEnabled()
    assert "0.1.x" in asked.told.text()
    asked.last.setText("0.1.2")
    checked(asked)
    assert "choose a picture" in asked.told.text()
    checked(asked, "pseudocode")
    assert asked.save.isEnabled()
    qtbot.waitUntil(lambda: asked.told.text().startswith("3 positions, about 0.0"), timeout=60_000)


def fill_in(change):
    """Fill the dialogue in when it is there."""

    def found():
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, WebDialog) and one.isVisible())
        change(dialog)
        dialog.done(QDialog.DialogCode.Accepted)

    QTimer.singleShot(50, found)


def small(dialog):
    checked(dialog, "network", "pseudocode")
    dialog.first.setText("0")
    dialog.last.setText("0.1.3")


def test_from_the_menu_it_is_written_and_nothing_else_moves(window, session, tmp_path, monkeypatch):
    session.playback.go(Position(2, 1, 4))
    path = tmp_path / "a.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a"), ""))
    fill_in(small)
    window.actions_["web"].trigger()
    assert session.playback.position == Position(2, 1, 4)
    assert window.message.text().startswith(f"Wrote {path}: 0.0")
    page = Document(path)
    assert page.views == ["network", "pseudocode"]
    assert [place["at"] for place in page.data["positions"]] == ["0", "0.1.1", "0.1.2", "0.1.3"]


def test_cancelled_it_leaves_no_file(window, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.html"), ""))

    def long(dialog):
        dialog.first.setText("0")
        dialog.last.setText("100")

    seen = []

    def cancel():
        bar = next((one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog) and one.isVisible()), None)
        share = bar.findChild(QProgressBar).value() if bar is not None else 0
        if not share:
            QTimer.singleShot(50, cancel)
            return
        seen.append(share)
        bar.findChild(QPushButton).click()

    fill_in(long)
    QTimer.singleShot(200, cancel)
    window.actions_["web"].trigger()
    assert seen
    assert list(tmp_path.glob("*.html")) + list(tmp_path.glob(".visprop*")) == []
