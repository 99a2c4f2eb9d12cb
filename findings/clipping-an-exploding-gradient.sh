#!/usr/bin/env bash
# Clipping a gradient by its norm, and Adam, where a float32 gradient explodes.
#
# One would guess: clipping to the norm 1 turns a huge gradient into one of the same direction that is 1 long, as that is what it
# is for; and Adam, which divides by the root of its own average square, steps by about the rate, however large the gradient is.
#
# What happens: PyTorch and optax both sum plain float32 squares. From components of about 1.8e19 on the norm is infinite, and the
# clipped gradient is 0: training stands still, and nothing is said. Beside that, one Adam is not the other: optax squares first and
# weighs then, so that its average square is infinite and its step 0; PyTorch weighs before it squares, and steps by the full
# rate, up to gradients some thirty times as large.
#
# Why it matters: a program that shows someone else's training draws a point that rests, with a gradient whose length it cannot
# tell, where the same rule in float64 goes on. It has to scale before it squares, and to say what the framework did not.
#
# Versions: torch 2.9.0, optax 0.2.6, jax 0.7.2, numpy 2.3.4, on CPython 3.11; found 2026-11-28.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check torch==2.9.0 optax==0.2.6 jax==0.7.2 jaxlib==0.7.2 numpy==2.3.4
"$folder/env/bin/python" - <<'EOF'
import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch

print(f"torch {torch.__version__}, optax {optax.__version__}, jax {jax.__version__}, numpy {np.__version__}")


def clipped_by_torch(gradient):
    p = torch.nn.Parameter(torch.zeros(len(gradient)))
    p.grad = torch.tensor(gradient)
    norm = torch.nn.utils.clip_grad_norm_([p], 1.0)
    return float(norm), p.grad.tolist()


def clipped_by_optax(gradient):
    rule, g = optax.clip_by_global_norm(1.0), jnp.array(gradient, jnp.float32)
    return float(optax.global_norm(g)), rule.update(g, rule.init(g))[0].tolist()


def stepped_by_torch(gradient):
    p = torch.nn.Parameter(torch.zeros(len(gradient)))
    rule = torch.optim.Adam([p], lr=0.1)
    p.grad = torch.tensor(gradient)
    rule.step()
    return p.tolist()


def stepped_by_optax(gradient):
    rule, g = optax.adam(0.1), jnp.array(gradient, jnp.float32)
    return rule.update(g, rule.init(g))[0].tolist()


usual, exploded = [3e2, -4e2], [3e20, -4e20]
for gradient in (usual, exploded):
    print(f"gradient {gradient}")
    print("  clipped to the norm 1: torch", clipped_by_torch(gradient), "optax", clipped_by_optax(gradient))
    print("  Adam's first step:     torch", stepped_by_torch(gradient), "optax", stepped_by_optax(gradient))

for clip in (clipped_by_torch, clipped_by_optax):
    norm, found = clip(usual)
    assert norm == 500.0 and np.allclose(found, [0.6, -0.8])
    norm, found = clip(exploded)
    assert norm == np.inf and np.abs(found).max() == 0.0, "it is no longer clipped to nothing"
for step in (stepped_by_torch, stepped_by_optax):
    assert np.allclose(step(usual), [-0.1, 0.1], rtol=1e-4)
assert np.allclose(stepped_by_torch(exploded), [-0.1, 0.1], rtol=1e-4), "PyTorch's Adam no longer takes the full step"
assert np.abs(stepped_by_optax(exploded)).max() == 0.0, "optax's Adam no longer stands still"
# What would be right, in numbers that the same float32 can hold.
scaled = np.array(exploded, np.float32) / np.float32(4e20)
assert np.allclose(scaled / np.linalg.norm(scaled), [0.6, -0.8])
EOF
echo "as described"
