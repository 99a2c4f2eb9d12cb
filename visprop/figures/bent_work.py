"""The bent space of a moment: which stage is shown, and how it is put together."""

from __future__ import annotations

from dataclasses import replace

from visprop.figures.base.shapes import Figure
from visprop.figures.choices import Legend
from visprop.figures.moment import NetworkMoment, Size, ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.plots.bent import Bent, bent_of
from visprop.figures.plots.bent_picture import bent_figure
from visprop.figures.plots.plot_options import BentOptions, LandscapeOptions, unfit_stage
from visprop.notation.naming import Naming
from visprop.timeline.program import Kind


def stage_of(moment: NetworkMoment, options: ViewOptions) -> float:
    """How far the inputs have come, in layers: where it is chosen, else with the line at work, slow at both ends of its way.

    Raises:
        ValueError: the network has not so many hidden layers.
    """
    chosen, frame = options.of(BentOptions).stage, moment.frame
    last = frame.scenario.network.depth - 1
    if chosen is not None:
        if reason := unfit_stage(chosen, frame.scenario):
            raise ValueError(f"stage {chosen:g}: {reason}")
        return chosen
    if moment.at_speed:
        return float(last)
    layer = min(last, frame.position.line)
    if frame.line.kind is Kind.FORWARD and frame.line.layer <= last and moment.progress < 1.0:
        share = moment.progress
        return layer - 1 + share * share * (3.0 - 2.0 * share)
    return float(layer)


def moment_bent(moment: NetworkMoment) -> Bent | None:
    """All stages of a moment; None while they are being computed."""
    frame = moment.frame
    scenario = frame.scenario
    count = min(len(scenario.data), 2500) + 30_000 * (scenario.network.sizes[0] == 2)
    return frame.totals.of(frame.p, "bent", count / len(scenario.train), lambda: bent_of(scenario, frame.p))


def draw_bent(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """The rows and the grid at the stage of a moment."""
    moment = replace(moment, frame=moment.frame.at_once())
    found = moment_bent(moment)
    assert found is not None, "nothing is pending where all is computed at once"
    return bent_picture(moment, options, size, found)


def bent_picture(moment: NetworkMoment, options: ViewOptions, size: Size, found: Bent) -> Figure:
    """The picture of stages that are there."""
    # A layer has two stages, z and a.
    place = 2.0 * stage_of(moment, options)
    naming, camera = Naming.of(moment.frame.scenario), options[LandscapeOptions.camera]
    has_key = options[NetworkChoices.key] is not Legend.NONE
    return bent_figure(found, moment.frame.scenario.data, place, size, options.theme, naming, camera, moment.row, has_key)
