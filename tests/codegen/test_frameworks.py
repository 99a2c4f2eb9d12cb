"""Scripts for other frameworks run where these are installed, and come to visprop's numbers; notebooks are valid.

They run in the Python that FRAMEWORKS_PYTHON names, else in this one.
"""

import os
import subprocess
import sys
from contextlib import nullcontext, suppress
from dataclasses import replace

import pytest

from tests.codegen.variants import builtin_facts, variants
from visprop.codegen.cells import Unwritable
from visprop.codegen.facts import Facts
from visprop.codegen.registry import FRAMEWORKS, code_file
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run

PYTHON = os.environ.get("FRAMEWORKS_PYTHON", sys.executable)
EACH = """
import runpy, sys
for path in sys.argv[1:]:
    try:
        runpy.run_path(path)
    except BaseException as error:
        print("FAILED", path, type(error).__name__, error)
"""
NOTEBOOK = """
import sys, nbformat
for path in sys.argv[1:]:
    found = nbformat.read(path, as_version=4)
    nbformat.validate(found)
    exec("\\n".join(cell.source for cell in found.cells if cell.cell_type == "code"), {})
"""


def of_scikit_learn():
    """What its networks can do, of which the others have little."""
    sine, iris = open_scenario("sine"), open_scenario("iris")
    found = {}
    for name in ("momentum", "nesterov", "momentum_with_eta", "nesterov_with_eta"):
        training = replace(sine.training, optimiser=name, eta=0.02, l2=0.01)
        found[f"sine-{name}"] = Facts(Run(sine.with_training(training)), 30)
        found[f"iris-{name}"] = Facts(Run(iris.with_training(replace(iris.training, optimiser=name))), 30)
    for activation in ("relu", "logistic", "identity"):
        network = replace(iris.network, activations=(activation, "softmax"))
        found[f"iris-{activation}"] = Facts(Run(replace(iris, network=network)), 30)
    network = replace(iris.network, activations=("tanh", "logistic"))
    found["several classes at once"] = Facts(Run(replace(iris, network=network)), 30)
    network = replace(iris.network, activations=("tanh", "identity"), cost="half_squared_error")
    found["several outputs"] = Facts(Run(replace(iris, network=network)), 30)
    xor = open_scenario("xor")
    found["two classes"] = Facts(Run(replace(xor, network=replace(xor.network, cost="cross_entropy"))), 30)
    return found


@pytest.mark.frameworks
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_scripts_of_a_framework_come_to_the_same_numbers(framework, tmp_path):
    paths = []
    for name, facts in {**builtin_facts(), **variants(range(60)), **of_scikit_learn()}.items():
        path = tmp_path / f"{name.replace(' ', '-')}.py"
        # Only scikit-learn's networks are too few.
        with suppress(Unwritable) if framework == "sklearn" else nullcontext():
            path.write_text(code_file(framework, facts, path), encoding="utf-8")
            paths.append(path)
    done = subprocess.run([PYTHON, "-I", "-c", EACH, *paths], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("FAILED")] == []
    assert done.stdout.count("as in visprop") == len(paths) > 15


@pytest.mark.frameworks
def test_notebooks_are_valid_and_run(tmp_path):
    paths = []
    for framework in ("numpy", "torch", "sklearn"):
        paths.append(tmp_path / f"{framework}.ipynb")
        text = code_file(framework, Facts(Run(open_scenario("iris")), 5), paths[-1])
        paths[-1].write_text(text, encoding="utf-8")
    done = subprocess.run([PYTHON, "-I", "-c", NOTEBOOK, *paths], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("as in visprop") == 3
