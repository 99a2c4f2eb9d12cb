"""The notations, one file each, and the registry of them.

In the order in which data flows:

    places.py         Where a parameter stands: at one place, or tied at several
    scope.py          Which neurons and inputs a notation is asked about
    quantities.py     The quantities of a frame as symbols, with their values
    updates.py        The update as an optimiser makes it of the gradient
    notation.py       What a notation is
    general.py        For any sizes, in symbols alone
    letters.py        The symbols of a listing, and what all notations say alike in it
    listing.py        The algorithm as a listing, a line after the other
    components.py     In components, with sums over neurons
    euler.py          Euler's notation: D, λ and ∘
    instantiated.py   With d: the article's "Instantiating the pseudocode"
    leibniz.py        Leibniz's notation through z
    leibniz_chain.py  Leibniz's notation from activation to activation
    vectorised.py     Matrices, ⊙ and the equations BP1 to BP4
    layered.py        By layers: f_N p = f_L p_L ∘ … ∘ f_1 p_1
    dresses.py        The registry of dresses, from the most abstract to any sizes
    registry.py       The registry of notations, and the equations of a line
"""
