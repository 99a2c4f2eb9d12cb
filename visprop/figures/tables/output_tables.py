"""The numbers behind the plots of what a network makes of inputs and rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visprop.figures.bent_work import moment_bent, stage_of
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.output_work import moment_answer
from visprop.figures.plots.bent import Stage
from visprop.figures.plots.codes import codes_of
from visprop.figures.plots.outputs import Outputs
from visprop.figures.plots.predictions import Predictions
from visprop.figures.tables.numbers_table import Table, listed, numbered
from visprop.scenario.data.data import Data


def output_table(moment: NetworkMoment, options: ViewOptions) -> Table:
    """The outputs over the inputs, or the answers to the rows, as the picture has them."""
    moment = replace(moment, frame=moment.frame.at_once())
    answer = moment_answer(moment, options)
    assert answer is not None, "nothing is pending where all is computed at once"
    if answer.activations is not None:
        return Table(("row", "activation"), [(i + 1, value) for i, value in enumerate(answer.activations.tolist())])
    if answer.outputs is not None:
        return _over_inputs(answer.outputs)
    return codes_table(moment, options) if answer.predictions is None else _of_rows(answer.predictions)


def _inputs(data: Data) -> tuple[str, ...]:
    return data.input_names or numbered("x", data.x.shape[1])


def _over_inputs(found: Outputs) -> Table:
    """A curve or a map: the inputs that vary, and what is computed of them."""
    count = found.values.shape[-1]
    names = numbered("a", count) if found.probe.neuron is None else (str(found.probe.neuron),)
    inputs = tuple(_inputs(found.data)[at] for at in found.probe.axes[: 2 if found.is_map else 1])
    if found.is_map:
        xs, ys = (along.ravel() for along in np.meshgrid(found.xs, found.ys))
        return Table((*inputs, *names), listed(xs, ys, found.values.reshape(-1, count)))
    has_target = found.target.size > 0 and found.probe.neuron is None
    rest = (found.values, found.target) if has_target else (found.values,)
    return Table((*inputs, *names, *(("target g",) if has_target else ())), listed(found.xs, *rest))


def _of_rows(found: Predictions) -> Table:
    """Each row: to train or to test with, its target and its answer, with their classes, and what it costs."""
    data, count = found.data, found.values.shape[1]
    targets = data.target_names or numbered("y", count)
    is_test = np.isin(np.arange(len(data)), data.test_rows)
    numbers = listed(data.raw[1], found.values, found.costs)
    columns = ["row", "part", *(f"true {name}" for name in targets), *(f"told {name}" for name in targets), "cost c"]
    rows: list[list[float | int | str]] = [
        [i + 1, "test" if test else "train", *row] for i, (test, row) in enumerate(zip(is_test.tolist(), numbers, strict=True))
    ]
    if found.wanted is not None and found.told is not None:
        columns += ["true class", "told class"]
        for row, wanted, told in zip(rows, found.wanted.tolist(), found.told.tolist(), strict=True):
            row += [data.class_name(wanted), data.class_name(told)]
    return Table(tuple(columns), rows)


def codes_table(moment: NetworkMoment, options: ViewOptions) -> Table:
    """Pattern, code and pattern of the training rows."""
    scenario = moment.scenario
    found = codes_of(scenario.network, moment.frame.p, scenario.train.x, scenario.train.y)
    code = tuple(f"a{found.layer}[{i + 1}]" for i in range(found.code.shape[1]))
    outputs = tuple(f"a{scenario.network.depth}[{i + 1}]" for i in range(found.a.shape[1]))
    rows = [(i + 1, *row) for i, row in enumerate(listed(found.x, found.code, found.a))]
    return Table(("pattern", *numbered("x", found.x.shape[1]), *code, *outputs), rows)


def bent_table(moment: NetworkMoment, options: ViewOptions) -> Table:
    """Where the rows are at the stage that is shown, or has just been left."""
    moment = replace(moment, frame=moment.frame.at_once())
    found = moment_bent(moment)
    assert found is not None, "nothing is pending where all is computed at once"
    stage = found.stages[int(2.0 * stage_of(moment, options))]
    rows = [(row + 1, *place) for row, place in zip(found.shown.tolist(), stage.rows.tolist(), strict=True)]
    return Table(("row", *_axes(stage)), rows)


def _axes(stage: Stage) -> tuple[str, ...]:
    count = stage.rows.shape[1]
    if stage.basis.shares:
        return tuple(f"component {i + 1}" for i in range(count))
    letter = f"{'a' if stage.is_bent else 'z'}{stage.layer}"
    # A place in the plane has a second coordinate, be it that of one unit.
    names = tuple(f"{letter}[{i + 1}]" if stage.layer else f"x{i + 1}" for i in range(stage.basis.ways.shape[1]))
    return (*names, *(f"(none) {i + 1}" for i in range(len(names), count)))
