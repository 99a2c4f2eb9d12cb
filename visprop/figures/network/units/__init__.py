"""What stands in the columns of the picture: inputs, neurons with their numbers, targets and cost.

In the order in which data flows:

    passes.py      What of a frame may be drawn while its line is on its way
    pixels.py      Inputs that are one picture, and weights as one
    portraits.py   The pictures of neurons at a p: maps, curves, weights
    flat.py        Neurons that hardly learn, marked
    neurons.py     What each neuron shows at a frame, and the inputs
    right_side.py  Targets, cost and the ways to it; of many outputs, bars
"""
