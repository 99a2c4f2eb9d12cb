"""The layout that the picture of a frame asks for."""

from __future__ import annotations

from visprop.figures.base.text import plain, width
from visprop.figures.choices import AUTOMATIC, EdgeValue, Legend
from visprop.figures.network.forms.registry import FORMS
from visprop.figures.network.layout.request import Request
from visprop.figures.network.layout.with_constants import has_constants, sizes_with
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.pixels import picture_of
from visprop.figures.network.units.portraits import pictured_layers
from visprop.timeline.frame import Frame


def layout_request(frame: Frame, size: tuple[float, float], options: NetworkOptions) -> Request:
    """The layout that the picture of a frame asks for."""
    network, data = frame.scenario.network, frame.scenario.data
    is_open = has_constants(network, options, size)
    return Request(
        sizes_with(network.sizes) if is_open else network.sizes, (float(size[0]), float(size[1])), options.digits,
        tuple(is_open or name == "identity" for name in network.activations), options.chosen.form,
        max((width(plain(name), 1.0) for name in data.input_names), default=0.0),
        picture_of(network.sizes[0], data.input_names), options.head_room,
        options.legend if options.dress.has_numbers else Legend.NONE,
        options.dress.has_types, max((width(plain(name), 1.0) for name in data.target_names), default=0.0),
        _pictured(frame, options), options.chosen.lettering, is_open, options.chosen.edges is not EdgeValue.WEIGHT,
        options.names_only,
    )  # fmt: skip


def _pictured(frame: Frame, options: NetworkOptions) -> frozenset[int]:
    """The layers whose neurons are to have pictures of their own."""
    form = options.chosen.form
    is_wanted = form != AUTOMATIC and FORMS[form].has_picture and options.dress.has_numbers
    return pictured_layers(frame.scenario) if is_wanted else frozenset()
