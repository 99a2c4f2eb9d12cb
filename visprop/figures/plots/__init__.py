"""Diagrams: the landscape, the slice, the cost, a swarm.

In the order in which data flows:

    plane.py           Which plane of parameter space the landscape shows, and where p is in it
    bands.py           Filled contours of any function of two numbers
    space.py           Such a function as a surface that can be turned
    cloud.py           A swarm as it is seen in that plane
    landscape.py       φ over that plane, and what of the training is seen in it, as data
    swarm_words.py     What stands above the pictures of a swarm
    arrow_tips.py      Where an arrow in a diagram ends
    contours.py        It as a map: contours, the path, −∇φ
    surface3d.py       It as a surface that can be turned
    slice.py           φ along one parameter or along −∇φ, as data
    slice_picture.py   Its picture: the verdict, the curve, its tangent, the step
    cost.py            The cost curve: φ at each update
    cost_functions.py  The cost of one output as functions of it, one for each target
    monitor.py         The history of a training, and other trainings beside it
    swarm_curves.py    A swarm's costs as a fan, and the share that is at the goal
    swarm_map.py       A swarm as a map, a cell a run
    outputs.py         What a network computes of its inputs, in raw values
    output_picture.py  Its picture: curve or map, with the examples on it
    nudge.py           Proof by nudging: ΔC/Δw beside ∂c/∂w, for every size of the nudge
    codes.py           Pattern, code and pattern of a network that gives its inputs back
    plot_options.py    What can be chosen of the diagrams: landscape, slice, monitor and swarm
"""
