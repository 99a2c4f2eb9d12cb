"""The kinds of experiments: a registry, and the files that hold any of them.

In the order in which data flows:

    kind.py      What an entry is: all that time line, undo, keeping, files, export and window need of a kind
    network.py   The entry of a network's run
    benches.py   The entries of the benches, each of which is a kind of its own
    registry.py  All of them
    files.py     Files of any kind: opened and saved
    article_figures.py  The article's ten figures, drawn from living scenarios and benches
    options.py   The options of the views of all kinds
"""
