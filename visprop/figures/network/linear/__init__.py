"""The picture of the article's linear net, one neuron a layer.

In the order in which data flows:

    table.py   δ and Δ of each layer, as a table
    figure.py  The picture: passes above and below the net
"""
