"""How the window looks: its letters, measures, icons and colours.

In the order in which data flows:

    style.py        What is clicked is large enough to be hit
    slider.py       A slider, on whose track a click leads to where it is
    letters.py      The letters of the window's own words, and the unit of its measures
    style_sheet.py  How bars, tabs, panels and buttons look, in the colours of a theme
    icons.py        Icons in the ink of a theme
    theme.py        The whole application in the colours and letters of now
"""
