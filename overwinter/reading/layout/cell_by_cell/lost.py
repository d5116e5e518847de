"""What is said of each row whose cells were put together without any columns."""

from overwinter.reading.layout.cell_by_cell import COLUMNS_LOST
from overwinter.reading.result import Finding

LOST = Finding(
    COLUMNS_LOST,
    "The text has no columns left; which cell is which was told by order and kind. Check what answers the requirement.",
)
