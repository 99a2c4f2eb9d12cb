"""What the equations can be asked: why, unwound, the rules of differentiation, the misprints of the article."""
