"""What can be chosen of the diagrams: landscape, slice, monitor, output, bent space and swarm."""

from __future__ import annotations

import re

from visprop.engine.accuracy import classes
from visprop.engine.key import Key
from visprop.engine.network import MAX_DEPTH
from visprop.figures.choices import HELD_WORDS, SHOWN_WORDS, Camera, Held, PlaneChoice, Ranges, Shown
from visprop.figures.option import ByHand, Choice, Entry, Flag, Heading, Lasts, Menu, OneOfTwo, Options, Switch
from visprop.figures.plots.codes import code_layer
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
        colour_bar: whether a bar beside a map, be it of costs or outputs, says what its shades stand for.
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
    colour_bar = Switch(flag=Flag("--colour-bar", Heading.PLOT, "a bar that says what the shades of a map stand for"))
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


_CURVES = f"{', '.join(GAUGES)}, a quantity, or how the numbers of a layer are spread (w2, b2, z1, a1, d1)"


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
        flag=Flag("--curves", Heading.NETWORK, f"further diagrams of the monitor: {_CURVES}", "NAME,…"),
        reads=_read_curves,
        lasts=Lasts.NETWORK,
    )


def unfit_shown(shown: Shown, scenario: Scenario) -> str:
    """Why a picture of the output does not fit a scenario; empty if it does."""
    are_classes = classes(scenario.data.y) is not None
    if shown is Shown.CONFUSION and not are_classes:
        return "the targets are no classes"
    if shown is Shown.PREDICTED and are_classes:
        return "the targets are classes, which the confusion matrix counts"
    if shown is Shown.CODES and not code_layer(scenario.network.sizes):
        return "there is no hidden layer with fewer neurons between as many inputs and outputs"
    return ""


def _read_inputs(text: str) -> tuple[int, int]:
    first, second = (int(number) if number == int(number) else 0 for number in read_numbers(text, 2))
    if first < 1 or second < 1 or first == second:
        raise ValueError(f"{text!r} is not two different inputs, such as 1,3")
    return first, second


def _unfit_inputs(inputs: tuple[int, int] | None, scenario: Scenario) -> str:
    count = scenario.network.sizes[0]
    return "" if inputs is None or max(inputs) <= count else f"the network has no input {max(inputs)}, but {count}"


def _read_stage(text: str) -> float:
    try:
        stage = float(text)
    except ValueError:
        stage = -1.0
    if not 0.0 <= stage < MAX_DEPTH:
        raise ValueError(f"{text!r} is not a number of layers from 0, such as 1.5")
    return stage


def unfit_stage(stage: float | None, scenario: Scenario) -> str:
    """Why a stage of the bent space does not fit a scenario; empty if it does."""
    last = scenario.network.depth - 1
    return "" if stage is None or stage <= last else f"the last hidden layer is {last}, so stages are 0 to {last}"


class OutputOptions(Options):
    """What can be chosen of the output.

    Attributes:
        shows: which picture.
        inputs: the two inputs of a map, from 1; None for the first two.
        held: where the other inputs are held.
    """

    shows = Choice(
        Shown.AUTOMATIC,
        named=lambda: {shown.value: shown for shown in Shown},
        words=lambda shown: SHOWN_WORDS[shown],
        refuses=unfit_shown,
        entry=Entry(Menu.VIEW, "Output sho&ws", "Which picture the output shows"),
        flag=Flag("--shows", Heading.OUTPUT, "which picture of the output (what fits best)"),
        lasts=Lasts.NETWORK,
    )
    inputs = ByHand[tuple[int, int] | None](
        None,
        flag=Flag("--inputs", Heading.OUTPUT, "the two inputs of a map (1,2)", "ACROSS,UP"),
        reads=_read_inputs,
        refuses=_unfit_inputs,
        lasts=Lasts.NETWORK,
    )
    held = OneOfTwo(
        Held.MEANS,
        other=Held.ROW,
        named=lambda: {held.value: held for held in Held},
        words=lambda held: HELD_WORDS[held],
        entry=Entry(
            Menu.VIEW, "Hold inputs at the e&xample", "Hold the inputs that a map does not vary at the example, not at the means",
            "Ctrl+Alt+E",
        ),
        flag=Flag("--held", Heading.OUTPUT, "where the other inputs of a map are held (means)"),
    )  # fmt: skip


class BentOptions(Options):
    """What can be chosen of the bent space.

    Attributes:
        stage: how far the inputs have come: 0 where they stand, 1 in the first layer, 1.5 in the second one before it is bent;
            None to go with the lines.
    """

    stage = ByHand[float | None](
        None,
        flag=Flag("--stage", Heading.OUTPUT, "how far the inputs have come: 0, 0.5, 1 … (as the line is)", "LAYER"),
        reads=_read_stage,
        refuses=unfit_stage,
        lasts=Lasts.NETWORK,
    )


class SwarmOptions(Options):
    """What can be chosen of a swarm's curves.

    Attributes:
        each_run: whether some of the runs' own curves are drawn too.
    """

    each_run = Switch(
        entry=Entry(Menu.VIEW, "&Runs of the swarm", "Draw some of the runs' own curves in the swarm", "Ctrl+Alt+J", "theme"),
        flag=Flag("--each", Heading.NETWORK, "some of a swarm's runs, one by one"),
    )
