"""Pages of text: the listing and the equations.

In the order in which data flows:

    hues.py              In which hue a part of an equation is printed
    line_breaking.py     Equations as rows of pieces, broken into lines
    banner.py            The equation of the present line in one row, above a picture
    equation_sheet.py    Equations as shapes, one below the other
    equations.py         Equations on a page, laid out slice by slice
    flowing.py           The statements of a listing in lines
    pseudocode.py        The algorithm as a listing, the present line marked
    equation_options.py  What can be chosen of the equations
"""
