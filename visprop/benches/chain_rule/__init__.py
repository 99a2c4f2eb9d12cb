"""The chain rule: functions one behind the other, local slopes that multiply, and both ways of writing it.

In the order in which data flows:

    boxes.py            Which functions stand in the boxes, and the examples of the article
    articles.py         The article's power of a power, line by line
    both_ways.py        Euler's and Leibniz's lines, each with its rule and its number
    through.py          What goes through the boxes, and what of it is seen at a step
    chain_steps.py      The steps
    chain_page.py       Both ways side by side, below the nudge and above the boxes
    lettering.py        How both pictures write names, slopes and formulas
    boxes_picture.py    The boxes in a row, with the nudge as bars
    windows.py          Which part of each curve is seen
    curves_picture.py   The curve of each box with its tangent
    bench.py            All of it as a bench
"""
