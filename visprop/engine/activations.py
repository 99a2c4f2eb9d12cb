"""The registry of activation functions σ."""

from __future__ import annotations

from visprop.engine.activation import Activation, prove
from visprop.engine.rectifiers import GELU, IDENTITY, LEAKY_RELU, MISH, RELU, SILU, SOFTPLUS, STEP
from visprop.engine.registry import Registry
from visprop.engine.sigmoids import BIPOLAR, LOGISTIC, TANH
from visprop.engine.softmax import SOFTMAX

ACTIVATIONS: Registry[Activation] = Registry(
    (LOGISTIC, TANH, RELU, IDENTITY, SOFTMAX, BIPOLAR, LEAKY_RELU, SOFTPLUS, GELU, SILU, MISH, STEP), prove
)
"""Every activation by its name."""
