"""What the bent space says, in words: whether a straight line parts the classes, and what the layers do about it."""

from __future__ import annotations

from visprop.engine.activations import ACTIVATIONS
from visprop.figures.plots.bent import Bent


def told(bent: Bent, at: int, way: float) -> list[str]:
    """The sentence of a stage, and what is said below it, the longest first."""
    if way > 0.0:
        return _on_the_way(bent, at)
    if at == len(bent.stages) - 1:
        return _at_the_end(bent)
    if at == 0:
        return _at_the_start(bent)
    stage = bent.stages[at]
    if not stage.is_bent:
        return [
            f"layer {stage.layer} has turned and stretched the plane",
            f"lines are straight still; next {_name(bent, at)} bends them",
        ]
    return [f"layer {stage.layer} has bent the plane", f"layer {stage.layer + 1} goes on from here"]


def _name(bent: Bent, at: int) -> str:
    """The activation of the layer of a stage."""
    return ACTIVATIONS[bent.network.activations[bent.stages[at].layer - 1]].words


def _on_the_way(bent: Bent, at: int) -> list[str]:
    after = bent.stages[at + 1]
    if after.is_bent:
        return [f"layer {after.layer}: {_name(bent, at + 1)} bends the plane", "each coordinate by itself"]
    return [f"layer {after.layer} turns and stretches the plane", "z = W a + b: lines stay straight"]


def _at_the_start(bent: Bent) -> list[str]:
    parted = bent.can_be_parted[0]
    below = "the line is where the network decides now; the layers will straighten it"
    below = below if bent.stages[0].border else "step forward, and layer after layer moves the rows"
    if parted is None:
        return ["the rows in the inputs", below]
    if parted:
        return ["a straight line can part the classes in the inputs", below]
    return ["no straight line parts the classes in the inputs", below]


def _at_the_end(bent: Bent) -> list[str]:
    """How the last layer's straight line parts what the layers before have bent."""
    layer, units = bent.network.depth - 1, bent.network.sizes[-2]
    where = f"in layer {layer}" if layer else "in the inputs"
    line = "straight line" if units <= 2 else "plane" if units == 3 else "flat cut"
    has_one = len(bent.last.biases) == 1
    if not bent.count:
        activation = ACTIVATIONS[bent.network.activations[-1]]
        of = f"{activation.words} of a" if activation.plain else "the"
        return [
            f"{where} the levels of the output are straight",
            f"each is a {line}: the output is {of} weighted sum of the neurons",
        ]
    if bent.right == bent.count:
        return [f"{where} {f'one {line} parts' if has_one else f'{line}s part'} the classes", *_why(bent, layer)]
    of = f"{bent.right:,} of {bent.count:,}"
    return [f"{where} {f'the {line} has' if has_one else f'{line}s have'} {of} rows on the right side", *_why(bent, layer)]


_SHORT = "the cut is drawn where it meets the plane of two components"


def _why(bent: Bent, layer: int) -> list[str]:
    """What that has to do with the layers, the longest first."""
    (before, behind), is_done = bent.can_be_parted, bent.right == bent.count
    if layer == 0:
        if before is None:
            return ["without a hidden layer nothing is bent"]
        return ["a line could part them all" if before else "none parts them all, and without a hidden layer nothing is bent"]
    if before is False:
        then = "the hidden layer has not bent the plane far enough yet"
        if is_done:
            then = "the hidden layer bends the plane until one does"
        elif behind:
            then = "here one could, and the last layer is on its way to it"
        whole = f"in the inputs no straight line does, so one layer alone cannot learn this: {then}"
        if bent.network.sizes[layer] > 3:
            whole = "in the inputs no straight line does, so one layer alone cannot learn this; " + _SHORT
        return [whole, "in the inputs no straight line does: one layer alone cannot learn this", "in the inputs none does"]
    if before:
        return ["in the inputs a straight line could part them too"]
    if behind is False:
        return ["no straight line parts them all here yet"]
    return [_SHORT] if bent.network.sizes[layer] > 3 else []
