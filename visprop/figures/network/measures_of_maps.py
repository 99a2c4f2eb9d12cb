"""Measures of pictures in neurons, beside those of `measures.py`."""

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


MAPPED, THUMB, PORTRAIT = _Mapped(), _Thumb(), _Portrait()
