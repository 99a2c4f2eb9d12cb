"""The workbench as a hand uses it: a network rebuilt in its picture, a table typed in, a file of one's own learnt."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit, QMenu, QPushButton

from tests.qt.exporting import save_by_keys, save_by_mouse
from tests.qt.settling import on_workbench, settle
from tests.qt.window.test_journeys import dialog, when_a_dialogue_is_open
from tests.qt.window.test_window import ALT, CTRL, SHIFT, place_of, press
from visprop.engine.key import Key
from visprop.figures.cost_drawing import moment_lines
from visprop.figures.plots.output_picture import output_axes
from visprop.figures.plots.plot_options import MonitorOptions
from visprop.qt.dialogs.importing import hidden_layers
from visprop.qt.panels.data_model import PENDING
from visprop.qt.panels.monitor_legend import MonitorLegend
from visprop.qt.views.value_editor import stepped
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import load
from visprop.scenario.run import Run
from visprop.timeline.position import Position, Unit


def click(widget, place=None):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())
    settle()


def sizes(session):
    return session.scenario.network.sizes


def test_buttons_over_layers_keep_apart_whatever_the_width_was_before(bench, session):
    session.open(Run(open_scenario("linear")), None)
    session.window.choose("data")
    for width in (860, 1440, 1000, 1240, 900, 1920, 1100):
        bench.resize(width, 700)
        settle()
        tools = bench.network.tools
        every = [one for one in (*tools.less, *tools.what, *tools.more) if one.isVisible()]
        assert len(every) in (5, 15)
        edges = sorted((one.x(), one.x() + one.width()) for one in every)
        assert all(one[1] <= other[0] for one, other in pairwise(edges)), width


def test_units_and_layers_by_the_buttons_in_the_picture(qtbot, bench, session):
    tools = bench.network.tools
    kept = session.playback.frame.p[:3].copy()
    click(tools.more[1])
    assert sizes(session) == (2, 3, 1)
    np.testing.assert_array_equal(session.playback.frame.p[:3], kept)
    click(bench.network.tools.between[1])
    assert sizes(session) == (2, 3, 3, 1)
    click(bench.network.tools.less[2])
    assert sizes(session) == (2, 3, 2, 1)
    for _ in range(3):
        press(qtbot, bench, Qt.Key.Key_Z, CTRL)
    assert sizes(session) == (2, 2, 1)
    assert session.edits.redo_text == "add a unit to layer 1"


def test_the_buttons_stand_above_their_layers_and_apart(qtbot, bench, session):
    tools = bench.network.tools
    rows = [(tools.less[i].geometry(), tools.what[i].geometry(), tools.more[i].geometry()) for i in range(3)]
    for less, what, more in rows:
        assert less.right() < what.left()
        assert what.right() < more.left()
    assert rows[0][2].right() < rows[1][0].left()
    x = bench.network.to_widget(*place_in_figure(bench.network, Key.unit(1, 1))).x()
    assert abs(rows[1][1].center().x() - x) < 20
    session.window.choose("step")
    settle()
    assert not any(button.isVisible() for button in tools.what)


def place_in_figure(view, key):
    group, i = next((g, i) for g in view.figure.targets for i in range(len(g.ends)) if g.key(i) == key)
    ends = group.ends[i]
    return (ends[0] + ends[2]) / 2, (ends[1] + ends[3]) / 2


def test_an_activation_is_chosen_above_its_layer(qtbot, bench, session):
    menu = bench.network.tools.what[1].menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if "ReLU" in action.text() or "relu" in action.text().lower()).trigger()
    settle()
    assert session.scenario.network.activations[0] == "relu"


def test_all_of_it_by_keys(qtbot, bench, session):
    press(qtbot, bench, Qt.Key.Key_N, CTRL | ALT)
    assert sizes(session) == (2, 3, 1)
    press(qtbot, bench, Qt.Key.Key_L, CTRL | ALT)
    assert sizes(session) == (2, 3, 3, 1)
    session.selection.select(Key.unit(1, 2))
    press(qtbot, bench, Qt.Key.Key_Backspace, CTRL | ALT)
    assert sizes(session) == (2, 2, 3, 1)
    session.selection.select(Key.unit(2, 1))
    press(qtbot, bench, Qt.Key.Key_L, CTRL | ALT | SHIFT)
    assert sizes(session) == (2, 2, 1)
    session.selection.select(Key.weight(1, 1, 1))
    press(qtbot, bench, Qt.Key.Key_H, CTRL | ALT)
    assert session.scenario.frozen == ("w1[1,1]",)
    press(qtbot, bench, Qt.Key.Key_M, CTRL | ALT)
    (menu,) = [menu for menu in bench.network.findChildren(QMenu) if menu.isVisible()]
    menu.close()


def test_a_weight_is_typed_where_it_stands(qtbot, bench, session):
    view = bench.network
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place_of(view, "w1[1,2]"))
    settle()
    assert QApplication.focusWidget() is view.editor
    QTest.keyClicks(view.editor, "-1/4")
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    settle()
    assert session.playback.frame.p[session.scenario.network.single("w1[1,2]")] == -0.25
    assert not view.editor.isVisible()
    view.edit(Key.unit(1, 1))
    QTest.keyClicks(view.editor, "abc")
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert view.editor.isVisible()
    QTest.keyClick(view.editor, Qt.Key.Key_Escape)
    assert session.edits.undo_text == "w1[1,2] typed"


@pytest.mark.parametrize(
    "text, cursor, by, wanted",
    [
        ("0.25", 4, 1, "0.26"), ("0.25", 3, 1, "0.35"), ("0.25", 1, 1, "1.25"), ("0.95", 3, 1, "1.05"), ("-0.10", 4, -1, "-0.20"),
        ("12.5", 1, 1, "22.5"), ("7", 1, -1, "6"), ("1/3", 3, 1, "1/3"),
    ],
)  # fmt: skip
def test_up_and_down_change_the_digit_before_the_cursor(text, cursor, by, wanted):
    assert stepped(text, cursor, by)[0] == wanted


def test_a_weight_is_dragged_up_and_down(qtbot, bench, session):
    view, key = bench.network, Key.weight(1, 1, 1)
    before = session.playback.frame.p.copy()
    place = place_of(view, "w1[1,1]")
    click(view, place)
    assert session.selection.selected == key
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(view, place - QPoint(0, 20))
    QTest.mouseMove(view, place - QPoint(0, 50))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place - QPoint(0, 50))
    settle()
    assert session.playback.frame.p[0] == pytest.approx(before[0] + 0.5, abs=1e-12)
    np.testing.assert_array_equal(session.playback.frame.p[1:], before[1:])


def test_parameters_are_pasted_frozen_and_tied_in_their_table(qtbot, bench, session):
    panel = bench.docks.panels["parameters"]
    table = panel.table
    QGuiApplication.clipboard().setText("0,5\n1,25\n-2\n")
    table.selectRow(0)
    table.paste()
    settle()
    assert session.playback.frame.p[:3].tolist() == [0.5, 1.25, -2.0]
    table.clearSelection()
    table.copy()
    copied = [row.split("\t") for row in QGuiApplication.clipboard().text().splitlines()]
    assert [name for name, _ in copied] == list(session.scenario.network.names)
    assert [float(value) for _, value in copied] == session.playback.frame.p.tolist()
    table.selectRow(0)
    flag = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(table.rows.index(1, 0), flag.Select | flag.Rows)
    next(b for b in panel.findChildren(QPushButton) if b.text() == "Tie").click()
    settle()
    assert session.playback.frame.p[:2].tolist() == [0.5, 0.5]
    assert session.scenario.tied == (("w1[1,1]", "w1[1,2]"),)
    panel.init.setCurrentIndex(panel.init.findData("zeros"))
    panel.draw.click()
    settle()
    assert not session.playback.frame.p.any()
    assert session.edits.undo_text == "draw parameters: zeros"


def test_several_weights_are_selected_frozen_and_tied_in_the_picture(qtbot, bench, session):
    view = bench.network
    click(view, place_of(view, "w1[1,1]"))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, CTRL, place_of(view, "w1[2,2]"))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, CTRL, place_of(view, "a2[1]"))
    settle()
    assert session.selection.parameters == (Key.weight(1, 1, 1), Key.weight(1, 2, 2), Key.bias(2, 1))
    first = session.playback.frame.p[0]
    press(qtbot, bench, Qt.Key.Key_I, CTRL | ALT)
    assert session.scenario.tied == (("w1[1,1]", "w1[2,2]", "b2[1]"),)
    assert session.playback.frame.p[[0, 4, 8]].tolist() == [first] * 3
    press(qtbot, bench, Qt.Key.Key_H, CTRL | ALT)
    assert not session.scenario.free[[0, 4, 8]].any()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, CTRL, place_of(view, "w1[2,2]"))
    assert session.selection.gathered == (Key.unit(2, 1),)
    click(view, place_of(view, "w1[1,1]"))
    press(qtbot, bench, Qt.Key.Key_I, CTRL | ALT)
    assert session.scenario.tied == (("w1[2,2]", "b2[1]"),)


def test_values_are_copied_and_pasted_in_the_picture(qtbot, bench, session):
    view, told = bench.network, []
    session.changes.listen(told.append)
    p = session.playback.frame.p.copy()
    press(qtbot, bench, Qt.Key.Key_V, CTRL)
    assert "Select a weight" in told[-1]
    click(view, place_of(view, "w1[1,1]"))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, CTRL, place_of(view, "a2[1]"))
    press(qtbot, bench, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == f"w1[1,1]\t{float(p[0])!r}\nb2[1]\t{float(p[8])!r}"
    # Into others, in the order in which they were selected.
    click(view, place_of(view, "w1[2,2]"))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, CTRL, place_of(view, "w1[2,1]"))
    press(qtbot, bench, Qt.Key.Key_V, CTRL)
    assert session.playback.frame.p[[4, 3]].tolist() == p[[0, 8]].tolist()
    assert session.edits.undo_text == "set 2 parameters"
    # One value for all; what does not fit is told, and changes nothing.
    QGuiApplication.clipboard().setText("1/4")
    press(qtbot, bench, Qt.Key.Key_V, CTRL)
    assert session.playback.frame.p[[4, 3]].tolist() == [0.25, 0.25]
    QGuiApplication.clipboard().setText("1\n2\n3")
    press(qtbot, bench, Qt.Key.Key_V, CTRL)
    assert "3 values do not fit what is selected, 2" in told[-1]
    QGuiApplication.clipboard().setText("a word")
    press(qtbot, bench, Qt.Key.Key_V, CTRL)
    assert told[-1].startswith("Not pasted")
    assert session.playback.frame.p[[4, 3]].tolist() == [0.25, 0.25]


def test_the_table_of_examples_is_typed_in_pasted_into_and_told_what_comes(qtbot, bench, session):
    table = bench.docks.panels["data"].table
    qtbot.waitUntil(lambda: table.rows.text(0, 5) != PENDING, timeout=60_000)
    wanted = session.scenario.network.forward(session.playback.frame.p, session.scenario.data.x)[0, 0]
    assert float(table.rows.value(0, 5)) == wanted
    index = table.rows.index_of(0, 0)
    table.setCurrentIndex(index)
    assert table.rows.setData(index, "0,25")
    assert session.scenario.data.x[0, 0] == 0.25
    assert table.rows.setData(index, "1/2")
    settle()
    assert session.scenario.data.x[0, 0] == 0.5
    assert not table.rows.setData(index, "a half")
    assert "a half" in bench.message.text()
    # Rows of a spreadsheet, from the third row on: two replace, one is new.
    QGuiApplication.clipboard().setText("1\t0\t1\n1\t1\t0\n2\t2\t1\n")
    table.setCurrentIndex(table.rows.index_of(2, 0))
    table.paste()
    settle()
    assert session.scenario.data.x.tolist()[2:] == [[1, 0], [1, 1], [2, 2]]
    table.select_row(4)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settle()
    assert len(session.scenario.data) == 4
    bench.docks.panels["data"].share.setValue(25)
    settle()
    assert len(session.scenario.data.test_rows) == 1
    assert table.rows.text(int(session.scenario.data.test_rows[0]), 1) == "test"


def test_keys_for_the_clipboard_belong_to_the_table_that_has_the_focus(qtbot, bench, session):
    session.selection.select(Key.weight(1, 1, 1))
    table = bench.docks.panels["data"].table
    table.setFocus()
    table.setCurrentIndex(table.rows.index_of(1, 0))
    QGuiApplication.clipboard().setText("77")
    p = session.playback.frame.p.copy()
    QTest.keyClick(table, Qt.Key.Key_V, CTRL)
    settle()
    assert session.scenario.data.x[1, 0] == 77.0
    np.testing.assert_array_equal(session.playback.frame.p, p)


def test_a_row_is_given_another_class_in_one_cell(bench, session):
    on_workbench(session, "iris")
    rows = bench.docks.panels["data"].table.rows
    assert session.scenario.data.y[0].tolist() == [1, 0, 0]
    assert rows.setData(rows.index_of(0, 6), "1")
    settle()
    assert session.scenario.data.y[0].tolist() == [0, 0, 1]
    # Of three it has to be said which.
    assert not rows.setData(rows.index_of(0, 6), "0")
    assert "type 1 for the one that it is to be of" in bench.message.text()
    assert session.scenario.data.y[0].tolist() == [0, 0, 1]
    session.edits.undo()
    assert session.scenario.data.y[0].tolist() == [1, 0, 0]


def headings(table):
    """What stands above the columns that are seen, as the header paints them."""
    header = table.horizontalHeader()
    model = table.model()
    return [model.headerData(i, Qt.Orientation.Horizontal) for i in range(header.count()) if not header.isSectionHidden(i)]


@pytest.mark.parametrize("name", ["xor", "spiral"])
def test_the_columns_follow_a_target_that_is_typed_and_so_do_widths_and_the_editor(qtbot, bench, session, name):
    session.open(Run(open_scenario(name)), None)
    settle()
    table = bench.docks.panels["data"].table
    # Of parts is told where some rows are kept to test with.
    parts = ["part"] if len(session.scenario.data.test_rows) else []
    with_classes = ["", *parts, "x1", "x2", "target y1", "output a1", "told class", "cost c"]
    announced = []
    for signal in (table.rows.columnsInserted, table.rows.columnsRemoved, table.rows.modelReset):
        signal.connect(lambda *place: announced.append(table.rows.columnCount()))
    target = table.rows.index_of(0, 2)
    was = table.rows.text(0, 4)
    for typed, wanted in (("0.5", [*with_classes[:-2], "cost c"]), (was, with_classes), ("3", [*with_classes[:-2], "cost c"])):
        table.setFocus()
        table.setCurrentIndex(target)
        table.begin_typing(target)
        QApplication.focusWidget().setText(typed)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        settle()
        assert headings(table) == wanted
        assert announced.pop() == len(wanted) + (not parts)
        needed = [table.horizontalHeader().fontMetrics().horizontalAdvance(heading) for heading in wanted]
        shown = [i for i in range(table.model().columnCount()) if not table.isColumnHidden(i)]
        assert all(table.columnWidth(i) >= wide for i, wide in zip(shown, needed, strict=True))
        # Tab has opened the next cell, and there it stays.
        assert isinstance(QApplication.focusWidget(), QLineEdit)
        assert table.currentIndex() == table.rows.index_of(1, 0)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert announced == []


def test_built_in_data_are_taken(qtbot, bench, session):
    bench.docks.panels["data"].set_wanted.emit("circle")
    settle()
    assert len(session.scenario.data) == 500
    assert session.scenario.network.activations[-1] == "tanh"


def test_examples_are_set_moved_and_removed_in_the_plane(qtbot, bench, session):
    view = bench.views["output"]
    qtbot.waitUntil(lambda: view.figure is not None and view.figure.plot is not None, timeout=60_000)

    def place(x, y):
        axes = output_axes((view.figure.width, view.figure.height), view._outputs)
        return view.to_widget(*axes.to_page(np.array([x]), np.array([y]))[0].tolist()).toPoint()

    near = 0.02
    click(view, place(0.5, 0.25))
    assert session.scenario.data.x[4].tolist() == pytest.approx([0.5, 0.25], abs=near)
    assert session.scenario.data.y[4, 0] == session.scenario.data.y[0, 0]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, SHIFT, place(0.75, 0.5))
    settle()
    assert session.scenario.data.y[5, 0] != session.scenario.data.y[0, 0]
    start, end = place(1.0, 1.0), place(0.8, 0.9)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    settle()
    assert session.scenario.data.x[3].tolist() == pytest.approx([0.8, 0.9], abs=near)
    QTest.mouseMove(view, place(0.8, 0.9))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    settle()
    assert len(session.scenario.data) == 5
    assert session.edits.undo_text == "remove an example"


def test_a_function_is_typed_in(qtbot, bench, session, monkeypatch):
    typed = iter(["x1 +", "x1 - x2"])
    asked = []

    def answer(parent, title, label, text=""):
        asked.append(label)
        return next(typed), True

    monkeypatch.setattr(QInputDialog, "getText", answer)
    bench.docks.panels["data"].function_wanted.emit()
    settle()
    data = session.scenario.data
    np.testing.assert_allclose(data.y[:, 0], data.x[:, 0] - data.x[:, 1])
    assert len(asked) == 2
    assert session.scenario.network.activations[-1] == "identity"


CSV = "gewicht;länge;art\n" + "".join(
    f"{i / 4:.2f};{(i * 7) % 10 / 3:.3f};{'groß' if i > 29 else 'klein'}\n".replace(".", ",") for i in range(60)
)


@pytest.fixture
def own(tmp_path, monkeypatch):
    path = tmp_path / "blätter.csv"
    path.write_bytes(CSV.encode("cp1252"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "output.svg"), ""))
    return path


def is_learnt(session):
    found = session.playback.frame.totals.at_once().quality(session.playback.frame.p, is_test=True)
    return found[1] >= 0.9


def test_a_table_of_ones_own_is_learnt_by_mouse_alone(qtbot, window, session, own):
    """From the start to the exported picture; what is done is counted, the platform's own dialogue as two."""
    count = 0

    def act(do, *rest):
        nonlocal count
        count += 1
        do(*rest)

    tabs = window.toolbar.workspaces.tabs
    act(click, tabs, tabs.tabRect(2).center())
    assert session.window.workspace == "data"
    when_a_dialogue_is_open(qtbot, lambda: act(click, dialog().take))
    count += 2
    act(click, window.docks.panels["data"].own)
    assert sizes(session) == (2, 8, 2)
    bar, menu = window.menuBar(), window.menus["&Train"]
    act(click, bar, bar.actionGeometry(menu.menuAction()).center())
    entry = menu.actionGeometry(window.actions_["run_to_stop"]).center()
    act(lambda: QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=entry))
    qtbot.waitUntil(lambda: not session.playback.running, timeout=60_000)
    assert is_learnt(session)
    session.playback.pause()
    output = window.views["output"]
    settle()
    qtbot.waitUntil(lambda: output.figure is not None and output.figure.plot is not None, timeout=60_000)
    count += 1
    output.customContextMenuRequested.emit(output.rect().center())
    (menu,) = [menu for menu in output.findChildren(QMenu) if menu.isVisible()]
    entry = next(action for action in menu.actions() if action.text().startswith("Export"))
    when_a_dialogue_is_open(qtbot, lambda: act(save_by_mouse, dialog()))
    # Browse, and the platform's own dialogue.
    count += 3
    act(lambda: QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center()))
    assert "classified correctly" in (own.parent / "output.svg").read_text(encoding="utf-8")
    assert count <= 15


def test_a_table_of_ones_own_is_learnt_by_keyboard_alone(qtbot, window, session, own):
    def key(name, held=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or window, getattr(Qt.Key, f"Key_{name}"), held)
        settle()

    window.network.setFocus()
    when_a_dialogue_is_open(qtbot, lambda: QTest.keyClick(dialog(), Qt.Key.Key_Return))
    key("O", CTRL | SHIFT)
    assert sizes(session) == (2, 8, 2)
    assert session.window.workspace == "data"
    key("R", CTRL | ALT)
    qtbot.waitUntil(lambda: not session.playback.running, timeout=60_000)
    assert is_learnt(session)
    # Off screen no window manager gives the window its keys back when a dialogue has closed.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    window.views["output"].setFocus()
    assert window.dialogs.current_view == "output"
    when_a_dialogue_is_open(qtbot, lambda: save_by_keys(dialog(), own.parent / "output.svg"))
    key("E", CTRL)
    assert "classified correctly" in (own.parent / "output.svg").read_text(encoding="utf-8")


def test_the_preview_shows_how_a_table_is_understood_and_takes_other_choices(qtbot, window, session, own):
    def look():
        box = dialog()
        assert (box.separator.currentData(), box.decimal.currentData(), box.encoding.currentData()) == (";", ",", "cp1252")
        assert box.preview.item(0, 0).text() == "0,00"
        box.columns.item(1, 3).setCheckState(Qt.CheckState.Checked)
        assert not box.columns.is_checked(1, 2)
        box.columns.item(2, 3).setCheckState(Qt.CheckState.Unchecked)
        box.hidden.setText("5, 4")
        box.share.setValue(0)
        click(box.take)

    when_a_dialogue_is_open(qtbot, look)
    assert window.documents.import_path(own)
    assert sizes(session) == (1, 5, 4, 1)
    assert session.scenario.data.target_names == ("länge",)
    assert session.scenario.data.split is None


def test_what_is_wrong_in_a_table_is_told_with_its_place_and_changes_nothing(qtbot, window, session, own):
    own.write_text("a,b\n1,2\n3,x\n4,\n5,6\n", encoding="utf-8")
    before, seen = session.scenario, []

    def look():
        box = dialog()
        seen.append((box.problems.text(), box.take.isEnabled()))
        box.skips.setChecked(True)
        seen.append((box.problems.text(), box.take.isEnabled()))
        box.reject()

    when_a_dialogue_is_open(qtbot, look)
    assert not window.documents.import_path(own)
    assert session.scenario is before
    told, is_taken = seen[0]
    assert told.startswith("row 3, column 'b': 'x' is no finite number\nrow 4, column 'b': no value\n")
    assert not is_taken
    assert seen[1] == ("2 examples of 1 inputs and 1 outputs", True)


@pytest.mark.parametrize("text", [b"", b"\n", b"\0\1\2" * 50, b"1," * 10_002 + b"\n"])
def test_what_is_no_table_is_told(qtbot, window, session, own, boxes, text):
    own.write_bytes(text)
    before = session.scenario
    assert not window.documents.import_path(own)
    assert session.scenario is before
    assert "cannot be imported" in boxes[-1]


def test_a_table_is_dragged_onto_the_window(qtbot, window, session, own):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(own))])
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    when_a_dialogue_is_open(qtbot, lambda: click(dialog().take))
    window.dropEvent(event)
    assert sizes(session) == (2, 8, 2)


def test_an_own_table_is_saved_whole_and_goes_on_bit_for_bit(qtbot, window, session, own, tmp_path):
    when_a_dialogue_is_open(qtbot, lambda: click(dialog().take))
    window.documents.import_path(own)
    session.playback.step(Unit.EPOCH)
    settle()
    own.unlink()
    assert window.documents.save_as()
    again = load(tmp_path / "output.svg.visprop")
    np.testing.assert_array_equal(again.run.scenario.p0, session.playback.frame.p)
    np.testing.assert_array_equal(again.run.scenario.data.x, session.scenario.data.x)


def test_hidden_layers_as_they_are_typed():
    assert hidden_layers(" 16, 8 ") == (16, 8)
    assert hidden_layers("") == ()
    with pytest.raises(ValueError, match="hidden layers"):
        hidden_layers("8, x")


def test_the_monitor_s_line_goes_through_time(qtbot, bench, session):
    session.playback.go(Position(200))
    settle()
    bench.docks.bring_up("history")
    panel = bench.docks.panels["history"]
    qtbot.waitUntil(lambda: panel.plot is not None and len(panel._lines) > 0, timeout=60_000)
    settle()
    cursor = panel._lines_of_now[panel.plot]
    assert cursor.value() == 200
    phi = panel._lines[0]
    totals = session.playback.frame.totals.at_once()
    assert phi.values[-1] == totals.phi(session.playback.frame.p)
    cursor.setValue(50)
    cursor.sigDragged.emit(cursor)
    settle()
    assert session.playback.frame.done == 50
    panel.plot.setXRange(10, 40, padding=0)
    settle()
    low, high = session.options[MonitorOptions.ranges][0]
    assert (round(low), round(high)) == (10, 40)
    panel.show_all()
    assert session.options[MonitorOptions.ranges] is None
    # What was zoomed to in one scenario is not what is shown of the next.
    panel.plot.setXRange(10, 40, padding=0)
    session.open(Run(open_scenario("circle")), None)
    session.playback.go(Position(100))
    qtbot.waitUntil(lambda: round(panel.plot.viewRange()[0][1]) == 100, timeout=60_000)


def test_the_monitor_tells_the_values_under_the_pointer(qtbot, bench, session):
    session.playback.go(Position(100))
    bench.docks.bring_up("history")
    panel = bench.docks.panels["history"]
    qtbot.waitUntil(
        lambda: panel.plot is not None and len(panel._lines) > 0 and len(panel._lines[0].updates) == 101, timeout=60_000
    )
    box = panel.plot.getViewBox()
    low, high = box.viewRange()[1]
    panel.layout_widget.scene().sigMouseMoved.emit(box.mapViewToScene(QPointF(40.0, (low + high) / 2)))
    assert all(hair.isVisible() for hair in panel._hairs.values())
    assert panel._hairs[panel.plot].value() == pytest.approx(40.0, abs=0.5)
    phi = session.scenario.objective.value(session.runs.present.timeline.parameters(40))
    assert read(panel.legend)[:2] == ["update 40:", f"— φ ≈ {phi:.4g}"]
    panel.layout_widget.scene().sigMouseMoved.emit(QPointF(-500.0, -500.0))
    assert not any(hair.isVisible() for hair in panel._hairs.values())
    assert read(panel.legend) == ["— φ"]


def read(legend):
    """The words of the monitor's legend."""
    return [QTextDocumentFragment.fromHtml(text).toPlainText() for text in legend.told]


def test_the_monitor_s_legend_shows_a_run_s_name_letter_by_letter(bench, session):
    session.playback.go(Position(20))
    session.edits.set_training(replace(session.scenario.training, eta=0.1))
    session.runs.branches[0].name = "<b>a & b</b>"
    session.compare_run(session.runs.branches[0], is_compared=True)
    legend = MonitorLegend()
    legend.show_lines(moment_lines(session.moment())[0], session.options.theme)
    assert "— run “<b>a & b</b>”: φ" in read(legend)
