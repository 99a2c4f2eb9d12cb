#!/usr/bin/env bash
# Losses of two libraries that write their gradients out by hand: Thinc, which spaCy trains with, and River, which learns row by row.
#
# One would guess: a loss and its gradient belong together, and the number that a class called CategoricalCrossentropy hands back is
# a cross-entropy; one may differ from another by ½ or by a mean for a sum.
#
# What happens: Thinc takes the gradient first, and tells the sum of its squares as the loss. For softmax outputs the gradient is
# that of the cross-entropy over the rows, p − y divided by n; the "loss" is Σ (p − y)² / n², whatever p a mistake was made with. It
# never exceeds 2, however sure the mistake, falls to a tenth when the same rows are taken ten times over, and can rise where the
# cross-entropy falls. L2Distance tells such a sum too, and steps along n / 2 times its slope. In River Cauchy hands out the slope
# r / (1 + (r / 80)²) and tells |r|, whose slope is ±1: for an error of 0.01 a hundredth of that, for one of 30 twenty-six times as
# much. Eight other losses of River of one number, tried here for a target of 1, agree with their gradients.
#
# Why it matters: whoever replays a training from its log, or draws the descent on a surface of the cost, draws another surface than
# the one that was descended, on which steps along the gradient go uphill. A loss of a library has to be checked against its
# gradient by differences before the two stand in one picture.
#
# Versions: thinc 9.1.1, river 0.26.1, numpy 2.4.6, on CPython 3.11; found 2026-12-01.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check thinc==9.1.1 river==0.26.1 numpy==2.4.6
cat >"$folder/losses.py" <<'PYTHON'
from importlib.metadata import version

import numpy as np
from river.optim import losses
from thinc.api import CategoricalCrossentropy, L2Distance

print("thinc", version("thinc"), "river", version("river"))


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def slope_of(function, at):
    """The gradient by central differences, number by number."""
    found = np.zeros_like(at)
    for place in np.ndindex(at.shape):
        step = np.zeros_like(at)
        step[place] = 1e-6
        found[place] = (function(at + step) - function(at - step)) / 2e-6
    return found


def entropy(p, y):
    return -np.log(np.maximum(p[np.arange(len(y)), y], 1e-300)).mean()


# Thinc: which function has the gradient that it hands out, and what it tells.
thinc = CategoricalCrossentropy()
z, y = np.array([[2.0, -1, 0], [0.5, 1, -2], [-3, 0, 1], [0, 0, 0.3]]), np.array([0, 2, 1, 2])
gradient, told = thinc(softmax(z), y)
assert np.allclose(gradient, slope_of(lambda z: entropy(softmax(z), y), z), atol=1e-8), "no longer the cross-entropy's gradient"
print(f"Thinc, 4 rows: cross-entropy {entropy(softmax(z), y):.4f}, told {told:.4f}, squares of the gradient {(gradient**2).sum():.4f}")
assert np.isclose(told, (gradient**2).sum()) and not np.isclose(told, entropy(softmax(z), y), rtol=0.5)
often = thinc(softmax(np.tile(z, (10, 1))), np.tile(y, 10))[1]
print(f"  the same rows ten times over: told {often:.5f}, cross-entropy as before")
assert np.isclose(often, told / 10)
for likeness in (1e-2, 1e-4, 1e-8):
    p = np.array([[likeness, 1 - likeness]])
    print(f"  one row, {likeness:g} for the right class: cross-entropy {entropy(p, [0]):.2f}, told {thinc(p, np.array([0]))[1]:.4f}")
assert thinc(np.array([[1e-8, 1 - 1e-8]]), np.array([0]))[1] < 2.0001
before, after = np.array([[0.5, 0.5], [1e-6, 1 - 1e-6]]), np.array([[0.3, 0.7], [1e-4, 1 - 1e-4]])
right = np.array([0, 0])
entropies, tolds = [entropy(p, right) for p in (before, after)], [thinc(p, right)[1] for p in (before, after)]
print("  between two outputs: cross-entropy", np.round(entropies, 3), "told", np.round(tolds, 3))
assert entropies[1] < entropies[0] and tolds[1] > tolds[0], "what is told no longer goes the other way"

squares, guesses, truths = L2Distance(), np.array([[1.0, 2], [3, 4], [0, -1], [2, 2], [5, 0], [1, 1]]), np.zeros((6, 2))
ratio = squares.get_grad(guesses, truths) / np.where(guesses, slope_of(lambda g: squares.get_loss(g, truths), guesses), np.nan)
print("Thinc's L2Distance, 6 rows: its gradient is the slope of what it tells, times", np.round(np.nanmean(ratio), 4))
assert np.allclose(ratio[guesses != 0], 6 / 2, atol=1e-6)

# River: losses of one number, away from where they have a kink.
print("River: gradient and slope of what is told, for y = 1")
apart = {}
for name in ("Absolute", "Cauchy", "EpsilonInsensitiveHinge", "Hinge", "Huber", "Log", "Poisson", "Quantile", "Squared"):
    loss = getattr(losses, name)()
    pairs = [(loss.gradient(1, p), (loss(1, p + 1e-6) - loss(1, p - 1e-6)) / 2e-6) for p in (-2.3, 0.4, 1.01, 3.7, 31.0)]
    apart[name] = max(abs(a - b) / max(abs(a), 1e-3) for a, b in pairs)
    print(f"  {name:24}", *(f"{a:.4g}/{b:.4g}" for a, b in pairs))
assert apart.pop("Cauchy") > 90, "Cauchy's loss is now its gradient's"
assert max(apart.values()) < 1e-3, apart
PYTHON
"$folder/env/bin/python" -W ignore "$folder/losses.py"
echo "as described"
