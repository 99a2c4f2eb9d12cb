"""The bench *Neuron*: z as a balance, σ and its slope at z, saturation, and how σ becomes tanh (the article's Figures 4 to 7).

In the order in which data flows:

    setting.py         What can be set of it
    saturation.py      Where a curve is nearly flat
    state.py           The neuron's numbers, and what is seen at each step
    morph.py           The stages from σ(x) to tanh x
    taken.py           The numbers of a neuron of the open network
    look.py            What its pictures share: sizes, and the hue of a number's sign
    neuron_picture.py  The neuron with its arrows
    balance.py         The bars that add up to z
    curve.py           σ above them, with the point (z, a) and its tangent
    curve_picture.py   Both in one picture
    tanh_picture.py    σ and tanh, and the stages between
    page.py            The equations
    bench.py           All of it as a bench
"""
