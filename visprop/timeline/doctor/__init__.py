"""What goes wrong in a training: looked for at sampled updates, said in words, with one remedy to try.

In the order in which data flows:

    course.py     How c went, update by update
    vitals.py     Plain values of one look at a training
    signs.py      The checks: what the looks show
    rates.py      An η with which φ goes down
    remedies.py   Other experiments to try
    ailments.py   The registry of what can go wrong
    examining.py  The looks at one training, and what they find
"""
