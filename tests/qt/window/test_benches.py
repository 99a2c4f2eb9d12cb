"""Benches in the window, by one more that is a single entry: set by every control, dragged, drawn, typed, undone, projected."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from tests.qt.settling import settle
from tests.toy_bench import SQUARING
from visprop.benches.controls import Number
from visprop.engine.key import Key
from visprop.figures.base.shapes import Label
from visprop.figures.network.options import NetworkChoices
from visprop.kinds.registry import KINDS
from visprop.qt.dialogs.start_page import StartPage
from visprop.qt.panels.control_fields import field_of
from visprop.qt.panels.controls_panel import ControlsPanel
from visprop.timeline.position import Position, Unit


@pytest.fixture
def squaring(monkeypatch, window):
    monkeypatch.setitem(KINDS, "squaring", SQUARING)
    window.documents.open_offer("squaring")
    settle()
    return window


@pytest.fixture
def fields(squaring):
    return squaring.docks.panel("squaring-controls", ControlsPanel).fields


def at(window, x, y):
    return window.views["squaring-picture"].to_widget(x, y).toPoint()


def knob(window):
    (handle,) = window.views["squaring-picture"].figure.handles
    return handle


def test_it_opens_with_its_picture_page_and_controls(squaring, session, fields, caplog):
    assert session.kind is SQUARING
    assert {name for name, view in squaring.views.items() if view.is_seen} == {"squaring-picture", "squaring-page"}
    assert squaring.windowTitle().startswith("Squaring")
    assert list(fields) == ["x", "word", "way", "halved"]
    assert not session.is_modified
    assert caplog.records == []


def test_a_slider_sets_and_a_field_takes_any_number_of_the_range(qtbot, squaring, session, fields):
    fields["x"].slider.setValue(0)
    settle()
    assert session.own.values["x"] == -4.0
    fields["x"].edit.setText("1/3")
    qtbot.keyClick(fields["x"].edit, Qt.Key.Key_Return)
    assert session.own.values["x"] == 1 / 3
    for wrong in ("9", "one"):
        fields["x"].edit.setText(wrong)
        qtbot.keyClick(fields["x"].edit, Qt.Key.Key_Return)
        assert session.own.values["x"] == 1 / 3
    settle()
    assert float(fields["x"].edit.text()) == 1 / 3


def test_enter_in_a_field_gives_the_keys_back_and_what_cannot_be_read_is_mended_first(qtbot, squaring, session, fields):
    edit = fields["word"].edit
    squaring.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus, timeout=60_000)
    edit.selectAll()
    qtbot.keyClicks(edit, "two words")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.hasFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert not edit.hasFocus()
    assert session.own.values["word"] == "two"


def test_a_text_is_taken_once_it_can_be_read_and_what_is_wrong_stands_below_meanwhile(qtbot, squaring, session, fields):
    edit = fields["word"].edit
    edit.clear()
    qtbot.keyClicks(edit, "two words")
    assert fields["word"].wrong.text() == "'two words' is not one word"
    assert fields["word"].wrong.isVisible()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert session.own.values["word"] == "it"
    edit.clear()
    (key,) = [button for button in fields["word"].findChildren(QToolButton) if button.text() == "λ"]
    key.click()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert session.own.values["word"] == "λ"
    assert not fields["word"].wrong.isVisible()
    fields["word"].examples.setCurrentIndex(2)
    fields["word"].examples.activated.emit(2)
    settle()
    assert edit.text() == session.own.values["word"] == "that"


def test_what_means_nothing_beside_the_rest_is_hidden(squaring, session, fields):
    assert not fields["halved"].isVisible()
    fields["way"].box.setCurrentIndex(1)
    fields["way"].box.activated.emit(1)
    settle()
    assert session.own.values["way"] == "cube"
    assert fields["halved"].isVisible()
    fields["halved"].box.click()
    assert session.own.values["halved"] is True


def test_a_handle_is_dragged_and_that_is_one_entry_of_undo(qtbot, squaring, session):
    view, start = squaring.views["squaring-picture"], knob(squaring)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at(squaring, start.x, start.y))
    for far in (10.0, 30.0, 40.0):
        qtbot.mouseMove(view, at(squaring, start.x + far, start.y))
        settle()
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(squaring, start.x + 40.0, start.y))
    # A pixel is a fortieth of a unit.
    assert session.own.values["x"] == pytest.approx(2.5, abs=0.025)
    squaring.actions_["undo"].trigger()
    settle()
    assert session.own.values["x"] == 1.5
    assert session.edits.undo_text == ""


def test_a_handle_is_moved_by_keys_alone(qtbot, squaring, session):
    view = squaring.views["squaring-picture"]
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_N)
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(view, Qt.Key.Key_Left, both)
    settle()
    assert session.own.values["x"] == 1.0
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert session.own.values["x"] == 1.05


def test_a_line_is_drawn_on_the_sheet(qtbot, squaring, session):
    view = squaring.views["squaring-picture"]
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at(squaring, 20.0, 200.0))
    for x in range(1, 50):
        qtbot.mouseMove(view, at(squaring, 20.0 + x, 200.0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(squaring, 70.0, 200.0))
    settle()
    # The toy takes how many places the line has.
    assert session.own.values["x"] == pytest.approx(0.5, abs=0.02)


def test_steps_are_gone_through_by_keys_and_the_time_line_counts_them(qtbot, squaring, session):
    qtbot.keyClick(squaring.views["squaring-picture"], Qt.Key.Key_Right)
    settle()
    assert session.playback.position == Position(1)
    assert squaring.timeline_bar.numbers[0].text() == "Its square"
    assert not squaring.toolbar.steppers[Unit.EXAMPLE].isVisible()
    assert squaring.toolbar.steppers[Unit.LINE].box.text() == "1"
    assert squaring.toolbar.steppers[Unit.LINE].caption.text() == "step"


def test_the_page_is_copied_as_latex(squaring, session, qapp):
    squaring.docks.panels["squaring-page"].copy.menu().actions()[0].trigger()
    assert "1.5" in qapp.clipboard().text()


def test_it_is_projected(squaring, session):
    squaring.session.window.choose("present")
    settle()
    hall = squaring.docks.panels["squaring-hall"]
    assert hall.isVisible()
    assert hall.figure.handles
    assert not squaring.toolbar.isVisible()


def test_each_bench_stands_in_the_menu_with_keys_of_its_own(window):
    (menu,) = [action.menu() for action in window.menus["&File"].actions() if action.text() == "Benc&hes"]
    offers = [kind.offer for kind in KINDS.values() if kind.offer is not None]
    assert [action.text() for action in menu.actions()] == [offer.title for offer in offers]
    keys = [action.shortcut().toString() for action in window.findChildren(QAction) if action.shortcut().toString()]
    assert len(keys) == len(set(keys))


def test_a_click_beside_a_handle_changes_nothing(qtbot, squaring, session):
    qtbot.mouseClick(squaring.views["squaring-picture"], Qt.MouseButton.LeftButton, pos=QPoint(30, 60))
    assert not session.is_modified


def test_a_figure_of_the_article_opens_as_what_it_is_a_picture_of(window, session):
    (menu,) = [action.menu() for action in window.menus["&File"].actions() if action.text() == "The article's &figures"]
    (third,) = [action for action in menu.actions() if action.text().startswith("3:")]
    third.trigger()
    settle()
    assert session.title == "Four neurons, one bias"
    labels = [
        "".join(run.text for run in shape.runs) for shape in window.views["network"].figure.shapes if isinstance(shape, Label)
    ]
    # One in each neuron.
    assert labels.count("f") == 4
    assert "p1" in labels
    # What the figure wants is not what the user has chosen.
    window.documents.open_builtin("xor")
    settle()
    assert not session.options[NetworkChoices.symbols]


def test_a_slider_has_the_part_of_the_range_that_a_hand_wants_and_the_field_all_of_it(qtbot):
    taken = []
    control = Number("w", "w", "A weight", low=-1000.0, high=1000.0, start=0.5, slider=(-3.0, 3.0))
    field = field_of(control, lambda value: bool(taken.append(value) or True))
    qtbot.addWidget(field)
    field.show_value(0.5)
    field.slider.setValue(field.slider.maximum())
    assert taken == [3.0]
    field.edit.setText("250.125")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert taken == [3.0, 250.125]
    field.show_value(250.125)
    assert field.edit.text() == "250.125"
    # The slider stands at its end, and does not set what it shows.
    assert field.slider.value() == field.slider.maximum()
    assert taken == [3.0, 250.125]


def test_only_steps_that_a_bench_has_stand_in_the_tool_bar(squaring):
    seen = {name for name, button in squaring.toolbar.buttons.items() if button.isVisible()}
    assert seen == {"new", "line_back", "run", "line", "reset"}
    squaring.documents.open_builtin("xor")
    settle()
    assert {"update", "epoch", "example_back", "new_weights"} <= {
        name for name, button in squaring.toolbar.buttons.items() if button.isVisible()
    }


def test_a_neuron_of_a_network_opens_on_its_bench_with_its_numbers(window, session):
    frame = session.playback.frame
    key = Key.parse("b2[1]")
    session.selection.select(key)
    menu = window.kind_shown._context.menu(window.views["network"], Key.parse("a2[1]"))
    (on_bench,) = [action.menu() for action in menu.actions() if action.text() == "&On a bench"]
    (neuron,) = [action for action in on_bench.actions() if action.text() == "Neuron"]
    w, b = frame.scenario.network.layers(frame.p)[1]
    neuron.trigger()
    settle()
    values = session.own.values
    assert session.kind.name == "neuron"
    assert ([values["w1"], values["w2"]], values["b"]) == (list(w[0]), b[0])


def test_the_benches_stand_on_the_start_page_and_are_begun_by_keys(qtbot, window, session):
    window.actions_["new"].trigger()
    (page,) = window.findChildren(StartPage)
    qtbot.waitUntil(lambda: page.focusWidget() is not None, timeout=60_000)
    assert page.focusWidget().text() == "Look around"
    card = page.cards["bench:slope"]
    assert card.isVisible()
    qtbot.waitUntil(lambda: not card.icon().isNull(), timeout=60_000)
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    settle()
    assert session.kind.name == "slope"


def test_what_is_being_typed_is_neither_lost_nor_set_in_another_bench(qtbot, squaring, session, fields, caplog):
    edit = fields["x"].edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "2.5")
    session.playback.step(Unit.LINE)
    settle()
    assert edit.text() == "2.5"
    squaring.documents.open_offer("plane")
    settle()
    assert session.own.values["x"] == session.own.bench.start["x"]
    assert caplog.records == []


def test_a_value_that_is_refused_is_taken_back_where_it_was_set(squaring, session, fields, monkeypatch):
    monkeypatch.setattr(type(session.own), "put", lambda self, changed: False)
    fields["x"].slider.setValue(0)
    assert fields["x"].slider.value() == round((1.5 + 4.0) / 0.01)
    fields["way"].box.setCurrentIndex(1)
    fields["way"].box.activated.emit(1)
    assert fields["way"].box.currentData() == "square"
