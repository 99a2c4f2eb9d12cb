"""A figure onto a QPainter: the one code for the screen and for files."""
