"""The window, its views and panels, and the painting of figures."""
