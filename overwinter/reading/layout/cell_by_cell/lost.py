"""What is said of each row whose cells were put together without any columns."""

from overwinter.reading.result import COLUMNS_LOST, Finding

LOST = Finding(
    COLUMNS_LOST,
    "The text has no columns left; which cell is which was told by order and kind. Check what answers the requirement.",
)
