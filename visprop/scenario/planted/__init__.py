"""Planted errors: the same training with one mistake in it, for a learner to find. The engine itself knows none of this.

In the order in which they are read:

    passing.py           the backward pass in pieces, each of which an error may take the place of
    updating.py          the same of the update
    error.py             what a planted error is: an entry that carries all that is told and done with it
    homes.py             scenarios in which errors are seen, and what a scenario has to have for one
    errors_of_pass.py    the errors of the backward pass
    errors_of_update.py  the errors of the update
    planted_scenario.py  a scenario in which one is planted: its passes, its objective, its descent
    registry.py          the registry of all
"""
