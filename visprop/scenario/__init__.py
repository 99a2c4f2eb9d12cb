"""What defines an experiment, its files and its data.

In the order in which data flows:

    data/             The examples: where they come from, how they are scaled, which are kept from training
    initialisers.py   The registry of ways to draw initial parameters
    stop.py           When a training ends by itself
    scenario.py       Everything that defines an experiment, frozen
    parameters.py     Parameters set, frozen, tied and drawn
    run.py            A run: a scenario and where its training starts
    variants.py       The same experiment with other numbers
    fresh.py          New scenarios: what fits the examples
    rebuilding.py     Other networks made of one
    typed_network.py  A network of one's own as it is typed
    workspaces.py     The registry of workspaces
    any_run.py        What a file of any kind holds: how its experiment starts
    files/            Scenario files: JSON, validated when read, saved without loss
    builtin.py        The scenarios that come with the program
    planted/          The same experiment with an error in its passes or updates, for a learner to find
    sets.py           The registry of data sets that come with the program
"""
