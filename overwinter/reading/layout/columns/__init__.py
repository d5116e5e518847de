"""A scanned table whose columns were read into each other, put back together."""

from overwinter.reading.layout.columns.reader import as_lines, read, recognises

__all__ = ["as_lines", "read", "recognises"]
