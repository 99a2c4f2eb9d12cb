"""Functions in the article's λ-notation: typed, written, calculated step by step, given types, and drawn.

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
    story.py         What is told of a term at each step, in words
    state.py         What is known at a step
    page.py          The calculation line by line, and the type of every part
    runs.py          Terms and types as letters of a label
    blocks.py        What a picture is put together from
    pen.py           Texts, boxes with names, wires with types
    joints.py        Blocks joined by an operator, as a tuple, in a frame
    sockets.py       A λ as a box with a socket for its variable
    plain_parts.py   Which terms are written in a picture, and which are drawn
    machine.py       A term as boxes through which values pass
    outline.py       A term as a list of its parts, where it is too large for that
    heading.py       A formula above the picture
    picture.py       The picture
    bench.py         All of it as a bench
"""
