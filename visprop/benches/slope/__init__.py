"""Gradient descent in one dimension: the tangent, its slope, what a step promises and brings, and many steps.

In the order in which data flows:

    spline.py      A smooth curve through a line that was drawn by hand
    curves.py      The curves that can be chosen
    settings.py    What can be set
    walk.py        Many steps of descent, and what they come to, in words
    state.py       What is known at a step
    story.py       What is seen at each step, in words
    algebra.py     Equations with this moment's numbers
    rules.py       The derivative by rules
    page.py        The article's algebra, line by line
    frame.py       The picture's axes
    marks.py       What is drawn on the curve
    captions.py    What stands above the picture
    handles.py     What can be dragged
    second.py    A second tangent beside that at p
    picture.py     The picture
    bench.py       All of it as a bench
"""
