"""Worksheets: an update, a test or a chapter with blanks, in variants, for paper, the web, and a course's question bank.

In the order in which data flows:

    questions.py       What stands on a worksheet, whatever it is about
    asked.py           The numbers of a pass and of its update, by the equations that give them
    items.py           A test or a chapter: its steps, with what they ask
    making.py          The sheets of a class, and any one of them again
    latex_sheet.py     As LaTeX
    page_script.py     What the page of the web does by itself
    html_sheet.py      As a page of the web
    paper_lines.py     Words and formulas in lines, for paper
    pdf_sheet.py       As a PDF
    moodle.py          As questions for Moodle
    qti_processing.py  How an item of QTI marks itself
    qti.py             As a package of QTI 2.1
    sheets.py          The registry of the formats of worksheets
"""
