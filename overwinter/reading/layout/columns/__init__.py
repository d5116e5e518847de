"""A scanned table whose columns were read into each other, put back together."""

from overwinter.reading.layout.columns.reader import read, recognises

__all__ = ["read", "recognises"]
