"""Mathematics as it is written: expressions, the notations, and what is explained with them."""
