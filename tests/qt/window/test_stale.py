"""What acts on something that has just gone does nothing, and says so; a failed jump is given up."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.pictures import pixels
from tests.qt.settling import settle
from visprop.engine.key import Key
from visprop.qt.panels.parameter_table import ParameterView
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.position import Position


@pytest.fixture
def small(qapp):
    return Session(Run(open_scenario("neuron")))


def test_edits_of_what_is_not_there_are_refused_in_words(small):
    told = []
    small.changes.tell = told.append
    edits, data = small.network_edits, small.data_edits
    acts = [
        lambda: edits.set_activation(9, "tanh"), lambda: edits.set_activation(0, "tanh"), lambda: edits.remove_unit(1, 99),
        lambda: edits.remove_unit(9), lambda: edits.add_unit(9), lambda: edits.add_layer(9), lambda: edits.remove_layer(9),
        lambda: data.set_cells({(99, 0): 1.0}), lambda: data.set_cells({(0, 99): 1.0}), lambda: data.remove_rows([99]),
        lambda: data.paste(99, 0, np.zeros((1, 1))),
    ]  # fmt: skip
    before = small.scenario
    for act in acts:
        told.clear()
        assert act() is False
        assert told
        assert small.scenario is before


@pytest.mark.parametrize("position", [Position(0, 2, 0), Position(0, 9, 99), Position(3, 0, -1), Position(0, 1, 99)])
def test_a_jump_beyond_what_there_is_goes_to_what_is_nearest(small, position):
    small.playback.go(position)
    walk = small.playback.experiment.walk
    assert walk.holds(small.playback.position)
    assert small.playback.position == walk.nearest(position)
    assert small.playback.seeking is None


def test_a_jump_that_fails_is_given_up(small, monkeypatch):
    def fail(goal, seconds):
        raise RuntimeError("a fault")

    monkeypatch.setattr(small.playback, "_advance_all", fail)
    with pytest.raises(RuntimeError):
        small.playback.go(Position(5))
    assert small.playback.seeking is None
    small.playback.tick(1.0)


def test_a_run_of_another_file_is_not_gone_to(small):
    small.edits.set_parameter(small.scenario.network.parameter(0), 0.5)
    gone = small.runs.branches[0]
    small.open(Run(open_scenario("xor")), None)
    small.edits.return_to(gone)
    small.compare_run(gone, True)
    assert small.runs.present in small.runs.branches
    assert small.scenario.network.sizes == (2, 2, 1)


def test_the_menu_of_a_layer_that_went_is_empty(bench, session):
    from visprop.qt.views.layer_tools import fill_layer_menu

    menu = QMenu(bench)
    fill_layer_menu(menu, session, 9)
    assert not menu.actions()
    menu.deleteLater()


def test_a_double_click_on_a_title_enlarges_the_panel_and_the_next_one_puts_it_back(qtbot, window):
    for name in [name for name, header in window.docks.headers.items() if header.isVisible() and header.height() > 20]:
        dock = window.docks.docks[name]
        place = dock.geometry()
        at = QPointF(30, 8)
        event = QMouseEvent(
            QEvent.Type.MouseButtonDblClick, at, dock.mapToGlobal(at), Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        for enlarged in (name, ""):
            QApplication.sendEvent(dock, event)
            settle()
            assert not dock.isFloating()
            assert window.docks.enlarged == enlarged
        assert dock.geometry() == place


def test_nothing_of_the_plot_librarys_menus_can_be_reached(qtbot, window, session):
    session.window.choose("descend")
    window.docks.make(["history"])
    settle()
    panel = window.docks.panels["history"]
    qtbot.waitUntil(lambda: panel.plot is not None, timeout=60_000)
    assert "Export..." not in {action.text() for action in window.findChildren(QAction)}
    for plot in (panel.plot, panel.shares):
        assert plot.ctrlMenu is None
    assert not panel.layout_widget.scene().contextMenu


def test_the_monitors_axis_reads_the_cost_in_each_theme(qtbot, window, session):
    session.window.choose("descend")
    window.docks.make(["history"])
    settle()
    panel = window.docks.panels["history"]
    qtbot.waitUntil(lambda: panel.plot is not None, timeout=60_000)
    for theme in ("dark", "light", "dark"):
        window.actions_["dark"].trigger()
        settle()
        for plot in (panel.plot, panel.shares):
            for side in ("left", "bottom"):
                axis = plot.getAxis(side)
                assert axis.autoSIPrefixScale == 1.0, theme


def test_a_picture_of_a_network_that_has_gone_has_nothing_to_be_edited(qtbot, window, session):
    """A double click that comes before the new network is drawn hits nothing of it."""
    window.documents.open_builtin("layers")
    settle()
    view = window.network
    place = view.to_widget(*view.figure.middle_of(Key.parse("w1[4,6]")))
    assert view.key_at(place) is not None
    session.open(Run(open_scenario("linear")), None)
    assert view.key_at(place) is None
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place.toPoint())
    settle()
    # Out of sight it stays as it was, though the window knows by then of the other network.
    before = view.to_widget(*view.figure.middle_of(Key.parse("w1[1,1]")))
    window.docks.docks["network"].hide()
    settle()
    session.open(Run(open_scenario("layers")), None)
    settle()
    assert view.key_at(before) is None
    window.docks.docks["network"].show()
    settle()
    assert view.key_at(view.to_widget(*view.figure.middle_of(Key.parse("w1[1,1]")))) is not None


def test_the_table_of_parameters_acts_on_the_network_of_now(qtbot, window, session):
    """What is copied, pasted or frozen before the table has heard of the other network is of that network."""
    window.documents.open_builtin("layers")
    window.docks.bring_up("parameters")
    settle()
    table = window.docks.docks["parameters"].findChild(ParameterView)
    assert table.rows.rowCount() == session.scenario.network.parameter_count
    for act in ("copy", "chosen", "paste"):
        session.open(Run(open_scenario("layers")), None)
        settle()
        table.selectRow(table.rows.rowCount() - 1)
        session.open(Run(open_scenario("linear")), None)
        if act == "copy":
            table.copy()
            assert len(QApplication.clipboard().text().splitlines()) == session.scenario.network.parameter_count
        elif act == "chosen":
            assert table.chosen == []
        else:
            QApplication.clipboard().setText("0.5")
            table.paste()
            assert session.playback.frame.p[0] == 0.5


def ink_of(view):
    """How dark the darkest of what a view shows is against its paper, as it is painted now, below the line that says why."""
    shown = pixels(view.grab().toImage())[40:]
    return int(np.abs(shown - shown[-1, -1]).max())


def test_a_picture_that_comes_into_sight_late_is_faded_until_it_is_drawn_again(qtbot, window, session):
    window.docks.bring_up("slice")
    settle()
    view = window.views["slice"]
    whole, drawn = ink_of(view), view.refreshes
    # Behind another panel it stays as it was, whatever is changed.
    window.docks.docks["slice"].hide()
    settle()
    session.edits.set_parameter(session.scenario.network.parameter(0), 1.5)
    settle()
    assert view.refreshes == drawn
    # What is painted before it is drawn is known to be old, and looks so; a turn later it is of now, and whole.
    faded = ink_of(view)
    assert faded < 0.6 * whole
    assert view.refreshes == drawn
    window.docks.bring_up("slice")
    settle()
    assert view.refreshes > drawn
    # Another picture: a line of it may lie between two pixels.
    assert ink_of(view) > 0.95 * whole
