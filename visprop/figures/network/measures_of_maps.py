"""Measures of pictures in neurons and of layers as heat maps, beside those of `measures.py`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class _Mapped:
    """A map with b, a and δ at its right, in em."""

    line: float = 1.36  # of one of the three
    rest: float = 2.0  # what a line takes beside its number
    letter: float = 0.3  # where its letter begins
    number: float = 1.1  # where its number begins
    room: float = 0.25  # what a number leaves free at its end


@dataclass(frozen=True)
class _Thumb:
    """A map alone, in pt but where a share is said."""

    side: float = 30.0  # at most
    share: float = 0.92  # of the distance of neighbours
    columns: int = 3  # so many beside each other, where a layer is in groups
    wide: tuple[float, float] = (120.0, 0.12)  # all of them: most, and share of the page's width


@dataclass(frozen=True)
class _Portrait:
    """The picture of a neuron, in pt but where a share is said."""

    ring: tuple[float, float] = (4.0, 0.1)  # the radius around the present input: most, and share of the picture
    ring_line: float = 1.1
    halo: float = 1.8  # how much wider the paper around its line is
    ringed: float = 18.0  # smaller pictures have none
    room: float = 0.08  # share of the height above and below a curve
    curve: float = 1.5
    zero: float = 0.8  # the line of 0


@dataclass(frozen=True)
class _Heat:
    """Layers as heat maps, in em but where pt or a share is said."""

    narrow: float = 24.0  # the narrowest page on paper with letters of the usual size
    headings: float = 3.1  # two lines of words above a layer
    line: float = 1.4  # from one of them to the other
    heading: float = 0.7  # from the lower one to the layer
    title: float = 0.8  # share of the gap that they may take
    gap: float = 2.0  # between layers
    rows: float = 1.2  # between rows of layers
    ramp: float = 2.0  # the scale below a layer
    ramp_wide: tuple[float, float] = (40.0, 90.0)  # pt: how wide it is
    beside_ramp: float = 10.0  # pt: beside its numbers
    strip: float = 7.0  # pt: how thick activations and δ are
    near: float = 2.0  # pt: from the weights to them
    least: float = 62.0  # pt: narrower layers stand in rows
    least_bare: float = 24.0  # pt: the same without words
    lowest: float = 18.0  # pt: where layers would be lower, something is left out
    cell: float = 15.0  # pt: the largest cell
    flat: float = 0.4  # share of its width that a layer is high at least, but for its largest cells
    image: tuple[float, float] = (0.13, 0.5)  # an image's side: share of the page's width, and of the height of the layers
    tile: float = 15.0  # pt: smaller pictures of weights are none
    tile_gap: float = 3.0  # pt between them
    tiles: float = 2.2  # how much wider a layer of pictures is than others
    bar: float = 3.0  # pt: the activation under a picture
    outputs: float = 20  # so many outputs have their numbers at most
    key: float = 1.6  # a line of the key
    cost: float = 10.0  # the cost at its right
    panel: float = 0.36  # share of the height for the neuron in focus
    key_more: float = 10.0  # pt beside the key's lines, and between panel and key
    shift: float = 0.5  # share of its reach that an output is moved to the right, as nothing goes out of it
    panel_row: float = 1.95  # of its edges
    panel_title: float = 2.4
    panel_least: float = 8.2  # the neuron in focus as a circle, with what stands above and below it
    panel_reach: tuple[float, float] = (0.3, 250.0)  # from the neuron to its neighbours: share of the page's width, and most, pt
    most_edges: int = 6  # into the neuron, and out of it
    crowd: float = 1.25  # from number to number
    number_room: float = 0.62  # share of an edge's way that its number may take
    after_dot: float = 4.0  # pt: from a neighbour to its name
    note: tuple[float, float] = (14.0, 12.0)  # pt: from the page's corner to the end of a note
    outputs_from: float = 6.0  # pt: from δ to the outputs' numbers
    outputs_row: float = 1.05  # sizes of text that outputs with numbers are apart at least
    outputs_room: float = 2.0  # what their numbers take beside themselves
    number: float = 0.5  # where along an edge its number stands at most
    opened: float = 520.0  # pt: narrower pages have the neuron as a circle
    dot: float = 4.5  # pt: a neighbour's radius
    ring: float = 1.5  # pt: around what is in focus
    ring_least: float = 4.0  # pt: how high it is at least


MAPPED, THUMB, PORTRAIT, HEAT = _Mapped(), _Thumb(), _Portrait(), _Heat()
