"""The exact numbers of what is pointed at, as a few lines of text."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan

from visprop.engine.key import Key
from visprop.figures.network.edges import shown_weights
from visprop.notation.scripts import Naming
from visprop.timeline.frame import Frame


def exact(value: float) -> str:
    """A number with all digits that are needed to tell it from every other, with a true minus sign."""
    # Adding 0 leaves no negative zero.
    return repr(float(value) + 0.0).replace("-", "−").replace("e", "·10^")


def hint(frame: Frame, key: Key, naming: Naming) -> str:
    """What is known at the frame about a weight, bias, neuron, input, target or the cost; empty for anything else."""
    layer, j, k = key.number, key.j - 1, key.k - 1
    if key.letter == "c":
        return "cost" if frame.cost is None else f"cost c = {exact(frame.cost)}"
    if key.letter == "y":
        return _named(f"target {naming.text(key)} = {exact(frame.y[j])}", frame.scenario.data.target_names, j) + _raw(frame, 1, j)
    if key.letter == "x":
        return _named(f"input {naming.text(key)} = {exact(frame.x[j])}", frame.scenario.data.input_names, j) + _raw(frame, 0, j)
    if not key.indices:
        return ""
    if key.letter == "w":
        return "\n".join(_weight_lines(frame, layer, j, k, naming.text))
    return "\n".join(_neuron_lines(frame, layer, j, naming.text))


def _named(text: str, names: tuple[str, ...], index: int) -> str:
    return f"{names[index]}: {text}" if names else text


def _raw(frame: Frame, side: int, j: int) -> str:
    """What an input (0) or a target (1) was before it was scaled; empty if it was not."""
    train = frame.scenario.train
    return "" if train.scaling is None else f"\nbefore scaling: {exact(train.raw[side][frame.example, j])}"


def _weight_lines(frame: Frame, layer: int, j: int, k: int, name: Callable[[Key], str]) -> list[str]:
    w = name(Key.weight(layer, j + 1, k + 1))
    lines = [f"weight {w} = {exact(shown_weights(frame, layer)[0][j, k])}"]
    before, gradient, update = frame.a(layer - 1), frame.gradient(layer), frame.update(layer)
    if before is not None and frame.z(layer) is not None:
        used = frame.scenario.network.layers(frame.p_before)[layer - 1][0][j, k]
        lines.append(f"contribution {w} {name(Key.unit(layer - 1, k + 1))} = {exact(used * before[k])}")
    if gradient is not None:
        lines.append(f"gradient ∂c/∂{w} = {exact(gradient[0][j, k])}")
    if update is not None and not isnan(update[0][j, k]):
        lines.append(f"update Δ{w} = {exact(update[0][j, k])}")
    return lines + _standing(frame, Key.weight(layer, j + 1, k + 1), name)


def _neuron_lines(frame: Frame, layer: int, j: int, name: Callable[[Key], str]) -> list[str]:
    b, z, a, delta = (name(Key(letter, layer, (j + 1,))) for letter in ("b", "z", "a", "d"))
    lines = [f"neuron {j + 1} of layer {layer}, {frame.scenario.network.activations[layer - 1]}"]
    lines.append(f"bias {b} = {exact(shown_weights(frame, layer)[1][j])}")
    inner, output, passed, update = frame.z(layer), frame.a(layer), frame.delta(layer), frame.update(layer)
    if inner is not None and output is not None:
        lines += [f"weighted input {z} = {exact(inner[j])}", f"activation {a} = {exact(output[j])}"]
    if passed is not None:
        lines.append(f"{delta} = ∂c/∂{z} = {exact(passed[j])}")
    if update is not None and not isnan(update[1][j]):
        lines.append(f"update Δ{b} = {exact(update[1][j])}")
    return lines + _standing(frame, Key.bias(layer, j + 1), name)


def _standing(frame: Frame, key: Key, name: Callable[[Key], str]) -> list[str]:
    """Whether a parameter is frozen or tied."""
    index = frame.scenario.network.single(key)
    lines = [] if frame.scenario.free[index] else ["frozen: it is not updated"]
    for names, group in zip(frame.scenario.tied, frame.scenario.tied_groups, strict=True):
        if index in group:
            lines.append("tied: " + ", ".join(name(Key.parse(one)) for one in names))
    return lines
