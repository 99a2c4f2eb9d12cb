"""Where the parts of a network stand on a page.

In the order in which data flows:

    request.py         What a layout is asked for
    tables.py          Where numbers stand that have no room on their lines and in their neurons
    places.py          Where the parts of a network stand on the page
    number_places.py   Where the numbers of edges stand
    crossing.py        The same of two neurons' edges from two
    with_constants.py  The same with a node of the constant 1 before each layer
    candidate.py       One way to share the page out
    arrange.py         Puts the parts where one way has them
    closing.py         Moves words around a network on paper near to it
    print_plan.py      Chooses the richest of the ways that fit on paper, in one size of letters
    plan.py            Chooses the richest of the ways that fit
"""
