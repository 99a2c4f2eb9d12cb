"""A sheet of several panels, which is a view like another.

In the order in which data flows:

    panels.py         What a panel shows, and the scale that panels of one view share
    titles.py         What is said above a diagram: in it, nowhere, or apart
    sheet_picture.py  The panels on one page, each with its letter
    sheet_view.py     A sheet as a view
"""
