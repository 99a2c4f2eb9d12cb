"""What tells the reader what is what: headings above the network, the legend and the foot below it.

In the order in which data flows:

    headings.py  The words above the network
    foot.py      Targets, cost and what is not shown, where there is no room beside the network
    marks.py     The marks of a legend: small pieces of the picture
    sample.py    A neuron with letters where its numbers stand
    entries.py   What a legend tells: what the picture has, no more
    seen.py      What the picture has
    one_line.py  The legend in one line
    rows.py      The same in rows, with all that there is to tell
    omitted.py   What the picture leaves out for want of room
"""
