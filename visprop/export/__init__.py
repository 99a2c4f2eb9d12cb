"""Figures and pages written to files, a format each.

In the order in which data flows:

    formats.py   What an export format is, and what can be chosen for one
    paper.py     On what a view is set: laid out for the size at which it is read, and then scaled
    told.py      What a file tells of its picture in words
    png.py       PNG, and figures as pixels
    outlines.py  The outlines of any letters
    pixels.py    Pictures of pixels as PNG, without Qt
    svg_elements.py  The elements of SVG that shapes are made of
    svg.py       SVG: vectors for the web and for drawing programs
    pdf/         PDF: vectors for print, with fonts of the letters that are in it
    latex.py     LaTeX: a page of equations as source
    labels/      A figure as a picture and a list of labels, which the document sets
    tikz/        TikZ, and a PDF with its letters over it: pictures for LaTeX
    typst/       Typst: pictures, and pages of equations as source
    numbers.py   CSV: the numbers behind a plot
    scenes.py    The moments of a run, one after the other
    animation/   A range of positions as pictures that move
    web/         A range of positions as a page of the web
    registry.py  The registry of formats, and the one way to write a view to a file
    flags.py     The choices of an export, for the command line and for the dialogue
    composing.py  What is asked for becomes a picture: a view, or several on a sheet
    presets.py   Sizes by venue
    order.py     A figure as it is ordered in the window
    worksheet/   Worksheets: an update with blanks, hints and solutions, in variants
"""
