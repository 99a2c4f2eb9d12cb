"""What to draw at a position, as plain data without a window system."""
