"""Words that several pages of market use."""

from datetime import datetime

from django.utils import timezone

from overwinter.kernel.days import full_day


def recorded(at: datetime) -> str:
    """The day on which something was recorded."""
    return full_day(timezone.localdate(at))
