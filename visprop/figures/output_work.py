"""The output of a moment: which of its pictures is drawn, what has to be computed for it, and how it is put together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.answers import draw_codes
from visprop.figures.base.shapes import Figure
from visprop.figures.choices import Held, Legend, Shown
from visprop.figures.messages import words_figure
from visprop.figures.moment import NetworkMoment, Size, ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.network.units.pixels import picture_of
from visprop.figures.plots.codes import code_layer
from visprop.figures.plots.confusion import confusion_figure
from visprop.figures.plots.excited import excited_figure
from visprop.figures.plots.output_picture import output_figure
from visprop.figures.plots.outputs import Outputs, Probe, activations_of, ask_outputs, fitting
from visprop.figures.plots.plot_options import LandscapeOptions, OutputOptions, unfit_shown
from visprop.figures.plots.predicted import predicted_figure
from visprop.figures.plots.predictions import Predictions, ask_predictions
from visprop.figures.plots.worst import worst_figure
from visprop.notation.expression.numbers import number
from visprop.timeline.frame import Frame


@dataclass(frozen=True)
class Answer:
    """What one of the pictures is made of.

    Attributes:
        shown: which picture it is.
        outputs: of a map or curve; None of the others.
        predictions: of those that show rows; None of a map.
        activations: of a hidden neuron, one for each row, where the rows are images.
    """

    shown: Shown
    outputs: Outputs | None = None
    predictions: Predictions | None = None
    activations: Array | None = None


def shown_of(moment: NetworkMoment, options: ViewOptions) -> Shown:
    """Which picture is drawn: the one that is chosen, else the one that fits best; a hidden neuron that is selected has a map."""
    scenario, chosen = moment.frame.scenario, options.of(OutputOptions).shows
    if moment_probe(moment, options).neuron is not None:
        return Shown.MAP
    if chosen is not Shown.AUTOMATIC:
        return chosen
    inputs = scenario.network.sizes[0]
    if inputs <= 2:
        return Shown.MAP
    if code_layer(scenario.network.sizes):
        return Shown.CODES
    return Shown.PREDICTED if unfit_shown(Shown.CONFUSION, scenario) else Shown.CONFUSION


def moment_probe(moment: NetworkMoment, options: ViewOptions) -> Probe:
    """What a map or curve is of: the outputs, or the hidden neuron that is selected, over the chosen inputs."""
    own, selected = options.of(OutputOptions), moment.selected
    neuron = selected if selected is not None and selected.is_neuron and selected.indices else None
    axes = (0, 1) if own.inputs is None else (own.inputs[0] - 1, own.inputs[1] - 1)
    row = moment.frame.row if own.held is Held.ROW else None
    return fitting(moment.frame.scenario, Probe(axes, row, neuron))


def moment_answer(moment: NetworkMoment, options: ViewOptions) -> Answer | None:
    """What the picture of a moment is made of; None while it is being computed."""
    frame, shown = moment.frame, shown_of(moment, options)
    probe = moment_probe(moment, options)
    if probe.neuron is not None and _picture(moment) is not None:
        return _excitement(frame, probe.neuron)
    if shown is Shown.CODES or unfit_shown(shown, frame.scenario):
        return Answer(shown)
    if shown is Shown.MAP:
        outputs = ask_outputs(frame.scenario, frame.p, probe, frame.totals.of)
        return None if outputs is None else Answer(shown, outputs=outputs)
    predictions = ask_predictions(frame.scenario, frame.p, frame.totals.of)
    return None if predictions is None else Answer(shown, predictions=predictions)


def _picture(moment: NetworkMoment) -> tuple[int, int] | None:
    """Rows and columns of the picture that the inputs make; None where they make none."""
    data = moment.frame.scenario.data
    return picture_of(data.x.shape[1], data.input_names)


def _excitement(frame: Frame, neuron: Key) -> Answer | None:
    """How strongly each row excites a neuron."""
    scenario, p = frame.scenario, frame.p

    def compute() -> Array:
        return activations_of(scenario, p, scenario.data.raw[0], neuron.number)[:, neuron.j - 1].copy()

    passes = len(scenario.data) / len(scenario.train)
    found = frame.totals.of(p, ("activations", neuron), passes, compute)
    return None if found is None else Answer(Shown.MAP, activations=found)


def draw_output(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """What the network computes of its inputs, with the examples."""
    moment = replace(moment, frame=moment.frame.at_once())
    answer = moment_answer(moment, options)
    assert answer is not None, "nothing is pending where all is computed at once"
    return output_picture(moment, options, size, answer)


def output_picture(moment: NetworkMoment, options: ViewOptions, size: Size, answer: Answer) -> Figure:
    """The picture of an answer that is there; words where it does not fit the scenario."""
    frame, theme, row, has_key = moment.frame, options.theme, moment.row, options[NetworkChoices.key] is not Legend.NONE
    if reason := unfit_shown(answer.shown, frame.scenario):
        return words_figure(size, theme, f"Not drawn: {reason}. Choose another picture above, or “what fits best”.")
    neuron, picture = moment_probe(moment, options).neuron, _picture(moment)
    if answer.activations is not None and neuron is not None and picture is not None:
        weights = frame.scenario.network.layers(frame.p)[0][0][neuron.j - 1] if neuron.number == 1 else None
        naming, data = moment.naming(options), frame.scenario.data
        return excited_figure(data, answer.activations, weights, picture, size, theme, neuron, naming, row)
    if answer.outputs is not None:
        tried = None if moment.tried is None or moment.tried.row is not None else moment.tried.x
        outputs = replace(answer.outputs, has_bar=options[LandscapeOptions.colour_bar], has_key=has_key)
        return output_figure(outputs, size, theme, moment.naming(options), _verdict(frame, options), row, tried)
    if answer.predictions is None:
        return draw_codes(moment, options, size)
    if answer.shown is Shown.CONFUSION:
        return confusion_figure(answer.predictions, size, theme, _verdict(frame, options))
    if answer.shown is Shown.PREDICTED:
        return predicted_figure(answer.predictions, size, theme, options.digits, row, has_key)
    return worst_figure(answer.predictions, size, theme, options.digits, row)


def _verdict(frame: Frame, options: ViewOptions) -> str:
    """How well the examples are met, in words."""
    is_test = len(frame.scenario.test) > 0
    quality = frame.totals.quality(frame.p, is_test)
    if quality is None:
        return ""
    cost, accuracy = quality
    which = "test rows" if is_test else "training rows"
    if accuracy is None:
        return f"mean cost of the {which}: {number(cost, options.digits)}"
    return f"{100 * accuracy:.3g} % of the {which} are classified correctly"
