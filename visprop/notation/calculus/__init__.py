"""Real functions that are typed: read, evaluated, differentiated step by step, and laid out as a textbook prints them.

The expressions of `expression/` stand for a network's quantities, each with its value; these terms are compared, taken apart
and put together again, which symbolic differentiation is made of.

In the order in which data flows:

    terms.py             Terms as trees that can be compared and taken apart
    elementary.py        The elementary functions, with their derivatives
    evaluation.py        Terms with numbers for their variables: values and slopes
    reading.py           From text to a term
    monomials.py         Terms as a number times powers
    simplification.py    Terms in the form in which a textbook prints them
    differentiation.py   The rules of differentiation
    derivation_steps.py  Derivations: each step an equation
    writing.py           Terms as layout trees, in Leibniz's and in Euler's way
    remarks.py           Where a function has no value or no derivative, in words
    lines.py             Lines of a calculation, ready to be set
    real_function.py     A real function as it is typed, with all that can be asked of it
    operators.py         Functions of functions: ∘, D, pointwise products
    chain.py             Functions one behind the other, as boxes
    chain_lines.py       The chain rule at work, line by line
    powers.py            The article's example: a power of a power
"""
