"""Tab and Return go through the cells of a table, as in any spreadsheet, and change nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QLineEdit

from tests.qt.settling import settle
from visprop.qt.panels.cell_view import CellView
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.split import Split
from visprop.scenario.run import Run
from visprop.session.speeds import SPEEDS
from visprop.timeline.position import Unit

CTRL, SHIFT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def put(window, table, row, column):
    window.activateWindow()
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, column))
    settle()


def type_in(qtbot, text, key, modifier=NONE):
    for letter in text:
        # The first one opens the editor, which has the keys from then on.
        qtbot.keyClicks(QApplication.focusWidget(), letter)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClick(field, key, modifier)
    settle()


def test_a_row_is_typed_with_tab_and_eta_stays(qtbot, bench, session):
    table = bench.docks.panels["data"].table
    eta = session.scenario.training.eta
    put(bench, table, 0, 2)
    type_in(qtbot, "0.3", Qt.Key.Key_Tab)
    type_in(qtbot, "7", Qt.Key.Key_Tab)
    type_in(qtbot, "0.25", Qt.Key.Key_Return)
    assert session.scenario.training.eta == eta
    assert session.scenario.data.raw[0][0].tolist() == [0.3, 7.0]
    assert session.scenario.data.raw[1][0].tolist() == [0.25]
    assert table.hasFocus()
    # Return goes to the cell below, and with Shift above.
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 4)
    type_in(qtbot, "0.5", Qt.Key.Key_Return, SHIFT)
    assert session.scenario.data.raw[1][1].tolist() == [0.5]
    assert table.currentIndex().row() == 0


def test_tab_passes_over_what_cannot_be_typed_in_and_leaves_behind_the_last_cell(qtbot, bench, session):
    table = bench.docks.panels["data"].table
    put(bench, table, 0, 4)
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 2)
    qtbot.keyClick(table, Qt.Key.Key_Backtab, SHIFT)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 4)
    put(bench, table, 3, 4)
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_every_table_that_is_typed_in_keeps_its_keys(qtbot, bench, session):
    bench.docks.make(bench.docks.names(bench.arrangement.workspace))
    settle()
    tables = [table for table in bench.findChildren(CellView) if table.isVisible()]
    assert len(tables) >= 2
    for table in tables:
        model = table.model()
        cells = [
            model.index(row, column)
            for row in range(2)
            for column in range(model.columnCount())
            if model.index(row, column).flags() & Qt.ItemFlag.ItemIsEditable
        ][:2]
        eta = session.scenario.training.eta
        put(bench, table, cells[0].row(), cells[0].column())
        qtbot.keyClick(table, Qt.Key.Key_Return)
        type_in(qtbot, "0.125", Qt.Key.Key_Tab)
        type_in(qtbot, "0.375", Qt.Key.Key_Return)
        values = [float(model.data(cell, Qt.ItemDataRole.EditRole)) for cell in cells]
        assert values == [0.125, 0.375]
        assert session.scenario.training.eta == eta
        qtbot.keyClick(table, Qt.Key.Key_Tab, CTRL)
        assert not table.hasFocus()


def test_what_is_being_typed_stays_while_a_training_runs(qtbot, bench, session):
    table = bench.docks.panels["parameters"].table
    put(bench, table, 0, 1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "0.12")
    session.playback.set_speed(len(SPEEDS) - 1)
    session.playback.run()
    qtbot.wait(150)
    session.playback.pause()
    settle()
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert QApplication.focusWidget().text() == "0.12"


def test_escape_gives_the_keys_of_an_idle_table_back(qtbot, bench):
    table = bench.docks.panels["data"].table
    put(bench, table, 0, 2)
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    settle()
    assert QApplication.focusWidget() is bench.network


def test_nothing_is_typed_in_a_cell_that_has_only_something_to_tell(qtbot, bench, capfd):
    table = bench.docks.panels["data"].table
    put(bench, table, 0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    settle()
    assert table.state() != QAbstractItemView.State.EditingState
    assert "editing failed" not in capfd.readouterr().err


@pytest.mark.parametrize("name", ["watch", "algorithm", "runs"])
def test_tab_leaves_a_table_that_is_only_read(qtbot, window, session, name):
    window.docks.bring_up(name)
    settle()
    tables = [view for view in window.docks.panels[name].findChildren(QAbstractItemView) if not isinstance(view, QHeaderView)]
    assert tables
    for table in tables:
        assert not table.property("tabKeyNavigation")


def test_a_number_that_is_taken_when_its_table_has_gone_is_dropped_in_silence(qtbot, qtlog, bench, session):
    """Return takes a number a moment later; if another scenario is opened within that moment, nothing is typed into it."""
    table = bench.docks.panels["data"].table
    put(bench, table, 0, 2)
    for letter in "0.3":
        qtbot.keyClicks(QApplication.focusWidget(), letter)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    session.open(Run(open_scenario("linear")), None)
    before = session.scenario
    table.model().modelReset.emit()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    table.itemDelegate().commitData.emit(editor)
    settle()
    assert session.scenario is before
    assert not [record for record in qtlog.records if "commitData" in record.message]


def test_a_row_that_is_marked_disturbs_nothing_that_is_typed_and_widths_of_a_hand_stay(qtbot, bench, session):
    table = bench.docks.panels["data"].table
    qtbot.waitUntil(lambda: table.rows.has_predictions, timeout=60_000)
    put(bench, table, 1, 3)
    table.begin_typing(table.model().index(1, 3))
    editor = QApplication.focusWidget()
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    session.playback.step(Unit.UPDATE)
    settle()
    assert QApplication.focusWidget() is editor
    assert not editor.hasSelectedText()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    table.setColumnWidth(3, 140)
    bench.resize(bench.width() + 37, bench.height())
    settle()
    assert table.columnWidth(3) == 140


def test_cells_are_copied_in_the_order_in_which_they_are_seen(qtbot, bench, session):
    session.open(Run(open_scenario("iris")), None)
    settle()
    table = bench.docks.panels["data"].table
    qtbot.waitUntil(lambda: table.rows.has_predictions, timeout=60_000)
    table.selectRow(60)
    table.copy()
    copied = QApplication.clipboard().text().split("\t")
    assert copied[:2] == ["61", "versicolor"]
    assert copied[4:8] == ["5.0", "2.0", "3.5", "1.0"]
    assert "train" not in copied


def test_what_comes_of_a_row_stands_before_its_inputs_and_the_row_at_work_is_marked(qtbot, bench, session):
    session.open(Run(open_scenario("iris")), None)
    settle()
    table = bench.docks.panels["data"].table
    qtbot.waitUntil(lambda: table.rows.has_predictions, timeout=60_000)
    head, model = table.horizontalHeader(), table.model()
    seen = [head.logicalIndex(i) for i in range(head.count()) if not head.isSectionHidden(head.logicalIndex(i))]
    titles = [model.headerData(i, Qt.Orientation.Horizontal) for i in seen]
    # No row is kept to test with, so that there are no parts to be told.
    assert titles[:5] == ["", "class", "told class", "cost c", "sepal length"]
    place = titles.index("class")
    assert [model.index(row, seen[place]).data() for row in (0, 60, 149)] == ["setosa", "versicolor", "virginica"]
    session.data_edits.set_split(Split(0.2, 0))
    settle()
    assert not head.isSectionHidden(1)
    now = session.options.theme.now
    row = session.playback.frame.row
    qtbot.waitUntil(lambda: model.index(row, 0).data(Qt.ItemDataRole.BackgroundRole) is not None, timeout=60_000)
    grounds = {i: model.index(i, 0).data(Qt.ItemDataRole.BackgroundRole) for i in range(model.rowCount())}
    assert {i for i, ground in grounds.items() if ground is not None} == {row}
    assert grounds[row].color().getRgb()[:3] == now
