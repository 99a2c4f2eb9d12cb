"""Expressions as trees: evaluated, differentiated, written as LaTeX and as text, and cut into fragments."""
