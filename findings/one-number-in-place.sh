#!/usr/bin/env bash
# A NumPy function whose result goes back into its own operand, on an array that holds a single number.
#
# One would guess: the smaller the array, the faster the call, and working in place costs nothing extra.
#
# What happens: `np.multiply(a, b, a)` takes three times as long where `a` has the shape (1, 1) or (1,) as where it has two numbers.
# The same holds for exp, add, divide and the others, and only where operand and result are the same array: into another array one
# number is as fast as two.
#
# Why it matters: loops that train small networks are made of such calls on buffers made once. One with a single output, which is
# what most teaching examples are, spends a fifth of its time on that one number. A result that goes elsewhere, or a second number
# that means nothing, mends it.
#
# Versions: NumPy 2.4.6 on CPython 3.11; found 2026-11-29.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6
"$folder/env/bin/python" - <<'EOF'
from timeit import repeat

import numpy as np

print("NumPy", np.__version__)


def nanoseconds(function, *arguments):
    return 1e9 * min(repeat(lambda: function(*arguments), number=20_000, repeat=7)) / 20_000


ratios = []
for name, function in (("multiply", np.multiply), ("add", np.add), ("divide", np.divide)):
    one, two, other = np.ones((1, 1)), np.ones((2, 1)), np.ones((1, 1))
    ones, twos = np.ones((1, 1)), np.ones((2, 1))
    times = [nanoseconds(function, a, b, out) for a, b, out in ((one, ones, one), (two, twos, two), (one, ones, other))]
    print(f"{name}: one number in place {times[0]:.0f} ns, two in place {times[1]:.0f}, one elsewhere {times[2]:.0f}")
    ratios.append(times[0] / max(times[1:]))
assert min(ratios) > 1.5, f"one number in place is no longer slower: {ratios}"
EOF
