"""Figures and pages written to files, a format each."""
