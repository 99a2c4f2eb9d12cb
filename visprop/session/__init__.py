"""The state of the running application, without Qt: what is open, where it is, what is chosen.

In the order in which data flows:

    changes.py        Who is told that something changed, and what
    speeds.py         How fast the training runs
    pace.py           How much of a run is due at a tick of the clock
    collector.py      Python's collector of cycles, kept out of other threads
    background.py     Computes beside the window what takes long
    selection.py      What is selected, pointed at, watched, and where running stops
    comparison.py     The trainings that run beside the session's own, in lockstep
    runs.py           The runs of a session: a tree
    view_choices.py   How things are shown, as the user has chosen it
    window_state.py   How the window is arranged
    progress.py       How far a run has come, as a file that is quickly written
    quality_words.py  How a training stands, in words: φ, accuracy, and what the test rows give
    told.py           What the window tells of a network's run in a few words
    beside.py         What runs beside an experiment, in lockstep with it
    breaks.py         Where running stops: at lines with a break
    trial.py          What is tried out, parameters or an input, without changing anything
    playback.py       Where the experiment is, and how one moves through it
    edits.py          What the user changes in the experiment, with undo and redo
    network_edits.py  Changes of the network and its parameters, each an entry of undo
    data_edits.py     Changes of the examples, each an entry of undo
    swarming.py       The swarm: many runs at once, any of which becomes a run of the tree
    doctor.py         What goes wrong in the run of now, and what is done about it
    kind_part.py      What a kind of experiment has of the session, beside what all kinds share
    network_part.py   A network's run in the session
    bench_part.py     What a bench has of the session
    aside.py          What of a session is put aside while a lesson is open
    of_network.py     The network's part of a session, by the names that its own views, panels and commands use
    session.py        All of it in one place
    keeping.py        The whole session as text, to be taken up again
    exercise/         Be the algorithm, and find the bug
    look_around.py    Three hints for one who has just begun
    course.py         The lesson that is open, and where the reader is in it
    kept_files.py     The files in which sessions are kept
"""
