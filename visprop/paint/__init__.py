"""A figure onto a QPainter: the one code for the screen and for files.

In the order in which data flows:

    qt_libraries.py  What the machine must have for a window or a figure
    fonts.py         The bundled font
    start.py         Making Qt ready to paint without a window
    letters.py       Letters of the bundled font as outlines, as Qt sets them
    painter.py       Painting a figure: for the screen and for files alike
    ground.py        Pictures that follow one another: what they begin with alike is painted once
"""
