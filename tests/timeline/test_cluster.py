"""Swarms, landscapes and ∇²φ on a real cluster of two processes: the same bits, though one of them is killed midway."""

import gc
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from itertools import pairwise
from socket import socket
from time import sleep

import numpy as np
import pytest

from visprop.cli.main import main
from visprop.engine.hessian import hessian
from visprop.engine.landscape import Plane, objective_surface
from visprop.scenario.builtin import open_scenario
from visprop.timeline.cluster import ClusterError, done_on, joined
from visprop.timeline.swarm.flying import flown, fly_on
from visprop.timeline.swarm.plan import SwarmPlan, seeds_from
from visprop.timeline.swarm.swarm import Swarm
from visprop.timeline.tasks import Grid, hessian_on, surface_on

pytestmark = [
    # Dask's own threads and sockets end when they like.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:distributed"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PARTS = ("p", "phi", "updates", "curves", "paths")


@pytest.fixture(scope="module")
def client():
    with joined(None, 2) as client:
        client.wait_for_workers(2)
        yield client


@pytest.fixture
def uncollected():
    """As in the window, where Python looks for what nobody holds now and then only."""
    gc.disable()
    yield
    gc.enable()


def plan_of(name, updates, count, etas=(0.03, 0.1)):
    return SwarmPlan(open_scenario(name), updates, etas, seeds_from(0, count), 0.1)


def expect_the_same(found, wanted):
    for name in PARTS:
        assert getattr(found, name).tobytes() == getattr(wanted, name).tobytes()
    assert found.reasons == wanted.reasons


def test_on_two_processes_it_has_the_bits_of_one(client):
    plan = plan_of("spiral", 120, 13)
    *shares, swarm = fly_on(plan, client, 0.2)
    expect_the_same(swarm, flown(plan))
    assert shares[-1] == 1.0
    assert all(before <= after for before, after in pairwise(shares))


def test_a_piece_whose_worker_is_killed_is_done_again(client):
    plan = plan_of("spiral", 1200, 12)
    victim = next(iter(client.run(os.getpid).values()))
    is_killed, swarm = False, None
    for step in fly_on(plan, client, 0.05):
        if isinstance(step, Swarm):
            swarm = step
        elif not is_killed and step > 0.0:
            assert step < 1.0, "all was done before it could be killed"
            os.kill(victim, signal.SIGKILL)
            is_killed = True
    assert is_killed
    assert victim not in client.run(os.getpid).values()
    expect_the_same(swarm, flown(plan))


def test_what_is_given_up_is_cancelled(client, uncollected):
    steps = fly_on(plan_of("spiral", 3000, 32), client, 0.05)
    assert next(steps) < 1.0
    assert client.futures
    steps.close()
    while client.futures:
        sleep(0.05)
    assert client.submit(sum, (1, 2)).result() == 3


def test_what_all_pieces_need_is_sent_once(client):
    class Counted:
        packed = 0

        def __reduce__(self):
            Counted.packed += 1
            return int, (7,)

    found = [pair for done in done_on(client, lambda given, piece: given * piece, Counted(), range(40), 0.2) for pair in done]
    assert sorted(found) == [(piece, 7 * piece) for piece in range(40)]
    assert Counted.packed <= 2, "of 40 pieces"


def test_a_piece_that_ends_every_worker_is_given_up_in_words(client):
    steps = done_on(client, lambda given, piece: os._exit(given), 1, [0], 0.2)
    with pytest.raises(ClusterError, match=r"^the cluster gave it up: 4 workers ended while .* is their memory too small\?$"):
        list(steps)
    client.wait_for_workers(2)
    assert client.submit(sum, (1, 2)).result() == 3


@contextmanager
def on_their_own():
    """A scheduler and a worker, each a process of its own: the scheduler's, and its address."""
    address = f"tcp://127.0.0.1:{free_port()}"
    scheduler = dask_process("scheduler", "--host", address)
    worker = dask_process("worker", address, "--no-nanny")
    with scheduler, worker:
        try:
            yield scheduler, address
        finally:
            worker.kill()
            scheduler.kill()


def dask_process(what, *options):
    command = (sys.executable, "-m", f"distributed.cli.dask_{what}", *options, "--no-dashboard")
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def free_port():
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def test_a_scheduler_that_is_lost_midway_is_told_in_words(capfd):
    with on_their_own() as (scheduler, address), joined(address, None) as client:
        client.wait_for_workers(1)
        steps = done_on(client, lambda given, piece: sleep(given), 0.2, range(40), 0.1)
        next(steps)
        scheduler.kill()
        with pytest.raises(ClusterError, match=r"^the Dask scheduler was lost, and with it what its workers did$"):
            list(steps)
    assert "Traceback" not in capfd.readouterr().err


def test_a_large_landscape_in_tiles_has_the_bits_of_one_machine_and_the_costs_at_its_points(client):
    scenario = open_scenario("xor")
    objective, p = scenario.objective, scenario.p0
    grid = Grid(objective, Plane.of_parameters(p, 3, 7), np.linspace(-2.0, 3.0, 1300), np.linspace(-1.0, 1.0, 801))
    *shares, found = surface_on(client, grid, 0.2)
    assert len(set(shares)) > 3
    assert found.tobytes() == objective_surface(*grid).tobytes()
    for i, j in ((0, 0), (777, 123), (1299, 800)):
        there = p.copy()
        there[3] += grid.alpha[i]
        there[7] += grid.beta[j]
        assert found[j, i] == pytest.approx(objective.value(there), rel=1e-12)


def test_a_hessian_in_pieces_has_the_bits_of_one_machine(client):
    scenario = open_scenario("digits")
    *shares, found = hessian_on(client, scenario.objective, scenario.p0, 0.2)
    assert len(set(shares)) > 1
    assert found.tobytes() == hessian(scenario.objective, scenario.p0).tobytes()


def test_a_landscape_that_is_given_up_is_cancelled(client, uncollected):
    scenario = open_scenario("spiral")
    axis = np.linspace(-1.0, 1.0, 1200)
    steps = surface_on(client, Grid(scenario.objective, Plane.of_parameters(scenario.p0, 3, 40), axis, axis), 0.05)
    assert next(step for step in steps if step > 0.0) < 1.0
    steps.close()
    while client.futures:
        sleep(0.05)


def test_commands_draw_and_write_the_same_by_tasks(client, tmp_path, capsys):
    for name, where in (("here", []), ("there", ["--dask", client.scheduler.address])):
        picture, matrix = tmp_path / f"{name}.svg", tmp_path / f"{name}.npy"
        assert main(["export", "xor", "--view", "landscape", "--grid", "1050", "-o", str(picture), *where]) == 0
        assert main(["trace", "shared-bias", "--hessian", str(matrix), *where]) == 0
    assert (tmp_path / "here.svg").read_bytes() == (tmp_path / "there.svg").read_bytes()
    here, there = (np.load(tmp_path / f"{name}.npy") for name in ("here", "there"))
    assert here.tobytes() == there.tobytes()
    told = json.loads(capsys.readouterr().out.split("\n}\n")[0] + "}")
    assert len(told["hessian_names"]) == len(here) == open_scenario("shared-bias").freedom.count


def test_where_nobody_answers_it_says_so(capsys):
    with pytest.raises(ClusterError, match=r"no Dask scheduler answers at nonsense://"), joined("nonsense://", None):
        pass
    assert main(["swarm", "xor", "--dask", "nonsense://"]) == 2
    assert capsys.readouterr().err == "visprop: no Dask scheduler answers at nonsense://\n"


def test_the_command_joins_a_scheduler(client, capsys):
    outputs = []
    for where in ([], ["--dask", client.scheduler.address]):
        assert main(["swarm", "xor", "--runs", "9", "--updates", "40", "--csv", *where]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert outputs[0].startswith("run,eta,seed,updates,phi,reached,why\n1,2.0,0,40,")
