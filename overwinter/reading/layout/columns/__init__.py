"""A scanned table whose columns were read into each other, put back together."""

from overwinter.reading.layout.columns.reader import COLUMNS_MIXED, as_lines, read, recognises

__all__ = ["COLUMNS_MIXED", "as_lines", "read", "recognises"]
