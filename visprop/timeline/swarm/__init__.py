"""A swarm: many runs of one network in lockstep, from other parameters, with other rates or other orders of the examples.

In the order in which data flows:

    plan.py     What is to be run: which runs, how long, and what counts as the goal
    ends.py     When each run of a piece ends, by the conditions of its scenario
    piece.py    Some of the runs, trained together; what can be done anywhere, and again
    swarm.py    What came of all of them: their costs, where they went, how many reached the goal
    members.py  It as a table, a row for each run
    flying.py   All pieces, one after another on this machine or as tasks of a cluster
"""
