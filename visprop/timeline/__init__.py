"""The algorithm as lines, positions on it, and the frame at each position."""
