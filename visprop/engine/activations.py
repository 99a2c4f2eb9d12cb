"""The registry of activation functions σ."""

from __future__ import annotations

from visprop.engine.activation import Activation
from visprop.engine.rectifiers import GELU, IDENTITY, LEAKY_RELU, MISH, RELU, SILU, SOFTPLUS, STEP
from visprop.engine.sigmoids import BIPOLAR, LOGISTIC, TANH
from visprop.engine.softmax import SOFTMAX

ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (LOGISTIC, TANH, RELU, IDENTITY, SOFTMAX, BIPOLAR, LEAKY_RELU, SOFTPLUS, GELU, SILU, MISH, STEP)
}
"""Every activation by its name."""
