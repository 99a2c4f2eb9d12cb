"""At the edges of what there is: few free parameters, and trainings that end in numbers that float64 cannot hold."""

from dataclasses import replace

import pytest

from tests.figures.measuring import texts
from tests.qt.settling import settle
from tests.usual import usual
from visprop.cli.main import main
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document, save
from visprop.scenario.run import Run
from visprop.timeline.position import Unit


def with_free(count, name="neuron"):
    """A built-in scenario all but so many of whose parameters are frozen."""
    scenario = open_scenario(name)
    return replace(scenario, frozen=tuple(scenario.network.names[count:]))


@pytest.mark.parametrize("count", [0, 2])
@pytest.mark.parametrize("name", usual(["neuron", "xor", "linear"], ["xor"]))
def test_few_free_parameters_open_step_and_draw_everywhere(qtbot, window, session, tmp_path, name, count):
    session.playback.set_reduce_motion(True)
    path = tmp_path / "few.visprop"
    save(Document(Run(with_free(count, name))), path)
    for workspace in ("descend", "step", "data"):
        session.window.choose(workspace)
        assert window.documents.open_path(path)
        settle()
        session.playback.step(Unit.UPDATE)
        settle()
        for view in ("landscape", "slice"):
            figure = window.views[view].finished((500.0, 400.0))
            assert figure.shapes
        # What is chosen of the plane does not come back to raise.
        window.landscape.refresh()
        window.landscape.view.zoom_in()
        settle()
    told = " ".join(texts(window.views["landscape"].finished((500.0, 400.0))))
    assert ("all parameters are frozen" in told) is (count == 0)
    assert ("tangent" in told) is (count == 1)


@pytest.mark.parametrize("count", [0, 1])
@pytest.mark.parametrize("view", ["landscape", "landscape3d", "slice"])
def test_few_free_parameters_are_exported_or_it_is_said_that_there_is_no_landscape(tmp_path, capsys, count, view):
    path = tmp_path / "few.visprop"
    save(Document(Run(with_free(count))), path)
    has_picture = count > 0 or view == "slice"
    assert main(["export", str(path), "--view", view, "--at", "1", "-o", str(tmp_path / "a.svg")]) == (0 if has_picture else 2)
    assert (tmp_path / "a.svg").exists() is has_picture
    assert ("all parameters are frozen" in capsys.readouterr().err) is not has_picture


def about_to_overflow(name, eta):
    scenario = open_scenario(name)
    network = replace(scenario.network, activations=("identity",) * scenario.network.depth)
    return Run(replace(scenario, network=network, training=replace(scenario.training, eta=eta)))


@pytest.mark.parametrize("eta", [1e307, 1e150])
@pytest.mark.parametrize("name", usual(["linear", "gauss", "sine"], ["linear"]))
def test_what_is_asked_where_a_training_overflows_is_told_not_raised(qtbot, window, session, name, eta):
    """Each exception in a slot fails the test."""
    session.playback.set_reduce_motion(True)
    told = []
    session.changes.listen(told.append)
    session.open(about_to_overflow(name, eta), None)
    settle()
    for unit in (Unit.EXAMPLE, Unit.EXAMPLE, Unit.UPDATE, Unit.UPDATE, Unit.EXAMPLE):
        session.playback.step(unit)
        settle()
        for action in ("be_algorithm", "check", "descent", "why", "terms", "partials"):
            window.actions_[action].trigger()
            settle()
        window.adapter.leave()
    assert any("overflowed" in text for text in told)


def test_the_command_line_checks_what_has_no_next_update(tmp_path, capsys):
    path = tmp_path / "over.visprop"
    save(Document(about_to_overflow("linear", 1e307)), path)
    # The last update there is.
    for at in range(4):
        status = main(["check", str(path), "--at", str(at)])
        told = capsys.readouterr()
        if "there is no next update" in told.out:
            assert status == 1
            assert "largest relative error" in told.out
            return
    raise AssertionError("no update overflowed")
