"""The examples: where they come from, how they are scaled, and which are kept from training."""
