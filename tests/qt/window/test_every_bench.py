"""Each bench as it is used: by keyboard and mouse alone, in each theme and size, undone, saved, reopened, exported."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.figures.measuring import faults, flat
from tests.qt.settling import settle
from tests.usual import usual
from visprop.benches.controls import Number
from visprop.benches.registry import BENCHES
from visprop.cli.main import main
from visprop.figures.base.shapes import Formula
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.base.typeset import is_set
from visprop.figures.moment import ViewOptions
from visprop.qt.panels.controls_panel import ControlsPanel
from visprop.qt.views import bench_view

KEYS = [Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7]


def opened(qtbot, window, name):
    """A bench, opened by its keys."""
    window.activateWindow()
    window.views["network"].setFocus()
    qtbot.keyClick(window, KEYS[list(BENCHES).index(name)], Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert window.session.kind.name == name
    return window.session


def fields(window, name):
    return window.docks.panel(f"{name}-controls", ControlsPanel).fields


def last_of(session):
    return session.playback.experiment.reached


@pytest.mark.parametrize("name", BENCHES)
def test_by_the_keyboard_alone(qtbot, window, name, caplog):
    session = opened(qtbot, window, name)
    picture = window.home()
    for _ in range(last_of(session)):
        qtbot.keyClick(picture, Qt.Key.Key_Right)
        settle()
    assert session.playback.position.update == last_of(session)
    before = session.own.values
    sliders = [field.slider for field in fields(window, name).values() if hasattr(field, "slider") and field.isVisible()]
    texts = [field for field in fields(window, name).values() if not hasattr(field, "slider")]
    if sliders:
        sliders[0].setFocus()
        way = Qt.Key.Key_Right if sliders[0].value() < sliders[0].maximum() else Qt.Key.Key_Left
        qtbot.keyClick(sliders[0], way)
    else:
        texts[0].edit.setFocus()
        texts[0].edit.selectAll()
        qtbot.keyClicks(texts[0].edit, "(\\x.x^2) 5")
        qtbot.keyClick(texts[0].edit, Qt.Key.Key_Return)
    settle()
    assert session.own.values != before
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert session.own.values == before
    qtbot.keyClick(picture, Qt.Key.Key_Home)
    settle()
    assert session.playback.position.update == 0
    assert caplog.records == []


@pytest.mark.parametrize("name", BENCHES)
def test_by_the_mouse_alone(qtbot, window, session, name, caplog):
    window.documents.open_offer(name)
    settle()
    for _ in range(last_of(session)):
        qtbot.mouseClick(window.toolbar.buttons["line"], Qt.MouseButton.LeftButton)
        settle()
    assert session.playback.position.update == last_of(session)
    before, dragged = session.own.values, 0
    for view in [window.views[shown] for shown, one in session.kind.views().items() if one.page is None]:
        window.docks.bring_up(view.view.name)
        settle()
        for handle in view.figure.handles[:2]:
            start = view.to_widget(handle.x, handle.y).toPoint()
            qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
            for step in (6, 12, 18):
                qtbot.mouseMove(view, view.to_widget(handle.x + step, handle.y + step).toPoint())
                settle()
            qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=view.to_widget(handle.x + 18, handle.y + 18).toPoint())
            settle()
            assert session.own.values != before, handle.name
            dragged += 1
            while session.edits.undo_text:
                window.actions_["undo"].trigger()
                settle()
            assert session.own.values == before
    # What is typed, or clicked at, is nothing to drag.
    assert dragged or name in ("functions", "composition")
    assert caplog.records == []


LOOKS = {"light": (LIGHT, (1440, 900), 100), "dark": (DARK, (1024, 700), 100), "large letters": (LIGHT, (1024, 700), 150)}


@pytest.fixture
def letters(qapp):
    """The application's letters are given back, whatever becomes of the test."""
    font = QApplication.font()
    yield
    QApplication.setFont(font)


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize("look", usual(list(LOOKS), ["dark", "large letters"]))
@pytest.mark.parametrize("name", BENCHES)
def test_in_each_theme_and_size_everything_is_drawn(qtbot, window, session, name, look, caplog):
    theme, size, text = LOOKS[look]
    session.choose(ViewOptions.theme, theme)
    window.documents.open_offer(name)
    window.resize(*size)
    session.window.set_text(text)
    settle()
    session.playback.go(session.playback.experiment.walk.update_end(last_of(session)))
    settle()
    for shown in session.kind.views():
        window.docks.bring_up(shown)
        settle()
        view = window.views[shown]
        assert view.is_seen
        qtbot.waitUntil(lambda view=view: view._has_picture and getattr(view, "is_whole", True), timeout=60_000)
        assert view.figure.background == theme.paper
        assert faults(view.figure) == []
    assert caplog.records == []


@pytest.mark.parametrize("name", BENCHES)
def test_it_is_saved_reopened_bit_for_bit_and_exported(window, session, name, tmp_path, monkeypatch):
    window.documents.open_offer(name)
    settle()
    bench = session.own.bench
    number = next((control for control in bench.controls if isinstance(control, Number) and not control.is_whole), None)
    if number is not None:
        assert session.own.put({number.name: number.low + (number.high - number.low) / 3})
    session.playback.go(session.playback.experiment.walk.update_end(1))
    path = tmp_path / "mine.visprop"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(path), ""))
    window.actions_["save_as"].trigger()
    settle()
    values, at = session.own.values, session.playback.position
    window.documents.open_builtin("xor")
    settle()
    window.documents.open_path(path)
    settle()
    assert (session.own.values, session.playback.position) == (values, at)
    for view in session.kind.views():
        assert main(["export", str(path), "--view", view, "-o", str(tmp_path / f"{view}.pdf")]) == 0
        assert (tmp_path / f"{view}.pdf").read_bytes().startswith(b"%PDF")


def test_the_pictures_of_a_bench_come_in_slices(qtbot, window, session, monkeypatch, nothing_set):
    monkeypatch.setattr(bench_view, "SLICE", 0.0)
    session.playback.set_reduce_motion(True)
    window.documents.open_offer("notations")
    qtbot.waitUntil(lambda: "notations-table" in window.views, timeout=60_000)
    table = window.views["notations-table"]
    assert not table._has_picture
    qtbot.waitUntil(lambda: table._has_picture, timeout=60_000)
    # What is painted then is all set.
    assert all(is_set(shape.node) for shape in flat(table.figure.shapes) if isinstance(shape, Formula))
