"""The notations, one file each, and the registry of them."""
