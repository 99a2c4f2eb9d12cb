"""A page of the web: a range of positions of a run in one file, to be stepped through where visprop is not.

In the order in which data flows:

    changes.py       Lists that follow one another, each by what differs from the one before
    inks.py          Figures as elements whose colours are those of two themes
    lines.py         Lines through many points, by small numbers
    spelling.py      Letters, by a sign each
    heard.py         What a picture says to whoever cannot see it
    slides.py        What a page holds: of each position its pictures and words, each thing once
    web_document.py  The page itself: what is packed, its style and its script
    estimate.py      How large a page will be
    webbing.py       A page made in steps, so that it can be told how far it is, and be given up
"""
