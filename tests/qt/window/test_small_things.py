"""What is at hand in panels and dialogues: it is seen, it says what is so, and its keys do what they say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.qt.settling import settle
from visprop.engine.key import Key
from visprop.figures.base.style import THEMES
from visprop.qt.dialogs.describing import DescribeDialog
from visprop.qt.look.theme import apply_look
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position


def test_what_is_watched_is_seen_in_its_panel(qtbot, window, session):
    window.docks.bring_up("watch")
    settle()
    panel = window.docks.panels["watch"]
    session.selection.watch(Key.parse("c"))
    settle()
    assert panel.table.isVisible()
    inside = panel.rect().contains(panel.table.geometry())
    assert inside
    assert panel.table.parent() is panel
    below = panel.add.mapTo(panel, panel.add.rect().bottomLeft()).y()
    assert panel.table.geometry().top() > below
    assert panel.table.geometry().height() > 40


def test_title_and_notes_are_taken_by_ctrl_and_return(qtbot, window, session):
    dialog = DescribeDialog(session, window)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.title.setText("Another title")
    dialog.notes.setFocus()
    QTest.keyClick(dialog.notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert not dialog.isVisible()
    assert session.title == "Another title"


def test_words_are_searched_and_what_is_not_there_is_told(window):
    window.docks.bring_up("lesson")
    panel = window.docks.panels["lesson"]
    everything = panel.list.toPlainText()
    assert "δ" in everything
    assert "There is no such word" not in everything
    panel.search.setText("gradient")
    some = panel.list.toPlainText()
    assert "gradient" in some
    assert 0 < len(some) < len(everything)
    panel.search.setText("xylophone")
    assert panel.list.toPlainText() == "There is no such word here."


class Told:
    """The system, which notes what it is told."""

    def __init__(self):
        self.schemes = []

    def styleHints(self):
        return self

    def setColorScheme(self, scheme):
        self.schemes.append(scheme)


@pytest.mark.parametrize("name, wanted", [("light", Qt.ColorScheme.Light), ("dark", Qt.ColorScheme.Dark)])
def test_the_system_is_told_whether_it_is_dark(qapp, monkeypatch, name, wanted):
    apply_look(THEMES["dark" if name == "light" else "light"], 100)
    system = Told()
    monkeypatch.setattr("visprop.qt.look.theme.QGuiApplication", system)
    try:
        apply_look(THEMES[name], 100)
        assert system.schemes == [wanted]
        assert qapp.palette().window().color().getRgb()[:3] == THEMES[name].panel
        assert (qapp.palette().window().color().lightness() > 128) is (name == "light")
    finally:
        apply_look(THEMES["light"], 100)


def test_while_a_far_update_is_sought_the_bar_tells_how_much_is_done(window, session, monkeypatch):
    bar = window.timeline_bar
    for seeking, value in (((0, 250, 1000), 250), ((100, 100, 300), 0), ((100, 300, 300), 1000), ((7, 7, 7), 0)):
        monkeypatch.setattr(session.playback, "seeking", seeking)
        bar.refresh()
        assert bar.bar.value() == value
        assert bar.bar.format() == f"update {seeking[1]} of {seeking[2]}"


def test_on_the_way_of_a_far_jump_nothing_is_checked(idle, window, qtbot, monkeypatch):
    """The frame that would be checked is left at once, and the jump would take longer."""
    import visprop.engine.check as check

    begun, steps = [], check.check_steps
    monkeypatch.setattr(check, "check_steps", lambda *given: begun.append(playback.seeking) or steps(*given))
    playback = window.session.playback
    window.session.open(Run(open_scenario("digits")), None)
    playback.go(Position(10_000_000))
    assert playback.seeking is not None
    qtbot.wait(800)
    assert begun == []
    playback.cancel_seek()
    qtbot.waitUntil(lambda: bool(begun), timeout=60_000)
    assert begun[0] is None
