"""Figures and pages written to files, a format each.

In the order in which data flows:

    formats.py   What an export format is, and what can be chosen for one
    png.py       PNG, and figures as pixels
    svg.py       SVG: vectors for the web and for drawing programs
    pdf.py       PDF: vectors for print, with the font embedded
    latex.py     LaTeX: a page of equations as source
    registry.py  The registry of formats, and the one way to write a view to a file
    worksheet/   Worksheets: an update with blanks, hints and solutions, in variants
"""
