"""PDF: vectors for print, with fonts of the letters that are in it, written here so that it is the same bytes each time.

In the order in which data flows:

    letters.py   Which character an outline of a formula is
    fonts.py     Fonts made of the outlines that a file uses
    content.py   Shapes as what a page paints
    document.py  The file
"""
