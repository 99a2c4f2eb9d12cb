"""Which numbers of a network's picture are neither there nor said to be left out."""

import re
from collections.abc import Iterator

import numpy as np

from tests.figures.measuring import flat, words
from visprop.engine.key import Key
from visprop.figures.base.omission import told
from visprop.figures.base.shapes import Figure, Label
from visprop.timeline.frame import Frame

_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_RAISE = str.maketrans("−0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile(r"−?(?:\d+\.?\d*|\.\d+)(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")
_WIDE = 5
"""In a layer of more neurons each has its numbers in a row of a table, or where it is pointed at."""


def parsed(text: str) -> float:
    """A printed number."""
    mantissa, _, power = text.replace("−", "-").partition("×10")
    return float(f"{mantissa}e{power.translate(_RAISED) or 0}")


def is_told(value: float, shown: list[str]) -> bool:
    """Whether a number stands there with two digits at least."""
    numbers = [parsed(found) for word in shown for found in _NUMBER.findall(word)]
    return any(abs(value - one) <= 0.051 * 10.0 ** np.floor(np.log10(abs(value))) if value else one == 0.0 for one in numbers)


def said(label: Label) -> str:
    """What a label says, its exponents raised."""
    return "".join(run.text.translate(_RAISE) if run.script > 0 else run.text for run in label.runs)


def left_out(figure: Figure, what: str, layer: int) -> bool:
    """Whether the figure says that it leaves some numbers of a layer out."""
    found = next((one.what for one in figure.omitted if one.is_number and one.what.split(" of ")[0] == what), None)
    return found is not None and (found == what or str(layer) in re.findall(r"\d+", found))


def labels(figure: Figure) -> list[Label]:
    """The labels that say something."""
    return [shape for shape in flat(figure.shapes) if isinstance(shape, Label) and words(shape).strip()]


def unsaid(frame: Frame, figure: Figure) -> Iterator[str]:
    """What of the weights, biases, activations and δ of each layer is missing without a word, though it is known."""
    shown = [said(label) for label in labels(figure)]
    keys = {label.key for label in labels(figure) if re.search(r"\d", words(label).split("≈")[-1])}
    for layer, (weights, biases) in enumerate(frame.scenario.network.layers(frame.p), start=1):
        if not left_out(figure, "weights", layer) and "weights and biases" not in told(figure.omitted):
            yield from (f"weight {value} of layer {layer}" for value in weights.ravel().tolist() if not is_told(value, shown))
        for letter, what, known in (
            ("b", "biases", biases),
            ("a", "activations", frame.a(layer)),
            ("d", "δ", frame.delta(layer)),
        ):
            if known is None or left_out(figure, what, layer) or not any(key is not None for key in keys):
                continue
            has = [Key(letter, layer, (j + 1,)) in keys for j in range(len(biases))]
            if not all(has) and len(biases) <= _WIDE:
                yield f"{what} of layer {layer}"
