"""Pictures and pages for Typst, whose letters are those of the document, without a package.

In the order in which data flows:

    typst_letters.py  What a label says as Typst
    typst_picture.py  A figure as a box of placed lines, curves and letters
    typst_page.py     A page of equations as source
"""
