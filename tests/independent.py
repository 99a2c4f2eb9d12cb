"""The cost and its gradient written once more, differentiated by HIPS autograd, which knows nothing of backpropagation here."""

from __future__ import annotations

import autograd.numpy as anp
from autograd import grad

FUNCTIONS = {
    "logistic": lambda z: 1.0 / (1.0 + anp.exp(-z)),
    "tanh": anp.tanh,
    "relu": lambda z: anp.maximum(z, 0.0),
    "identity": lambda z: z,
    "softmax": lambda z: anp.exp(z) / anp.sum(anp.exp(z), axis=1, keepdims=True),
}


def independent_cost(network, p, x, y):
    """φ(p) over the rows of x and y, from p as the design lays it out: for each neuron its weights, then its bias."""
    a, start = x, 0
    for m, n, name in zip(network.sizes, network.sizes[1:], network.activations, strict=False):
        block = anp.reshape(p[start : start + n * (m + 1)], (n, m + 1))
        start += n * (m + 1)
        a = FUNCTIONS[name](anp.dot(a, block[:, :-1].T) + block[:, -1])
    if network.cost == "half_squared_error":
        costs = 0.5 * anp.sum((a - y) ** 2, axis=1)
    elif network.activations[-1] == "softmax":
        costs = -anp.sum(y * anp.log(a), axis=1)
    else:
        costs = -anp.sum(y * anp.log(a) + (1 - y) * anp.log(1 - a), axis=1)
    return anp.mean(costs)


def independent_gradient(network, p, x, y):
    """∇φ(p) by automatic differentiation."""
    return grad(lambda q: independent_cost(network, q, x, y))(p)
