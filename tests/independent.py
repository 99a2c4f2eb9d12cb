"""The cost and its gradient written once more, differentiated by HIPS autograd, which knows nothing of backpropagation here."""

from __future__ import annotations

from math import erf

import autograd.numpy as anp
import numpy as np
from autograd import grad, hessian
from autograd.extend import defvjp, primitive

# autograd's error function needs SciPy.
normal_share = primitive(lambda z: 0.5 * (1.0 + np.vectorize(erf, otypes=[float])(z / np.sqrt(2.0))))
defvjp(normal_share, lambda share, z: lambda g: g * anp.exp(-0.5 * z * z) / np.sqrt(2.0 * np.pi))

FUNCTIONS = {
    "logistic": lambda z: 1.0 / (1.0 + anp.exp(-z)),
    "tanh": anp.tanh,
    "relu": lambda z: anp.maximum(z, 0.0),
    "identity": lambda z: z,
    "bipolar_logistic": lambda z: 2.0 / (1.0 + anp.exp(-z)) - 1.0,
    "leaky_relu": lambda z: anp.where(z > 0.0, z, 0.01 * z),
    "softplus": lambda z: anp.log(1.0 + anp.exp(z)),
    "gelu": lambda z: z * normal_share(z),
    "silu": lambda z: z / (1.0 + anp.exp(-z)),
    "mish": lambda z: z * anp.tanh(anp.log(1.0 + anp.exp(z))),
    "step": lambda z: anp.where(z > 0.0, 1.0, 0.0) + 0.0 * z,
    "softmax": lambda z: anp.exp(z) / anp.sum(anp.exp(z), axis=1, keepdims=True),
}
SQUARES = {
    "half_squared_error": lambda n: 1 / 2,
    "squared_error": lambda n: 1,
    "half_mean_squared_error": lambda n: 1 / (2 * n),
    "mean_squared_error": lambda n: 1 / n,
}


def independent_cost(network, p, x, y):
    """φ(p) over the rows of x and y, from p as the design lays it out: for each neuron its weights, then its bias."""
    a, start = x, 0
    for m, n, name in zip(network.sizes, network.sizes[1:], network.activations, strict=False):
        block = anp.reshape(p[start : start + n * (m + 1)], (n, m + 1))
        start += n * (m + 1)
        a = FUNCTIONS[name](anp.dot(a, block[:, :-1].T) + block[:, -1])
    if network.cost in SQUARES:
        costs = SQUARES[network.cost](network.sizes[-1]) * anp.sum((a - y) ** 2, axis=1)
    elif network.cost == "huber":
        size = anp.abs(a - y)
        costs = anp.sum(anp.where(size <= 1.0, 0.5 * size**2, size - 0.5), axis=1)
    elif network.cost == "hinge":
        costs = anp.sum(anp.where(y * a >= 1.0, 0.0, 1.0 - y * a), axis=1)
    elif network.cost == "perceptron":
        costs = anp.sum(anp.where(y * a > 0.0, 0.0, -y * a), axis=1)
    elif network.activations[-1] == "softmax":
        costs = -anp.sum(y * anp.log(a), axis=1)
    else:
        costs = -anp.sum(y * anp.log(a) + (1 - y) * anp.log(1 - a), axis=1)
    return anp.mean(costs)


def independent_gradient(network, p, x, y):
    """∇φ(p) by automatic differentiation."""
    return grad(lambda q: independent_cost(network, q, x, y))(p)


def free_directions(scenario):
    """T of p = p̂ + Tq, of shape (p's length, q's length), from the names of what is frozen and tied."""
    names = [{name} for name in scenario.network.names]
    for group in scenario.tied:
        names = [part for part in names if not part & set(group)] + [set(group)]
    moving = [part for part in names if not part & set(scenario.frozen)]
    # q is in the order of each coordinate's first parameter.
    order = list(scenario.network.names)
    moving.sort(key=lambda part: min(map(order.index, part)))
    return np.array([[float(name in part) for part in moving] for name in order])


def independent_objective(scenario):
    """q ↦ φ(p0 + Tq), with its penalties: a tied group once, and if a weight is in it."""
    t, network, training = free_directions(scenario), scenario.network, scenario.training
    groups = {name: min(group, key=network.names.index) for group in map(sorted, scenario.tied) for name in group}
    weights = [name for name in network.names if name[0] == "w"]
    once = [name for i, name in enumerate(weights) if groups.get(name) not in {groups.get(w, "") for w in weights[:i]}]
    counted = np.array([name in once for name in network.names])

    def phi(q):
        p = scenario.p0 + anp.dot(t, q)
        w = p[counted]
        penalty = training.l1 * anp.sum(anp.abs(w)) + 0.5 * training.l2 * anp.sum(w * w)
        return independent_cost(network, p, scenario.data.x, scenario.data.y) + penalty

    return phi


def independent_hessian(scenario):
    """∇²φ by q at p0 by automatic differentiation."""
    count = free_directions(scenario).shape[1]
    return hessian(independent_objective(scenario))(np.zeros(count))


def differenced_hessian(scenario, step=1e-3):
    """The same by central differences of a gradient by automatic differentiation, with two steps (Richardson)."""
    slope, count = grad(independent_objective(scenario)), free_directions(scenario).shape[1]

    def quotient(h):
        return np.array([(slope(h * e) - slope(-h * e)) / (2.0 * h) for e in np.eye(count)])

    return (4.0 * quotient(step / 2) - quotient(step)) / 3.0
