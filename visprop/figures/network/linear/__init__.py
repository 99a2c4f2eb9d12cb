"""The picture of the article's linear net, one neuron a layer.

In the order in which data flows:

    sizes.py   Its measures
    below.py   Its legend
    table.py   δ and Δ of each layer, as a table
    figure.py  The picture: passes above and below the net
"""
