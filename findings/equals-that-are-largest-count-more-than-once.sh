#!/usr/bin/env bash
# The gradient of the largest of several equal numbers, in PyTensor, SymPy and CasADi.
#
# One would guess: where several are the largest a library hands the slope 1 to one of them, or shares it out. Either way the parts
# add up to 1, as they have to: if all numbers grow by a step, so does the largest. And one expression has one gradient.
#
# What happens: PyTensor hands the whole slope to each of those that are equal; of n the sum is n (`max`, `min`, with an axis too).
# SymPy differentiates `Max` by Heavisides that are ½ at 0, each number against the largest of the others: right for two, but n / 2
# for n of them. Neither is a subgradient: it tells a rise of n or n / 2 where the rise is 1. CasADi's sum is 1, but `mmax` of
# three gives (⅓, ⅓, ⅓) from MX symbols and (¼, ¼, ½) from SX ones, where it is a chain of pairs: one formula, written with one
# and the other kind of symbol of the same library, descends in two directions.
#
# Why it matters: ties are not rare where a network pools: a maximum over a window of zeros behind a rectifier, or over saturated
# outputs, is one; and a program that checks its own gradients against a second source finds itself wrong by that factor. Differences of ± h do not
# decide it, as they give ½ for each, like SymPy; asking that the parts add up to 1 does.
#
# Versions: pytensor 3.0.7, sympy 1.14.0, casadi 3.8.2, numpy 2.4.6, on CPython 3.11; found 2026-12-01.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pytensor==3.0.7 sympy==1.14.0 casadi==3.8.2 numpy==2.4.6
cat >"$folder/ties.py" <<'PYTHON'
from importlib.metadata import version

import casadi
import numpy as np
import pytensor
import pytensor.tensor as pt
import sympy
from pytensor.compile.mode import Mode

print(*(f"{name} {version(name)}" for name in ("pytensor", "sympy", "casadi")))


def by_pytensor(numbers, largest=pt.max):
    x = pt.dvector()
    return pytensor.function([x], pytensor.grad(largest(x), x), mode=Mode(linker="py"))(numbers)


def by_sympy(numbers):
    names = sympy.symbols(f"x:{len(numbers)}", real=True)
    at = dict(zip(names, numbers))
    return np.array([sympy.diff(sympy.Max(*names), name).subs(at) for name in names], float)


def by_casadi(numbers, kind):
    x = kind.sym("x", len(numbers))
    return np.array(casadi.Function("g", [x], [casadi.gradient(casadi.mmax(x), x)])(numbers)).ravel()


WAYS = {
    "PyTensor": by_pytensor,
    "SymPy": by_sympy,
    "CasADi, MX": lambda numbers: by_casadi(numbers, casadi.MX),
    "CasADi, SX": lambda numbers: by_casadi(numbers, casadi.SX),
}
sums = {}
for numbers in ([1, 2, 3], [1, 3, 3], [3, 3, 3], [3, 3, 3, 3, 3]):
    print("the largest of", numbers)
    for name, way in WAYS.items():
        found = way(numbers)
        sums[name, len(numbers), numbers.count(3)] = found.sum()
        print(f"  {name:12} {np.round(found, 4)}, together {found.sum():g}")
for name in WAYS:
    assert sums[name, 3, 1] == 1, "without a tie they no longer agree"
assert [sums["PyTensor", *case] for case in ((3, 2), (3, 3), (5, 5))] == [2, 3, 5], "PyTensor shares the slope out"
assert [sums["SymPy", *case] for case in ((3, 2), (3, 3), (5, 5))] == [1, 1.5, 2.5], "SymPy's slopes add up otherwise"
assert all(np.isclose(sums[name, *case], 1) for name in ("CasADi, MX", "CasADi, SX") for case in ((3, 2), (3, 3), (5, 5)))
assert np.allclose(by_casadi([3, 3, 3], casadi.MX), 1 / 3) and np.allclose(by_casadi([3, 3, 3], casadi.SX), [0.25, 0.25, 0.5])
assert by_pytensor([2, 2, 2], pt.min).sum() == 3
PYTHON
"$folder/env/bin/python" -W ignore "$folder/ties.py"
echo "as described"
