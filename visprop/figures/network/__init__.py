"""The network at a position."""
