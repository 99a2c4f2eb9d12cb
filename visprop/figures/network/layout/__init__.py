"""Where the parts of a network stand on a page."""
