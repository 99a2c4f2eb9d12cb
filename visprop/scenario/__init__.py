"""What defines an experiment, its files and its data."""
