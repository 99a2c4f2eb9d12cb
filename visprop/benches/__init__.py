"""The benches: a small exact experiment for each idea of the article that comes before the algorithm.

In the order in which data flows:

    values.py      What the user has set of a bench
    controls.py    What can be set of a bench, declared as data
    bench.py       What a bench is: all that time line, files, pictures and window need of it
    entry.py       What an entry in the registry is: a bench as lists and menus name it
    run.py         What a file of a bench holds, how it is stepped through, and what is known at a step
    by_name.py     The numbers of a bench by their names, for a lesson's text
    files.py       A bench in a file
    pictures.py    How the pictures and pages of a bench are declared
    headings.py    The two lines above a picture
    promises.py    What a step promises and what comes of it, in words
    chains.py      Lines of a derivation with numbers
    ranges.py      Which heights of a curve are seen
    registry.py    All of them
    functions/     Functions: λ, application, types
    slope/         Slope: gradient descent in one dimension
    plane/         Plane: in two dimensions and in all
    notations/     The notations for derivatives
    chain_rule/    The chain rule
    neuron/        A neuron: its balance, its curve, and how σ becomes tanh
    composition/   The network as layers applied one after the other
"""
