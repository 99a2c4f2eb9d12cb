"""Scenario files: JSON, validated when read, saved without loss."""
