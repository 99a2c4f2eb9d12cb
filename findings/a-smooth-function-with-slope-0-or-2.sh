#!/usr/bin/env bash
# The slope at 0 of a function that has no kink there, in MLX, PyTensor and tinygrad.
#
# One would guess: what a library takes for the slope of max(x, 0) at 0 is its own choice, and concerns kinks alone. CELU, and ELU
# with α = 1, are smooth: their slope at 0 is 1, and whatever differentiates by rules finds it.
#
# What happens: they are written as a sum of two functions with a kink each, such as max(x, 0) + exp(min(x, 0)) − 1 (tinygrad: a
# difference of two rectifiers), and there the choices of both kinks add up. MLX hands the slope
# of a tie to the second operand, PyTensor to the first, so that max(x, 0) and max(0, x) are two functions in either: by the order of
# the operands the slope of the smooth sum is 0 or 2 in MLX, 2 or 0 in PyTensor, and 1 in neither. MLX's own `nn.celu` has slope 0
# at 0, and so has tinygrad's own `elu`, while its `celu` has 1, like MLX's `nn.elu`. Autograd halves ties: ½ + ½ is right, by luck.
# Values are right everywhere, and so are slopes a thousandth to either side.
#
# Why it matters: 0 is not a rare number. With biases that start at 0 the row (0, 0) of XOR brings every hidden neuron exactly
# there: its gradient is then nothing, or twice what it is, and a program that shows the same network beside such a library
# disagrees in the first step, with the one activation that was chosen since it has no kink.
#
# Versions: mlx 0.32.4, pytensor 3.0.7, tinygrad 0.14.0, autograd 1.9.1, on CPython 3.11; found 2026-12-01.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check "mlx[cpu]==0.32.4" pytensor==3.0.7 tinygrad==0.14.0 autograd==1.9.1 numpy==2.4.6
cat >"$folder/slopes.py" <<'PYTHON'
import math
import os
from importlib.metadata import version

os.environ["DEV"] = "PYTHON"
import autograd
import autograd.numpy as anp
import mlx.core as mx
import mlx.nn
import pytensor
import pytensor.tensor as pt
from pytensor.compile.mode import Mode
from tinygrad import Tensor

mx.set_default_device(mx.cpu)
print(*(f"{name} {version(name)}" for name in ("mlx", "pytensor", "tinygrad", "autograd")))


def in_mlx(function):
    return lambda x: float(mx.grad(function)(mx.array(x)))


def in_pytensor(function):
    x = pt.dscalar()
    return pytensor.function([x], pytensor.grad(function(x), x), mode=Mode(linker="py"))


def in_tinygrad(function):
    def slope(x):
        at = Tensor([x])
        function(at).sum().backward()
        return at.grad.numpy()[0]

    return slope


def in_autograd(function):
    return autograd.grad(function)


def first(maximum, minimum, exp):
    return lambda x: maximum(x, 0.0) + exp(minimum(x, 0.0)) - 1.0


def second(maximum, minimum, exp):
    return lambda x: maximum(0.0, x) + exp(minimum(0.0, x)) - 1.0


MLX, PYTENSOR, AUTOGRAD = (mx.maximum, mx.minimum, mx.exp), (pt.maximum, pt.minimum, pt.exp), (anp.maximum, anp.minimum, anp.exp)
SLOPES = {
    "mlx, max(x, 0) + exp(min(x, 0)) - 1": (in_mlx(first(*MLX)), 0),
    "mlx, max(0, x) + exp(min(0, x)) - 1": (in_mlx(second(*MLX)), 2),
    "pytensor, max(x, 0) + exp(min(x, 0)) - 1": (in_pytensor(first(*PYTENSOR)), 2),
    "pytensor, max(0, x) + exp(min(0, x)) - 1": (in_pytensor(second(*PYTENSOR)), 0),
    "autograd, max(x, 0) + exp(min(x, 0)) - 1": (in_autograd(first(*AUTOGRAD)), 1),
    "autograd, max(0, x) + exp(min(0, x)) - 1": (in_autograd(second(*AUTOGRAD)), 1),
    "mlx.nn.celu": (in_mlx(mlx.nn.celu), 0),
    "mlx.nn.elu": (in_mlx(mlx.nn.elu), 1),
    "tinygrad's elu": (in_tinygrad(Tensor.elu), 0),
    "tinygrad's celu": (in_tinygrad(Tensor.celu), 1),
}
for name, (slope, expected) in SLOPES.items():
    found = [float(slope(x)) for x in (-1e-3, 0.0, 1e-3)]
    print(f"  {name:42} slopes at -0.001, 0, 0.001: {found[0]:.4f} {found[1]:.4f} {found[2]:.4f}")
    assert math.isclose(found[0], math.exp(-1e-3), rel_tol=1e-5) and math.isclose(found[2], 1, rel_tol=1e-5), name
    assert math.isclose(found[1], expected, abs_tol=1e-6), f"{name} has another slope at 0"

# The row (0, 0) of XOR, hidden biases 0: how its squared error changes with a hidden bias, by differences and as told.
def error(bias, activation):
    return (0.8 * activation(0.3 * 0.0 - 0.7 * 0.0 + bias) + 0.5) ** 2


told = in_mlx(lambda bias: error(bias, mlx.nn.celu))(0.0)
measured = float((error(mx.array(1e-2), mlx.nn.celu) - error(mx.array(-1e-2), mlx.nn.celu)) / 2e-2)
print(f"the row (0, 0) of XOR, mlx.nn.celu: slope of the error along a hidden bias {told}, by differences {measured:.3f}")
assert told == 0.0 and math.isclose(measured, 0.8, rel_tol=0.02)
PYTHON
"$folder/env/bin/python" -W ignore "$folder/slopes.py"
echo "as described"
