"""The monitor in the window: each curve in the hue of its legend, ticks that are short, accuracies where there is room."""

import numpy as np
import pytest

from tests.qt.settling import settle
from visprop.figures.base.style import DARK
from visprop.figures.moment import ViewOptions
from visprop.figures.plots.monitor import DOT, hue_of
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.contender import ContenderSettings
from visprop.timeline.position import Position


def shown(qtbot, window, session, name, update):
    """The panel of a scenario's monitor, at rest."""
    session.open(Run(open_scenario(name)), None)
    session.playback.go(Position(update))
    window.docks.bring_up("history")
    panel = window.docks.panels["history"]
    qtbot.waitUntil(lambda: panel.plot is not None and len(panel._lines) > 0, timeout=60_000)
    settle()
    return panel


def rest(qtbot, panel):
    """Wait until nothing is to come any more."""
    qtbot.waitUntil(lambda: not panel._more.isActive(), timeout=60_000)
    settle()


def hues_by_values(panel, theme):
    """What there is of values and hues on the screen, and what there is to be: lines that begin together have equal values."""
    curves = [curve for plot in (panel.plot, panel.shares) for curve in plot.listDataItems()]
    drawn = [(curve.yData.tobytes(), curve.opts["pen"].color().getRgb()[:3]) for curve in curves]
    return sorted(drawn), sorted((line.values.tobytes(), tuple(hue_of(line, theme))) for line in panel._lines)


def test_every_curve_has_the_hue_of_its_line_after_any_change_of_lines_and_dress(qtbot, bench, session):
    panel = shown(qtbot, bench, session, "circle", 20)
    settings = [ContenderSettings("online", 1, eta, "gradient_descent") for eta in (0.01, 0.02, 0.04)]
    changes = [
        lambda: session.compare((settings[0],), False),
        lambda: session.compare((settings[1], settings[0]), False),
        lambda: session.compare((settings[2], settings[0]), False),
        lambda: session.choose(ViewOptions.theme, DARK),
        lambda: session.network_edits.new_weights(),
        lambda: session.playback.go(Position(10)),
        lambda: session.compare_run(session.runs.branches[0], True),
        lambda: session.compare((), False),
        lambda: session.choose(ViewOptions.theme, ViewOptions().theme),
    ]
    for change in changes:
        change()
        settle()
        rest(qtbot, panel)
        drawn, wanted = hues_by_values(panel, session.options.theme)
        assert drawn == wanted


@pytest.mark.parametrize("log", [False, True])
def test_one_sample_is_a_dot_between_short_numbers(qtbot, bench, session, log):
    from visprop.figures.plots.plot_options import MonitorOptions

    panel = shown(qtbot, bench, session, "edge", 0)
    session.choose(MonitorOptions.log_cost, log)
    rest(qtbot, panel)
    axis, (low, high) = panel.plot.getAxis("left"), panel.plot.viewRange()[1]
    told = axis.tickStrings(axis.tickValues(low, high, 200.0)[0][1], 1.0, 1.0)
    assert len(told) >= 2
    assert max(map(len, told)) <= 6
    (curve,) = panel.plot.listDataItems()
    phi = session.scenario.objective.value(session.scenario.p0)
    assert (curve.opts["symbol"], curve.opts["symbolSize"]) == ("o", 2 * DOT)
    assert low < (np.log10(phi) if log else phi) < high
    session.playback.go(Position(5))
    rest(qtbot, panel)
    assert curve.opts["symbol"] is None


def test_accuracies_come_and_go_with_the_room_though_nothing_else_changes(qtbot, bench, session):
    panel = shown(qtbot, bench, session, "iris", 3)
    dock = bench.docks.docks["history"]
    dock.setFloating(True)
    for height, is_shown in ((560, True), (150, False), (480, True), (140, False)):
        dock.resize(520, height)
        qtbot.waitUntil(lambda is_shown=is_shown: panel.shares.isVisible() == is_shown, timeout=60_000)
        settle()
        axis = (panel.shares if is_shown else panel.plot).getAxis("bottom")
        assert axis.label.isVisible()
        # The name of the axis ends where the axis does.
        end = axis.label.x() + axis.label.boundingRect().width()
        assert end == pytest.approx(axis.size().width(), abs=1.0)


def test_before_the_first_update_it_says_so_instead_of_axes_without_a_curve(qtbot, bench, session):
    panel = shown(qtbot, bench, session, "xor", 0)
    qtbot.waitUntil(panel._empty.isVisible, timeout=60_000)
    assert "No curve yet" in panel._empty.text()
    assert not panel.layout_widget.isVisible()
    session.playback.go(Position(5))
    qtbot.waitUntil(panel.layout_widget.isVisible, timeout=60_000)
    assert not panel._empty.isVisible()
    session.playback.go(Position(0))
    qtbot.waitUntil(panel._empty.isVisible, timeout=60_000)
