"""The command line; but for the window itself, nothing of it needs a display."""
