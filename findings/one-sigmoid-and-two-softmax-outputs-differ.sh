#!/usr/bin/env bash
# ONNX Runtime: a probability from one output with Sigmoid, and the same from two outputs with Softmax.
#
# One would guess: σ(z) and the first of softmax(z, 0) are one number, and a runtime that computes in float32 has either to about
# seven digits, in float64 to sixteen, down to where the type itself ends, at z = −87 and −708.
#
# What happens: on the CPU Sigmoid is as exact as a number near ½ can be, and no more. In float32 half a per cent is lost at −12,
# about half of it all at −16, and from −20 on there is nothing left (0; builds for other processors have gone below). The float64
# kernel, which one takes to be safe, fails the same way, later: 1e-3 is lost at −30, and from −37 on it is 0. Softmax, Softplus and
# Exp in the same runtime have all their digits. Near 1 nothing is to be seen.
#
# Why it matters: the cross-entropy of a sure mistake is −log of such a number. Of an exported network it comes out as infinite from
# |z| = 20 on, where the program that trained it says 20.0, and at 16, where half of it is lost, as wrong by ln 2; of the same network with two outputs it is
# right. An export whose numbers are to be compared ends before the Sigmoid, or writes exp(−softplus(−z)) in its place.
#
# Versions: onnxruntime 1.32.0, onnx 1.23.2, numpy 2.4.6, on CPython 3.11; found 2026-12-01.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6
cat >"$folder/tails.py" <<'PYTHON'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto
from onnx.helper import make_graph, make_model, make_node, make_opsetid, make_tensor_value_info

print("onnxruntime", onnxruntime.__version__, "onnx", onnx.__version__)
TYPES = {np.float32: TensorProto.FLOAT, np.float64: TensorProto.DOUBLE}


def run(nodes, numbers, kind):
    """What a graph of these nodes makes of one row."""
    ends = [make_tensor_value_info(name, TYPES[kind], [1, None]) for name in ("x", "y")]
    graph = make_graph(nodes, "one row", ends[:1], ends[1:])
    model = make_model(graph, opset_imports=[make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": np.array([numbers], kind)})[0].ravel()


SIGMOID, SOFTMAX = [make_node("Sigmoid", ["x"], ["y"])], [make_node("Softmax", ["x"], ["y"], axis=1)]
BY_SOFTPLUS = [make_node("Neg", ["x"], ["a"]), make_node("Softplus", ["a"], ["b"]), make_node("Neg", ["b"], ["c"]), make_node("Exp", ["c"], ["y"])]
lost = {}
for kind in TYPES:
    for z in (-5, -12, -16, -20, -30, -40):
        true = float(1 / (1 + np.exp(-np.longdouble(z))))
        one, two = float(run(SIGMOID, [z], kind)[0]), float(run(SOFTMAX, [z, 0], kind)[0])
        lost[kind, z] = abs(one / true - 1), abs(two / true - 1)
        print(f"  {kind.__name__} z = {z:3}: Sigmoid {one:.6e}, Softmax {two:.6e}, true {true:.6e}")
for kind in TYPES:
    assert max(lost[kind, z][1] for z in (-5, -12, -16, -20, -30, -40)) < 1e-5, "Softmax has lost its digits"
    assert lost[kind, -5][0] < 1e-4
assert lost[np.float32, -16][0] > 0.1, "float32: the tail of Sigmoid is exact now"
assert run(SIGMOID, [-20, -30, -40, -80], np.float32).max() <= 0, "float32: something is left of it at -20"
assert run(SIGMOID, [-40, -80], np.float64).max() <= 0, "float64: something is left of it at -40"
way = run(BY_SOFTPLUS, [-12, -20, -40], np.float32)
assert np.allclose(way, np.exp([-12.0, -20, -40]), rtol=1e-4), "exp(-softplus(-z)) is no way out"
print("exp(-softplus(-z)) in float32 at -12, -20, -40:", way)
PYTHON
"$folder/env/bin/python" -W ignore "$folder/tails.py"
echo "as described"
