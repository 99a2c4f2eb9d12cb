#!/usr/bin/env bash
# Two functions of JAX in float64 on the CPU: log1p, and tanh where a neuron saturates.
#
# One would guess: with `jax_enable_x64` the elementary functions are those of any other library, to a unit or two in the last place,
# so that values and slopes agree with NumPy's to some 1e-16; and tanh comes to be 1 gradually, its slope falling as 4 exp(−2z).
#
# What happens: log1p loses up to two decimal digits as x falls to 1 − √2 = −0.4142: there it is off by 128 units in the last place,
# 2.6e-14, and just below it is right again. NumPy's is exact to one unit. And tanh stands still from 18 to 20, a few units in the
# last place below 1, then jumps to 1. Its slope 1 − t² stands still with it, is dozens of times too large just below 20, and is 0
# from 20 on. How far below 1 depends on the processor's instructions; that it stands does not.
#
# Why it matters: log1p(−p) is the cross-entropy's part for what did not happen, and p near 0.4 is where a training starts. A table
# of numbers made by JAX for tests at 1e-15 fails there, and whoever widens the tolerance for it lets real faults pass. A saturated
# neuron seems to keep a gradient of about 1e-15, the same for z = 18 and z = 19.9, which looks like a floor that someone has put in.
#
# Versions: jax and jaxlib 0.10.2, numpy 2.4.6, mpmath 1.3.0, on CPython 3.11; found 2026-12-01.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 mpmath==1.3.0
cat >"$folder/digits.py" <<'PYTHON'
import jax
import jax.numpy as jnp
import mpmath
import numpy as np

jax.config.update("jax_platforms", "cpu")
jax.config.update("jax_enable_x64", True)
mpmath.mp.dps = 40
print("jax", jax.__version__, "numpy", np.__version__)


def units_off(found, true):
    """By how many units in the last place, each against 40 digits."""
    return np.array([float(abs(mpmath.mpf(float(a)) - b) / np.spacing(abs(float(b)))) for a, b in zip(found, true)])


p = np.linspace(0.02, 0.98, 961)
p = np.union1d(p, np.linspace(0.414, 0.4145, 51))
true = [mpmath.log1p(mpmath.mpf(float(-one))) for one in p]
by_jax, by_numpy = units_off(np.asarray(jnp.log1p(-p)), true), units_off(np.log1p(-p), true)
worst = p[by_jax.argmax()]
wide = p[by_jax > 8]
print(f"log1p(-p): JAX off by up to {by_jax.max():.0f} units in the last place, at p = {worst:.4f}; NumPy by up to {by_numpy.max():.1f}")
lost = by_jax.max() * np.spacing(0.53) / -np.log1p(-worst)
print(f"  by more than 8 units between p = {wide.min():.3f} and {wide.max():.4f}; the largest is {lost:.1e} of the value")
assert by_numpy.max() < 3
assert by_jax.max() > 50 and 0.41 < worst < 0.42, "log1p has its digits now"
assert 2e-14 < lost < 4e-14 and by_jax[(p < 0.2) | (p > 0.6)].max() < 4

z = np.array([17.0, 18.2, 18.6, 19.0, 19.4, 19.99, 20.0, 25.0])
t, slope = np.asarray(jnp.tanh(z)), np.asarray(jax.vmap(jax.grad(jnp.tanh))(z))
print("tanh and its slope:")
for one, value, found in zip(z, t, slope):
    print(f"  z = {one:5}: 1 - tanh {1 - value:.2e} (NumPy {1 - np.tanh(one):.2e}), slope {found:.3e}, true {float(mpmath.sech(one) ** 2):.3e}")
standing = (z > 18) & (z < 20)
assert np.unique(t[standing]).size <= 2 and t[standing].max() < 1, "tanh reaches 1 before 20"
assert np.tanh(19.4) >= 1 - 2.0**-53 and (t[z >= 20] == 1).all() and (slope[z >= 20] == 0).all()
assert slope[z == 19.99][0] > 10 * float(mpmath.sech(19.99) ** 2), "the slope falls as it should"
PYTHON
"$folder/env/bin/python" -W ignore "$folder/digits.py"
echo "as described"
