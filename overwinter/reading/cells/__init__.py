"""Cells: what the text of one cell says. Pure functions from text to date, status, reference or list of leads."""
