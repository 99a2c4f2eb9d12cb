"""Functions in the article's λ-notation: typed, written, calculated step by step, and given types.

In the order in which data flows:

    terms.py         Terms as trees, and the places in them
    tokens.py        What is typed, cut into words
    grammar.py       Terms as text, read into trees
    layout.py        Terms as they are laid out, with as few brackets as can be
    substitution.py  E[a/x], with no variable caught
    arithmetic.py    2 + 3 = 5 in float64, and whether it is exact
    forward.py       Derivatives by dual numbers
    evaluation.py    A function followed to its value, for D of it at a number
    reduction.py     One step of a calculation
    calculation.py   All steps, to the end or to where it is stopped
    types.py         Types, and how they are laid out
    unification.py   Types made equal
    signatures.py    The types of the constants
    complaints.py    Why a term has no type, in words
    inference.py     The type of a term and of each part
    examples.py      The article's examples
"""
