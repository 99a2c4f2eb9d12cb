"""The errors of the backward pass: what each changes, and all that is told of it."""

from __future__ import annotations

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.scenario.planted.error import Caught, PlantedError
from visprop.scenario.planted.homes import (
    has_activation,
    has_hidden,
    hidden,
    is_bent,
    is_square,
    of,
    with_network,
)
from visprop.scenario.planted.passing import Forward, PassPieces, by_weights, first_delta, slope_of
from visprop.scenario.scenario import Scenario

_ACROSS = "Follow one δ back by hand: which weights does it pass, and is each of them an edge out of this very neuron?"
_CHECKED = "The gradient check tells which weights are wrong; those of the last wrong layer of the backward pass tell most."
_ONE_ENTRY = "Nudge one weight of that layer, and compare with δ of its neuron times the activation that it comes from."


def _slope_of_next(f: Forward, layer: int) -> Array:
    is_same = f.is_hidden(layer) and f.network.sizes[layer] == f.network.sizes[layer + 1]
    own, after = slope_of(f, layer), slope_of(f, layer + 1) if is_same else np.empty(0)
    return after if after.size else own


def _slope_at_a(f: Forward, layer: int) -> Array:
    activation = ACTIVATIONS[f.network.activations[layer - 1]]
    a = f.a[layer]
    if activation.slope is None or not f.is_hidden(layer):
        return slope_of(f, layer)
    return activation.slope(a, activation.value(a))


def _slope_of_tanh(f: Forward, layer: int) -> Array:
    is_tanh = f.is_hidden(layer) and f.network.activations[layer - 1] == "tanh"
    return 1.0 - f.z[layer] ** 2 if is_tanh else slope_of(f, layer)


def _slope_ungated(f: Forward, layer: int) -> Array:
    is_relu = f.is_hidden(layer) and f.network.activations[layer - 1] == "relu"
    return np.ones_like(f.z[layer]) if is_relu else slope_of(f, layer)


def _untransposed(f: Forward, layer: int, delta: Array) -> Array:
    weights = f.layers[layer][0]
    return weights @ delta if weights.shape[0] == weights.shape[1] else delta @ weights


def _last_path(f: Forward, layer: int, delta: Array) -> Array:
    return np.asarray(f.layers[layer][0][-1] * delta[-1])


def _by_new_weights(f: Forward, layer: int, delta: Array) -> Array:
    return delta @ (f.layers[layer][0] - f.eta * np.outer(delta, f.a[layer]))


def _unjoined(f: Forward, layer: int, back: Array, slope: Array) -> Array:
    return back if layer == 1 else back * slope


def _first_twice(f: Forward, slope: Array) -> Array:
    return 2.0 * first_delta(f, slope)


def _first_turned(f: Forward, slope: Array) -> Array:
    return -first_delta(f, slope)


def _first_bare(f: Forward, slope: Array) -> Array:
    return f.error


def _first_by_parts(f: Forward, slope: Array) -> Array:
    a = f.a[-1]
    return f.error * a * (1.0 - a)


def _by_own_activation(f: Forward, layer: int, delta: Array) -> Array:
    is_same = f.network.sizes[layer] == f.network.sizes[layer - 1]
    return np.outer(delta, f.a[layer] if is_same else f.a[layer - 1])


def _by_z(f: Forward, layer: int, delta: Array) -> Array:
    return np.outer(delta, f.z[layer - 1] if layer > 1 else f.a[0])


def _turned_over(f: Forward, layer: int, delta: Array) -> Array:
    found = by_weights(f, layer, delta)
    return found.T if found.shape[0] == found.shape[1] else found


def _summed(f: Forward, layer: int, delta: Array) -> Array:
    return np.full_like(delta, delta.sum())


def _biases_times_a(f: Forward, layer: int, delta: Array) -> Array:
    return delta * f.a[layer]


def _no_biases(f: Forward, layer: int, delta: Array) -> Array:
    return np.zeros_like(delta)


def _is_softmax(scenario: Scenario) -> bool:
    return scenario.network.activations[-1] == "softmax"


def _slopes_may_be_mixed(scenario: Scenario) -> bool:
    """Whether a hidden layer is as wide as the next one, which has a σ′ of its own."""
    sizes, names = scenario.network.sizes, scenario.network.activations
    return any(sizes[layer] == sizes[layer + 1] and ACTIVATIONS[names[layer]].is_elementwise for layer in hidden(scenario))


_SOFTMAX = with_network("iris", (4, 3, 3), ("logistic", "softmax"), "cross_entropy", eta=0.05)
_WIDE = of("two-neurons")

PASS_ERRORS = (
    PlantedError(
        "slope-of-next-layer", "σ′ of the next layer stands in a layer's δ",
        "$δ^l = (w^{l+1})^⊤ δ^{l+1} ⊙ σ′(z^{l+1})$", "$δ^l = (w^{l+1})^⊤ δ^{l+1} ⊙ σ′(z^l)$",
        "δ is $\\frac{∂c}{∂z}$ of this very layer: the last factor on its way is the slope of its own σ. "
        "It runs where two layers are equally wide.",
        ("All δ but those of the last layer are off, each by a factor of its own.", _CHECKED,
         "Divide δ by what came back: is that σ′ of this layer's z?"),
        Caught.BY_GRADIENT, _slopes_may_be_mixed, _WIDE, PassPieces(slope=_slope_of_next),
    ),
    PlantedError(
        "slope-at-a", "σ′ is taken at the activation instead of z",
        "$δ^l = (w^{l+1})^⊤ δ^{l+1} ⊙ σ′(a^l)$", "$δ^l = (w^{l+1})^⊤ δ^{l+1} ⊙ σ′(z^l)$",
        "σ′ is a function of z. Written with a it is a (1 − a) for the logistic function: then σ is not applied again.",
        ("The last layer is right.", _CHECKED, "Compute σ′ of one hidden neuron: σ(z) (1 − σ(z)), with the z that stands there."),
        Caught.BY_GRADIENT, has_activation("logistic", "tanh", "bipolar_logistic"), _WIDE, PassPieces(slope=_slope_at_a),
    ),
    PlantedError(
        "tanh-of-z", "The slope of tanh is taken as 1 − z²",
        "$σ′(z) = 1 − z^2$", "$σ′(z) = 1 − a^2$, as $a = tanh z$",
        "The rule 1 − a² speaks of the activation. With z it is nearly the same near 0, and below 0 where |z| is above 1.",
        ("The last layer is right.", _CHECKED, "Compute σ′ of the hidden neuron whose z is largest."),
        Caught.BY_GRADIENT, has_activation("tanh"),
        with_network("xor", (2, 2, 1), ("tanh", "logistic"), "half_squared_error"), PassPieces(slope=_slope_of_tanh),
    ),
    PlantedError(
        "ungated-relu", "The slope of ReLU is taken as 1 below 0 as well",
        "$δ^l = (w^{l+1})^⊤ δ^{l+1}$", "$δ^l = (w^{l+1})^⊤ δ^{l+1} ⊙ σ′(z^l)$, and σ′ is 0 where z is below 0",
        "A neuron that is silent passes nothing back: nudging what leads to it changes nothing.",
        ("Only some neurons are wrong.", _CHECKED, "Look at a hidden neuron whose a is 0: what is its δ?"),
        Caught.BY_GRADIENT, has_activation("relu"),
        with_network("xor", (2, 3, 1), ("relu", "logistic"), "half_squared_error"), PassPieces(slope=_slope_ungated),
    ),
    PlantedError(
        "no-transpose", "The transpose of the weights is missing on the way back",
        "$δ^l = (w^{l+1} δ^{l+1}) ⊙ σ′(z^l)$", "$δ^l = (w^{l+1})^⊤ δ^{l+1} ⊙ σ′(z^l)$",
        "Forward a neuron gathers along its row of w, backward along its column. Where w is square both run, and one is wrong.",
        ("The last layer is right.", _CHECKED, _ACROSS),
        Caught.BY_GRADIENT, lambda s: any(is_square(s, layer + 1) for layer in hidden(s)), _WIDE,
        PassPieces(returned=_untransposed),
    ),
    PlantedError(
        "last-path", "= stands for += where δ comes back on several paths: only the last one counts",
        "$δ^l_k = w^{l+1}_{nk} δ^{l+1}_n σ′(z^l_k)$", "$δ^l_k = (Σ w^{l+1}_{jk} δ^{l+1}_j) σ′(z^l_k)$, over all j",
        "What a neuron does reaches the cost on every edge that leaves it, and the blame of all of them is added up.",
        ("The last layer is right.", _CHECKED, _ACROSS),
        Caught.BY_GRADIENT, lambda s: any(s.network.sizes[layer + 1] > 1 for layer in hidden(s)), _WIDE,
        PassPieces(returned=_last_path),
    ),
    PlantedError(
        "new-weights", "δ comes back through weights that are already updated",
        "$δ^l = (w^{l+1} + Δw^{l+1})^⊤ δ^{l+1} ⊙ σ′(z^l)$", "$δ^l = (w^{l+1})^⊤ δ^{l+1} ⊙ σ′(z^l)$",
        "The derivative is that of the network that went forward. So all δ come first, and the weights change together.",
        ("The last layer is right, and the others are off by little.", _CHECKED,
         "Are the weights that δ passed those of the picture, or those of after the update?"),
        Caught.BY_GRADIENT, has_hidden, of("two-neurons", eta=2.0), PassPieces(returned=_by_new_weights),
    ),
    PlantedError(
        "no-slope", "In layer 1 σ′ is left out",
        "$δ^1 = (w^2)^⊤ δ^2$", "$δ^1 = (w^2)^⊤ δ^2 ⊙ σ′(z^1)$",
        "What comes back is $\\frac{∂c}{∂a}$. That of z has one factor more, the slope of σ between both.",
        ("Most layers are right.", _CHECKED, "Every δ of the wrong layer is too large: by which factor?"),
        Caught.BY_GRADIENT, lambda s: has_hidden(s) and is_bent(s, 1), _WIDE, PassPieces(joined=_unjoined),
    ),
    PlantedError(
        "no-slope-at-output", "σ′ is left out in the last layer",
        "$δ^L = ∇_a c$", "$δ^L = ∇_a c ⊙ σ′(z^L)$",
        "a − y alone is δ of the cross-entropy, whose slope cancels σ′; of a squared error it is not.",
        ("Everything is off.", "The first line of the backward pass is wrong already.",
         "Compute δ of one output by hand: it has two factors."),
        Caught.BY_GRADIENT, lambda s: not s.network.pair.has_shortcut and is_bent(s, s.network.depth), _WIDE,
        PassPieces(first=_first_bare),
    ),
    PlantedError(
        "factor-of-cost", "The factor of the cost is wrong: its derivative is taken twice as large",
        "$δ^L = 2 ∇_a c ⊙ σ′(z^L)$", "$δ^L = ∇_a c ⊙ σ′(z^L)$",
        "The ½ of the cost is there to cancel the 2 of the square. Training goes on with it as with 2η, so that nobody notices.",
        ("Every number of the backward pass is off in the same way.", "It is off by a factor, and the same one everywhere.",
         "Divide what backpropagation says of one weight by what nudging says."),
        Caught.BY_GRADIENT, lambda s: s.network.pair.of_squares is not None, _WIDE, PassPieces(first=_first_twice),
    ),
    PlantedError(
        "turned-difference", "The difference is taken the other way round: y − a",
        "$δ^L = −∇_a c ⊙ σ′(z^L)$", "$δ^L = ∇_a c ⊙ σ′(z^L)$",
        "The cost falls where a comes nearer to y: its derivative by a is above 0 where a is above y.",
        ("Every number of the backward pass is off in the same way.", "Sizes are right.", "Is an output too large or too small? "
         "Which sign must its δ have then?"),
        Caught.BY_GRADIENT, lambda s: s.network.pair.of_difference is not None, _WIDE, PassPieces(first=_first_turned),
    ),
    PlantedError(
        "softmax-without-jacobian", "Softmax is passed as if it were not there: its Jacobian is left out",
        "$δ^L = ∇_a c$", "$δ^L = (\\frac{∂a}{∂z})^⊤ ∇_a c$, which for the cross-entropy is $a − y$",
        "Each output of softmax depends on every z: the Jacobian mixes all of them.",
        ("The first line of the backward pass is wrong already.", "Outputs whose target is 0 have a δ of 0.",
         "An output that should fall has to be told so by its δ."),
        Caught.BY_GRADIENT, _is_softmax, _SOFTMAX, PassPieces(first=_first_bare),
    ),
    PlantedError(
        "softmax-by-parts", "Softmax is differentiated output by output, as if it were logistic",
        "$δ^L = ∇_a c ⊙ a ⊙ (1 − a)$", "$δ^L = (\\frac{∂a}{∂z})^⊤ ∇_a c$, which for the cross-entropy is $a − y$",
        "a (1 − a) is the diagonal of the Jacobian alone; what one z does to the other outputs is left out.",
        ("The first line of the backward pass is wrong already.", "One δ of it is right.",
         "Does an output with target 0 depend on nothing?"),
        Caught.BY_GRADIENT, _is_softmax, _SOFTMAX, PassPieces(first=_first_by_parts),
    ),
    PlantedError(
        "activation-of-own-layer", "The activation of the wrong layer: a of the neuron's own layer stands beside its δ",
        "$\\frac{∂c}{∂w^l_{jk}} = δ^l_j a^l_k$", "$\\frac{∂c}{∂w^l_{jk}} = δ^l_j a^{l−1}_k$",
        "A weight multiplies what comes into it, so its derivative is the activation at its beginning.",
        ("All δ are right, and so are the biases.", _CHECKED, _ONE_ENTRY),
        Caught.BY_GRADIENT, lambda s: any(is_square(s, n) or s.network.sizes[n] == s.network.sizes[n - 1]
                                          for n in range(1, s.network.depth + 1)),
        _WIDE, PassPieces(by_weights=_by_own_activation),
    ),
    PlantedError(
        "z-for-a", "z of the layer before stands beside δ, not its activation",
        "$\\frac{∂c}{∂w^l_{jk}} = δ^l_j z^{l−1}_k$", "$\\frac{∂c}{∂w^l_{jk}} = δ^l_j a^{l−1}_k$",
        "What a weight multiplies is what the neuron before has sent, σ(z), and not z.",
        ("All δ are right, and so are the biases and the first layer.", _CHECKED, _ONE_ENTRY),
        Caught.BY_GRADIENT, lambda s: any(is_bent(s, layer) for layer in hidden(s)), _WIDE, PassPieces(by_weights=_by_z),
    ),
    PlantedError(
        "turned-over", "The gradient of the weights is turned over: row and column are exchanged",
        "$\\frac{∂c}{∂w^l_{jk}} = δ^l_k a^{l−1}_j$", "$\\frac{∂c}{∂w^l_{jk}} = δ^l_j a^{l−1}_k$",
        "Where a layer is as wide as the one before, shapes do not betray it.",
        ("All δ are right, and so are the biases.", "Two weights on the diagonal are right.", _ONE_ENTRY),
        Caught.BY_GRADIENT, lambda s: any(is_square(s, n) for n in range(1, s.network.depth + 1)), _WIDE,
        PassPieces(by_weights=_turned_over),
    ),
    PlantedError(
        "bias-summed", "The gradient of a bias is summed over the wrong axis: each gets the sum over its layer",
        "$\\frac{∂c}{∂b^l_j} = Σ δ^l_i$, over all i of the layer", "$\\frac{∂c}{∂b^l_j} = δ^l_j$",
        "A sum belongs there over the examples of a batch, and not over the neurons.",
        ("All δ are right, and so are the weights.", "Biases of one layer all move alike.",
         "Compare Δb of a neuron with its δ."),
        Caught.BY_GRADIENT, lambda s: max(s.network.sizes[1:]) > 1, _WIDE, PassPieces(by_biases=_summed),
    ),
    PlantedError(
        "bias-times-a", "The gradient of a bias is multiplied with the neuron's own activation",
        "$\\frac{∂c}{∂b^l_j} = δ^l_j a^l_j$", "$\\frac{∂c}{∂b^l_j} = δ^l_j$",
        "A bias stands alone in z: its derivative there is 1.",
        ("All δ are right, and so are the weights.", _CHECKED, "Compare Δb of a neuron with its δ."),
        Caught.BY_GRADIENT, lambda s: True, _WIDE, PassPieces(by_biases=_biases_times_a),
    ),
    PlantedError(
        "no-biases", "Biases are forgotten: their gradient stays 0",
        "$\\frac{∂c}{∂b^l_j} = 0$", "$\\frac{∂c}{∂b^l_j} = δ^l_j$",
        "Nothing fails: the weights learn, and the answer stays a little off.",
        ("All δ are right, and so are the weights.", "Something never moves.", "Compare Δb of a neuron with its δ."),
        Caught.BY_GRADIENT, lambda s: True, _WIDE, PassPieces(by_biases=_no_biases),
    ),
)  # fmt: skip
"""All of them, from the last layer's δ to the gradient of biases."""
