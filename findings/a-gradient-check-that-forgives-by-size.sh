#!/usr/bin/env bash
# JAX's own check of derivatives, on a function of many outputs.
#
# One would guess: `jax.test_util.check_grads` compares number with number at one tolerance (2e-3 in float32, 1e-5 in float64), so
# that it finds a wrong rule the sooner, the more numbers it is shown; a large array is the more severe test.
#
# What happens: in forward mode both tolerances, the relative one too, are multiplied by how many outputs there are, and are then
# applied to each of them alone. With 1,000 float32 outputs 200 % are allowed: a derivative that is 0, doubled or of the wrong sign
# passes everywhere, and one that is 10 % too large passes with 100. In float64 the wrong sign passes with a million. In reverse
# mode the outputs are summed with random weights first, so that the size is 1, and all of these are found.
#
# Why it matters: a rule of one's own for an activation is an element by element one, and is checked on an array; `modes=["fwd"]` is
# what one asks for where only `defjvp` was written. A program that shows gradients and trusts such a check, or exports code with it,
# has checked nothing. A single number, or the sum of the outputs, is the severe test; or tolerances divided by the size by hand.
#
# Versions: jax and jaxlib 0.10.2, numpy 2.4.6, on CPython 3.11; found 2026-12-01.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6
cat >"$folder/check.py" <<'PYTHON'
import jax
import jax.numpy as jnp
from jax.test_util import check_grads

jax.config.update("jax_platforms", "cpu")
jax.config.update("jax_enable_x64", True)
SIZES = (1, 10, 100, 1_000, 10_000, 1_000_000)
FACTORS = {"right": 1.0, "a tenth too large": 1.1, "doubled": 2.0, "zero": 0.0, "of the wrong sign": -1.0}


def tanh_with(factor):
    """tanh whose derivative is multiplied by a factor that does not belong there."""
    function = jax.custom_jvp(jnp.tanh)
    function.defjvp(lambda at, along: (function(at[0]), factor * (1 - jnp.tanh(at[0]) ** 2) * along[0]))
    return function


def passing_sizes(factor, mode, kind):
    passed = []
    for size in SIZES:
        try:
            check_grads(tanh_with(factor), (jnp.linspace(-1, 1, size, dtype=kind),), order=1, modes=[mode])
            passed.append(size)
        except AssertionError:
            pass
    return passed


print("jax", jax.__version__, "- sizes at which a derivative of tanh passes the check:")
found = {}
for kind in ("float32", "float64"):
    for mode in ("fwd", "rev"):
        for words, factor in FACTORS.items():
            found[kind, mode, words] = passing_sizes(factor, mode, kind)
            print(f"  {kind} {mode}, {words:18}", *found[kind, mode, words])
for kind in ("float32", "float64"):
    assert found[kind, "fwd", "right"] == list(SIZES)
    assert not any(found[kind, "rev", words] for words in FACTORS if words != "right"), "the reverse mode lets a fault pass"
for words in ("doubled", "zero", "of the wrong sign"):
    assert found["float32", "fwd", words] == [size for size in SIZES if size >= 1_000], "1,000 outputs no longer excuse anything"
    assert found["float64", "fwd", words] == [1_000_000], "nor a million in float64"
assert 100 in found["float32", "fwd", "a tenth too large"]
PYTHON
"$folder/env/bin/python" "$folder/check.py"
echo "as described"
