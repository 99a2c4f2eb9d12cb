"""All of it as a bench."""

from __future__ import annotations

from visprop.benches.bench import Bench
from visprop.benches.neuron.curve_picture import curve_figure
from visprop.benches.neuron.neuron_picture import neuron_figure
from visprop.benches.neuron.page import neuron_page
from visprop.benches.neuron.setting import controls, settled
from visprop.benches.neuron.state import known_numbers, neuron_of, words_of
from visprop.benches.neuron.taken import taken
from visprop.benches.neuron.tanh_picture import tanh_figure
from visprop.benches.pictures import page, picture
from visprop.benches.values import Values
from visprop.engine.key import Key
from visprop.figures.moment import NetworkMoment


def _from_network(moment: NetworkMoment, key: Key | None) -> Values:
    return BENCH.put(BENCH.start, taken(moment, key))


BENCH = Bench(
    controls=controls(),
    steps=words_of,
    state=neuron_of,
    views=(
        picture("neuron-curve", "Balance and curve", "What adds up to z, and σ with its tangent at z", curve_figure),
        picture("neuron-picture", "Neuron", "The neuron with its arrows and numbers", neuron_figure),
        picture("neuron-tanh", "σ and tanh", "How σ becomes tanh", tanh_figure),
        page("neuron-page", "Equations of the neuron", "z, a and σ′(z) with their numbers", neuron_page),
    ),
    settled=settled,
    numbers=known_numbers,
    from_network=_from_network,
)
