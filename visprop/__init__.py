"""Backpropagation made visible, exactly."""

__version__ = "0.1.0"
