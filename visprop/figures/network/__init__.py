"""The network at a position.

In the order in which data flows:

    measures.py           The one table of lengths, factors and thresholds of its look
    measures_of_maps.py   The same of pictures in neurons
    measures_of_paper.py  What is narrower on paper, and tables of numbers
    forms/                One neuron in each form: what it shows, how it looks, how much room it takes
    options.py            How the network is drawn
    layout/               Where the parts of a network stand on a page
    units/                Inputs, neurons with their numbers, targets and cost
    edges/                The edges: what they show, how they look, and what flows along them
    legend/               Headings above the network, the legend and the foot below it
    asked.py              The layout that the picture of a frame asks for
    heat/                 The picture of a network with very many edges: layers as heat maps
    linear/               The picture of the article's linear net, one neuron a layer
    picture.py            All of it put together, from the back to the front
    hints.py              The exact numbers of what is pointed at, as text
"""
