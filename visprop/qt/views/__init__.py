"""Widgets that paint one figure each.

In the order in which data flows:

    tip_place.py          Where a tool tip stands, so that it covers the least
    figure_view.py        A widget that paints one figure, and can be zoomed, moved and pointed at
    accessible_part.py    What a picture and the things in it have in common for a screen reader
    accessible_things.py  The groups of a picture and the things in them, for a screen reader
    accessible.py         A painted picture as a tree for a screen reader
    session_view.py       A widget that shows one view of the registry
    views.py              The views that the window has made
    bench_view.py         A picture of a bench, in which what it shows can be dragged and drawn
    page_view.py          A page of formulas and words, laid out slice by slice
    network_layouts.py    Lays networks out beside the window
    layer_tools.py        Buttons in the picture by which the network is rebuilt
    value_editor.py       A field in the picture, at what is typed in
    network_view.py       The network, alive
    now_view.py           The equation of the present line in one row
    equation_view.py      The equations, with this moment's numbers in them
    pseudocode_view.py    The pseudocode, as a debugger shows it
    surfaces.py           Computes the surface of the landscape, coarse first
    landscape_hand.py     What the hand does in the landscape
    landscape_view.py     The landscape: a map, or a surface that can be turned
    slice_view.py         The slice, on which the learning rate is dragged
    swarm_view.py         The pictures of a swarm, of which a click opens a run
    row_view.py           A picture in which rows of the data can be pointed at
    output_view.py        What the network computes: inputs are tried, examples set by hand
    bent_view.py          The bent space, in which a cube is turned
"""
