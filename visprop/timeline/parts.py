"""The vocabulary of change: of which parts of the state an observer hears, and of which a picture is made."""

from __future__ import annotations

from enum import Enum


class Part(Enum):
    """The parts of the state that change apart from each other; an observer hears of those that it depends on."""

    RUN = "the experiment, or what is known of its past"
    POSITION = "where we are"
    MOTION = "how far the present line is on its way"
    PLAYBACK = "whether it runs or seeks, and how fast"
    # Nothing else changes on the way: what shows a position is painted when it is reached.
    PROGRESS = "how far a jump has come that is still being computed"
    SELECTION = "what is selected, picked, watched, and where running stops"
    POINTER = "what is pointed at"
    TRIAL = "other parameters that are tried out"
    COMPARISON = "the trainings that run beside this one"
    SWARM = "the swarm of runs"
    OPTIONS = "how things are shown"
    KNOWN = "what was still being computed"
    EDITS = "what can be undone, and whether all is saved"
    WINDOW = "how the window is arranged, and how large its text is"
    LESSON = "the lesson that is open, where one is in it, and what was answered"
    EXERCISE = "what the user is asked to compute"
