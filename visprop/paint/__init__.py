"""A figure onto a QPainter: the one code for the screen and for files.

In the order in which data flows:

    fonts.py         The bundled font
    letters.py       Letters of the bundled font as outlines
    painter.py       Painting a figure: for the screen and for files alike
    qt_libraries.py  What the machine must have for a window or a figure
"""
