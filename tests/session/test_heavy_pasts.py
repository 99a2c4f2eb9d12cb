"""What is told of a heavy training's past comes, however much is asked for, and is what is computed at once."""

import json
import threading

import numpy as np
import pytest

from tests.timeline.failing import FAILING
from tests.usual import usual
from visprop.cli.main import main
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document, save
from visprop.scenario.run import Run
from visprop.session.background import Background
from visprop.session.session import Session
from visprop.timeline.gauges import gauge_of
from visprop.timeline.history import History
from visprop.timeline.samples import PER_OCTAVE, grid_updates
from visprop.timeline.timeline import Timeline


@pytest.fixture
def background():
    made = Background()
    yield made
    made.close()


def until(condition, background):
    """Ask again, as a window does whenever something is there, until something holds."""
    for _ in range(2000):
        if condition():
            return
        threading.Event().wait(0.005)
    raise AssertionError(f"it did not come about; {background.waiting} are computed")


def test_of_many_gauges_on_a_heavy_network_each_sample_comes(background):
    run = Run(open_scenario("digits"))
    timeline = Timeline(run, work=background)
    timeline.advance(6, float("inf"))
    history, exact = History(timeline), History(Timeline(run))
    names = ["gradient", "layers", "d1", "d2", "curvature"]

    def all_there():
        found = [history.gauged(gauge_of(name), 6).updates for name in names]
        measured = [history.measures(6).updates, history.costs(6).updates]
        return all(updates == list(range(7)) for updates in (*found, *measured))

    until(all_there, background)
    for name in names:
        np.testing.assert_array_equal(history.gauged(gauge_of(name), 6).values, exact.gauged(gauge_of(name), 6).values)
    np.testing.assert_array_equal(history.measures(6).values, exact.measures(6).values)


def heavy(monkeypatch, scenario, update=0):
    """A session in which an update of a scenario is more than is done at once, begun after so many updates."""
    import visprop.session.background as background

    run = Run(scenario)
    if update:
        timeline = Timeline(run)
        run = timeline.run_at(timeline.frame(timeline.walk.update_end(update)))
    monkeypatch.setattr(background, "LIMIT", 100.0)
    return Session(run)


def arrived(session):
    """Whether a jump has come to its end, after a tick more."""
    session.playback.tick(0.0)
    return session.playback.seeking is None


def test_a_heavy_run_that_begins_between_two_updates_that_are_kept_has_its_curves(monkeypatch):
    """Begun after 1,003 updates: none that is kept has a number of the usual grid there."""
    session = heavy(monkeypatch, open_scenario("xor"), 1003)
    timeline, history = session.playback.experiment, session.history
    session.playback.go(timeline.walk.update_end(1043))
    until(lambda: arrived(session), session.background)
    wanted = [1003, 1011, 1019, 1027, 1035, 1043]
    gauge = gauge_of("gradient")
    until(lambda: history.gauged(gauge, 1043, 0.0).updates == wanted, session.background)
    until(lambda: history.measures(1043, 0.0).updates == wanted, session.background)
    assert history.gauged(gauge, 1043).values[2] == pytest.approx(
        np.linalg.norm(session.scenario.objective.slope(timeline.parameters(1019)))
    )
    session.background.close()


@pytest.mark.parametrize("first", [0, 5, 1003])
@pytest.mark.parametrize("spacing", [1, 8, 64])
def test_a_grid_of_updates_that_are_kept_is_of_these_alone(first, spacing):
    found = grid_updates(first + 10_000, first, PER_OCTAVE, spacing)
    assert (found[0], found[-1]) == (first, first + 10_000)
    assert found == sorted(set(found))
    assert spacing == 1 or all((k - first) % spacing == 0 for k in found[:-1])
    assert len(found) > 100
    assert set(found[:-1]) <= set(grid_updates(first + 30_000, first, PER_OCTAVE, spacing))


@pytest.mark.parametrize("update", usual([10, 100], [100]))
@pytest.mark.parametrize("name", FAILING)
def test_the_doctor_finds_the_same_in_a_window_and_on_the_command_line(name, update, monkeypatch, tmp_path, capsys):
    session = heavy(monkeypatch, FAILING[name])
    session.playback.go(session.playback.experiment.walk.update_end(update))
    until(lambda: arrived(session), session.background)
    save(Document(Run(FAILING[name])), tmp_path / "ill.visprop")
    main(["doctor", str(tmp_path / "ill.visprop"), "--at", str(update), "--json"])
    expected = [one["told"] for one in json.loads(capsys.readouterr().out)["findings"]]
    assert expected or update > 10
    until(lambda: [one.told for one in session.doctor.findings(0.0)[0]] == expected, session.background)
    session.background.close()
