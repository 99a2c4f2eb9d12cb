"""The exact numbers of what is pointed at, as a few lines of text."""

from __future__ import annotations

import re

from visprop.figures.network.edges import shown_weights
from visprop.timeline.frame import Frame

_KEY = re.compile(r"([a-z])(\d*)(?:\[(\d+)(?:,(\d+))?\])?")


def exact(value: float) -> str:
    """A number with all digits that are needed to tell it from every other, with a true minus sign."""
    # Adding 0 leaves no negative zero.
    return repr(float(value) + 0.0).replace("-", "−").replace("e", "·10^")


def hint(frame: Frame, key: str) -> str:
    """What is known at the frame about a weight (`w2[1,2]`), bias, neuron (`a2[1]`), input, target or the cost."""
    match = _KEY.fullmatch(key)
    if match is None:
        return ""
    letter, layer = match[1], int(match[2] or 0)
    j, k = int(match[3] or 1) - 1, int(match[4] or 1) - 1
    if letter == "c":
        return "cost" if frame.cost is None else f"cost c = {exact(frame.cost)}"
    if letter == "y":
        return _named(f"target y{j + 1} = {exact(frame.y[j])}", frame.scenario.data.target_names, j)
    if letter == "a" and layer == 0:
        return _named(f"input x{j + 1} = {exact(frame.x[j])}", frame.scenario.data.input_names, j)
    if letter == "w":
        return "\n".join(_weight_lines(frame, layer, j, k))
    return "\n".join(_neuron_lines(frame, layer, j))


def _named(text: str, names: tuple[str, ...], index: int) -> str:
    return f"{names[index]}: {text}" if names else text


def _weight_lines(frame: Frame, layer: int, j: int, k: int) -> list[str]:
    lines = [f"weight w{layer}[{j + 1},{k + 1}] = {exact(shown_weights(frame, layer)[0][j, k])}"]
    before, gradient, update = frame.a(layer - 1), frame.gradient(layer), frame.update(layer)
    if before is not None and frame.z(layer) is not None:
        used = frame.scenario.network.layers(frame.p)[layer - 1][0][j, k]
        lines.append(f"contribution w·a = {exact(used * before[k])}")
    if gradient is not None:
        lines.append(f"gradient ∂c/∂w = {exact(gradient[0][j, k])}")
    if update is not None:
        lines.append(f"update Δw = {exact(update[0][j, k])}")
    return lines + _standing(frame, f"w{layer}[{j + 1},{k + 1}]")


def _neuron_lines(frame: Frame, layer: int, j: int) -> list[str]:
    lines = [f"neuron {j + 1} of layer {layer}, {frame.scenario.network.activations[layer - 1]}"]
    lines.append(f"bias b = {exact(shown_weights(frame, layer)[1][j])}")
    z, a, delta, update = frame.z(layer), frame.a(layer), frame.delta(layer), frame.update(layer)
    if z is not None and a is not None:
        lines += [f"weighted input z = {exact(z[j])}", f"activation a = {exact(a[j])}"]
    if delta is not None:
        lines.append(f"δ = ∂c/∂z = ∂c/∂b = {exact(delta[j])}")
    if update is not None:
        lines.append(f"update Δb = {exact(update[1][j])}")
    return lines + _standing(frame, f"b{layer}[{j + 1}]")


def _standing(frame: Frame, name: str) -> list[str]:
    """Whether a parameter is frozen or tied."""
    index = int(frame.scenario.network.select(name)[0])
    lines = [] if frame.scenario.free[index] else ["frozen: it is not updated"]
    for names, group in zip(frame.scenario.tied, frame.scenario.tied_groups, strict=True):
        if index in group:
            lines.append("tied: " + ", ".join(names))
    return lines
