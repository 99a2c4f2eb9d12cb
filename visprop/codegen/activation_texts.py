"""What activations are called, in NumPy and in each framework."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.codegen.cells import Unwritable

NUMPY, TORCH, JAX = "np", "torch", "jnp"
"""The libraries whose functions texts call, as scripts name them."""


@dataclass(frozen=True)
class ActivationText:
    """An activation as Python.

    Attributes:
        value: σ(z), with `xp.` before what the library computes; along the last axis where it is not element-wise.
        back: v times σ′, or (∂a/∂z)ᵀ v, in z, a and v, for NumPy: of one example.
        own: the value by what a library has itself, where the common text is wrong in its derivative, or longer.
        erf: whether it takes the error function.
    """

    value: str
    back: str
    own: tuple[tuple[str, str], ...] = ()
    erf: bool = False

    def value_in(self, library: str) -> str:
        """σ(z) in a library."""
        return dict(self.own).get(library, self.value).replace("xp.", f"{library}.")


def _own(torch: str, jax: str) -> tuple[tuple[str, str], ...]:
    return (TORCH, torch), (JAX, jax)


_LOGISTIC, _RATIO = "1 / (1 + np.exp(-z))", "np.tanh(np.logaddexp(0, z))"
_OWN_LOGISTIC = _own("torch.sigmoid(z)", "jax.nn.sigmoid(z)")

TEXTS = {
    "logistic": ActivationText(_LOGISTIC, "v * a * (1 - a)", _OWN_LOGISTIC),
    "tanh": ActivationText("xp.tanh(z)", "v * (1 - a**2)"),
    "bipolar_logistic": ActivationText("xp.tanh(z / 2)", "v * (1 - a**2) / 2"),
    # At 0, where it has no derivative, 0 is taken: by torch.relu too, and by where.
    "relu": ActivationText("xp.where(z > 0, z, 0.0)", "v * (z > 0)"),
    "leaky_relu": ActivationText("xp.where(z > 0, z, 0.01 * z)", "v * np.where(z > 0, 1.0, 0.01)"),
    "identity": ActivationText("z", "v"),
    "softmax": ActivationText(
        "np.exp(z - z.max()) / np.exp(z - z.max()).sum()", "a * (v - a @ v)",
        _own("torch.softmax(z, dim=-1)", "jax.nn.softmax(z, axis=-1)"),
    ),
    "softplus": ActivationText("xp.logaddexp(xp.zeros_like(z), z)", f"v * {_LOGISTIC}"),
    "gelu": ActivationText(
        "z * (1 + erf(z / 2**0.5)) / 2",
        "v * ((1 + erf(z / 2**0.5)) / 2 + z * np.exp(-(z**2) / 2) / (2 * np.pi) ** 0.5)", erf=True,
    ),
    "silu": ActivationText(
        f"z * ({_LOGISTIC})", f"v * (1 + z * (1 - {_LOGISTIC})) * ({_LOGISTIC})",
        _own("z * torch.sigmoid(z)", "z * jax.nn.sigmoid(z)"),
    ),
    "mish": ActivationText(
        "z * xp.tanh(xp.logaddexp(xp.zeros_like(z), z))",
        f"v * ({_RATIO} + z * (1 - {_RATIO}**2) * ({_LOGISTIC}))",
    ),
    # It has no slope; 0 z lets the frameworks, which ask for one, find 0.
    "step": ActivationText("xp.where(z > 0, 1.0, 0.0) + 0 * z", "0 * v"),
}  # fmt: skip
"""By the names of the registry; what is not here cannot be written."""

ERF = {
    NUMPY: "import math\n\nerf = np.vectorize(math.erf)",
    TORCH: "erf = torch.erf",
    JAX: "erf = jax.scipy.special.erf",
}
"""The error function of each library."""


def activation_text(name: str) -> ActivationText:
    """How an activation is written.

    Raises:
        Unwritable: nobody has said it.
    """
    if name not in TEXTS:
        raise Unwritable(f"the activation {name} has no text in Python")
    return TEXTS[name]


def functions_of(names: tuple[str, ...], library: str, with_back: bool) -> str:
    """The functions of some activations, each once, and for NumPy what brings δ back through them."""
    texts = {name: activation_text(name) for name in names}
    parts = [ERF[library]] if any(text.erf for text in texts.values()) else []
    for name, text in texts.items():
        parts.append(f"def {name}(z):\n    return {text.value_in(library)}")
        if with_back:
            parts.append(f"def {name}_back(z, a, v):  # (∂a/∂z)ᵀ v\n    return {text.back}")
    return "\n\n\n".join(parts)
