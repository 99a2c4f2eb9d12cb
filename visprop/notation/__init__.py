"""Mathematics as it is written: expressions, the notations, and what is explained with them.

In the order in which data flows:

    dress.py           How abstractly a network is written
    layout/            Mathematics as it is laid out
    glossary.py        What each symbol and each line means, in a sentence
    expression/        Expressions as trees: evaluated, differentiated, and laid out
    calculus/          Real functions that are typed, differentiated step by step
    naming.py          What each thing of a network is called
    notations/         The notations, one file each, and the registry of them
    explanations/      What the equations can be asked: why, unwound, rules, misprints
    latex_words.py     Words as LaTeX, and the formulas in them as mathematics
    latex_lines.py     Displayed formulas of LaTeX, broken before = and ≈, which stand below one another
    latex_document.py  What stands on a page, as LaTeX and as plain text
    page_printers.py   What stands on a page, as MathML for other programs and in words for a screen reader
"""
