"""How a page says where a threshold comes from."""

from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Threshold


def origin(threshold: Threshold) -> str:
    """ "Overwinter’s default: three weekly meetings of a cell. In force from 1 September 2020."."""
    return f"{threshold.source.rstrip('.')}. In force from {full_day(threshold.effective_from)}."
