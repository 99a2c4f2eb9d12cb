"""What lies at hand in the window: what a layer's menu allows, where buttons and fields stand, what each list is for."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.qt.settling import settle
from tests.qt.views.test_output_and_bent import click, place, wait_for
from visprop.engine.key import Key
from visprop.export.registry import FORMATS
from visprop.figures.base.outlines import LIBRARY
from visprop.qt.dialogs import file_field
from visprop.qt.dialogs.file_field import FileField
from visprop.qt.panels.option_box import OptionBox
from visprop.qt.views import now_view
from visprop.qt.views.layer_tools import fill_layer_menu
from visprop.qt.views.page_view import LOAD_MS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.position import Position


@pytest.mark.parametrize("name", ["xor", "linear", "iris"])
def test_of_a_layer_that_has_more_than_one_the_last_can_be_removed(qapp, name):
    session = Session(Run(open_scenario(name)))
    for layer, n in enumerate(session.scenario.network.sizes):
        menu = QMenu()
        fill_layer_menu(menu, session, layer)
        removes = next(action for action in menu.actions() if action.text().startswith("Remove the last"))
        assert removes.isEnabled() is (n > 1)


def test_buttons_of_layers_stand_beside_each_other(bench):
    settle()
    tools = bench.network.tools
    rows = [(tools.less[layer], tools.what[layer], tools.more[layer]) for layer in range(len(tools.what))]
    assert len(rows) == 3
    for row in rows:
        places = [button.geometry() for button in row if button.isVisible()]
        assert len(places) == 3
        assert not any(one.intersects(other) for one, other in combinations(places, 2))
        assert [one.left() for one in places] == sorted(one.left() for one in places)


@pytest.mark.parametrize("across, down", [(0.5, 0.5), (0.0, 0.0), (1.0, 1.0), (0.2, 0.9)])
def test_the_field_of_a_value_stands_where_the_value_is_and_within_the_picture(bench, across, down):
    view = bench.network
    at = QPointF(across * view.width(), down * view.height())
    view.editor.begin(Key.weight(1, 1, 1), 0.5, at)
    field = view.editor.geometry()
    assert view.rect().contains(field)
    aside = field.center() - QPoint(round(at.x()), round(at.y()))
    free = field.left() > 0 and field.right() < view.width() - 1
    assert abs(aside.x()) <= 2 if free else abs(aside.x()) <= field.width() / 2 + 2
    assert abs(aside.y()) <= field.height() / 2 + 2


def test_after_rows_have_gone_a_click_in_the_map_sets_an_example_like_one_that_is_left(qtbot, bench, session):
    bench.docks.bring_up("output")
    settle()
    output = bench.views["output"]
    wait_for(qtbot, output)
    x, y = session.scenario.data.raw
    click(output, place(output, *x[-1]))
    QTest.mouseMove(output, QPoint(1, 1))
    assert len(session.scenario.data) == 4
    session.data_edits.remove_rows([2, 3])
    settle()
    wait_for(qtbot, output)
    click(output, place(output, 0.3, 0.6))
    assert len(session.scenario.data) == 3
    assert session.scenario.data.raw[1][-1] == y[0]


def test_each_list_of_an_option_says_what_it_is_for(window, session):
    boxes = window.findChildren(OptionBox)
    assert boxes
    for one in boxes:
        assert one.box.toolTip() == one.option.entry.tip
        told = [one.box.itemData(index, Qt.ItemDataRole.ToolTipRole) for index in range(one.box.count())]
        assert all(told)


class Loading:
    """Stands for what sets formulas, which takes three turns to be loaded."""

    def __init__(self):
        self.turns = 0

    @property
    def is_here(self):
        return self.turns >= 3

    def load_some(self):
        self.turns += 1
        return self.is_here and LIBRARY.is_here


def test_the_present_equation_comes_when_what_sets_it_is_loaded_and_then_no_more_is(qtbot, session, window, monkeypatch):
    loading = Loading()
    monkeypatch.setattr(now_view, "LIBRARY", loading)
    view = window.findChild(now_view.NowView)
    session.playback.go(Position(0, 1, 3))
    view.draw_again()
    qtbot.waitUntil(lambda: loading.is_here, timeout=60_000)
    qtbot.waitUntil(lambda: bool(view.figure and view.figure.shapes), timeout=60_000)
    qtbot.wait(2 * LOAD_MS)
    turns = loading.turns
    view.draw_again()
    settle()
    qtbot.wait(2 * LOAD_MS)
    assert loading.turns == turns


def test_a_file_that_is_there_is_replaced_only_if_that_is_wanted(qtbot, tmp_path, monkeypatch):
    field = FileField(tmp_path, "Export figure", FORMATS)
    qtbot.addWidget(field)
    assert field.edit.accessibleName() == "File"
    assert str(tmp_path) in field.edit.toolTip()
    asked = []
    for answer in (False, True):
        monkeypatch.setattr(file_field, "is_confirmed", lambda *words, answer=answer: asked.append(words[-1]) or answer)
        field.edit.setText(str(tmp_path / "new.svg"))
        assert field.may_write()
        assert not asked
        (tmp_path / "there.svg").touch()
        field.edit.setText(str(tmp_path / "there.svg"))
        assert field.may_write() is answer
        assert ["there.svg" in words for words in asked] == [True]
        asked.clear()


def test_each_penalty_says_what_it_adds_to_phi(window):
    window.actions_["training"].trigger()
    settle()
    form = window.docks.panels["training"].form
    for field, told in ((form.l1, "λ₁Σ|w|"), (form.l2, "½λ₂Σw²")):
        assert told in field.toolTip()


def test_watched_variables_have_names_and_no_numbers_of_rows(window):
    window.docks.make(["watch"])
    settle()
    table = window.docks.panels["watch"].table
    assert table.verticalHeader().isHidden()
    assert table.accessibleName()
