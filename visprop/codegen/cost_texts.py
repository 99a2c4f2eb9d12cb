"""Costs, and their slopes."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.codegen.activation_texts import NUMPY
from visprop.codegen.cells import Unwritable
from visprop.codegen.python import formula
from visprop.engine.entropies import BINARY, CATEGORICAL
from visprop.engine.network import Network
from visprop.engine.pair import Pair


@dataclass(frozen=True)
class CostText:
    """The cost of one example, or of many along the last axis.

    Attributes:
        helpers: functions that it takes.
        value: c, in y, z and a of the last layer.
        slope: ∂c/∂a in y and a, for NumPy; empty where δ^L is a − y.
    """

    helpers: str
    value: str
    slope: str

    @property
    def functions(self) -> list[str]:
        """C, and what it takes."""
        own = f"def C(y, z, a):  # the cost of an example\n    return {self.value}"
        return [self.helpers, own] if self.helpers else [own]


_HUBER = "def huber(u):\n    return {0}.where({0}.abs(u) <= 1, u**2 / 2, {0}.abs(u) - 0.5)"


def _functions(library: str) -> dict[str, str]:
    """What the registry's functions are; at a kink `where` has the slope that visprop takes."""
    return {
        "exp": f"{library}.exp({{}})", "ln": f"{library}.log({{}})", "sqrt": f"{library}.sqrt({{}})",
        "relu": f"{library}.where({{0}} >= 0, {{0}}, 0.0)", "wrong": "({} <= 0)", "step": "({} > 0)",
        "huber": "huber({})", "clip": f"{library}.clip({{}}, -1, 1)",
    }  # fmt: skip


def _entropies(pair: Pair, library: str) -> str | None:
    """Cross-entropy of z, as of an a near 0 or 1 few digits are left; None where it is none."""
    zero = f"{library}.zeros_like(z)"
    if pair is BINARY:
        return f"(y * {library}.logaddexp({zero}, -z) + (1 - y) * {library}.logaddexp({zero}, z)).sum(-1)"
    if pair is not CATEGORICAL:
        return None
    own = {"torch": "torch.log_softmax(z, dim=-1)", "jnp": "jax.nn.log_softmax(z, axis=-1)"}
    return f"-(y * {own.get(library, '(z - np.max(z) - np.log(np.sum(np.exp(z - np.max(z)))))')}).sum(-1)"


def cost_text(network: Network, library: str) -> CostText:
    """How the cost of a network is written.

    Raises:
        Unwritable: its pair with the last activation has a shortcut of its own that nobody has written.
    """
    pair = network.pair
    found = _entropies(pair, library)
    if found is not None:
        return CostText("", found, "")
    if pair.has_shortcut:
        raise Unwritable(f"{network.cost} with {network.activations[-1]} has no text in Python")
    try:
        functions = _functions(library)
        term, factor = formula(pair.term, ("y", "a"), functions), formula(pair.factor, (), functions)
        slope = formula(pair.slope, ("y", "a"), _functions(NUMPY))
    except ValueError as error:
        raise Unwritable(f"the cost {network.cost} has no text in Python: {error}") from error
    times = "" if factor == "1" else f"{factor} * "
    return CostText(_HUBER.format(library) if "huber" in term else "", f"{times}({term}).sum(-1)", slope)
