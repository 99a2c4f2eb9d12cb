"""A training as a script: it runs by NumPy alone, and comes to visprop's numbers; what cannot be written is refused in words."""

import ast
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.codegen.variants import builtin_facts, covered, variant, variants
from visprop.cli.main import main
from visprop.codegen.activation_texts import TEXTS
from visprop.codegen.cells import Unwritable, as_notebook, as_script
from visprop.codegen.facts import Facts
from visprop.codegen.registry import FRAMEWORKS, code_file
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.costs import COSTS
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.rates import RATE_RULES
from visprop.engine.schedule import STRATEGIES
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run

XOR = open_scenario("xor")
VARIANTS = variants(range(60))
ALONE = """
import runpy, sys, warnings
assert not any(name.startswith("visprop") for name in sys.modules)
warnings.simplefilter("error")
for path in sys.argv[1:]:
    runpy.run_path(path)
"""


def executed(text):
    """What a script leaves behind."""
    found = {}
    exec(compile(text, "script", "exec"), found)
    return found


def script(facts, framework="numpy"):
    return code_file(framework, facts, Path("a.py"))


def test_the_script_of_each_built_in_scenario_runs_alone_and_comes_to_the_same_numbers(tmp_path):
    paths = []
    for name, facts in builtin_facts().items():
        text = script(facts)
        imported = [alias.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import) for alias in node.names]
        assert imported == ["numpy"], name
        paths.append(tmp_path / f"{name}.py")
        paths[-1].write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", "-c", ALONE, *paths], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = re.findall(r"^φ = (\S+), as in visprop; p differs by at most (\S+)$", done.stdout, re.MULTILINE)
    assert len(found) == len(builtin_names())
    assert max(float(apart) for _, apart in found) < 1e-13


def test_the_variants_have_everything_that_a_training_may_have():
    found = covered(VARIANTS)
    assert found == {
        "activations": set(ACTIVATIONS),
        "costs": set(COSTS),
        "optimisers": set(OPTIMISERS),
        "rates": set(RATE_RULES),
        "strategies": set(STRATEGIES),
        "others": {"tied", "frozen", "l1", "l2", "gone on"},
    }
    assert set(TEXTS) == set(ACTIVATIONS)


@pytest.mark.parametrize("name", VARIANTS)
def test_every_kind_of_training_comes_to_the_same_numbers(name, capsys):
    found = executed(script(VARIANTS[name]))
    np.testing.assert_allclose(found["p"], VARIANTS[name].p, rtol=1e-12, atol=1e-12)


def test_a_script_that_computes_something_else_fails(capsys):
    text = script(Facts(Run(XOR), 3))
    for right, wrong in (("η = 2.0", "η = 2.0000001"), ("v * (1 - a**2)", "v * (1 - a)"), ("φ_visprop = 0", "φ_visprop = 1")):
        assert right in text
        with pytest.raises(AssertionError, match="Not equal"):
            executed(text.replace(right, wrong))


def test_numbers_stand_in_it_exactly(capsys):
    scenario = open_scenario("iris")
    found = executed(script(Facts(Run(scenario), 1)))
    assert (found["X"] == scenario.train.x).all()
    assert (found["Y"] == scenario.train.y).all()
    text = script(Facts(Run(scenario), 1)).split("# Each epoch")[0]
    assert (executed(text)["p"] == scenario.p0).all()


def test_the_order_of_the_examples_is_that_of_the_seed(capsys):
    scenario = open_scenario("iris")
    rows_of = executed(script(Facts(Run(scenario), 1)))["rows_of"]
    # Beyond the 1024 epochs whose seeds are made at once.
    for update in (0, 1, 14, 15, 16, 15 * 1023, 15 * 1024 + 7, 15 * 3000 + 14):
        assert rows_of(update).tolist() == scenario.schedule.examples(update).tolist()


def test_it_reads_like_the_algorithm(two):
    """The lines have the numbers by which one steps through them, and say what the article says."""
    text = script(Facts(Run(two), 1))
    lines = re.findall(r"# line (\d+): (.*)\n\s+(.*)", text)
    assert [int(number) for number, _, _ in lines] == list(range(11))
    assert [code for _, _, code in lines][:2] == ["a0, y = X[row], Y[row]", "z1 = w1 @ a0 + b1"]
    assert lines[5][1:] == ("the cost", "c = C(y, z4, a4)")
    assert lines[7][1:] == ("backward, layer 3", "δ3 = logistic_back(z3, a3, w4.T @ δ4)")
    assert "Δ = -η * g\n    p = p + Δ" in text


def test_a_title_is_nothing_but_words(capsys):
    scenario = replace(XOR, title='"""\n\x0cimport os\r# \u2028raise\x00 `a` <b>')
    facts = Facts(Run(scenario), 1)
    executed(script(facts))
    notebook = json.loads(as_notebook(FRAMEWORKS["numpy"].cells(facts)))
    assert "\\<b\\>" in notebook["cells"][0]["source"]
    assert "\\`a\\`" in notebook["cells"][0]["source"]


def test_a_notebook_has_the_same_code(two):
    cells = FRAMEWORKS["numpy"].cells(Facts(Run(two), 2))
    notebook = json.loads(as_notebook(cells))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(set(names)) == len(names)
    code = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert "\n\n".join(code).split() == [
        word for line in as_script(cells).splitlines() if not line.startswith("# ") for word in line.split()
    ]


# What cannot be written


def words_of(facts, framework):
    with pytest.raises(Unwritable) as found:
        script(facts, framework)
    return str(found.value)


def test_what_has_no_text_is_refused_in_words(monkeypatch):
    monkeypatch.delitem(TEXTS, "tanh")
    for framework in ("numpy", "torch", "jax", "keras"):
        assert words_of(Facts(Run(XOR), 1), framework) == "the activation tanh has no text in Python"


REFUSED = {
    "logistic with half squared error": {},
    "move each weight|moves each weight": {"frozen": ("b1",), "last": "identity"},
    "no penalty λ₁": {"l1": 0.1, "last": "identity"},
    "the last one has fewer": {"l2": 0.1, "last": "identity", "strategy": "mini_batch", "batch_size": 3},
    "no Adam as here": {"optimiser": "adam", "last": "identity"},
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_scikit_learn_cannot_do_is_refused_in_words(words):
    about = dict(REFUSED[words])
    network = replace(XOR.network, activations=("tanh", about.pop("last", "logistic")))
    frozen = about.pop("frozen", ())
    scenario = replace(XOR, network=network, frozen=frozen, training=replace(XOR.training, **about))
    assert re.search(words, words_of(Facts(Run(scenario), 1), "sklearn"))


def test_what_rounding_alone_moves_is_refused(capsys):
    """At the edge of stability, where differences in the last bit are soon ones in the third."""
    edge = Run(open_scenario("edge"))
    executed(script(Facts(edge, 400)))
    with pytest.raises(Unwritable, match=r"rounding alone moves p by .*; ask for fewer than \d+ updates"):
        Facts(edge, 3000)


# On the command line


def test_the_command_writes_a_script_and_a_notebook(tmp_path, capsys):
    assert main(["code", "xor", "--updates", "3", "-o", str(tmp_path / "a.py")]) == 0
    executed((tmp_path / "a.py").read_text(encoding="utf-8"))
    assert "It makes 3 updates" in (tmp_path / "a.py").read_text(encoding="utf-8")
    assert main(["code", "xor", "--as", "notebook", "-o", str(tmp_path / "a.ipynb")]) == 0
    assert main(["code", "xor", "--as", "torch", "-o", str(tmp_path / "b.ipynb")]) == 0
    assert "import torch" in (tmp_path / "b.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words, told",
    [
        (["xor", "-o", "a.txt"], ".py or .ipynb"),
        (["xor", "--as", "notebook", "-o", "a.py"], "ends in .ipynb"),
        (["xor", "--as", "sklearn", "-o", "a.py"], "not logistic with half squared error"),
        (["xor", "--updates", "0", "-o", "a.py"], "from 1"),
        (["bench:slope", "-o", "a.py"], "about a network's run"),
    ],
)
def test_the_command_refuses_in_one_line(words, told, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["code", *words]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_same_seed_makes_the_same_variant():
    assert script(variant(4)) == script(variant(4))
