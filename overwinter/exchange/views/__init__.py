"""A file for each journey. What services call is in ``resources``."""
