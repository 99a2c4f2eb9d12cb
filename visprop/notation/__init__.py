"""The mathematics of a line, in symbols and with numbers."""
