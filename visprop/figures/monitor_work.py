"""The further diagrams of the monitor at a moment: their samples, as far as there are any."""

from __future__ import annotations

import numpy as np

from visprop.figures.base.text import Run, key_symbol
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.diagrams import Diagram, mathematical
from visprop.figures.plots.monitor import Line
from visprop.figures.plots.plot_options import MonitorOptions
from visprop.timeline.gauges import Gauge, gauge_of


def moment_diagrams(moment: NetworkMoment, options: ViewOptions, deadline: float = np.inf) -> tuple[list[Diagram], bool]:
    """The diagrams that are chosen; whether more comes if time is given.

    While whole updates are run, the past is not gone through: what is known is shown, and the largest curvature followed.
    """
    found, is_late = [], False
    for gauge in map(gauge_of, options.of(MonitorOptions).curves):
        lines, late = _lines(moment, gauge, deadline)
        log = options[MonitorOptions.log_cost] and gauge.is_size
        note, title = gauge.note(moment.scenario), _title(moment, options, gauge)
        found.append(Diagram(gauge.name, title, tuple(lines), gauge.is_share, log, note, gauge.is_spread))
        is_late = is_late or late
    return found, is_late


def _lines(moment: NetworkMoment, gauge: Gauge, deadline: float) -> tuple[list[Line], bool]:
    done, is_followed = moment.frame.done, moment.at_speed and gauge.passes > 0.0
    samples = moment.history.followed(gauge, done) if is_followed else moment.history.gauged(gauge, done, deadline)
    updates, lines = np.array(samples.updates, float), []
    for i, line in enumerate(gauge.lines(moment.scenario)):
        values = samples.values[:, i] if len(updates) else np.empty(0)
        # What is followed is not exact, and is told so.
        words = f"{line.words}, about" if is_followed and gauge.follow and not line.is_law else line.words
        hue = 0 if gauge.is_spread else i
        lines.append(Line(updates, values, words, hue, is_dashed=line.is_law, is_share=gauge.is_share, is_law=line.is_law))
    return lines, samples.is_late


def _title(moment: NetworkMoment, options: ViewOptions, gauge: Gauge) -> tuple[Run, ...]:
    if gauge.key is not None and not gauge.is_spread and options.dress.has(gauge.key.letter):
        return key_symbol(gauge.key, moment.naming(options))
    return mathematical(gauge.title(moment.scenario))
