"""What the equations can be asked: why, unwound, the rules of differentiation, the misprints of the article.

In the order in which data flows:

    paths.py      Why this gradient: every route from a parameter to the cost
    nudging.py    What nudging a quantity gives
    unwinding.py  δ and Δw written out to inputs, weights and σ′ alone
    partials.py   Every partial derivative in one table, and one term by term
    facing.py     Components beside vectors, the scalar algorithm beside the vectorised one
    rules.py      The derivatives of activations, costs and the neuron, rule by rule
    descent.py    Gradient descent at p: what it promises, and what comes
    misprints.py  What the article misprints, beside what is right
    pages.py      What a page of equations can be about
"""
