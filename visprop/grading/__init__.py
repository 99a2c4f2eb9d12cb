"""Grading: answers that were handed in, against what is right.

In the order in which data flows:

    again.py     The sheet or lesson that a file of answers is about, made again
    slips.py     What comes out where something is forgotten, and what that is called
    marking.py   A verdict on each answer
    report.py    The verdicts as tables: by file, and by question for all
"""
