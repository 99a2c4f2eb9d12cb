r"""Pictures for LaTeX, whose letters are those of the document.

In the order in which data flows:

    words.py          Words as LaTeX, whatever is in them
    colours.py        The colours of a file by names
    latex_letters.py  What a label says as LaTeX, and in which size
    tikz_picture.py   TikZ: a figure as a tikzpicture
    fragment.py       What stands around it: for \input, or a document
    overlay.py        A PDF without letters, and a LaTeX picture that puts them over it
"""
