"""Overwinter beside what a user would put together instead: a converter, a list of column names, a best match."""
