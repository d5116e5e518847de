"""Whether a requirement applies to a plan on a day."""

from datetime import date

from overwinter.kernel.winter import Winter


def in_force_on(
    day: date, winter: Winter, *, starts: date | None, until: date | None, withdrawn_on: date | None
) -> bool:
    within = day_within(day, winter)
    if withdrawn_on is not None and withdrawn_on <= day:
        return False
    return (starts is None or starts <= within) and (until is None or within <= until)


def day_within(day: date, winter: Winter) -> date:
    """A plan is for one winter: before it begins its first day counts, after it has ended its last."""
    return min(max(day, winter.starts), winter.ends)
