"""`visprop doctor`: what goes wrong, for whoever has no window."""

import json

from tests.timeline.failing import FAILING
from visprop.cli.main import main
from visprop.scenario.files.document import Document, save
from visprop.scenario.run import Run


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
