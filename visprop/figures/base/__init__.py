"""What every figure is made of: shapes, text, style, axes, formulas.

In the order in which data flows:

    metrics.py       How wide the letters of the bundled font are, without Qt
    letters.py       Letters of the bundled font as outlines, without Qt
    text.py          Runs of letters with scripts, and how wide they come out
    omission.py      What a figure leaves out for want of room, in words
    page_starts.py   Where a page may begin in a picture that is taller than one
    shapes.py        What a figure is made of, as plain data
    alike.py         Whether shapes look alike, and how many pictures begin with alike
    drawn.py         Shapes, and in the place of some that they are left out
    cells.py         Tables whose cells can be pointed at
    placing.py       Where the letters of a label stand, and what room they take
    style.py         The one table of colours, widths and sizes
    shading.py       Numbers as pixels: the hues of the two signs, over paper
    lines.py         Straight lines, what is left of them between boxes, and arrows
    axes.py          The frame of a diagram: ranges, ticks, from numbers to places
    transparency.py  A figure without its paper
    libraries.py     Large libraries, loaded in pieces
    heights.py       How tall the rows of a formula are, found once
    outlines.py      Formulas set by ziamath, as outlines
    patterns.py      Formulas that differ in their digits alone, set once
    typeset.py       Formulas as outlines, each text set once
    extents.py       How far what is drawn reaches
    moving.py        Shapes and figures at another place and in another size
    page_breaks.py   A tall page of text as several of one height
    told.py          What a figure tells whoever cannot see it
    parts.py         What of a tall figure stands between two heights
"""
