"""Worksheets: an update with blanks, hints and solutions, in variants, for paper, the web, and a course's question bank.

In the order in which data flows:

    asked.py        What is asked: the numbers of a pass and of its update, by the equations that give them
    latex_sheet.py  As LaTeX
    html_sheet.py   As a page of the web
    moodle.py       As questions for Moodle
    sheets.py       The registry of the formats of worksheets
"""
