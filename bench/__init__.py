"""Time and queries at 1 and at 150 councils, in one run: ``make bench``."""
