"""The monitor's further curves in the window: chosen in its menu, linked, followed while it runs, exact when it stands still."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtWidgets import QApplication, QMenu

from tests.qt.settling import settle
from tests.qt.window.test_workbench import read
from visprop.engine.curvature import top_curvatures
from visprop.engine.key import Key
from visprop.figures.base.axes import Axes
from visprop.figures.base.style import FONT
from visprop.figures.choices import PlaneChoice, Span
from visprop.figures.plots.monitor import LINE_WIDTH
from visprop.figures.plots.plot_options import LandscapeOptions, MonitorOptions, SliceOptions
from visprop.qt.panels.curves_button import CurvesButton
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.speeds import SPEEDS
from visprop.timeline.gauges import GAUGES
from visprop.timeline.position import Position


@pytest.fixture
def panel(qtbot, bench, session):
    session.open(Run(open_scenario("edge")), None)
    session.playback.go(Position(60))
    bench.docks.bring_up("history")
    found = bench.docks.panels["history"]
    qtbot.waitUntil(lambda: found.plot is not None and len(found._lines) > 0, timeout=60_000)
    return found


def choose(panel, words):
    """A click on an entry of the button's menu."""
    button = panel.findChild(CurvesButton)
    button.fill()
    next(action for action in button.menu().actions() if action.text() == words).trigger()


def drawn(panel, name):
    """Updates and values of the first line of a diagram; none while it is not there."""
    plot = panel._gauges.plots.get(name)
    curves = [] if plot is None else plot.listDataItems()
    return (curves[0].xData, curves[0].yData) if curves and curves[0].xData is not None else (np.empty(0), np.empty(0))


def test_curves_are_chosen_in_a_menu_and_stand_over_the_same_updates(qtbot, panel, session):
    session.selection.watch(Key.parse("w2[1,1]"))
    choose(panel, "w2[1,1]")
    choose(panel, GAUGES["curvature"].words)
    choose(panel, GAUGES["gradient"].words)
    assert session.options[MonitorOptions.curves] == ("gradient", "curvature", "w2[1,1]")
    qtbot.waitUntil(lambda: len(drawn(panel, "curvature")[0]) == 61, timeout=60_000)
    assert list(panel._gauges.plots) == ["gradient", "curvature", "w2[1,1]"]
    p = session.playback.frame.p
    assert drawn(panel, "curvature")[1][-1] == top_curvatures(session.scenario.objective, p)[0][0]
    assert drawn(panel, "w2[1,1]")[1][-1] == p[session.scenario.network.single("w2[1,1]")]
    # All of the run is still followed, and zooming into one zooms into all.
    assert session.options[MonitorOptions.ranges] is None
    panel.plot.setXRange(10, 40, padding=0)
    settle()
    for plot in panel._gauges.plots.values():
        np.testing.assert_allclose(plot.viewRange()[0], panel.plot.viewRange()[0], atol=1e-6)
    choose(panel, "w2[1,1]")
    qtbot.waitUntil(lambda: list(panel._gauges.plots) == ["gradient", "curvature"], timeout=60_000)
    assert panel._lines_of_now.keys() == set(panel._plots)


def test_the_values_of_further_curves_are_told_under_the_pointer(qtbot, panel, session):
    choose(panel, GAUGES["curvature"].words)
    qtbot.waitUntil(lambda: len(drawn(panel, "curvature")[0]) == 61, timeout=60_000)
    settle()
    assert read(panel.legend) == ["— φ"]
    box = panel._gauges.plots["curvature"].getViewBox()
    panel.layout_widget.scene().sigMouseMoved.emit(box.mapViewToScene(QPointF(40.0, sum(box.viewRange()[1]) / 2)))
    p = session.runs.present.timeline.parameters(40)
    largest = top_curvatures(session.scenario.objective, p)[0][0]
    assert read(panel.legend)[2:] == [f"— λ_max ≈ {largest:.4g}", "- - 2/η ≈ 6.667"]


def test_at_speed_the_curvature_is_followed_and_exact_when_it_stands_still(qtbot, panel, session):
    choose(panel, GAUGES["curvature"].words)
    session.playback.set_speed(len(SPEEDS) - 1)
    session.playback.run()
    # A busy machine may not come to the monitor while it runs.
    qtbot.waitUntil(lambda: panel.refresh() is None and len(session.history._gauging._about) > 0, timeout=60_000)
    session.playback.pause()
    update = session.playback.frame.done
    qtbot.waitUntil(lambda: session.history._gauging._found["curvature"].get(update) is not None, timeout=60_000)
    qtbot.waitUntil(lambda: drawn(panel, "curvature")[0][-1:] == update, timeout=60_000)
    p = session.playback.frame.p
    assert drawn(panel, "curvature")[1][-1] == top_curvatures(session.scenario.objective, p)[0][0]


def test_the_menu_of_curves_may_be_opened_as_often_as_one_likes(panel):
    button = panel.findChild(CurvesButton)
    counts = []
    for _ in range(4):
        button.fill()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        counts.append(len(button.menu().findChildren(QMenu)))
    assert len(set(counts)) == 1


def test_an_export_has_the_curves_that_are_chosen(panel, session):
    choose(panel, GAUGES["curvature"].words)
    moment = session.moment()
    assert moment.curves == ("curvature",)
    assert "curvature" in moment.at_once().history.gauges


def test_another_network_has_no_curves_of_the_one_before(panel, session):
    choose(panel, GAUGES["layers"].words)
    session.open(Run(open_scenario("circle")), None)
    assert session.options[MonitorOptions.curves] == ()


def test_the_landscape_is_spanned_by_the_largest_curvatures(qtbot, bench, session):
    session.open(Run(open_scenario("edge")), None)
    bench.docks.bring_up("landscape")
    session.choose(LandscapeOptions.plane, PlaneChoice(Span.CURVATURE))
    view = bench.views["landscape"]
    qtbot.waitUntil(lambda: view.landscape is not None and "curvature" in view.landscape.basis.words[0], timeout=60_000)
    _, (first, second) = top_curvatures(session.scenario.objective, session.scenario.p0, 2)
    np.testing.assert_array_equal(view.landscape.basis.u, first)
    np.testing.assert_array_equal(view.landscape.basis.v, second)


def test_the_slice_tells_how_it_bends(qtbot, bench, session):
    session.open(Run(open_scenario("edge")), None)
    bench.docks.bring_up("slice")
    session.choose(SliceOptions.curvature, True)

    def told():
        figure = bench.views["slice"].figure
        labels = [] if figure is None else [getattr(shape, "runs", ()) for shape in figure.shapes]
        return any("edge 2/" in run.text for runs in labels for run in runs)

    qtbot.waitUntil(told, timeout=60_000)


def test_a_layer_s_spread_is_chosen_in_a_menu_of_its_own_and_filled_between_its_bounds(qtbot, panel, session):
    button = panel.findChild(CurvesButton)
    button.fill()
    menus = {action.text(): action.menu() for action in button.menu().actions() if action.menu() is not None}
    next(action for action in menus["Spread of weights of layer …"].actions() if action.text() == "layer 1").trigger()
    assert session.options[MonitorOptions.curves] == ("w1",)
    qtbot.waitUntil(lambda: len(drawn(panel, "w1")[0]) == 61, timeout=60_000)
    curves = panel._gauges.plots["w1"].listDataItems()
    weights = session.scenario.network.layers(session.playback.frame.p)[0][0]
    np.testing.assert_allclose([curve.yData[-1] for curve in curves], np.quantile(weights, np.linspace(0.0, 1.0, 11)))
    assert len(panel._gauges._bands) == 5


def test_the_monitor_has_the_letters_ticks_and_lines_of_figures(qtbot, panel, session):
    theme, axis = session.options.theme, panel.plot.getAxis("left")
    assert axis.style["tickFont"].family() == FONT
    low, high = panel.plot.viewRange()[1]
    (_, found), *others = axis.tickValues(low, high, 200.0)
    assert not others
    assert found == Axes(0.0, 0.0, 100.0, 200.0, (0.0, 1.0), (low, high)).y_ticks
    assert axis.tickStrings([-0.5, 0.0], 1.0, 0.5) == ["−0.5", "0"]
    pen = next(iter(panel._curves.values())).opts["pen"]
    assert (pen.widthF(), pen.color().getRgb()[:3]) == (LINE_WIDTH, theme.runs[0])
    session.choose(MonitorOptions.log_cost, True)
    settle()
    assert axis.tickStrings(axis.tickValues(-2.0, 1.0, 200.0)[0][1], 1.0, 1.0) == ["0.01", "0.1", "1", "10"]
