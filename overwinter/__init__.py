"""Overwinter: an English council's adult social care winter plan, as a working system."""
