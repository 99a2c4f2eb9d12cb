"""Diagrams: the landscape, the slice, the cost, a swarm.

In the order in which data flows:

    plane.py           Which plane of parameter space the landscape shows, and where p is in it
    line_names.py      Names of curves beside them
    colour_bar.py      What the shades of a map stand for
    levels.py          At which heights a map has its contours
    bands.py           Filled contours of any function of two numbers
    space.py           Such a function as a surface that can be turned
    cloud.py           A swarm as it is seen in that plane
    landscape.py       φ over that plane, and what of the training is seen in it, as data
    path_told.py       The path over it, point by point in words
    swarm_words.py     What stands above the pictures of a swarm
    arrow_tips.py      Where an arrow in a diagram ends
    contours.py        It as a map: contours, the path, −∇φ
    surface3d.py       It as a surface that can be turned
    slice.py           φ along one parameter or along −∇φ, as data
    slice_head.py      What stands above its picture: the verdict, its reason, promise and outcome
    slice_picture.py   Its picture: the curve, its tangent, the step
    slice_told.py      It in words, with the steps on it
    cost.py            The cost curve: φ at each update
    cost_functions.py  The cost of one output as functions of it, one for each target
    monitor.py         The history of a training, and other trainings beside it
    curve_words.py     A curve of it in words
    swarm_curves.py    A swarm's costs as a fan, and the share that is at the goal
    swarm_map.py       A swarm as a map, a cell a run
    diagrams.py        Further diagrams below it: gradients, steps, curvature
    outputs.py         What a network, or one hidden neuron, computes over one input or two, in raw values
    example_marks.py   The marks of examples: class, training and test rows told apart
    captions.py        What is said above a diagram of a network's answers
    curve_picture.py   Of one input: g, the data, the network, and what each hidden neuron adds
    output_picture.py  Curve or map, with the examples on it
    predictions.py     What a network answers to every row, and how good that is
    confusion.py       The confusion matrix, with the accuracy of each class
    predicted.py       Predicted against true, with R² and RMSE
    row_images.py      Rows of data that are pictures, drawn as such
    excited.py         What a hidden neuron sees in images
    worst.py           The examples that cost most, the worst first
    parting.py         Straight lines that part: hulls, and polygons cut by lines
    bent.py            The rows and the grid of the inputs, from layer to layer, as data
    bent_words.py      What is said of them
    cube.py            Three numbers as a place in a cube that is seen from afar
    bent_marks.py      The marks of the rows there, and their key
    bent_picture.py    Their picture at a stage, or on the way to the next
    nudge.py           Proof by nudging: ΔC/Δw beside ∂c/∂w, for every size of the nudge
    code_columns.py    How wide the columns of the next one are, and how its numbers are written
    codes.py           Pattern, code and pattern of a network that gives its inputs back
    plot_options.py    What can be chosen of the diagrams
"""
