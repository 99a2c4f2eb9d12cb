"""`visprop doctor`: what goes wrong, for whoever has no window."""

import json
from dataclasses import replace

from tests.timeline.failing import FAILING
from visprop.cli.main import main
from visprop.scenario.files.document import Document, save
from visprop.scenario.run import Run
from visprop.scenario.stop import Stop


def test_it_tells_where_by_which_number_and_what_to_try(capsys, tmp_path):
    save(Document(Run(FAILING["saturated"])), tmp_path / "ill.visprop")
    assert main(["doctor", str(tmp_path / "ill.visprop"), "--at", "10"]) == 1
    first, told = capsys.readouterr().out.splitlines()
    assert first == "at 10: 1 found"
    assert told.startswith("Layer 2 is saturated, since update 0: σ′ is below 0.001")
    assert told.endswith("Just before it: --at 0. To try: draw all weights anew, Xavier.")


def test_as_json(capsys, tmp_path):
    save(Document(Run(FAILING["diverging"])), tmp_path / "ill.visprop")
    assert main(["doctor", str(tmp_path / "ill.visprop"), "--at", "100000", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["name"], found["layer"], found["since"], found["before"]) == ("diverging", None, 1, "0")


def test_a_healthy_training_has_status_0(capsys):
    assert main(["doctor", "xor", "--at", "300"]) == 0
    assert capsys.readouterr().out == "at 300: nothing is found to go wrong\n"


def test_without_a_position_it_looks_at_the_end_of_the_scenarios_own_training(capsys, tmp_path):
    ill = FAILING["saturated"]
    save(Document(Run(ill.with_training(replace(ill.training, stop=Stop(updates=12))))), tmp_path / "ill.visprop")
    assert main(["doctor", str(tmp_path / "ill.visprop")]) == 1
    assert capsys.readouterr().out.startswith("at 12: 1 found\n")
    save(Document(Run(ill.with_training(replace(ill.training, stop=Stop(cost=1e-9))))), tmp_path / "endless.visprop")
    main(["doctor", str(tmp_path / "endless.visprop")])
    assert capsys.readouterr().out.startswith("at 0: ")
