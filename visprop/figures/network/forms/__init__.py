"""One neuron in each form that it may have: what it shows, how it looks, how much room it takes.

In the order in which data flows:

    portrait.py  The picture of a neuron: a map, a curve, or its weights as an image
    node.py      One neuron as it is to be drawn: its place and its quantities
    looks.py     How a neuron looks in each of its forms
    registry.py  The registry of forms, each with the room that it takes
"""
