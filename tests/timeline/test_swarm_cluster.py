"""A swarm on a real cluster of two processes: the same bits, though one of them is killed midway."""

import os
import signal
from itertools import pairwise
from time import sleep

import pytest

from visprop.cli.main import main
from visprop.scenario.builtin import open_scenario
from visprop.timeline.swarm.cluster import NoCluster, fly_on, joined
from visprop.timeline.swarm.flying import flown
from visprop.timeline.swarm.plan import SwarmPlan, seeds_from
from visprop.timeline.swarm.swarm import Swarm

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


def test_what_is_given_up_is_cancelled(client):
    steps = fly_on(plan_of("spiral", 3000, 32), client, 0.05)
    assert next(steps) < 1.0
    assert client.futures
    steps.close()
    while client.futures:
        sleep(0.05)
    assert client.submit(sum, (1, 2)).result() == 3


def test_where_nobody_answers_it_says_so(capsys):
    with pytest.raises(NoCluster, match=r"no Dask scheduler answers at nonsense://"), joined("nonsense://", None):
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
