"""The edges: what they show, how they look, and what flows along them."""
