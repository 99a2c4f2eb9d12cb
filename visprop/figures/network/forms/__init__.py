"""One neuron in each form that it may have: what it shows, how it looks, how much room it takes.

In the order in which data flows:

    node.py      One neuron as it is to be drawn: its place and its quantities
    looks.py     How a neuron looks in each of its forms
    registry.py  The registry of forms, each with the room that it takes
"""
