"""A figure as a picture and a list of labels, for formats whose text the document sets.

In the order in which data flows:

    tokens.py         The runs of a label as words, numbers, signs and letters
    parts.py          What a label says: words, and mathematics as layout trees
    label_list.py     What is painted, and the labels: where each stands, and what it says
    rooms.py          How wide each label may come out in letters of another font
    pixels_beside.py  Pictures of pixels, which lie in a file beside
    short_lines.py    Lines with no more points than are seen
"""
