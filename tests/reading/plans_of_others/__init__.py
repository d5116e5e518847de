"""Whole plans of a dozen invented councils, and what a person would match each of their rows to."""
