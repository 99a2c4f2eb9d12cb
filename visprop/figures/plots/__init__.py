"""Diagrams: the landscape, the slice, the cost."""
