"""The tree of runs as a hand uses it: gone back to, named, compared."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from tests.qt.settling import settle
from tests.qt.window.test_window import CTRL, press
from tests.qt.window.test_workbench import click, sizes
from visprop.figures.base.shapes import Label
from visprop.figures.cost_drawing import moment_lines
from visprop.figures.views import VIEWS
from visprop.notation.expression.numbers import number
from visprop.timeline.contender import ContenderSettings
from visprop.timeline.history import History
from visprop.timeline.position import Position


def test_runs_are_gone_back_to_by_a_click_and_undo_leads_back(qtbot, bench, session):
    session.playback.go(Position(30))
    settle()
    bench.network.tools.more[1].click()
    settle()
    bench.docks.bring_up("runs")
    settle()
    tree = bench.docks.panels["runs"].tree
    first = tree.model().index(0, 0)
    assert tree.indexBelow(first).data() == "add a unit to layer 1"
    assert first.siblingAtColumn(1).data() == "30"
    click(tree.viewport(), tree.visualRect(first).center())
    assert sizes(session) == (2, 2, 1)
    assert session.playback.position == Position(30)
    press(qtbot, bench, Qt.Key.Key_Z, CTRL)
    assert sizes(session) == (2, 3, 1)


def test_runs_are_compared_by_a_tick_and_by_the_space_bar(qtbot, bench, session):
    session.playback.go(Position(30))
    before = session.scenario.objective.value(session.playback.frame.p)
    session.edits.set_training(replace(session.scenario.training, eta=0.1))
    session.playback.go(Position(50))
    for name in ("history", "runs"):
        bench.docks.bring_up(name)
        settle()
    tree = bench.docks.panels["runs"].tree
    first = tree.model().index(0, 0)
    second = tree.indexBelow(first)
    qtbot.waitUntil(lambda: first.siblingAtColumn(2).data() == number(before, 4), timeout=60_000)
    assert Qt.CheckState(first.siblingAtColumn(3).data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Unchecked
    assert second.siblingAtColumn(3).data(Qt.ItemDataRole.CheckStateRole) is None
    tree.setFocus()
    tree.setCurrentIndex(first)
    QTest.keyClick(tree, Qt.Key.Key_Space)
    settle()
    assert not session.playback.running
    lines, _ = moment_lines(session.moment())
    assert [line.name for line in lines if line.hue == 0] == ["this run: φ", "this run: accuracy"]
    compared = {line.name: line for line in lines if line.hue == 1}
    assert set(compared) == {"run “opened”: φ", "run “opened”: accuracy"}
    assert (compared["run “opened”: φ"].updates[-1], compared["run “opened”: φ"].values[-1]) == (30, before)
    # It is a picture like any other, and looking is no edit.
    words = {"".join(run.text for run in shape.runs) for shape in drawn(session).shapes if isinstance(shape, Label)}
    assert "run “opened”: φ" in words
    assert session.edits.undo_text == "change learning rate"
    QTest.keyClick(tree, Qt.Key.Key_Space)
    settle()
    assert all(line.hue <= 0 for line in moment_lines(session.moment())[0])


def test_a_run_is_named_by_f2(qtbot, bench, session):
    session.edits.set_training(replace(session.scenario.training, eta=0.1))
    bench.docks.bring_up("runs")
    settle()
    tree = bench.docks.panels["runs"].tree
    tree.setFocus()
    tree.setCurrentIndex(tree.model().index(0, 0))
    QTest.keyClick(tree, Qt.Key.Key_F2)
    settle()
    editor = tree.findChild(QLineEdit)
    editor.setText("the slow one")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert session.runs.branches[0].name == "the slow one"
    assert session.runs.present is session.runs.branches[1]


def test_a_name_can_be_read_however_narrow_the_panel_is_and_gives_way_where_there_is_room(bench, session):
    session.edits.set_training(replace(session.scenario.training, eta=0.1))
    bench.docks.bring_up("runs")
    dock, tree = bench.docks.docks["runs"], bench.docks.panels["runs"].tree
    dock.setFloating(True)
    numbers = sum(tree.header().sectionSize(column) for column in (1, 2, 3))
    for wide in (180, 900, 240):
        dock.resize(wide, 300)
        settle()
        name, room = tree.header().sectionSize(0), tree.viewport().width() - numbers
        assert name >= tree.fontMetrics().horizontalAdvance("change learning") + tree.indentation()
        assert name == max(name, room)
        assert tree.horizontalScrollBar().maximum() > 0 if room < name else tree.horizontalScrollBar().maximum() == 0
    tree.header().resizeSection(2, tree.header().sectionSize(2) + 40)
    assert tree.header().sectionSize(0) >= tree.fontMetrics().horizontalAdvance("change learning")


def test_what_goes_on_stands_below_and_what_also_begins_there_within(bench, session):
    for eta in (0.1, 0.2):
        session.edits.set_training(replace(session.scenario.training, eta=eta))
    opened, first, second = session.runs.branches
    session.edits.return_to(opened)
    session.edits.set_training(replace(session.scenario.training, eta=0.3))
    fork = session.runs.present
    session.edits.set_training(replace(session.scenario.training, eta=0.4))
    bench.docks.bring_up("runs")
    settle()
    model, tree = bench.docks.panels["runs"].tree.model(), bench.docks.panels["runs"].tree
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    beside = [model.branch(model.index(i, 0)) for i in range(model.rowCount())]
    within = model.index_of(opened)
    assert beside == [opened, first, second]
    assert [model.branch(model.index(i, 0, within)) for i in range(model.rowCount(within))] == [fork, session.runs.present]
    assert tree.isExpanded(within)
    assert "of “opened”" in model.index_of(fork).data(Qt.ItemDataRole.ToolTipRole)


def test_what_goes_on_from_a_run_never_stands_below_another(bench, session):
    def begin(eta, parent):
        session.edits.return_to(parent)
        session.edits.set_training(replace(session.scenario.training, eta=eta))
        return session.runs.present

    opened = session.runs.present
    a, b, c = (begin(0.1 * i, opened) for i in (1, 2, 3))
    d, e = begin(0.4, b), begin(0.5, c)
    bench.docks.bring_up("runs")
    settle()
    model = bench.docks.panels["runs"].tree.model()

    def shown(parent):
        index = model.index_of(parent)
        return [model.branch(model.index(i, 0, index)) for i in range(model.rowCount(index))]

    assert (shown(None), shown(opened)) == ([opened, a], [b, c, e])
    assert shown(b) == [d]
    assert not model.index(0, 7).isValid()


def test_of_very_many_runs_those_in_sight_are_told(bench, session, monkeypatch):
    for i in range(300):
        session.edits.set_training(replace(session.scenario.training, eta=0.1 + 0.001 * i))
    asked, find = set(), History.phi
    monkeypatch.setattr(History, "phi", lambda past, update: asked.add(past) or find(past, update))
    bench.docks.bring_up("runs")
    settle()
    tree = bench.docks.panels["runs"].tree
    assert tree.visualRect(tree.currentIndex()).isValid()
    assert tree.currentIndex().siblingAtColumn(0).data() == session.runs.present.name
    assert 0 < len(asked) < 60


def drawn(session):
    return VIEWS["history"].draw(session.moment(), session.options, (700.0, 400.0))


def test_no_more_runs_are_compared_than_can_be_told_apart(bench, session):
    told = []
    session.changes.listen(told.append)
    for eta in (0.1, 0.2, 0.3, 0.4):
        session.edits.set_training(replace(session.scenario.training, eta=eta))
    for branch in session.runs.branches[:4]:
        session.compare_run(branch, is_compared=True)
    assert [branch.is_compared for branch in session.runs.branches] == [True, True, True, False, False]
    assert "no more than 3" in told[-1]


def test_other_trainings_take_the_hues_of_compared_runs(bench, session):
    for eta in (0.1, 0.2):
        session.edits.set_training(replace(session.scenario.training, eta=eta))
    for branch in session.runs.branches[:2]:
        session.compare_run(branch, is_compared=True)
    session.compare((ContenderSettings("online", 1, 0.1, "adam"), ContenderSettings("online", 1, 0.1, "momentum")), False)
    assert [branch.is_compared for branch in session.runs.branches] == [True, False, False]
