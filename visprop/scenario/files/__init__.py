"""Scenario files: JSON, validated when read, saved without loss.

In the order in which data flows:

    fields.py        Reading untrusted JSON: each value knows its path
    long_lists.py    A large file read block by block, its lists of numbers as arrays
    reading_data.py  Reading the examples, in each way that a file may give them
    reading.py       Reading a run
    lock.py          Files that a process holds while it lives
    whole.py         Files that are written as a whole or not at all
    writing.py       Writing a run as the tree of a file
    part.py          How a kind's own part of a file is read and written
    document.py      A scenario file: one run, and where one was in it
"""
