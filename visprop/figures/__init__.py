"""Figures as plain data, without Qt.

In the order in which data flows:

    base/              What every figure is made of: shapes, text, style, axes, formulas
    choices.py         What the user can choose of how single pictures are shown
    typed_numbers.py   Numbers as one types them behind a flag, or as the settings hold them; what is none is refused in words
    scale.py           What pictures share so that they can be compared
    option.py          What one option of a view is
    moment.py          What a picture is a function of, and the user's choices
    network/           The network at a position
    swarm_told.py      What is said of a swarm in words
    plots/             Diagrams: the landscape, the slice, the cost, a swarm
    pages/             Pages of text: the listing and the equations
    messages.py        What stands in a view's place while its picture is not there
    landscape_work.py  The landscape of a moment: what has to be computed for it
    monitor_work.py    The further diagrams of the monitor at a moment
    swarm_drawing.py   What the views of a swarm draw
    answers.py         What the views of a network's answers draw
    output_work.py     The output of a moment: which of its pictures is drawn
    bent_work.py       The bent space of a moment: which stage is shown
    line_equation.py   How equations are written, and the one of the present line
    drawing.py         What the views of the network, its listing and its equations draw
    cost_drawing.py    What the views of the cost draw
    spans.py           What the picture of a moment spans
    tables/            The numbers behind the plots
    line_words.py      What the present line has computed, as it is said aloud
    dock.py            Where the window shows a view or a panel
    views.py           The registry of views
    sheet/             Several of them on one page
"""
