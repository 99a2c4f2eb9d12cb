"""Output and bent space in the real window: inputs and examples tried by hand and by keys, pictures chosen, the space bent."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.qt.settling import on_workbench, settle
from visprop.engine.key import Key
from visprop.figures.bent_work import stage_of
from visprop.figures.choices import Held, Shown
from visprop.figures.moment import ViewOptions
from visprop.figures.plots.output_picture import output_axes
from visprop.figures.plots.plot_options import BentOptions, LandscapeOptions, OutputOptions
from visprop.notation.expression.numbers import equal_to
from visprop.qt.panels.bent_panel import BentPanel
from visprop.qt.panels.output_panel import OutputPanel
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.speeds import SPEEDS
from visprop.timeline.position import Position

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window, session, name, view):
    session.playback.set_reduce_motion(True)
    session.open(Run(open_scenario(name)), None)
    settle()
    window.docks.bring_up(view)
    settle()
    return window.views[view]


def wait_for(qtbot, view):
    qtbot.waitUntil(
        lambda: view.figure is not None and (view.figure.plot is not None or bool(view.figure.targets)), timeout=60_000
    )


@pytest.fixture
def output(qtbot, window, session):
    found = opened(window, session, "xor", "output")
    wait_for(qtbot, found)
    return found


def place(view, x, y):
    axes = output_axes((view.figure.width, view.figure.height), view._outputs)
    return view.to_widget(*axes.to_page(np.array([x]), np.array([y]))[0].tolist()).toPoint()


def click(view, at, held=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, held, at)
    settle()


def test_a_click_in_the_map_tries_that_input_and_the_network_shows_its_pass(window, session, output):
    session.playback.go(session.playback.experiment.walk.update_end(50))
    settle()
    p = session.playback.frame.p
    click(output, place(output, 0.3, 0.8))
    shown = session.playback.shown
    np.testing.assert_allclose(shown.x, [0.3, 0.8], atol=0.02)
    (w1, b1), (w2, b2) = session.scenario.network.layers(p)
    hidden = np.tanh(w1 @ shown.x + b1)
    np.testing.assert_allclose(shown.a(1), hidden)
    np.testing.assert_allclose(shown.a(2), 1 / (1 + np.exp(-(w2 @ hidden + b2))))
    assert "is tried out" in session.moment().note
    # Nothing was changed: no edit, the same p, the same position; a step ends it.
    assert not session.edits.undo_text
    assert session.playback.frame.p is p
    assert session.playback.position == session.playback.experiment.walk.update_end(50)
    QTest.keyClick(window, Qt.Key.Key_Right)
    settle()
    assert session.playback.shown is session.playback.frame


def test_esc_ends_it(window, session, output):
    click(output, place(output, 0.3, 0.8))
    window.cancel()
    settle()
    assert session.playback.shown is session.playback.frame


def test_an_input_is_tried_by_keys_from_the_example_on(session, output):
    start = session.scenario.data.raw[0][session.playback.frame.row].copy()
    output.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(output, key, ALT | SHIFT)
        settle()
    reach = [float(np.ptp(values)) for values in (output._outputs.xs, output._outputs.ys)]
    np.testing.assert_allclose(session.playback.shown.x, start + np.array([0.04 * reach[0], 0.02 * reach[1]]))


def test_a_click_on_an_example_goes_to_it_in_the_update_that_takes_it(session, output):
    session.playback.go(session.playback.experiment.walk.update_end(3))
    settle()
    click(output, place(output, 1.0, 0.0))
    assert session.playback.position == Position(3, 3, 0)
    np.testing.assert_array_equal(session.playback.frame.x, [1.0, 0.0])


def test_an_example_that_the_update_does_not_take_is_tried_as_a_whole(qtbot, window, session):
    view = opened(window, session, "circle", "output")
    wait_for(qtbot, view)
    row = int(session.scenario.data.test_rows[0])
    p = session.playback.frame.p
    session.step_to_row(row)
    settle()
    shown = session.playback.shown
    np.testing.assert_array_equal(shown.x, session.scenario.data.x[row])
    assert shown.cost == pytest.approx(0.5 * float((shown.a(2) - session.scenario.data.y[row])[0]) ** 2)
    assert shown.delta(1) is not None
    assert "kept to test with" in session.moment().note
    assert session.playback.frame.p is p
    session.step_to_row(10**6)
    assert session.playback.shown is shown


def test_in_the_workbench_ctrl_and_a_click_try_it_and_a_click_sets_an_example(qtbot, window, session, output):
    on_workbench(session)
    window.docks.bring_up("output")
    settle()
    wait_for(qtbot, output)
    click(output, place(output, 0.3, 0.6), CTRL)
    assert len(session.scenario.data) == 4
    np.testing.assert_allclose(session.playback.shown.x, [0.3, 0.6], atol=0.02)
    click(output, place(output, 0.3, 0.6))
    assert len(session.scenario.data) == 5


def test_what_is_told_at_a_place_and_at_a_row(session, output):
    told = output.hint(*output.to_figure(place(output, 0.3, 0.8).toPointF()), None)
    x = output._input_at(place(output, 0.3, 0.8).toPointF())
    value = session.scenario.network.forward(session.playback.frame.p, x)[0]
    assert f"a1 ≈ {value:.4g}".replace("-", "−") in told
    assert "Click to try this input" in told
    row = output.hint(0.0, 0.0, Key("row", 2))
    assert row.startswith("example 2, trained with")
    assert "told: " in row
    assert "c " in row


def test_a_hidden_neuron_that_is_selected_shows_its_own_map(session, output):
    def title():
        return " ".join("".join(run.text for run in shape.runs) for shape in output.figure.shapes if hasattr(shape, "runs"))

    session.selection.select(Key.unit(1, 2))
    settle()
    assert "neuron 2 of layer 1" in title()
    session.selection.select(None)
    settle()
    assert "classified" in title()


# The panels


def test_the_picture_is_chosen_and_what_does_not_fit_cannot_be(qtbot, window, session):
    opened(window, session, "iris", "output")
    panel = window.docks.panel("output", OutputPanel)
    shown = {panel.shows.itemData(i): panel.shows.model().item(i).isEnabled() for i in range(panel.shows.count())}
    assert shown == {
        Shown.AUTOMATIC: True,
        Shown.MAP: True,
        Shown.CONFUSION: True,
        Shown.PREDICTED: False,
        Shown.WORST: True,
        Shown.CODES: False,
    }  # fmt: skip
    assert not panel.across.isVisible()
    panel.shows.setCurrentIndex(panel.shows.findData(Shown.MAP))
    panel.shows.activated.emit(panel.shows.currentIndex())
    settle()
    assert session.options.of(OutputOptions).shows is Shown.MAP
    assert panel.across.isVisible()
    assert panel.held.isVisible()
    assert [panel.across.itemText(i) for i in range(4)] == ["sepal length", "sepal width", "petal length", "petal width"]
    panel.across.setCurrentIndex(2)
    panel.across.activated.emit(2)
    settle()
    assert session.options.of(OutputOptions).inputs == (3, 2)
    # The same for both is none: the other list takes what this one had.
    panel.up.setCurrentIndex(2)
    panel.up.activated.emit(2)
    settle()
    assert session.options.of(OutputOptions).inputs == (2, 3)
    window.actions_["row"].setChecked(True)
    settle()
    assert session.options.of(OutputOptions).held is Held.ROW
    assert panel.held.currentData() is Held.ROW
    # Another network has other inputs.
    session.open(Run(open_scenario("layers")), None)
    settle()
    assert session.options.of(OutputOptions).inputs is None


def test_the_space_is_bent_by_the_slider_by_itself_and_with_the_lines(qtbot, window, session):
    opened(window, session, "spiral", "hidden")
    panel = window.docks.panel("hidden", BentPanel)
    qtbot.waitUntil(lambda: panel.view.figure is not None, timeout=60_000)
    assert panel.slider.maximum() == 80
    assert panel.slider.value() == 0
    QTest.keyClick(window, Qt.Key.Key_Right)
    settle()
    assert panel.slider.value() == 40
    panel.slider.setValue(50)
    settle()
    assert session.options.of(BentOptions).stage == 1.25
    assert panel.follow.isEnabled()
    panel.follow.click()
    settle()
    assert session.options.of(BentOptions).stage is None
    # With reduced motion at once; else as a film from the inputs on.
    panel.play.click()
    settle()
    assert session.options.of(BentOptions).stage == 2.0
    session.playback.set_reduce_motion(False)
    panel.play.click()
    assert session.options.of(BentOptions).stage == 0.0
    assert panel.slider.value() == 0
    qtbot.waitUntil(lambda: session.options.of(BentOptions).stage == 2.0, timeout=60_000)
    assert not panel._film.isActive()


def test_the_slider_stands_at_the_stage_of_the_picture_whatever_has_moved_it(qtbot, window, session):
    opened(window, session, "spiral", "hidden")
    panel = window.docks.panel("hidden", BentPanel)
    qtbot.waitUntil(lambda: panel.view.figure is not None, timeout=60_000)

    def expect_the_picture_s():
        settle()
        wanted = round(40 * stage_of(session.moment(), session.options))
        qtbot.waitUntil(lambda: panel.slider.value() == wanted, timeout=60_000)
        return wanted

    assert expect_the_picture_s() == 0
    session.playback.set_speed(len(SPEEDS) - 1)
    session.playback.run()
    # At speed the rows are seen where they come to.
    qtbot.waitUntil(lambda: panel.slider.value() == 80, timeout=60_000)
    session.playback.pause()
    expect_the_picture_s()
    session.playback.go(Position(2, 1, 1))
    assert expect_the_picture_s() == 40
    session.try_input(np.array([0.3, -0.2]))
    expect_the_picture_s()
    session.playback.end_trial()
    assert expect_the_picture_s() == 40


def test_a_row_is_told_in_the_digits_that_are_chosen(qtbot, window, session):
    view = opened(window, session, "circle", "output")
    wait_for(qtbot, view)
    value = float(session.scenario.data.raw[0][2, 0])
    for digits in (3, 6):
        session.choose(ViewOptions.digits, digits)
        assert f"x1 {equal_to(value, digits)}" in view.hint(0.0, 0.0, Key("row", 3)).splitlines()


def test_a_cube_is_turned_by_hand_and_by_keys_and_a_plane_is_not(qtbot, window, session):
    view = opened(window, session, "autocoding", "hidden")
    wait_for(qtbot, view)
    before = session.options[LandscapeOptions.camera]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    QTest.mouseMove(view, QPoint(100, 80))
    QTest.mouseMove(view, QPoint(120, 90))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(120, 90))
    settle()
    turned = session.options[LandscapeOptions.camera]
    assert turned.azimuth != before.azimuth
    QTest.keyClick(view, Qt.Key.Key_Left, ALT)
    settle()
    assert session.options[LandscapeOptions.camera].azimuth == pytest.approx(turned.azimuth + 5.0)
    view = opened(window, session, "xor", "hidden")
    QTest.keyClick(view, Qt.Key.Key_Left, ALT)
    settle()
    assert session.options[LandscapeOptions.camera].azimuth == pytest.approx(turned.azimuth + 5.0)


def test_a_network_without_a_hidden_layer_has_no_slider(qtbot, window, session):
    opened(window, session, "neuron", "hidden")
    panel = window.docks.panel("hidden", BentPanel)
    assert not panel.slider.isVisible()


def test_a_click_on_a_row_of_the_bent_space_goes_to_it(qtbot, window, session):
    view = opened(window, session, "xor", "hidden")
    wait_for(qtbot, view)
    at = view.to_widget(*view.figure.middle_of(Key("row", 3))).toPoint()
    click(view, at)
    assert session.playback.position == Position(0, 3, 0)
    assert "Click to step through it" in view.hint(0.0, 0.0, Key("row", 3))
    # A click on the paper, or on what is no row, leads nowhere.
    corner = view.rect().bottomRight()
    assert view.key_at(corner.toPointF()) is None
    click(view, corner)
    view.clicked.emit(Key.parse("a1[1]"))
    assert session.playback.position == Position(0, 3, 0)


# The data table


def test_the_table_tells_class_and_cost_of_each_row(qtbot, window, session):
    opened(window, session, "iris", "output")
    on_workbench(session)
    rows = window.docks.panels["data"].table.rows
    qtbot.waitUntil(lambda: rows.has_predictions, timeout=60_000)
    headings = [rows.heading(column) for column in range(rows.columnCount())]
    assert headings[-3:] == ["class", "told class", "cost c"]
    a = session.scenario.network.forward(session.playback.frame.p, session.scenario.data.x)
    for row in (0, 70, 149):
        assert rows.text(row, rows.columnCount() - 3) == ("setosa", "versicolor", "virginica")[row // 50]
        assert rows.text(row, rows.columnCount() - 2) == ("setosa", "versicolor", "virginica")[int(np.argmax(a[row]))]
        wanted = -np.log(a[row][int(np.argmax(session.scenario.data.y[row]))])
        assert rows.value(row, rows.columnCount() - 1) == pytest.approx(wanted)
    # Of a regression there is no class.
    session.open(Run(open_scenario("sine")), None)
    settle()
    assert [rows.heading(column) for column in range(rows.columnCount())][-2:] == ["output a1", "cost c"]
