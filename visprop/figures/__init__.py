"""Figures as plain data, without Qt."""
