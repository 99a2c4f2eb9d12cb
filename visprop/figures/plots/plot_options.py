"""What can be chosen of the diagrams: landscape, slice, monitor and swarm."""

from __future__ import annotations

from visprop.engine.key import Key
from visprop.figures.choices import Camera, PlaneChoice, Ranges
from visprop.figures.option import ByHand, Entry, Flag, Heading, Lasts, Menu, Options, Switch
from visprop.figures.typed_numbers import read_numbers, read_positive


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
    """

    along = ByHand[Key | None](None, lasts=Lasts.NETWORK)
    eta = ByHand[float | None](
        None,
        flag=Flag("--eta", Heading.PLOT, "the rate that the slice tries out", "RATE"),
        reads=read_positive,
        lasts=Lasts.NETWORK,
    )
    reach = ByHand[float | None](None, lasts=Lasts.NETWORK)


class MonitorOptions(Options):
    """What can be chosen of the monitor, and of the cost curve.

    Attributes:
        log_cost: whether costs are on a logarithmic scale.
        ranges: which updates and costs the monitor shows; None for all.
    """

    log_cost = Switch(
        entry=Entry(Menu.VIEW, "&Logarithmic cost", "Draw the cost curve on a logarithmic scale", "Ctrl+L"),
        flag=Flag("--log", Heading.NETWORK, "a logarithmic cost curve"),
    )
    ranges = ByHand[Ranges | None](None, lasts=Lasts.EXPERIMENT)


class SwarmOptions(Options):
    """What can be chosen of a swarm's curves.

    Attributes:
        each_run: whether some of the runs' own curves are drawn too.
    """

    each_run = Switch(
        entry=Entry(Menu.VIEW, "&Runs of the swarm", "Draw some of the runs' own curves in the swarm", "Ctrl+Alt+J", "theme"),
        flag=Flag("--each", Heading.NETWORK, "some of a swarm's runs, one by one"),
    )
