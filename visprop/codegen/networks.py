"""The network and its cost as a framework writes them, which differentiates by itself."""

from __future__ import annotations

from visprop.codegen.activation_texts import functions_of
from visprop.codegen.cost_texts import cost_text
from visprop.codegen.facts import Facts
from visprop.engine.optimisers import OPTIMISERS


def definitions(facts: Facts, library: str) -> str:
    """The functions of the activations and of the cost."""
    cost = cost_text(facts.network, library)
    return "\n\n\n".join([functions_of(facts.network.activations, library, with_back=False), *cost.functions])


def forward(facts: Facts, product: str) -> list[str]:
    """The forward pass of some examples, from x; `product` has gaps for the layer and for what comes before it."""
    lines, before = [], "x"
    for at, name in enumerate(facts.network.activations, start=1):
        lines += [f"z{at} = {product.format(at=at, before=before)}", f"a{at} = {name}(z{at})"]
        before = f"a{at}"
    return lines


def every(facts: Facts, text: str) -> str:
    """A text with a gap for each layer, one after the other."""
    return ", ".join(text.format(at=at) for at in range(1, facts.network.depth + 1))


def why_by_hand(facts: Facts, same: dict[str, str], library: str, why: str) -> str:
    """Why a script makes its updates itself; empty where the library's own optimiser does the same.

    Args:
        facts: what the script is made of.
        same: the optimisers of which the library makes the same steps, by the registry's names.
        library: its name.
        why: what is otherwise in the others.
    """
    scenario = facts.scenario
    if scenario.objective.has_penalty:
        return f"The update is written out: the penalties are of weights alone, where {library}'s would be of biases as well."
    if facts.is_bound:
        return f"The update is written out, as {library} moves each parameter by itself, and here some stand still or are one."
    if facts.run.memory:
        return f"The update is written out, as it goes on with what the optimiser remembered by then, and {library}'s begin anew."
    if scenario.training.optimiser not in same:
        return f"The update is written out: {why}"
    return ""


def same_velocity(facts: Facts) -> bool:
    """Whether it makes no difference if a velocity holds η."""
    return facts.scenario.training.eta_schedule.is_constant


def constants(facts: Facts, name: str) -> dict[str, float]:
    """The constants of the optimiser, by the names that they have in files."""
    optimiser = facts.scenario.optimiser
    about = OPTIMISERS[name].about
    return {about[symbol].name: value for symbol, value in optimiser.constants}
