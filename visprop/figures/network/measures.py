"""The one table of measures of the network's picture: lengths, factors and thresholds of its look.

Each group says in what its lengths are: in points (pt), or in sizes of text (em), so that they grow with it. A few lengths are
shares of what they belong to, and say of what. Sizes of text, widths of lines and colours of all pictures stand in `style.py`.
"""

from __future__ import annotations

from typing import Never

import numpy as np


class _Measures:
    """A group of them, each with the one value that it has: to make a dataclass of each takes as long as a picture."""

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"{name} is a measure, which does not change")


class _Text(_Measures):
    """Sizes of letters beside the usual one, in em."""

    small: float = 0.92  # notes: smaller than a name, as large as one reads with ease
    mark: float = 0.77  # numbers that are one of many: a row's index, a chosen edge's
    aside: float = 0.8  # what an arrow does
    large: float = 1.08  # the number that a node is about, where it has room
    letter: float = 1.9  # a letter's place in a sample: narrower than a number's
    tried: tuple[float, ...] = (1.0, 0.9, 0.8, 0.7, 0.62)  # sizes that a layout is tried in
    plainest: float = 0.8  # the larger size of a network with nothing around it


class _Line(_Measures):
    """Widths of lines, in pt; those of edges and rims stand in `style.py`."""

    rule: float = 0.8  # between parts
    frame: float = 0.9  # around a picture of pixels
    strip: float = 0.7  # around a row of a strip: there are many
    thin: float = 0.6  # around a scale
    ring: float = 2.4  # around what is selected
    edge: float = 2.4  # the sample of an edge in a legend
    widest: float = 3.0  # the sample of the widest
    halo: float = 4.0  # how much wider than the edge is what lies under one that is brought out
    route: float = 2.5  # how much wider than what is emphasised a path is
    focused: float = 1.4  # a crowd's edge that is brought out, at least
    unknown: float = 1.5  # the same while its value is not known
    way: float = 1.6  # what flows between outputs and cost
    target: float = 1.8  # a target's mark on a bar
    flat: float = 2.2  # across the rim of a neuron whose σ is nearly flat
    struck: float = 0.9  # through what is no more
    flow: tuple[float, float] = (0.7, 2.0)  # what flows along edges, of the weakest and the strongest


class _Clear(_Measures):
    """What keeps off what, in pt."""

    page: float = 4.0  # words from the page's edge
    head: float = 6.0  # texts from the next layer's heads
    tip: float = 3.0  # an edge's head from the rim
    start: float = 2.5  # an edge's beginning from the rim
    of_small: float = 0.5  # both from the rim of the smallest neurons
    number: float = 3.0  # a line from its number, at its sides
    lines: float = 1.5  # lines from a text, above and below it
    ring: float = 3.0  # a ring from the rim
    ring_small: float = 2.2  # the same from a small neuron's
    seam: float = 0.3  # fills beside each other overlap by so much, so that no seam is seen
    cells: float = 0.2  # the same of pixels


class _Reach(_Measures):
    """How near one must be to point at a thing, in pt: small things are made larger for the hand."""

    edge: float = 5.0
    unit: float = 5.0
    line: float = 8.0  # a text
    target: float = 9.0
    cost: float = 10.0
    rim: float = 2.0  # so far outside a neuron's rim
    input_rim: float = 5.0  # the same of an input, which is small


class _Told(_Measures):
    """What stands over and under a neuron, in em but where a share of its width is said."""

    left: float = 0.31  # of the width: from the middle to the left at most, where edges do not arrive
    gap: float = 0.45  # from the rim
    above: float = 0.3  # more above, for the indices of its symbol
    below: float = 0.15  # more below
    below_bead: float = 0.4  # the same of a disc without symbols
    below_open: float = 0.6  # from the rim of a node with ends
    line: float = 1.65  # a line of it, with what keeps it off
    row: float = 1.5  # a second line of it
    apart: float = 8.0  # pt: from what stands over the next layer
    long: float = 4.2  # beside its number: symbol, indices and relation
    near: tuple[float, float] = (0.5, 0.3)  # over and under: room that numbers on edges leave, where there are symbols
    near_bare: tuple[float, float] = (0.7, 0.6)  # the same without symbols, which have indices
    now: tuple[float, float, float, float] = (
        6.0,
        3.5,
        8.5,
        4.0,
    )  # pt: its ground where it is of now: sides, top, height, corners
    now_tint: float = 0.07  # share of the hue in that ground: a breath, so that the letters keep their contrast


class _Opened(_Measures):
    """The open node, in em: z over b, σ on the divider, a."""

    rest: float = 5.6  # what it takes beside its two numbers
    rest_plain: float = 3.4  # the same without z and σ
    high: float = 4.75
    cut: float = 3.3  # from the number's end to the divider
    cut_plain: float = 1.7
    sigma: float = 0.7  # the radius of σ's disc
    curve: tuple[float, float] = (0.5, 0.09)  # half the side of the curve in it, in radii, and how thick it is
    curve_reach: float = 3.0  # up to which z it goes on either side
    side: float = 0.3  # the right number's place from the round end
    side_plain: float = 0.4
    letter: float = 1.4  # where the letters of z and b stand
    number: float = 2.05  # where their numbers begin
    name: float = 0.8  # where names begin that stand in their place
    row: float = 0.27  # of its height: z over and b under the middle
    foot: float = 1.2  # where δ begins below it
    letter_up: float = 0.75  # a symbol over the middle
    number_down: float = 0.68  # its number under it
    changed: tuple[float, float, float] = (
        0.95,
        0.38,
        1.5,
    )  # a symbol over the middle, and under it its number of now and of before


class _Narrow(_Measures):
    """The circle and the narrow node with b in them, in em."""

    circle_least: float = 2.3  # radius
    circle_rim: float = 0.45  # from half its number to the rim
    pill_rest: float = 1.1  # what it takes beside its number
    pill_high: float = 1.7
    pill_side: float = 0.3  # what a long number leaves at the ends


class _Card(_Measures):
    """The card, in em."""

    rest: float = 1.6  # what it takes beside its two numbers
    high: float = 0.8  # of its width: the picture
    foot: float = 1.75  # the line of b and a
    side: float = 4.0  # pt: what a number leaves of its half


class _Row(_Measures):
    """A row of a table, in em."""

    rest: float = 4.6  # what it takes beside its three numbers
    high: float = 1.77
    first: float = 1.9  # where its first cell begins, after the neuron's number
    index: float = 1.2  # how much of that is the neuron's number
    index_at: float = 0.95  # the middle of that
    ends: float = 2.6  # what is left and right of the cells
    start: float = 0.3  # where a number begins in its cell
    gap: float = 0.2  # what it leaves free of it
    symbol: float = 0.55  # the symbols of the columns over the first row


class _Disc(_Measures):
    """A neuron that is but a disc, and an input's dot, in pt but where a share is said."""

    radius: float = 6.0  # where there is room
    few: float = 10.0  # of at most five neurons
    least: float = 0.7
    share: float = 0.4  # of the distance of neighbours
    rim: float = 0.2  # of its width: the widest rim
    minus: float = 0.25  # of its width: half the minus of an activation below 0
    minus_line: tuple[float, float] = (0.8, 0.13)  # the minus' width: least, and share of the disc's
    signed: float = 5.0  # from this width on it has room for a minus
    dotted: float = 4.0  # below this height neurons are dots of one colour
    ringed: float = 9.0  # above this height a ring stands further out
    dot: float = 4.5  # an input's radius at most
    dot_least: float = 0.8
    dot_share: float = 0.36  # of the distance of neighbours


class _Flat(_Measures):
    """The bar across the rim of a neuron whose σ is nearly flat."""

    angle: float = np.radians(60.0)  # radians from the level to the right, where no edge leaves
    reach: float = 4.0  # pt: to each side of the rim


class _Column(_Measures):
    """How a layer's units share the height out, and how far layers are apart: in pt but where a share is said."""

    lone: float = 30.0  # the room of a unit without neighbours
    most: float = 24.0  # usual sizes of text: the largest distance of neighbours: further, and they are no layer
    between: float = 0.45  # em that neighbours with numbers keep apart at least
    between_discs: float = 0.4  # the same of discs
    spread: float = 1.25  # how much further than evenly they stand apart at most
    table: tuple[float, float, float] = (1.45, 2.2, 0.75)  # rows: least, most of their pitch; share of an even one
    group_gap: tuple[float, float] = (9.0, 0.16)  # between groups: most, and share of a group's height
    strip_gap: tuple[float, float] = (4.0, 0.12)  # between rows of a picture in a strip: the same
    strip: float = 14.0  # how wide such a strip is
    closer: tuple[float, ...] = (0.75, 0.5)  # shares by which inputs are tried closer together
    gap_most: float = 20.0  # usual sizes of text: further, and edges cross an empty page
    gap_crowd: float = 34.0  # pt: least, of a crowd
    gap_line: float = 16.0  # pt: what shows of a line beside its number and head
    gap_number: float = 1.15  # widths of a number, with one edge
    gap_flatter: float = 0.18  # widths more for each edge above six
    gap_flattest: float = 2.4  # widths more at most
    gap_edges: int = 6  # so many are flat enough


class _Edges(_Measures):
    """The look of edges, in pt but where a share is said; which of a crowd are drawn, and have numbers."""

    head: float = 11.5  # how long the head of a thick edge is
    flow_head: float = 8.5  # that of what flows back, at the beginning of an edge
    steepest: float = np.radians(38.0)  # radians from the middle of a rim's side that an edge ends at most
    smallest: float = 5.0  # neurons below this height have edges that nearly touch them
    receding: float = 0.35  # share of paper in what is not in front now
    palest: float = 0.55  # share of paper in the weakest of many
    behind: float = 0.72  # share of paper in a line that passes behind another's number
    flow_aside: float = 4.5  # from an edge to what flows along it
    flow_number: float = 2.0  # from an edge to the number of what flows
    flow_short: tuple[float, float] = (9.0, 0.25)  # by how much it ends before the edge: most, and share of its length
    shortened: tuple[float, ...] = (0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0)  # tried, until its head is on no text
    begun: float = 0.02  # share of a line that is drawn at its very start, so that it has a direction
    pulses: tuple[float, ...] = (2.2, 3.2, 4.4, 5.6)  # radii of pulses, by strength
    crowd_few: float = 0.2  # of a layer's edges
    crowd_many: float = 0.06  # of a wide layer's
    crowd_gap: float = 0.36  # on paper at most so many for each point between two layers
    chosen: float = 0.6  # where along an edge a chosen number is to be
    chosen_near_source: float = 0.3  # the same where the edges of one neuron part


class _Page(_Measures):
    """How the page is shared out, in pt, em or shares of the page."""

    sure: tuple[float, float] = (640.0, 400.0)  # pt: from this size on all numbers are to have room
    narrowest: float = 0.62  # the least share of the usual size of text that a narrow page begins with
    top: tuple[float, float, float] = (24.0, 6.0, 0.045)  # the edge above: most and least, pt; share of the height
    bottom: tuple[float, float, float] = (14.0, 4.0, 0.03)  # the edge below: the same
    headings: float = 4.4  # em: two lines of words above the network
    heading: float = 3.6  # em: how far above the network the first of them stands
    heading_line: float = 1.35  # em: from the first to the second
    sampled: float = 75.0  # pt: how high a legend is that shows a node with letters
    sampled_from: float = 5.2  # so many times as high is the lowest page that has one
    bar: float = 1.05  # least sizes of text that outputs as bars stand apart


class _Inputs(_Measures):
    """The inputs' side, in em but where pt or a share is said."""

    after: float = 12.0  # pt: from their texts to their dots' middles
    after_strip: float = 8.0  # pt: the same from the way to a strip
    share: float = 0.72  # of the distance of inputs: the largest size of their text
    name: float = 3.0  # a name and its relation, beside the value
    name_close: float = 2.2  # the same where nothing is left free that need not be
    names: float = 9.0  # a name that the data give takes so much at most
    pitch: float = 3.0  # distance of inputs that leaves room for such a name
    pitch_stacked: float = 3.9  # the same where the value stands below the symbol
    below: float = 1.35  # where such a name stands under its input
    below_stacked: float = 1.9
    line: float = 0.65  # symbol over and value under the middle


class _Pixels(_Measures):
    """Inputs that are one picture, in pt but where em or a share is said."""

    side: tuple[float, float] = (0.165, 0.36)  # share of the page's width and height
    to_strip: float = 0.075  # share of the page's width from the picture to its strip
    down: float = 0.08  # share of the network's height above it
    shade: tuple[float, float] = (0.05, 0.88)  # share of ink in the least and in the largest value
    way: float = 0.8  # from a row's edge to the band that leads to the strip
    weights: float = 0.67  # share of the picture's side that the picture of weights has
    weights_down: float = 5.2  # em below the picture
    title: tuple[float, float] = (2.9, 1.5)  # em above the picture of weights, of its two lines
    scale: float = 1.1  # em below it
    scale_room: float = 1.9  # em
    minus: tuple[float, float] = (0.3, 0.7)  # share of a pixel, from and to
    minus_line: tuple[float, float] = (0.6, 0.09)  # the minus' width: least, and share of the pixel
    signed: float = 3.0  # pixels below this width bear no minus
    scale_half: float = 4.5  # half the height of a scale of fills


class _Right(_Measures):
    """Targets and cost at the right, and outputs as bars: in pt, em or shares."""

    after: float = 18.0  # from the outputs' rims to targets or cost
    between: float = 22.0  # from the targets' column to the cost
    bare: tuple[float, float] = (20.0, 46.0)  # where no targets are shown: to their column, and to the cost
    target: float = 3.0  # em: a target's name and relation beside its number
    cost: tuple[float, float] = (3.4, 2.2)  # em: its box beside the number, and its height
    cost_corner: float = 7.0  # pt
    square: float = 4.5  # pt: half a target's square
    square_share: float = 0.6  # of the distance of outputs that are crowded
    text_share: float = 0.8  # the same of targets' text
    named: float = 4.6  # em: distance of outputs that leaves room for a class's name
    aside: float = 3.4  # em: outputs nearer than this have targets' numbers beside the squares
    aside_at: float = 6.0  # pt from the outputs to the squares then
    stacked_below: tuple[float, float] = (4.6, 2.5)  # em under a single output: from its middle at least, from its rim
    stacked_down: float = 0.6  # em below the middle of the outputs between which the cost stands
    stacked_from: float = 14.0  # em: the least height for it
    foot: tuple[float, float] = (1.2, 0.5)  # em: how much wider what stands over it is, at least; less than a number
    alone: float = 100.0  # pt: the room of a single output
    pale: float = 0.35  # share of paper in the ways to the cost
    bars: tuple[float, float] = (210.0, 0.24)  # bars with numbers: most, pt, and share of the page's width
    bar: tuple[float, float] = (11.0, 0.5)  # how thick a bar is: most, pt, and share of the distance of outputs
    bar_text: float = 1.4  # its text, in its thickness
    bar_pitch: float = 0.8  # in sizes of its text: least distance of bars that have any
    bar_start: float = 2.4  # em right of the output
    bar_name: float = 0.7  # em left of the bar its name ends
    bar_tint: float = 0.75  # share of the hue in a bar
    edge: float = 10.0  # pt: from the page's edge to the numbers
    from_heading: float = 8.0  # pt: from the outputs' heading to the cost


class _Legend(_Measures):
    """The legend below the network and the lines at its foot, in pt but where em is said."""

    pitch: float = 1.55  # em, of its rows
    top: float = 5.0  # from its rule to its rows
    more: float = 8.0  # beside its rows
    icon: float = 30.0  # how wide a mark is
    after_icon: float = 8.0
    circle: float = 14.0  # how wide a round neuron's mark is
    gap: float = 18.0  # between its columns at least
    most_gap: float = 46.0  # and at most: further, and they are no block
    sample: float = 6.0  # what a sample leaves of its height
    thin: float = 0.4  # half the thin end of the wedge that stands for widths
    thick: float = 2.2  # half its thick end
    veil: float = 0.04  # share of ink in the sample of a veil
    minus: float = 2.4  # half the minus in a disc
    minus_line: float = 1.4
    minus_fill: float = 0.7  # share of the strongest fill that such a disc has
    rim: float = 5.5  # half the height of a neuron's outline
    foot_pitch: float = 1.6  # em, of its lines
    foot_gap: float = 1.3  # em between entries
    foot_first: float = 0.7  # em: the first line
    foot_last: float = 0.8  # em: the note's line above the legend
    foot_last_bare: float = 0.2  # share of a line left below the entries where there is no note
    foot_entry: float = 4.5  # em: what an entry takes beside its number
    foot_edge: float = 8.0  # from the page's edge
    foot_more: float = 4.0  # below it


TEXT, LINES, CLEAR, REACH = _Text(), _Line(), _Clear(), _Reach()
TOLD, OPENED, NARROW, CARD, ROW, DISC, FLAT = _Told(), _Opened(), _Narrow(), _Card(), _Row(), _Disc(), _Flat()
COLUMN, EDGES = _Column(), _Edges()
PAGE, INPUTS, PIXELS, RIGHT, LEGEND = _Page(), _Inputs(), _Pixels(), _Right(), _Legend()
