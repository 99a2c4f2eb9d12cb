"""What can be chosen of the diagrams: landscape, slice and monitor."""

from __future__ import annotations

import re

from visprop.engine.key import Key
from visprop.figures.choices import Camera, PlaneChoice, Ranges
from visprop.figures.option import ByHand, Entry, Flag, Heading, Lasts, Menu, Options, Switch
from visprop.figures.typed_numbers import read_numbers, read_positive
from visprop.scenario.scenario import Scenario
from visprop.timeline.gauges import GAUGES, gauge_of


def _read_camera(text: str) -> Camera:
    azimuth, elevation = read_numbers(text, 2)
    if not 0.0 <= elevation <= 90.0:
        raise ValueError(f"{text!r}: the elevation is 0 to 90 degrees")
    return Camera(azimuth, elevation)


class LandscapeOptions(Options):
    """What can be chosen of the landscape.

    Attributes:
        plane: which plane it shows.
        solid: whether it is a surface that can be turned, instead of a map.
        camera: from where the surface is seen.
        tangent: whether it shows the tangent plane.
        example_steps: whether it shows the update that each example alone would make.
    """

    plane = ByHand(PlaneChoice(), lasts=Lasts.NETWORK)
    solid = Switch(entry=Entry(Menu.LANDSCAPE, "&3-D", "Show the landscape as a surface that can be turned", "Ctrl+Shift+D"))
    tangent = Switch(
        entry=Entry(Menu.LANDSCAPE, "&Tangent plane", "Show the tangent plane at p in the landscape", "Ctrl+Shift+T"),
        flag=Flag("--tangent", Heading.PLOT, "show the tangent plane at p"),
    )
    example_steps = Switch(
        entry=Entry(
            Menu.LANDSCAPE, "&Examples' own updates", "Show the update that each example alone would make", "Ctrl+Shift+E"
        )
    )
    camera = ByHand(
        Camera(), flag=Flag("--turn", Heading.PLOT, "of landscape3d, in degrees", "AZIMUTH,ELEVATION"), reads=_read_camera
    )


class SliceOptions(Options):
    """What can be chosen of the slice.

    Attributes:
        along: the parameter along which it goes; None for along −∇φ.
        eta: the learning rate that is tried out there; None for the scenario's own.
        reach: how far it goes from p downhill; None for so far that the curve is not straight.
        curvature: whether it shows how φ bends at p.
    """

    along = ByHand[Key | None](None, lasts=Lasts.NETWORK)
    eta = ByHand[float | None](
        None,
        flag=Flag("--eta", Heading.PLOT, "the rate that the slice tries out", "RATE"),
        reads=read_positive,
        lasts=Lasts.NETWORK,
    )
    reach = ByHand[float | None](None, lasts=Lasts.NETWORK)
    curvature = Switch(
        entry=Entry(Menu.LANDSCAPE, "&Curvature in the slice", "Show how φ bends at p in the slice, beside the edge 2/η"),
        flag=Flag("--curvature", Heading.PLOT, "show the curvature at p in the slice, beside 2/η"),
    )


class CurvesOption(ByHand[tuple[str, ...]]):
    """The names of what the monitor shows beside cost and accuracy, and those of watched quantities."""

    def unfit(self, value: tuple[str, ...], scenario: Scenario | None) -> str:
        if scenario is None:
            return "this is no network"
        keys = (gauge_of(name).key for name in value)
        return next((f"the network has no {key}" for key in keys if key is not None and not scenario.network.has(key)), "")


_BETWEEN = re.compile(r",(?![^\[]*\])")


def _read_curves(text: str) -> tuple[str, ...]:
    names = tuple(gauge_of(name.strip()).name for name in _BETWEEN.split(text))
    if len(set(names)) < len(names):
        raise ValueError(f"{text!r} names one of them twice")
    return names


class MonitorOptions(Options):
    """What can be chosen of the monitor, and of the cost curve.

    Attributes:
        log_cost: whether costs are on a logarithmic scale.
        ranges: which updates and costs the monitor shows; None for all.
        curves: what it shows in further diagrams.
    """

    log_cost = Switch(
        entry=Entry(Menu.VIEW, "&Logarithmic cost", "Draw the cost curve on a logarithmic scale", "Ctrl+L"),
        flag=Flag("--log", Heading.NETWORK, "a logarithmic cost curve"),
    )
    ranges = ByHand[Ranges | None](None, lasts=Lasts.EXPERIMENT)
    curves = CurvesOption(
        (),
        flag=Flag("--curves", Heading.NETWORK, f"further diagrams of the monitor: {', '.join(GAUGES)}, or a quantity", "NAME,…"),
        reads=_read_curves,
        lasts=Lasts.NETWORK,
    )
