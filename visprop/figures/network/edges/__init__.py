"""The edges: what they show, how they look, and what flows along them.

In the order in which data flows:

    values.py        What edges show, and the magnitude that the widest line stands for
    look.py          The colour and the width of an edge by its value
    crowd.py         The many edges of a large network
    flow.py          What flows along the edges now
    focus.py         What is pointed at, and a path to the cost, brought out
    route.py         The factors of a path, with the names and numbers of the equation
    changed.py       What an update changed, beside the numbers
    number_table.py  Their numbers as a table, where they have no room on their lines
    numbered.py      The edges into a small layer: arrows with their numbers
    singled.py       What is brought out of the units: rings, a neuron's weights, the two factors of its δ
    chosen.py        Which edges have their numbers where there is not room for all
    constants.py     Biases as edges from a node with the constant 1
"""
