"""CPU time of whole commands, fresh processes that take turns: beside `import numpy`, another checkout, and matplotlib.

`python -m tests.benchmarks.commands [--beside CHECKOUT] [--matplotlib PYTHON]`: a folder with an older build, and a Python that
has matplotlib, which draws a network of as many neurons, lines and numbers.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

COMMANDS = {
    "train": ("train", "xor", "--updates", "1"),
    "trace": ("trace", "xor"),
    "export": ("export", "xor", "--view", "network", "-o", "a.svg"),
}
NUMPY = "import os; os.environ['OPENBLAS_NUM_THREADS'] = '1'; import numpy"
MATPLOTLIB = """
import matplotlib
matplotlib.use("svg")
import matplotlib.pyplot as plt
figure, axes = plt.subplots(figsize=(8, 5))
sizes = (2, 2, 1)
for layer, n in enumerate(sizes):
    for j in range(n):
        y = j - n / 2
        axes.add_patch(plt.Circle((layer, y), 0.2, fill=False))
        axes.text(layer, y, "0.5933", ha="center")
        axes.text(layer, y - 0.1, "z = 0.35", ha="center")
        for k in range(sizes[layer - 1] if layer else 0):
            before = k - sizes[layer - 1] / 2
            axes.plot([layer - 1, layer], [before, y])
            axes.text(layer - 0.5, (before + y) / 2, "0.1234")
axes.axis("off")
figure.savefig("m.svg")
"""
ROUNDS = 9


class Case(NamedTuple):
    """A process: which Python, where its modules are, and its words."""

    python: str
    path: str
    words: tuple[str, ...]


def cpu(case: Case, folder: str) -> float:
    """The CPU time of a whole process in milliseconds."""
    env = {**os.environ, "PYTHONPATH": case.path, "OPENBLAS_NUM_THREADS": "1"}
    # An installed program is compiled once, not at every start.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([case.python, *case.words], check=True, capture_output=True, cwd=folder, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1e3 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def compare(name: str, cases: dict[str, Case]) -> None:
    """Print the medians, and of the first one its ratio to each other."""
    with TemporaryDirectory() as folder:
        for case in cases.values():
            cpu(case, folder)
        rounds = [{name: cpu(case, folder) for name, case in cases.items()} for _ in range(ROUNDS)]
    cells = [
        f"{one} {median(found[one] for found in rounds):.0f} ms ({median(found['visprop'] / found[one] for found in rounds):.2f})"
        for one in cases
    ]
    print(f"{name:<8}" + "  ".join(cells), flush=True)


def main() -> None:
    """Print a line for each command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--beside", type=Path, metavar="CHECKOUT")
    parser.add_argument("--matplotlib", metavar="PYTHON")
    arguments = parser.parse_args()
    here = str(Path(__file__).resolve().parents[2])
    for name, words in COMMANDS.items():
        cases = {
            "visprop": Case(sys.executable, here, ("-m", "visprop", *words)),
            "NumPy alone": Case(sys.executable, here, ("-c", NUMPY)),
        }
        if arguments.beside:
            cases["the other build"] = Case(sys.executable, str(arguments.beside.resolve()), ("-m", "visprop", *words))
        if arguments.matplotlib and name == "export":
            cases["matplotlib"] = Case(arguments.matplotlib, "", ("-c", MATPLOTLIB))
        compare(name, cases)


if __name__ == "__main__":
    main()
