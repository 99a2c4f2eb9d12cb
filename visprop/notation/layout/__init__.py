"""Mathematics as it is laid out: a tree of rows, scripts, fractions and brackets, and its printers.

Between expressions, which compute, and pictures, which are set, stands this tree; what is written is read off it.

In the order in which data flows:

    nodes.py    The tree: what stands where, and what it stands for
    build.py    How names, and what is made of names, are put together
    printer.py  What every printer of layout trees is: one function for each kind of node
    latex.py    As LaTeX
    typst.py    As Typst's mathematics
    text.py     As plain text
    pieces.py   Cut where a line may be broken and each term can be pointed at
    line_starts.py  Where the lines of a long row begin
    mathml.py   As MathML, for other programs
    spoken.py   In words, for a screen reader
    worded.py   Sentences with formulas in them, taken apart
    said.py     Plain text with symbols in it, in the same words
"""
