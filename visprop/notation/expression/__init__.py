"""Expressions as trees: evaluated, differentiated, and laid out.

In the order in which data flows:

    numbers.py       How numbers are written
    expr.py          The tree, and its leaves
    arithmetic.py    Sums, products and fractions of expressions
    applied.py       Functions applied to expressions
    functions.py     Functions as things of their own: λ, application, D
    matrices.py      Expressions of vectors and matrices: products, transposes, ⊙, norms
    from_formula.py  From a formula as text to an expression
    substitution.py  Names in an expression replaced by what they stand for
    blocks.py        What stands on a page: equations, words and steps of a derivation
    rows.py          An equation as rows: in symbols, with numbers, with the result
"""
