"""Mathematics as it is laid out: a tree of rows, scripts, fractions and brackets, and its printers.

Between expressions, which compute, and pictures, which are set, stands this tree; what is written is read off it.

nodes       the tree
build       how names and the like are put together
pieces      a tree cut where a line may be broken and terms can be pointed at
latex       as LaTeX
text        as plain text
spoken      as words, for a screen reader
mathml      as MathML, for other programs
"""
