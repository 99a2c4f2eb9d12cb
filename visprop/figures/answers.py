"""What the views of a network's answers draw: what they cost, and the codes between input and output."""

from __future__ import annotations

import numpy as np

from visprop.engine.costs import COSTS
from visprop.figures.base.shapes import Figure
from visprop.figures.messages import words_figure
from visprop.figures.moment import NetworkMoment, Size, ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.plots.codes import CodesTable, code_layer, codes_of
from visprop.figures.plots.cost_functions import cost_functions_figure, of_example, swapped
from visprop.notation.naming import Naming

NO_CODE = "Codes are drawn of a network with as many outputs as inputs, and a layer with fewer neurons between. This one is {}."


def draw_swapped(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """C 2 and C 3 of the network's cost."""
    network = moment.frame.scenario.network
    return cost_functions_figure(swapped(network.pair, COSTS[network.cost].words, options.digits), size, options.theme)


def draw_targets(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """C y of the example's targets."""
    frame, network = moment.frame, moment.frame.scenario.network
    found = of_example(network.pair, frame.y, frame.a(network.depth), frame.cost, options.digits)
    return cost_functions_figure(found, size, options.theme)


def no_code(moment: NetworkMoment, options: ViewOptions) -> str:
    """Why there are no codes, in words; empty where there are."""
    sizes = moment.frame.scenario.network.sizes
    return "" if code_layer(sizes) else NO_CODE.format("-".join(map(str, sizes)))


def draw_codes(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """Pattern, code and pattern of the training rows; words where the network has no code."""
    frame, scenario = moment.frame, moment.frame.scenario
    network = scenario.network
    if reason := no_code(moment, options):
        return words_figure(size, options.theme, reason)
    found = codes_of(network, frame.p, scenario.train.x, scenario.train.y)
    at = [] if moment.row is None else np.flatnonzero(scenario.data.train_rows == moment.row).tolist()
    present = at[0] if at else None
    smallest = options[NetworkChoices.lettering].least
    return CodesTable(found, size, options.theme, Naming(network.sizes), options.digits, present, smallest).figure()
