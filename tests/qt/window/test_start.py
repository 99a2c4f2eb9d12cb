"""What the first window is made of: what is seen in it, and nothing moves when the rest is made."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest

from tests.qt.settling import settle
from tests.usual import usual
from visprop.qt.look.slider import Slider
from visprop.qt.look.style import Style
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.scenario.workspaces import WORKSPACES
from visprop.session.session import Session

SIZES = [(1440, 900), (1100, 760), (860, 600)]


@pytest.fixture
def fresh(qtbot, tmp_path):
    """A window that has just been shown, and makes nothing more by itself."""
    window = MainWindow(Session(Run(open_scenario("xor"))), QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.docks._idle.setInterval(10**6)
    yield window
    window.close_at_once()


def seen(window):
    """The docks that are seen, and where each stands."""
    docks = window.docks.of_now.items()
    return {name: dock.geometry().getRect() for name, dock in docks if not dock.visibleRegion().isEmpty()}


def test_only_what_is_seen_is_made(fresh):
    fresh.show()
    settle()
    assert set(fresh.docks.panels) == set(seen(fresh)) | {"network"}
    assert set(fresh.views) == {name for name in fresh.docks.panels if name in fresh.session.kind.views()}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("workspace", usual(list(WORKSPACES), ["step", "descend"]))
def test_nothing_moves_when_the_rest_is_made(fresh, workspace, size):
    fresh.resize(*size)
    fresh.session.window.choose(workspace)
    fresh.adapter.deliver()
    fresh.show()
    settle()
    before, was = seen(fresh), fresh.size()
    fresh.docks.make(fresh.docks.of_now)
    settle()
    assert seen(fresh) == before
    assert fresh.size() == was


def test_a_tab_is_made_when_it_is_brought_up(fresh):
    fresh.show()
    settle()
    behind = next(name for name in fresh.docks.names(fresh.arrangement.workspace) if name not in fresh.docks.panels)
    fresh.docks.docks[behind].raise_()
    settle()
    assert behind in seen(fresh)
    assert fresh.docks.panels[behind].isVisible()


@pytest.mark.parametrize("workspace", ["step", "descend", "data"])
def test_what_is_brought_up_has_its_place_at_once(fresh, workspace):
    fresh.session.window.choose(workspace)
    fresh.adapter.deliver()
    fresh.show()
    settle()
    for name in fresh.docks.names(fresh.arrangement.workspace):
        sizes = []
        for _ in range(2):
            fresh.docks.bring_up(name)
            settle()
            sizes.append(fresh.docks.docks[name].widget().size())
        assert sizes[0] == sizes[1], name


def test_a_view_that_nobody_has_seen_is_there_when_it_is_asked_for(fresh):
    assert "landscape" not in fresh.views
    assert fresh.views["landscape"].view.name == "landscape"
    with pytest.raises(KeyError):
        fresh.views["no such view"]


def shown_slider(qtbot, value):
    slider = Slider()
    qtbot.addWidget(slider)
    slider.setRange(0, 1000)
    slider.setValue(value)
    slider.resize(600, 30)
    slider.show()
    return slider


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_click_on_the_track_leads_to_where_it_is_and_can_be_drawn_on(qtbot, share):
    slider = shown_slider(qtbot, 300)
    at = QPoint(round(600 * share), 15)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at)
    assert slider.value() == pytest.approx(1000 * share, abs=25)
    assert slider.isSliderDown()
    QTest.mouseMove(slider, at + QPoint(30, 0))
    assert slider.value() == pytest.approx(1000 * share + 50, abs=30)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at + QPoint(30, 0))
    assert not slider.isSliderDown()


def test_a_click_on_the_handle_leaves_it_where_it_is(qtbot):
    slider = shown_slider(qtbot, 500)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(303, 15))
    assert slider.value() == 500


def test_the_style_answers_no_hints_in_python():
    assert "styleHint" not in vars(Style)


def test_the_next_start_makes_no_more_and_stands_as_it_was_left(qtbot, tmp_path):
    settings = str(tmp_path / "s.ini")
    found = []
    for _ in range(2):
        window = MainWindow(Session(Run(open_scenario("xor"))), QSettings(settings, QSettings.Format.IniFormat))
        qtbot.addWidget(window)
        window.docks._idle.setInterval(10**6)
        window.show()
        settle()
        found.append((set(window.docks.panels), seen(window)))
        window.close_at_once()
    assert found[0] == found[1]


START = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
from visprop.cli.main import main

def stay(*_):
    QApplication.processEvents()
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    window.grab()
    print(*(name for name in sys.modules if name.startswith("visprop.")))
    window.close_at_once()
    return 0

QApplication.exec = stay
main(["xor"])
"""


def test_the_first_frame_loads_no_more_than_it_shows(tmp_path):
    homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(tmp_path))
    env = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True, env=env)
    loaded = set(done.stdout.split())
    assert "visprop.figures.network.picture" in loaded
    late = {
        "figures.cost_drawing",
        "qt.panels.landscape_panel",
        "qt.panels.scenario_panel",
        "qt.panels.data_panel",
        "qt.dialogs.export_form",
    }
    assert not loaded & {f"visprop.{name}" for name in late}
    assert len(loaded) <= 520
