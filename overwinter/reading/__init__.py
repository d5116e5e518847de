"""The reading engine: a file in, the rows of a winter plan out. No Django, no database, no network."""
