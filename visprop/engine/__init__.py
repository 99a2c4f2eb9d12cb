"""The numbers: networks, costs, backpropagation, descent, the landscape and the gradient check. NumPy alone.

In the order in which data flows:

    arrays.py       The array type that everything computes with
    closeness.py    When an answer is right: one rule for all that asks for numbers
    seeding.py      NumPy's SeedSequence for many seeds at once
    draws.py        Random draws by algorithms of our own on raw PCG64
    key.py          The name of anything that can be pointed at
    formula.py      Formulas as text, read into a tree
    textbook.py     Formulas as a textbook writes them, read into the same tree
    derivation.py   How a formula is differentiated, row by row, as data
    fast.py         What the fast path is told of an activation
    normal.py       The normal distribution, which GELU is made of
    accuracy.py     How many examples are classified rightly, if the targets are classes
    registry.py     What every registry keeps
    schedule.py     Which examples an update uses, in which order
    rates.py        The learning rate as a function of the number of the update
    written.py      The numbers of formulas as text, as the registries carry them
    edge.py         Up to which curvature a rule of updates is stable
    optimiser.py    What an optimiser is
    optimisers.py   How an update is made of a gradient
    proving.py      What the numbers of an entry are tried with
    activation.py   What an activation function σ is
    sigmoids.py     Activations that rise from one bound to another
    rectifiers.py   Activations with a straight part: ReLU and its relatives
    softmax.py      Softmax: the only activation whose outputs depend on each other
    activations.py  The registry of activation functions σ
    pair.py         How a cost goes with an activation of the last layer
    squares.py      Costs of differences: squared errors, and Huber's
    margins.py      Costs of outputs whose sign is to be right
    entropies.py    Cross-entropy of a logistic output and of softmax
    costs.py        The registries of cost functions and of their pairs with an activation
    network.py      The structure of a network, and its parameters in one flat vector p
    responses.py    What every neuron answers to many inputs at once, in float32, for pictures
    backprop.py     Backpropagation that explains: one pass at p with every intermediate kept
    objective.py    What is minimised: φ(p), the mean cost with its penalties
    costs_told.py   The mean cost of each batch, from the buffers of the fast path
    rounding.py     How far rounding may throw a gradient
    probe.py        φ along one coordinate, example by example, and which of them a kink lies before
    check.py        The gradient check: central differences against backpropagation
    directions.py   Pairs of orthonormal directions in parameter space
    r_operator.py   ∇²φ times a direction, exactly: the R-operator in batch form
    hessian.py      ∇²φ as a whole, by structure
    lanczos.py      The largest eigenvalues of a matrix that is known by its products
    curvature.py    The largest curvatures of φ at p, and along which directions
    sweep.py        The passes over a grid of planes, for one chunk of the examples
    landscape.py    φ over a plane through p: p + α·u + β·v
    batches.py      The examples as batches, in the order of each epoch
    plan.py         A step of gradient descent as a list of bound calls, and how it is run
    descent.py      Gradient descent at full speed, with no intermediate kept
    swarm_batches.py  The examples as batches for many runs in lockstep
    swarm_stacked.py  The first layer of all runs by one product, where it rounds as a product for each does
    swarm.py        Many runs of one network in lockstep, each bit for bit one by itself
    swarm_fast.py   The same side by side, rounded otherwise
"""
