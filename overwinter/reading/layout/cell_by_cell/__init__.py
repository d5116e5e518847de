"""A table taken out as text cell by cell: no columns are left, its cells follow each other in some order."""

from overwinter.reading.layout.cell_by_cell.reader import COLUMNS_LOST, read
from overwinter.reading.layout.cell_by_cell.recognising import recognises

__all__ = ["COLUMNS_LOST", "read", "recognises"]
