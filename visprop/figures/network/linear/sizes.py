"""The measures of the linear net's picture: in sizes of its text (em), in parts of its height (rows), or in points (pt)."""

from __future__ import annotations

WIDE, HIGH = 76.0, 41.5
"""How wide the picture is in em, and how high in rows: as the article's, with the words above its arrows."""
MARGIN = 2.4
"""em: at its left and right."""
FORWARD, NET, BACKWARD = 7.0, 15.9, 24.3
"""Rows: the numbers of the forward pass, the neurons, and the numbers of the backward pass."""
FORWARD_TITLE, TABLE, GUIDES_END, LEGEND_ROW = 2.3, 27.8, 35.6, 38.6
"""Rows: the title above the forward pass, the table's first line, the ends of the dotted lines, and the legend."""
TABLE_HIGH = 7.9
"""Rows: three lines of the table."""
INPUT, FIRST, LAST = 5.0, 15.5, 14.5
"""em from the margins: the input, the first neuron, and, from the right, the last."""
COST_WIDE, COST_HIGH = 3.4, 2.2
"""em: half the cost's box."""
RADIUS = 3.45
"""em: a neuron's, which holds its bias with four digits."""
INPUT_RADIUS, COST_RADIUS, TARGET_HALF = 0.36, 0.3, 0.38
"""em: the input's dot, the dot from which the backward pass comes, and half the target's square."""
LEGEND_RADIUS = 0.8
"""em: the neuron in the legend."""
LEGEND_TINT = 0.25
"""Share of the hue in it."""
SYMBOL, SYMBOL_NET, INPUT_SYMBOL = 1.5, 1.75, 1.7
"""em: a symbol over its number in the passes, over what stands in the net's line, and over the input."""
BIAS_SYMBOL, BIAS = 0.8, 0.75
"""em: a bias' symbol over a neuron's middle, and its number under it."""
BIAS_WIDE = 1.8
"""Radii: how wide a bias may be in its circle."""
PASS_WIDE, TABLE_WIDE = 5.0, 7.0
"""em: how wide a number in a pass may be, and one in the table."""
ARROW_GAP = 2.6
"""em: from a number's middle to the arrow that comes from it."""
APPLIED, FACTOR = 1.2, 1.3
"""em: what an arrow does over it, and by what is multiplied under it."""
DOT, DOT_PITCH = 0.55, 6.0
"""pt: the radius of the dots that join a layer's numbers, and their distance."""
DOTS_FROM, DOTS_BACK, DOTS_CLEAR = 2.4, 0.8, 2.1
"""em: where they begin under the forward pass, and where around the backward pass there are none: its middle and half."""
DOTS_NET = 4.0
"""pt: how far they keep off a neuron's rim."""
WEIGHT_ENDS, WEIGHT_HEAD, WEIGHT_GAP = 26.0, 8.0, 3.5
"""pt: what a weight leaves of its edge, how much more at the head, and what its line leaves at its sides."""
RING = 3.5
"""pt: from a neuron's rim to the ring of one that is selected."""
ANY = 1e9
"""pt: the room of a number that stands alone."""
TITLE_GAP, LEGEND_GAP = 10.0, 20.0
"""pt: from a title to its explanation, and between entries of the legend."""
NOTE_DOWN, NOTE_EDGE = 1.6, 14.0
"""em: a note under the legend; pt: from the page's edge."""
NEARLY = 0.8
"""Share of the usual size of text that its letters have on paper at least."""
