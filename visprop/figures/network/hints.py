"""The exact numbers of what is pointed at, as a few lines of text."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.key import Key
from visprop.figures.network.units.flat import is_flat
from visprop.notation.expression.numbers import equal_to
from visprop.notation.naming import Naming
from visprop.timeline.frame import Frame


def exact(value: float) -> str:
    """A number with all digits that are needed to tell it from every other, with a true minus sign."""
    # Adding 0 leaves no negative zero.
    return repr(float(value) + 0.0).replace("-", "−").replace("e", "·10^")


Telling = Callable[[float], str]
"""Writes a number with its sign before it: `= 0.5`."""


def exactly(value: float) -> str:
    """A number with all its digits, as it is."""
    return f"= {exact(value)}"


def hint(frame: Frame, key: Key, naming: Naming, tell: Telling = exactly) -> str:
    """What is known at the frame about a weight, bias, neuron, input, target or the cost; empty for anything else.

    It says what the dress has: of any f no numbers, of one whose neurons are not opened neither z nor σ.
    """
    layer, j, k = key.number, key.j - 1, key.k - 1
    if not naming.dress.has_numbers:
        return _without_numbers(key, naming)
    if key.letter == "c":
        return "cost" if frame.cost is None else f"cost c {tell(frame.cost)}"
    if not key.indices:
        return ""
    if key.letter == "y":
        told = f"target {naming.text(key)} {tell(frame.y[j])}"
        return _named(told, frame.scenario.data.target_names, j) + _raw(frame, 1, j, tell)
    if key.letter == "x":
        told = f"input {naming.text(key)} {tell(frame.x[j])}"
        return _named(told, frame.scenario.data.input_names, j) + _raw(frame, 0, j, tell)
    if key.letter == "w":
        return "\n".join(_weight_lines(frame, layer, j, k, naming, tell))
    return "\n".join(_neuron_lines(frame, layer, j, naming, tell))


def short_hint(frame: Frame, key: Key, naming: Naming, digits: int) -> list[str]:
    """What is known about a weight or a neuron with so many digits: its value, its gradient and its Δ, each with its name."""
    layer, one = key.number, key.parameter
    if not naming.dress.has_numbers or not one.is_parameter:
        return [_without_numbers(key, naming)]
    which, place = (0, (key.j - 1, key.k - 1)) if one.letter == "w" else (1, (key.j - 1,))
    symbol = naming.text(one)
    told = [_short(symbol, frame.parameters(layer)[which][place], digits)] if naming.dress.has(one.letter) else []
    if which:
        passed = frame.delta(layer) if naming.dress.passes == "δ" else frame.d(layer)
        for letter, values in (("a", frame.a(layer)), ("d", passed)):
            if values is not None:
                name = naming.text(Key(letter, layer, (key.j,))).replace("δ", naming.dress.passes)
                told.append(_short(name, values[key.j - 1], digits))
    # Of several examples Δ is their mean, and does not belong to the gradient of one.
    update = frame.update(layer) if len(frame.examples) == 1 else None
    for words, arrays in ((f"∂c/∂{symbol}", frame.gradient(layer)), (f"Δ{symbol}", update)):
        if arrays is not None and naming.dress.has(one.letter) and not isnan(arrays[which][place]):
            told.append(_short(words, arrays[which][place], digits))
    return told


def _short(name: str, value: float, digits: int) -> str:
    return f"{name} {equal_to(float(value), digits)}"


_WORDS = {"y": "target", "x": "input", "w": "weight"}


def _without_numbers(key: Key, naming: Naming) -> str:
    """What a thing is, and what it is called."""
    if key.letter == "c":
        return "cost c"
    if not key.indices:
        return ""
    if key.letter in ("x", "y") or key.letter == "w":
        word = _WORDS[key.letter] if naming.dress.is_opened or key.letter != "w" else "parameter"
        return f"{word} {naming.text(key)}"
    return f"neuron {key.j} of layer {key.number}: {naming.text(Key.unit(key.number, key.j))}"


def _named(text: str, names: tuple[str, ...], index: int) -> str:
    return f"{names[index]}: {text}" if names else text


def _raw(frame: Frame, side: int, j: int, tell: Telling) -> str:
    """What an input (0) or a target (1) was before it was scaled; empty if it was not."""
    train = frame.scenario.train
    return "" if train.scaling is None else f"\nbefore scaling {tell(train.raw[side][frame.example, j])}"


def _weight_lines(frame: Frame, layer: int, j: int, k: int, naming: Naming, tell: Telling) -> list[str]:
    key = Key.weight(layer, j + 1, k + 1)
    w, source = naming.text(key), naming.text(Key.unit(layer - 1, k + 1))
    is_opened = naming.dress.is_opened
    lines = [f"{'weight' if is_opened else 'parameter'} {w} {tell(frame.parameters(layer)[0][j, k])}"]
    lines += _changed(frame, frame.parameters_before(layer)[0][j, k], tell)
    before, gradient, update = frame.a(layer - 1), frame.gradient(layer), frame.update(layer)
    if is_opened and before is not None and frame.z(layer) is not None:
        used = frame.parameters_before(layer)[0][j, k]
        lines.append(f"contribution {w} {source} {tell(used * before[k])}")
    if gradient is not None:
        lines += _known(f"gradient ∂c/∂{w}", gradient[0][j, k], tell)
    if update is not None:
        lines += _known(f"update Δ{w}", update[0][j, k], tell)
    return lines + _standing(frame, key, naming)


def _known(words: str, value: float, tell: Telling) -> list[str]:
    """A line with a number; none where it is not known, or where there is none."""
    return [] if isnan(value) else [f"{words} {tell(value)}"]


def _neuron_lines(frame: Frame, layer: int, j: int, naming: Naming, tell: Telling) -> list[str]:
    b, z, a = (naming.text(Key(letter, layer, (j + 1,))) for letter in ("b", "z", "a"))
    dress, reached = naming.dress, naming.text(Key("d", layer, (j + 1,))).replace("δ", naming.dress.passes)
    activation = frame.scenario.network.activations[layer - 1]
    lines = [f"neuron {j + 1} of layer {layer}" + (f", {activation}" if dress.is_opened else "")]
    if dress.has("b"):
        lines.append(f"bias {b} {tell(frame.parameters(layer)[1][j])}")
        lines += _changed(frame, frame.parameters_before(layer)[1][j], tell)
    inner, output, update = frame.z(layer), frame.a(layer), frame.update(layer)
    if inner is not None and output is not None:
        lines += [f"weighted input {z} {tell(inner[j])}"] if dress.is_opened else []
        lines.append(f"activation {a} {tell(output[j])}")
    passed, by = (frame.delta(layer), z) if dress.passes == "δ" else (frame.d(layer), a)
    if passed is not None:
        lines.append(f"{reached} = ∂c/∂{by} {tell(passed[j])}")
        lines += _factor_lines(frame, layer, j, naming, tell) if dress.passes == "δ" else []
    gradient = frame.gradient(layer)
    if gradient is not None and dress.has("b"):
        lines += _known(f"gradient ∂c/∂{b}", gradient[1][j], tell)
    if update is not None and dress.has("db"):
        lines += _known(f"update Δ{b}", update[1][j], tell)
    return lines + (_standing(frame, Key.bias(layer, j + 1), naming) if dress.has("b") else [])


def _changed(frame: Frame, before: float, tell: Telling) -> list[str]:
    """What a parameter was before the update, once it is another."""
    return [] if frame.p_next is None else [f"before the update {tell(before)}"]


def _factor_lines(frame: Frame, layer: int, j: int, naming: Naming, tell: Telling) -> list[str]:
    """What δ is made of: what comes back to the neuron, and how much its own slope lets through."""
    slope, back, activation = frame.slope(layer), frame.d(layer), frame.scenario.network.activations[layer - 1]
    if slope is None or back is None or not slope.size:
        return []
    a, z = (naming.text(Key(letter, layer, (j + 1,))) for letter in "az")
    flat = ": nearly flat, so it hardly learns" if is_flat(slope, ACTIVATIONS[activation])[j] else ""
    return [f"  what comes back, ∂c/∂{a} {tell(back[j])}", f"  times its own slope, σ′({z}) {tell(slope[j])}{flat}"]


def _standing(frame: Frame, key: Key, naming: Naming) -> list[str]:
    """Whether a parameter is frozen or tied; the places of what is tied, as it has one symbol."""
    index = frame.scenario.network.single(key)
    lines = [] if frame.scenario.free[index] else ["frozen: it is not updated"]
    groups = (group for group in frame.scenario.tied_keys if key in group)
    return lines + [f"tied: one with {_others(group, key, naming)}" for group in groups]


MOST_PLACES = 6
"""Of a parameter that stands at more places only so many are named."""


def _others(group: tuple[Key, ...], key: Key, naming: Naming) -> str:
    others = [naming.of_places.text(one) for one in group if one != key]
    more = len(others) - MOST_PLACES
    return ", ".join(others[:MOST_PLACES]) + (f" and {more} more" if more > 0 else "")
