"""The picture of a network with very many edges: each layer's weights as a heat map, and the neuron in focus below.

In the order in which data flows:

    blocks.py        Where the layers stand
    shades.py        Weights, activations and δ as pixels
    layer.py         One layer: its weights, what comes in and what goes out
    spotlight.py     The neuron in focus, with its strongest edges
    heat_picture.py  The picture: layers, key and the neuron in focus
"""
