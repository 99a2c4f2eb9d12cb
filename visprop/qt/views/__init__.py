"""Widgets that paint one figure each."""
