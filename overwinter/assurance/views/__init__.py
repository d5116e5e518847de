"""A file for each journey."""
