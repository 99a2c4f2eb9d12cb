"""The pictures of a network's neurons at a p: maps over two inputs, curves over one, or the weights of images."""

from __future__ import annotations

from threading import local

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.network import Network
from visprop.engine.responses import Floats, Responses
from visprop.figures.base.axes import even_around
from visprop.figures.base.shading import Canvases, Ends, Pixels, Shader, ends_of, shaded
from visprop.figures.base.style import Theme
from visprop.figures.network.forms.portrait import Portrait
from visprop.figures.network.units.pixels import picture_of
from visprop.scenario.data.data import Data
from visprop.scenario.data.scaling import scaled
from visprop.scenario.scenario import Scenario
from visprop.timeline.frame import Frame

MAP_SIDE, LEAST_SIDE, CURVE_POINTS = 100, 24, 121
"""How many places a map has along each side, at most and at least, and a curve."""
_MOST = 5e7
"""A map of a larger network has fewer places, so that it takes no more multiplications."""
_KEPT = 4


def pictured_layers(scenario: Scenario) -> frozenset[int]:
    """The layers whose neurons have pictures: all over one or two inputs, the first where the inputs are an image."""
    network = scenario.network
    if network.sizes[0] <= 2:
        return frozenset(range(1, network.depth + 1))
    return frozenset({1}) if picture_of(network.sizes[0], scenario.data.input_names) else frozenset()


def portraits(
    frame: Frame, theme: Theme, layers: frozenset[int], has_present: bool
) -> tuple[dict[int, list[Portrait]], dict[int, Ends]]:
    """The pictures of some layers' neurons at the p of now, and the ends of each layer's scale.

    Args:
        frame: what is known.
        theme: the colours.
        layers: which, of those that have pictures.
        has_present: whether the present input is ringed; it is not at speed.
    """
    scenario = frame.scenario
    if not layers:
        return {}, {}
    if scenario.network.sizes[0] > 2:
        return _weights(frame, theme)
    grid = _GRIDS.of(scenario)
    found, at = grid.responses.at(frame.p), grid.share(frame.x) if has_present else None
    pictures, scales, canvas = {}, {}, grid.canvas()
    for layer in layers:
        values = found[layer - 1]
        ends = ends_of(values)
        scale = _scale(values, ends, scenario.network.activations[layer - 1])
        scales[layer] = -scale if ends[0] < 0.0 else 0.0, scale
        if grid.side is None:
            pictures[layer] = _curves(values.astype(float) / scale, scales[layer][0] / scale, at)
        else:
            shades = canvas[layer - 1]
            grid.shader(len(values)).shade(values, scale, theme, ends, shades.reshape(len(values), -1))
            # At speed pixels are skipped instead of mixed: that is painted three times as fast.
            pictures[layer] = [Portrait(pixels, at=at, is_smooth=has_present) for pixels in shades]
    return pictures, scales


def _weights(frame: Frame, theme: Theme) -> tuple[dict[int, list[Portrait]], dict[int, Ends]]:
    """The weights of the first layer's neurons, each at its pixel's place."""
    weights = frame.parameters(1)[0]
    side = round(weights.shape[1] ** 0.5)
    scale = _largest(weights)
    shades = shaded(weights, scale, theme).reshape(-1, side, side)
    return {1: [Portrait(pixels, is_smooth=False) for pixels in shades]}, {1: (-scale, scale)}


def _scale(values: Floats, ends: Ends, activation: str) -> float:
    """What the strongest shade stands for: of a bounded activation 1, of another the layer's largest."""
    if ACTIVATIONS[activation].is_bounded:
        return 1.0
    return max(-ends[0], ends[1]) or 1.0 if np.isfinite(ends).all() else _largest(values)


def _largest(values: Array | Floats) -> float:
    finite = values if np.isfinite(values).all() else values[np.isfinite(values)]
    return float(np.abs(finite).max(initial=0.0)) or 1.0


def _curves(heights: Array, low: float, at: tuple[float, float] | None) -> list[Portrait]:
    """The curves of a layer, of shape (n_l, m), from −1 or 0 to 1."""
    if at is None:
        return [Portrait(None, one, low) for one in heights]
    here = [float(np.interp(at[0], np.linspace(0.0, 1.0, len(one)), one)) for one in heights]
    return [
        Portrait(None, one, low, (at[0], (1.0 - height) / (1.0 - low)) if np.isfinite(height) else None)
        for one, height in zip(heights, here, strict=True)
    ]


def map_side(network: Network) -> int:
    """How many places a map has along each side."""
    return int(np.clip((_MOST / network.parameter_count) ** 0.5, LEAST_SIDE, MAP_SIDE))


class _Grid:
    """The places over which the neurons of a network are pictured, around the rows, and the buffers for them.

    Attributes:
        side: how many places a map has along each side, from the upper left; None of a curve.
        responses: what the neurons answer there.
    """

    def __init__(self, network: Network, data: Data) -> None:
        raw, scaling = data.raw[0], data.scaling
        self.side = map_side(network) if raw.shape[1] == 2 else None
        places = [even_around(raw[:, at], self.side or CURVE_POINTS) for at in range(raw.shape[1])]
        grid = np.stack(np.meshgrid(places[0], places[1][::-1]), -1).reshape(-1, 2) if self.side else places[0][:, None]
        seen = grid if scaling is None else scaled(grid, scaling.x)
        self.responses = Responses(network, seen)
        self._low, self._high = seen.min(axis=0), seen.max(axis=0)
        self._count, self._shaders = len(seen), dict[int, Shader]()
        self._firsts = np.cumsum((0, *network.sizes[1:])).tolist()
        self._canvases = Canvases((self._firsts[-1], self.side or 0, self.side or 0))

    def canvas(self) -> list[Pixels]:
        """Pixels for the maps of layers 1 … L, each of shape (n_l, side, side); none for curves."""
        if self.side is None:
            return []
        pixels = self._canvases.take()
        return [pixels[first:last] for first, last in zip(self._firsts, self._firsts[1:], strict=False)]

    def shader(self, neurons: int) -> Shader:
        """What shades the answers of so many neurons."""
        if neurons not in self._shaders:
            self._shaders[neurons] = Shader((neurons, self._count), np.dtype(np.float32))
        return self._shaders[neurons]

    def share(self, x: Array) -> tuple[float, float] | None:
        """Where an input lies, in shares from the left and from above; along a curve the second is 0. None if it lies outside."""
        shares = (x - self._low) / (self._high - self._low)
        if not bool(((shares >= 0.0) & (shares <= 1.0)).all()):
            return None
        return float(shares[0]), 1.0 - float(shares[1]) if self.side else 0.0


class _Grids(local):
    """Those of the networks that were drawn last: each thread has its own."""

    def __init__(self) -> None:
        self._found: dict[tuple[Network, int], tuple[Data, _Grid]] = {}

    def of(self, scenario: Scenario) -> _Grid:
        """That of a scenario."""
        network, data = scenario.network, scenario.data
        key = network, id(data)
        if key not in self._found:
            while len(self._found) >= _KEPT:
                del self._found[next(iter(self._found))]
            self._found[key] = data, _Grid(network, data)
        return self._found[key][1]


_GRIDS = _Grids()
