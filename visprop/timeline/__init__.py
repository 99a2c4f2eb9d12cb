"""The algorithm as lines, positions on it, and the frame at each position.

In the order in which data flows:

    parts.py         The vocabulary of change
    work.py          Who computes what may take long
    program.py       The algorithm of a scenario as lines
    position.py      Where we are, and the steps from one position to the next
    quality.py       How good parameters are for the rows: the columns of a history
    totals.py        What is summed over many examples at some p
    frame.py         All that a picture may use at a position
    sharpness.py     λ_max beside the edge of stability
    experiment.py    What can be stepped through, as all else knows it
    diverged.py      That a training stopped because a number was no longer finite, and where
    overflow.py      Which number of a training is the first that is not finite
    updates.py       The updates of a run as pure functions of a state
    update_costs.py  c of each update of a run, thinned with its peaks
    checkpoints.py   Parameters kept at evenly spaced updates
    ending.py        When a training ends by itself, looked at
    timeline.py      Position → Frame, in either direction
    quantity.py      One number of a frame by its key, to be watched or to be checked
    by_name.py       The numbers of a moment by their names, for a lesson's text
    samples.py       At which updates a past is told
    spreads.py       How the numbers of a layer are spread, in tenths
    gauges.py        What else the monitor can show of each update
    gauging.py       Samples of gauges over a past
    history.py       φ at past updates, and where p has been
    doctor/          What goes wrong in a training, and what can be tried
    contender.py     A training in lockstep with another from the same p0
    update_check.py  Δp as it was made, beside Δp by definition
    steps.py         The positions of an experiment that has so many and no more
    cluster.py       Pieces of work as tasks of a Dask cluster
    tasks.py         A large landscape and all of ∇²φ as such tasks
    swarm/           Many runs of one network at once
    made_at_once.py  An experiment whose frames are made at once
"""
