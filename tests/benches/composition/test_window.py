"""The bench in the window: a click on a box applies its parameters, by the pointer and by the keyboard, and can be undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.qt.conftest import boxes, session, settings, window  # noqa: F401
from tests.qt.settling import settle
from visprop.engine.key import Key
from visprop.kinds.files import open_any


@pytest.fixture
def view(window, session):  # noqa: F811
    session.playback.set_reduce_motion(True)
    session.open(open_any("bench:composition").run, None, "", is_builtin=True)
    settle()
    return window.views["composition-picture"]


def place_of(view, layer):
    return view.to_widget(*view.figure.middle_of(Key("layer", layer))).toPoint()


def click(view, layer):
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place_of(view, layer))
    settle()


def test_a_click_on_a_box_applies_its_parameters_and_another_takes_them_back(view, session):  # noqa: F811
    click(view, 2)
    assert session.own.values["applied"] == 2
    click(view, 1)
    assert session.own.values["applied"] == 0


def test_what_a_click_did_is_undone(view, session):  # noqa: F811
    click(view, 2)
    session.edits.undo()
    assert session.own.values["applied"] == 0


def test_the_keyboard_chooses_a_box_and_clicks_it(view, session):  # noqa: F811
    view.setFocus()
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_N)
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle()
    assert session.own.values["applied"] == 3


def test_what_a_click_does_is_told_where_the_pointer_is(view):
    x, y = view.figure.middle_of(Key("layer", 4))
    assert view.hint(x, y, None).startswith("Click to apply p₄")
    assert view.hint(2.0, 2.0, None) == ""


def test_what_is_pointed_at_in_the_picture_lights_on_the_page(view, window, session):  # noqa: F811
    session.playback.go(session.playback.experiment.walk.update_end(4))
    settle()
    page = window.views["composition-page"]
    before = len(page.figure.shapes)
    QTest.mouseMove(view, place_of(view, 3))
    settle()
    assert session.selection.pointed == Key("layer", 3)
    assert len(page.figure.shapes) > before
