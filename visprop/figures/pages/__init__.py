"""Pages of text: the listing and the equations."""
