"""Exercises: the reader is the algorithm, or finds an error planted in it. Each has a session of its own, left as it was found.

In the order in which data flows:

    lent.py        the session of its own
    tasks.py       what a line of the algorithm asks, one task a quantity, or a vector
    hints.py       hints by level
    judging.py     what is said of an answer, with the first wrong step where it is known
    grades.py      what became of each task, and of all
    settings.py    how the algorithm is executed, and what is asked at a time
    at_hand.py     the update at hand
    work.py        how far an update is executed, and what is offered to choose from
    replay.py      the model answer
    algorithm.py   be the algorithm
    wrong_line.py  where a pass with a planted error first goes wrong
    hunt.py        find the bug
"""
