"""The bench Composition: layers as functions, applied one after the other, and the derivative of what they are composed to.

In the order in which data flows:

    given.py        The network that is composed, with all its numbers
    state.py        How far it is told at a step, and what is known there
    expressions.py  Functions, types and compositions as layout trees
    forms.py        The equations: three forms, layer by layer, the chain rule
    story.py        What is seen at each step, in words
    page.py         The page
    places.py       Where boxes stand, and what fits between them
    columns.py      The texts above, in, between and below the boxes
    terms.py        A formula in the picture, each part of which lights with its layer
    picture.py      The picture
    bench.py        What can be set, and all of it together
"""
