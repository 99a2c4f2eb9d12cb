"""A second kind of experiment, added by one entry alone, in the window: all that was made for a network's run works with it."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QFileDialog, QToolButton

from tests.qt.exporting import save_as
from tests.qt.settling import on_workbench, settle
from tests.toy_kind import HALVING, VIEWS, Halving, write_file
from visprop.figures.base.shapes import Label
from visprop.kinds.registry import KINDS
from visprop.qt.dialogs.palette import Palette
from visprop.qt.panels.hall import Hall
from visprop.qt.window.autosave import Autosave
from visprop.qt.window.beginning import begin
from visprop.timeline.position import Position, Unit

BEGUN_WITH = ("Built-in scenarios", "Benches", "The article's figures")
"""What begins with another kind."""


@pytest.fixture
def kinds(monkeypatch):
    monkeypatch.setitem(KINDS, "halving", HALVING)


@pytest.fixture
def toy(kinds, window, tmp_path):
    """The window, once a file of the second kind was opened in it; errors of drawing are told."""
    assert window.documents.open_path(write_file(tmp_path / "eight.visprop"))
    settle()
    return window


def shown(window, name="halving-picture"):
    (label,) = [shape for shape in window.views[name].figure.shapes if isinstance(shape, Label)]
    return "".join(run.text for run in label.runs)


def test_it_is_opened_and_drawn(toy, session, caplog):
    assert session.kind is HALVING
    assert session.window.workspace == "bench"
    assert shown(toy) == "8"
    assert {name for name, view in toy.views.items() if view.is_seen} == set(VIEWS)
    assert [toy.toolbar.workspaces.tabs.tabText(i) for i in range(toy.toolbar.workspaces.tabs.count())] == ["Bench", "Hall"]
    assert toy.windowTitle().startswith("eight.visprop — Eight")
    assert caplog.records == []


def test_the_window_may_be_laid_out_before_anybody_has_heard_of_it(kinds, window, session):
    session.open(Halving(8.0), None)
    window.arrangement.follow()
    settle()
    assert {name for name, view in window.views.items() if view.is_seen} == set(VIEWS)


def test_it_is_stepped_by_actions_and_keys(qtbot, toy, session):
    toy.actions_["line"].trigger()
    settle()
    assert shown(toy) == "4"
    qtbot.keyClick(toy.home(), Qt.Key.Key_Right)
    settle()
    assert (shown(toy), session.playback.position) == ("2", Position(2))
    # There is no fourth position.
    toy.actions_["line"].trigger()
    assert session.playback.position == Position(2)
    qtbot.keyClick(toy.home(), Qt.Key.Key_Left)
    settle()
    assert shown(toy) == "4"
    qtbot.keyClick(toy.home(), Qt.Key.Key_Home)
    settle()
    assert shown(toy) == "8"


def test_it_runs_to_its_end_and_says_so(qtbot, toy, session):
    told = []
    session.changes.listen(told.append)
    session.playback.set_speed(3)
    toy.actions_["run"].trigger()
    qtbot.waitUntil(lambda: not session.playback.running, timeout=60_000)
    settle()
    assert shown(toy) == "2"
    assert told[-1] == "This is the end: it is the last position"


def test_it_is_scrubbed_on_the_time_line(toy, session):
    bar = toy.timeline_bar
    assert (bar.slider.minimum(), bar.slider.maximum()) == (0, 2)
    bar.slider.setValue(2)
    settle()
    assert shown(toy) == "2"
    toy.toolbar.steppers[Unit.LINE].box.setValue(1)
    settle()
    assert shown(toy) == "4"


def test_it_is_edited_and_undone_where_one_was(toy, session):
    session.playback.go(Position(1))
    toy.actions_["double"].trigger()
    settle()
    assert (shown(toy), session.playback.position) == ("8", Position(1))
    assert toy.isWindowModified()
    assert toy.actions_["undo"].text() == "&Undo double"
    toy.actions_["undo"].trigger()
    settle()
    assert (shown(toy), session.playback.position) == ("4", Position(1))
    toy.actions_["redo"].trigger()
    settle()
    assert shown(toy) == "8"
    # The runs are a tree, and Reset leads to the first one's start.
    assert [branch.name for branch in session.runs.branches] == ["opened", "double"]
    toy.actions_["reset"].trigger()
    settle()
    assert (session.runs.present.timeline.run.value, session.playback.position.update) == (8.0, 1)


def test_it_is_saved_and_reopened_where_it_was(toy, session, tmp_path, monkeypatch):
    toy.actions_["double"].trigger()
    session.playback.go(Position(2))
    path = tmp_path / "b.visprop"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    toy.actions_["save_as"].trigger()
    tree = json.loads(path.read_text(encoding="utf-8"))
    assert (tree["kind"], tree["halving"], tree["moment"]) == ("halving", {"value": 16.0}, {"at": "2", "workspace": "bench"})
    assert not session.is_modified
    toy.documents.open_builtin("xor")
    settle()
    toy.documents.open_path(path)
    settle()
    assert (shown(toy), session.playback.position) == ("4", Position(2))


def test_its_views_are_exported_from_the_window(toy, tmp_path):
    toy.session.playback.go(Position(1))
    dialog = toy.dialogs.export_dialog(toy.dialogs.current_view)
    box = dialog.form.panels.view
    assert [box.itemText(i) for i in range(box.count())] == ["Bar", "Halving"]
    save_as(dialog, tmp_path / "bar.svg")
    assert "4" in (tmp_path / "bar.svg").read_text(encoding="utf-8")
    dialog = toy.dialogs.export_dialog("bar")
    dialog.form.panels.view.setCurrentText("Halving")
    save_as(dialog, tmp_path / "page.tex")
    assert "step 1 of 2: the number is 4" in (tmp_path / "page.tex").read_text(encoding="utf-8")


def test_it_is_kept_and_offered_after_a_kill(toy, session, tmp_path):
    toy.actions_["double"].trigger()
    session.playback.go(Position(2))
    autosave = Autosave(session, tmp_path / "state", toy)
    autosave.save()
    # The process is gone: nobody holds the files any more.
    autosave.files.let_go()
    toy.documents.open_builtin("linear")
    settle()
    later = Autosave(session, tmp_path / "state", toy)
    begin(toy, later)
    (page,) = [d for d in toy.findChildren(QDialog) if d.windowTitle() == "New" and d.isVisible()]
    (go_on,) = [b for b in page.findChildren(QToolButton) if b.text().startswith("Go on")]
    assert "Eight" in go_on.text()
    go_on.click()
    settle()
    assert (session.kind, session.playback.position, shown(toy)) == (HALVING, Position(2), "4")
    toy.actions_["undo"].trigger()
    assert [branch.name for branch in session.runs.branches] == ["opened", "double"]
    later.files.let_go()


def test_a_hall_sees_it_on_this_screen_and_on_another(qtbot, toy, session):
    session.window.choose("hall")
    settle()
    assert not toy.menuBar().isVisible()
    (panel,) = [hall for hall in toy.findChildren(Hall) if hall.isVisible()]
    qtbot.keyClick(panel, Qt.Key.Key_PageDown)
    settle()
    assert "".join(run.text for run in panel.figure.shapes[1].runs) == "4"
    qtbot.keyClick(panel, Qt.Key.Key_B)
    assert panel.is_blank
    toy.actions_["cancel"].trigger()
    settle()
    assert session.window.workspace == "bench"
    toy.actions_["present"].trigger()
    settle()
    (second,) = toy.presenter._second.findChildren(Hall)
    assert second.view is VIEWS["halving-picture"]
    # It shows what is open, whatever that is.
    toy.documents.open_builtin("xor")
    settle()
    (second,) = toy.presenter._second.findChildren(Hall)
    assert second.view.name == "network"


def test_menus_and_palette_hold_what_belongs_to_it_alone(toy):
    palette = Palette(toy.menus, toy)
    told = {
        group.child(i).text(0) for group in palette._groups for i in range(group.childCount()) if not group.child(i).isHidden()
    }
    palette.deleteLater()
    assert {"Double the number", "Undo", "Line", "Workspace: Bench", "Panels: Bar", "Open"} <= told
    for word in ("neuron", "Gradient", "Landscape", "Notation", "Dress", "Edges", "Step", "Tangent", "Compare"):
        assert not any(word in entry for entry in told if not entry.startswith(BEGUN_WITH)), word
    assert not toy.menus["&Network"].menuAction().isVisible()
    assert not toy.toolbar.steppers[Unit.EPOCH].isVisible()
    # Nor by their keys.
    assert not toy.actions_["add_unit"].isEnabled()


def test_a_screen_reader_hears_of_it(toy):
    found = QAccessible.queryAccessibleInterface(toy.views["halving-picture"])
    assert found.text(QAccessible.Text.Name) == "Bar"


def test_a_network_is_opened_after_it_in_the_same_window(toy, session, caplog, tmp_path):
    toy.documents.open_builtin("xor")
    settle()
    assert session.window.workspace == "step"
    assert toy.network.is_seen
    assert not toy.views["halving-picture"].is_seen
    assert not toy.actions_["double"].isEnabled()
    assert toy.actions_["add_unit"].isEnabled()
    assert toy.menus["&Network"].menuAction().isVisible()
    on_workbench(session)
    before = session.scenario.network.sizes
    toy.actions_["add_unit"].trigger()
    settle()
    assert session.scenario.network.sizes == (before[0], before[1] + 1, *before[2:])
    toy.actions_["undo"].trigger()
    toy.actions_["line"].trigger()
    settle()
    assert session.playback.position == Position(0, 1, 1)
    settle()
    assert caplog.records == []
    # And it again, which finds its docks as they were.
    assert toy.documents.open_path(write_file(tmp_path / "again.visprop", 2.0))
    settle()
    assert (shown(toy), toy.actions_["double"].isEnabled(), toy.actions_["add_unit"].isEnabled()) == ("2", True, False)
    assert caplog.records == []


def test_what_belongs_to_another_kind_is_refused_and_told(toy, session):
    """Its widgets are still there, out of sight, and a table may be dropped onto the window."""
    told = []
    session.changes.listen(told.append)
    session.network_edits.set_parameter(session.scenario.network.parameter(0), 2.0)
    table = SimpleNamespace(hidden=None, data=session.scenario.data)
    toy.documents.tables.put_in_place(Path("a.csv"), table)
    settle()
    assert told == ["Not done (set w1[1,1]): something else is open", "Not done (import a.csv): something else is open"]
    assert (session.kind, session.window.workspace, shown(toy)) == (HALVING, "bench", "8")
