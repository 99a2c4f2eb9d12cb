"""Notations: one derivative as Euler, Leibniz, Lagrange and Newton write it, and what each sign of it denotes.

In the order in which data flows:

    functions.py         The functions, their variables, and which of those are constants
    subject.py           What the notations are about, with its numbers
    ways.py              The notations: written, what it denotes, its value
    notations_steps.py   The steps
    notations_page.py    The page
    point_told.py        How the point is told in both pictures
    table_picture.py     The notations as a table
    tangent_picture.py   The curve with its tangent
    bench.py             All of it as a bench
"""
