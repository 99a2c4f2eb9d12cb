"""The choices of `visprop export`: a table from flags to the fields of the options that they set."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from visprop.cli.arguments import whole_number
from visprop.engine.key import Key
from visprop.figures.base.style import THEMES
from visprop.figures.choices import AUTOMATIC, Camera, EdgeValue, Place, PlaneChoice, Span
from visprop.figures.moment import Moment, NetworkMoment, ViewOptions
from visprop.figures.network.forms import FORMS
from visprop.figures.plots.plane import default_axes
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.timeline.history import History


@dataclass(frozen=True)
class Flag:
    """One choice.

    Attributes:
        name: as it is typed.
        group: under which heading the help lists it.
        fields: the fields of `NetworkMoment` or `ViewOptions` that it sets; a view that uses none of them does not take it.
        words: what argparse is told of it.
        set: (options, value, moment) → the options with it.
        mark: (moment, value) → the moment with it.
        of_format: the field of `ExportOptions` that it sets; empty for none.
    """

    name: str
    group: str
    fields: tuple[str, ...]
    words: dict[str, Any]
    set: Callable[[ViewOptions, Any, Any], ViewOptions] | None = None
    mark: Callable[[Any, Any], Moment] | None = None
    of_format: str = ""

    @property
    def dest(self) -> str:
        """Where argparse keeps its value."""
        return "choice_" + self.name.lstrip("-").replace("-", "_")


# Reading


def read_size(text: str) -> tuple[float, float]:
    """WIDTHxHEIGHT in points."""
    width, _, height = text.partition("x")
    try:
        size = (float(width), float(height))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not WIDTHxHEIGHT, such as 640x400") from None
    if not all(60.0 <= side <= 10_000.0 for side in size):
        raise argparse.ArgumentTypeError(f"{text!r}: each side is 60 to 10000 points")
    return size


def _numbers(text: str, *counts: int) -> list[float]:
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        found = []
    if len(found) not in counts or not all(map(math.isfinite, found)):
        raise argparse.ArgumentTypeError(f"{text!r} is not {' or '.join(map(str, counts))} numbers with commas between them")
    return found


def _range(text: str) -> tuple[tuple[float, float], ...]:
    found = _numbers(text, 2, 4)
    pairs = tuple(zip(found[::2], found[1::2], strict=True))
    if any(low >= high for low, high in pairs):
        raise argparse.ArgumentTypeError(f"{text!r}: each range ends above its beginning")
    return pairs


def _turn(text: str) -> tuple[float, float]:
    azimuth, elevation = _numbers(text, 2)
    if not 0.0 <= elevation <= 90.0:
        raise argparse.ArgumentTypeError(f"{text!r}: the elevation is 0 to 90 degrees")
    return azimuth, elevation


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0.0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return value


# Setting


def _set_first(options: ViewOptions, text: str, moment: NetworkMoment) -> ViewOptions:
    key = _parameter(text, moment)
    options, found = replace(options, slice_along=key), _default_axes(moment)
    if found is None:
        return options
    return replace(options, plane=replace(options.plane, names=(key, found[1] if found[1] != key else found[0])))


def _default_axes(moment: NetworkMoment) -> tuple[Key, Key] | None:
    """None if fewer than two parameters are free to move."""
    return default_axes(moment.frame.totals.at_once())


def _set_second(options: ViewOptions, text: str, moment: NetworkMoment) -> ViewOptions:
    key, found = _parameter(text, moment), options.plane.names or _default_axes(moment)
    if found is None:
        return options
    first, second = found
    return replace(options, plane=replace(options.plane, names=(first if first != key or options.plane.names else second, key)))


def _parameter(text: str, moment: NetworkMoment) -> Key:
    network = moment.frame.scenario.network
    return network.parameter(network.single(text))


def _set_range(options: ViewOptions, pairs: tuple[tuple[float, float], ...], moment: NetworkMoment) -> ViewOptions:
    reach = (pairs[0][1] - pairs[0][0]) / 2
    return replace(options, plane=replace(options.plane, ranges=(pairs[0], pairs[-1])), slice_reach=reach)


def _set_anchor(options: ViewOptions, update: int, moment: NetworkMoment) -> ViewOptions:
    path = moment.history
    assert isinstance(path, History), "the command line has the time line itself"
    place = Place(update, path.timeline.parameters(update))
    return replace(options, plane=replace(options.plane, anchor=place))


def _set_span(options: ViewOptions, name: str, moment: NetworkMoment) -> ViewOptions:
    plane: PlaneChoice = replace(options.plane, span=Span(name))
    return replace(options, plane=plane)


def _set_dress(options: ViewOptions, name: str, moment: NetworkMoment) -> ViewOptions:
    dress = DRESSES[name]
    if reason := dress.unfit(moment.frame.scenario):
        raise ValueError(f"--dress {name}: {reason}")
    return replace(options, dress=dress)


def _mark_selected(moment: NetworkMoment, text: str) -> NetworkMoment:
    key = Key.parse(text)
    if not (key.is_parameter or key.is_neuron):
        raise ValueError(f"{text!r} is not a weight, a bias or a neuron, such as w2[1,2], b2[1] or a2[1]")
    moment.frame.scenario.network.single(key.parameter)
    return replace(moment, selected=key)


def _field(name: str) -> Callable[[ViewOptions, Any, NetworkMoment], ViewOptions]:
    """Sets a field to the value itself."""
    return lambda options, value, moment: replace(options, **{name: value})


_LOOK, _NETWORK, _PLOT = "look", "network and cost", "landscape, slice"
_PAGES = "equations"
_SWITCH = {"action": "store_true"}


def _look_flags() -> tuple[Flag, ...]:
    """Of any picture."""
    return (
        Flag("--theme", _LOOK, ("theme",), {"choices": tuple(THEMES), "help": "the colours (default light)"},
             lambda options, name, _: replace(options, theme=THEMES[name])),
        Flag("--digits", _LOOK, ("digits",), {"type": whole_number(1, 15), "metavar": "N", "help": "significant digits (4)"},
             _field("digits")),
        Flag("--dpi", _LOOK, (), {"type": _positive, "metavar": "N", "help": "resolution of a PNG (300)"}, of_format="dpi"),
        Flag("--letters", _LOOK, (), _SWITCH | {"help": "SVG: text as letters, for whoever has the font"}, of_format="letters"),
        Flag("--transparent", _LOOK, (), _SWITCH | {"help": "leave the paper out"}, of_format="transparent"),
    )  # fmt: skip


def _network_flags() -> tuple[Flag, ...]:
    """Of the network, and of the cost curve."""
    return (
        Flag("--edges", _NETWORK, ("edges",), {"choices": tuple(e.value for e in EdgeValue), "help": "what the edges show"},
             lambda options, name, _: replace(options, edges=EdgeValue(name))),
        Flag("--symbols", _NETWORK, ("symbols",), _SWITCH | {"help": "names instead of numbers"}, _field("symbols")),
        Flag("--form", _NETWORK, ("form",), {"choices": (AUTOMATIC, *FORMS), "help": "how neurons are drawn (automatic)"},
             _field("form")),
        Flag("--equation", _NETWORK, ("equation",), _SWITCH | {"help": "the line's equation above the network"},
             _field("equation")),
        Flag("--log", _NETWORK, ("log_cost",), _SWITCH | {"help": "a logarithmic cost curve"}, _field("log_cost")),
    )  # fmt: skip


def _plot_flags() -> tuple[Flag, ...]:
    """Of landscape and slice."""
    return (
        Flag("--x", _PLOT, ("plane", "slice_along"), {"metavar": "NAME", "help": "the horizontal parameter, such as w2[1,2]"},
             _set_first),
        Flag("--y", _PLOT, ("plane",), {"metavar": "NAME", "help": "the vertical parameter, such as b1[1]"}, _set_second),
        Flag("--directions", _PLOT, ("plane",), {"choices": ("gradient", "random", "pca"), "help": "instead of two parameters"},
             _set_span),
        Flag("--anchor", _PLOT, ("plane",), {"type": whole_number(0, 10**12), "metavar": "UPDATE", "help": "of directions (0)"},
             _set_anchor),
        Flag("--range", _PLOT, ("plane", "slice_reach"), {"type": _range, "metavar": "X1,X2[,Y1,Y2]", "help": "of the axes"},
             _set_range),
        Flag("--grid", _PLOT, ("grid",), {"type": whole_number(5, 1001), "metavar": "N", "help": "grid points a side (101)"},
             _field("grid")),
        Flag("--tangent", _PLOT, ("tangent",), _SWITCH | {"help": "show the tangent plane at p"}, _field("tangent")),
        Flag("--eta", _PLOT, ("slice_eta",), {"type": _positive, "metavar": "RATE", "help": "the rate that the slice tries out"},
             _field("slice_eta")),
        Flag("--turn", _PLOT, ("camera",), {"type": _turn, "metavar": "AZIMUTH,ELEVATION", "help": "of landscape3d, in degrees"},
             lambda options, angles, _: replace(options, camera=Camera(*angles))),
    )  # fmt: skip


def _page_flags() -> tuple[Flag, ...]:
    """Of equations."""
    return (
        Flag("--notation", _PAGES, ("notation",), {"choices": tuple(NOTATIONS), "help": "of the equations"},
             lambda options, name, _: replace(options, notation=NOTATIONS[name])),
        Flag("--dress", _PAGES, ("dress",), {"choices": tuple(DRESSES), "help": "what parameters are called (neurons)"},
             _set_dress),
        Flag("--sums", _PAGES, ("sums",), _SWITCH | {"help": "write sums over a layer with Σ"}, _field("sums")),
        Flag("--steps", _PAGES, ("steps",), _SWITCH | {"help": "unfold Euler's Δ over the steps of the chain rule"},
             _field("steps")),
        Flag("--of", _PAGES, ("selected",), {"metavar": "NAME", "help": "what it is about: w2[1,2]"}, mark=_mark_selected),
        Flag("--whole", _PAGES, ("whole",), _SWITCH | {"help": "write the equations of large layers out"}, _field("whole")),
    )  # fmt: skip


def export_flags() -> tuple[Flag, ...]:
    """Every choice beside view, position, size and file."""
    return (*_look_flags(), *_network_flags(), *_plot_flags(), *_page_flags())
