"""What the equations can be asked: why, unwound, the rules of differentiation, the misprints of the article.

In the order in which data flows:

    paths.py            Why this gradient: every route from a parameter to the cost
    nudging.py          What nudging a quantity gives
    unwinding.py        δ and Δw written out to inputs, weights and σ′ alone
    one_example.py      What the article calls φ where it speaks of one example
    as_one_function.py  A net with one neuron a layer as one function φ, and ∇φ by D
    index_order.py      Why a weight is written w_jk and not w_kj
    norm_steps.py       The cost of several outputs by the norm, step by step
    partials.py         Every partial derivative in one table
    term_by_term.py     One partial derivative term by term
    general_terms.py    The same for networks of any size
    facing.py           Components beside vectors, the scalar algorithm beside the vectorised one
    rules.py            The derivatives of activations, costs and the neuron, rule by rule
    descent.py          Gradient descent at p: what it promises, and what comes
    misprints.py        What the article misprints, beside what is right
    sentences.py        What each line of the algorithm does, in one plain sentence
    pages.py            What a page of equations can be about
"""
