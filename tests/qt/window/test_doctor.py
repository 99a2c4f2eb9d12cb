"""What goes wrong, as the window tells it: a quiet note, a panel with a way back and a remedy."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.qt.settling import settle
from tests.timeline.failing import FAILING, HEALTHY
from visprop.qt.panels.doctor_panel import DoctorPanel
from visprop.qt.panels.trouble_note import TroubleNote
from visprop.scenario.run import Run


@pytest.fixture
def note(window):
    return window.findChild(TroubleNote)


def opened(window, scenario, update=0):
    playback = window.session.playback
    window.session.open(Run(scenario), None)
    playback.go(playback.experiment.walk.update_end(update))
    settle()


def panel_of(window):
    window.actions_["doctor"].trigger()
    settle()
    panel = window.docks.panels["doctor"]
    assert isinstance(panel, DoctorPanel)
    assert panel.isVisible()
    return panel


def test_the_note_is_there_only_where_something_goes_wrong(window, note, qtbot):
    opened(window, HEALTHY, 50)
    assert not note.isVisible()
    opened(window, FAILING["saturated"], 50)
    qtbot.waitUntil(lambda: note.isVisible() and note.text() == "Layer 2 is saturated, since update 0", timeout=60_000)
    note.click()
    settle()
    assert window.docks.panels["doctor"].isVisible()


def test_the_note_is_quiet_about_a_bench(window, note, qtbot):
    from visprop.benches.registry import BENCHES
    from visprop.kinds.files import open_any

    opened(window, FAILING["dead"])
    qtbot.waitUntil(note.isVisible, timeout=60_000)
    window.session.open(open_any(f"bench:{next(iter(BENCHES))}").run, None)
    qtbot.waitUntil(lambda: not note.isVisible(), timeout=60_000)


def test_the_panel_goes_to_just_before_it_and_tries_what_may_help(window, qtbot):
    opened(window, FAILING["thrashing"], 100)
    panel = panel_of(window)
    card, playback = panel.cards["thrashing"], window.session.playback
    qtbot.waitUntil(card.isVisible, timeout=60_000)
    assert [one for one in panel.cards.values() if one.isVisible()] == [card]
    assert card.title.text() == "φ thrashes"
    assert card.seen.text().startswith("Since update ")
    assert card.remedy.text() == "Try: a smaller η"
    card.remedy.click()
    settle()
    eta = window.session.scenario.training.eta
    assert 0.0 < eta < 3.0
    assert f"becomes {eta:g}" in window.message.text()
    playback.go(playback.experiment.walk.update_end(playback.frame.done + 200))
    qtbot.waitUntil(lambda: not card.isVisible() and panel.none.isVisible(), timeout=60_000)
    window.actions_["undo"].trigger()
    assert window.session.scenario.training.eta == 3.0
    assert playback.frame.done == 100
    assert window.message.text() == "Undone: try: a smaller learning rate η, from just before it"
    qtbot.waitUntil(card.isVisible, timeout=60_000)
    card.before.click()
    settle()
    assert playback.frame.done < 100
    qtbot.waitUntil(lambda: not card.isVisible(), timeout=60_000)


def test_the_focus_stays_in_the_panel_when_the_card_that_was_pressed_goes(window, qtbot):
    opened(window, FAILING["thrashing"], 100)
    panel = panel_of(window)
    card = panel.cards["thrashing"]
    qtbot.waitUntil(card.isVisible, timeout=60_000)
    card.remedy.setFocus()
    qtbot.keyClick(card.remedy, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not card.isVisible(), timeout=60_000)
    settle()
    assert QApplication.focusWidget() is panel.none
    # From there the window's own keystrokes do what they always do.
    before = window.session.playback.position
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    settle()
    assert window.session.playback.position > before


def test_it_is_found_while_it_runs_at_full_speed(window, note, qtbot):
    opened(window, FAILING["diverging"])
    window.session.playback.run_to_stop()
    window.session.playback.set_speed(99)
    window.session.playback.run()
    qtbot.waitUntil(lambda: note.isVisible() and note.text() == "The training diverges, since update 1", timeout=60_000)
    qtbot.waitUntil(lambda: not window.session.playback.running, timeout=60_000)


def test_an_eta_is_looked_for_beside_the_window(window, qtbot, monkeypatch):
    """It takes many short trainings, some tenths of a second of them."""
    import visprop.timeline.doctor.remedies as remedies

    threads, found = [], remedies.smaller_rate
    monkeypatch.setattr(remedies, "smaller_rate", lambda run: threads.append(threading.get_ident()) or found(run))
    opened(window, FAILING["thrashing"], 100)
    card = panel_of(window).cards["thrashing"]
    qtbot.waitUntil(card.isVisible, timeout=60_000)
    card.remedy.click()
    assert window.session.scenario.training.eta < 3.0
    assert threading.get_ident() not in threads
    assert len(threads) == 1
