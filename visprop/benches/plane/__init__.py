"""Gradient descent in two dimensions: partial derivatives as slices, the tangent plane, and what a step promises and brings.

In the order in which data flows:

    surfaces.py    The functions of two variables that can be chosen
    settings.py    What can be set
    state.py       What is known at a step
    story.py       What is seen at each step, in words
    pairs.py       Pairs of numbers and their dot product, as expressions
    algebra.py     The article's derivations with this moment's numbers
    page.py        What stands on the page at each step
    captions.py    What stands above the pictures
    view.py        The function about p, and from where it is seen
    handles.py     What can be dragged in map and slices
    map.py         The function as a map
    surface.py     The function as a surface with its tangent plane
    slices.py      Both slices through p, with their tangents
    bench.py       All of it as a bench
"""
